import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadCatalogue, type LoadedCatalogue } from '../../electron/service/catalogue'
import { writeCells } from '../../electron/service/table/cellWorkbook'
import { readCells } from '../../electron/service/table/readCells'
import { columnLetter } from '../../electron/service/table/grid'
import { planWorkbook, type PlannedWorkbook } from '../../electron/service/workbook/export'
import { readWorkbookChanges } from '../../electron/service/workbook/read'
import { runModel } from '../../models/model'
import { parseScenario } from '../../models/scenario/parse'
import type { Override, Scenario } from '../../models/scenario/document'
import { modelOf } from '../../models/simulate'
import { figuresOfRun } from '../../models/workbook/figures'
import words from '../../electron/service/workbook/words.json'
import { findOffice, Recalculation, valuesIn, type CellInput, type SheetValues } from '../setup/libreOffice'
import { addressOf, computedCells, figureLines, type ComputedCell } from './workbookCells'

/**
 * Every computed cell of the workbooks of all shipped scenarios, worked out again by LibreOffice from its formulas alone,
 * against the engine.
 */
const office = findOffice()
const folder = mkdtempSync(join(tmpdir(), 'liangli-workbook-'))
const shipped = 'models/scenario/shipped'
const program = 'liangli test'
const written = new Date('2026-11-30T00:00:00Z')
const tolerance = 1e-9
const { agree: agrees } = words.zh.check
const { check, flags: flagSheet } = words.zh.sheets

let loaded: LoadedCatalogue

/** A shipped scenario with what its workbook was written with. */
interface Shipped {
  readonly scenario: Scenario
  readonly cells: readonly ComputedCell[]
  /** Computed cells that hold a figure and no formula. */
  readonly settled: number
  readonly bytes: number
}
const all: Shipped[] = []
/** The scenario whose workbook is changed in LibreOffice: a standard, a growth rate, shares. */
const editedName = '2-elderly-allowance-150'
const edits: CellInput[] = []
const names = readdirSync(shipped)
  .filter((name) => name.endsWith('.json'))
  .sort()

const planOf = (scenario: Scenario) => planWorkbook({ loaded, scenario, language: 'zh', program, written })
const fileOf = (name: string): string => join(folder, `${name}.xlsx`)
const outOf = (name: string): string => join(folder, `${name}.json`)

beforeAll(async () => {
  const found = await loadCatalogue('models/catalogue/data/inner-mongolia-2020/catalogue.json')
  if (!found.ok) throw new Error('no catalogue')
  loaded = found.value
  const recalculation = office === undefined ? undefined : new Recalculation(office)
  writeFileSync(fileOf('control'), await controlFile())
  recalculation?.add({ file: fileOf('control'), out: outOf('control') })
  for (const name of names) {
    const scenario = scenarioAt(name)
    const plan = planOf(scenario)
    const bytes = await writeCells(plan.sheets, { title: name, author: '', created: written, custom: {} })
    writeFileSync(fileOf(name), bytes)
    all.push({ scenario, cells: computedCells(plan).map(({ row: _, ...cell }) => cell), settled: settledIn(plan), bytes: bytes.length })
    recalculation?.add({ file: fileOf(name), out: outOf(name) })
    if (!name.startsWith(editedName)) continue
    edits.push(...editsOf(plan))
    recalculation?.add({ file: fileOf(name), edits, out: outOf('edited'), saveAs: fileOf('edited') })
  }
  await recalculation?.finish()
}, 300_000)

afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

function scenarioAt(name: string): Scenario {
  const parsed = parseScenario(readFileSync(join(shipped, name), 'utf8'), name)
  if (!parsed.ok) throw new Error(name)
  return parsed.value
}

/** Computed figures that are settled, and of flags what the program judged. */
function settledIn(plan: PlannedWorkbook): number {
  const settled = figureLines(plan).reduce((count, { line }) => count + line.row.formulas.filter(({ op }) => op === 'constant').length, 0)
  const flags = plan.sheets.find(({ name }) => name === flagSheet)?.rows ?? []
  // Severity, verdict, payer, grade, and the amounts of tests that have no formula here.
  return settled + (typeof flags === 'function' ? 0 : flags.length * 6)
}

/** A file whose cached values are wrong, with a plain formula and shared ones. */
const controlFile = (): Promise<Uint8Array> =>
  writeCells(
    [
      {
        name: 'figures',
        widths: [],
        looks: [],
        notes: [],
        rows: () => [
          [2, 3, 4].map((value, column) => ({ column, value })),
          [0, 1, 2].map((column) => ({
            column,
            value: 999,
            formula: column === 0 ? 'A1*10' : '',
            shared: { index: 0, ...(column === 0 ? { over: 'A2:C2' } : {}) },
          })),
        ],
      },
      { name: 'sum', widths: [], rows: [[{ column: 0, value: 999, formula: 'SUM(figures!A2:C2)' }]] },
    ],
    { title: '', author: '', created: written, custom: {} },
  )

/** Cells of inputs and what is typed into them: a standard, a price index, the region's part of a service, a coverage. */
function editsOf(plan: PlannedWorkbook): CellInput[] {
  const lines = figureLines(plan)
  const at = (start: string, year: number, change: (value: number) => number): CellInput => {
    const found = lines.find(({ line }) => line.label.key.startsWith(start) && typeof line.row.change?.area === 'string')
    if (found === undefined) throw new Error(start)
    return { sheet: found.sheet, cell: addressOf(found, year), value: change(plan.places.read(found.line.row, year)) }
  }
  return [
    at('standard/', 5, (value) => value * 1.25),
    at('indexGrowth/', 4, (value) => value + 0.0125),
    at('regionPart/', 6, (value) => value / 2),
    at('coverage/', 7, (value) => value * 1.1),
  ]
}

const valueAt = (
  sheets: SheetValues,
  { sheet, line, column }: Pick<ComputedCell, 'sheet' | 'line' | 'column'>,
): number | string | undefined => sheets[sheet]?.[line - 1]?.[column]

function faultsOf(
  sheets: SheetValues,
  cells: readonly ComputedCell[],
  expected: (cell: ComputedCell) => number | string,
): readonly string[] {
  return cells.flatMap((cell) => {
    const [own, other] = [valueAt(sheets, cell), expected(cell)]
    const isSame =
      typeof own === 'number' && typeof other === 'number'
        ? Math.abs(own - other) <= tolerance * Math.max(Math.abs(own), Math.abs(other), cell.scale)
        : own === other
    return isSame ? [] : [`${cell.sheet}!${columnLetter(cell.column)}${String(cell.line)}: ${String(own)}, not ${String(other)}`]
  })
}

describe.skipIf(office === undefined)('workbooks recalculated by LibreOffice', () => {
  test('a file with wrong cached values comes back right, so that the recalculation is a real one', async () => {
    const before = await readCells(readFileSync(fileOf('control')))
    expect(before.sheets[0]?.cell(1, 2).value).toBe(999)
    expect(await valuesIn(outOf('control'))).toEqual({
      figures: [
        [2, 3, 4],
        [20, 30, 40],
      ],
      sum: [[90]],
    })
  })

  test('every computed cell of every shipped scenario equals the engine', async () => {
    for (const [k, { scenario, cells }] of all.entries()) {
      const values = await valuesIn(outOf(names[k] ?? ''))
      expect(cells.length, scenario.name).toBeGreaterThan(100_000)
      expect(faultsOf(values, cells, ({ expected }) => expected).slice(0, 10), scenario.name).toEqual([])
      expect(values[check]?.[2]?.[1]).toBe(agrees)
    }
  })

  test('a standard, a growth rate and shares changed in the workbook give what the engine gives with these changes', async () => {
    const values = await valuesIn(outOf('edited'))
    const scenario = scenarioAt(names.find((name) => name.startsWith(editedName)) ?? '')
    const read = await readWorkbookChanges({ name: 'edited.xlsx', bytes: readFileSync(fileOf('edited')) }, { loaded, program, now: '' })
    if (!read.ok) throw new Error(JSON.stringify(read.faults))
    const { changes, remarks } = read.preview
    const places = (list: readonly { readonly sheet: string; readonly cell: string }[]) =>
      list.map(({ sheet, cell }) => `${sheet}!${cell}`).sort()
    expect(places(changes)).toEqual(places(edits))
    expect(remarks).toEqual([])
    const plan = planOf(scenario)
    const overrides = changes.map(({ override }, k): Override => ({ ...override, id: `w-${String(k)}` }))
    const model = modelOf(loaded.catalogue, scenario)
    runModel(model, { ...scenario, overrides: [...scenario.overrides, ...overrides] })
    const now = figuresOfRun(model, plan.rows)
    const own = computedCells(plan, now).flatMap((cell) =>
      cell.row === undefined ? [] : [{ ...cell, expected: now(cell.row, cell.year), before: cell.expected }],
    )
    expect(own.filter(({ expected, before }) => expected !== before).length).toBeGreaterThan(3000)
    expect(faultsOf(values, own, ({ expected }) => expected).slice(0, 10)).toEqual([])
    expect(values[check]?.[2]?.[1]).not.toBe(agrees)
  })
})

describe('live workbooks', () => {
  test('at least 95 in 100 computed cells are formulas', () => {
    for (const { scenario, cells, settled } of all)
      expect(cells.length / (cells.length + settled), scenario.name).toBeGreaterThanOrEqual(0.95)
  })

  test('a workbook of twelve leagues is no larger than 3 MB', () => {
    for (const { scenario, bytes } of all) expect(bytes, scenario.name).toBeLessThanOrEqual(3_000_000)
  })
})
