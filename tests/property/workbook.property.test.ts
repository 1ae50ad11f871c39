import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import type { LoadedCatalogue } from '../../electron/service/catalogue'
import { planWorkbook, writeLiveWorkbook, type PlannedWorkbook } from '../../electron/service/workbook/export'
import { isChangeable, runsOf } from '../../electron/service/workbook/figures'
import { readWorkbookChanges } from '../../electron/service/workbook/read'
import { emptyScenario } from '../../models/scenario/canonical'
import { leverNamed } from '../../models/scenario/levers'
import { isLeverVariable, leverRows } from '../../models/workbook/levers'
import { shippedCatalogue } from '../fixtures/catalogue'
import { typeInto } from '../fixtures/editedWorkbook'
import { smallRegion } from '../fixtures/smallRegion'
import { addressOf, figureLines } from '../golden/workbookCells'

/** Round trips of the workbook of a small made-up region. */
const program = 'liangli test'
let loaded: LoadedCatalogue
let plan: PlannedWorkbook
let bytes: Uint8Array

/** A cell that may be changed, with what it holds. */
interface Input {
  readonly sheet: string
  readonly cell: string
  readonly value: number
  readonly year: number
  readonly key: string
  readonly bounds: readonly [number, number]
}
let inputs: readonly Input[]

beforeAll(async () => {
  const catalogue = await smallRegion(shippedCatalogue())
  loaded = { catalogue, sha256: '5'.repeat(64) }
  const scenario = emptyScenario({ id: catalogue.id, version: catalogue.version, sha256: loaded.sha256 }, '=小地区', '0')
  const request = { loaded, scenario, language: 'zh', program, written: new Date('2026-11-30T00:00:00Z') } as const
  plan = planWorkbook(request)
  bytes = await writeLiveWorkbook(request)
  inputs = figureLines(plan).flatMap((found): readonly Input[] => {
    const { row, label } = found.line
    const { name } = row
    if (!isLeverVariable(name)) return []
    // The first cell of several that share a formula says it for the others.
    const firsts = new Set(runsOf(row, plan.places).flatMap(({ from, to }) => (to > from ? [from] : [])))
    return row.formulas.flatMap((_, year) =>
      isChangeable(row, year) && !firsts.has(year) && plan.places.read(row, year) !== 0
        ? [
            {
              sheet: found.sheet,
              cell: addressOf(found, year),
              value: plan.places.read(row, year),
              year,
              key: label.key,
              bounds: leverNamed(leverRows[name].lever).possible,
            },
          ]
        : [],
    )
  })
})

const read = (file: Uint8Array) => readWorkbookChanges({ name: '小地区.xlsx', bytes: file }, { loaded, program, now: '2026-11-30' })

test('a workbook that nobody touched changes nothing, and there is nothing to say of it but that', async () => {
  const back = await read(bytes)
  if (!back.ok) throw new Error(JSON.stringify(back.faults))
  expect(back.preview.changes).toEqual([])
  expect(back.preview.remarks.map(({ code }) => code)).toEqual(['workbook-no-changes'])
  expect(back.scenario.name).toBe('=小地区')
})

test('so many cells of inputs changed are so many changes, each with its figure, year and cell', async () => {
  expect(inputs.length).toBeGreaterThan(1000)
  const edit = fc.record({ at: fc.nat({ max: inputs.length - 1 }), by: fc.double({ min: 0.55, max: 0.95, noNaN: true }) })
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(edit, { minLength: 1, maxLength: 40, selector: ({ at }) => at }), async (edits) => {
      const typed = edits.flatMap(({ at, by }) => {
        const input = inputs[at]
        return input === undefined ? [] : [{ ...input, to: input.value * by }]
      })
      const back = await read(await typeInto(bytes, typed))
      if (!back.ok) throw new Error(JSON.stringify(back.faults))
      const sorted = (list: readonly (readonly [string, number, number])[]) => list.map(String).sort()
      expect(sorted(back.preview.changes.map(({ sheet, cell, year, after }) => [`${sheet}!${cell}`, year, after]))).toEqual(
        sorted(typed.map(({ sheet, cell, year, to }) => [`${sheet}!${cell}`, loaded.catalogue.baseYear + year, to])),
      )
      for (const { override, year, after, before } of back.preview.changes) {
        expect(override).toMatchObject({ mode: 'series', from: year, to: year, values: { [String(year)]: after }, enabled: true })
        expect(override.reason).toContain('小地区.xlsx')
        expect(before).not.toBe(after)
      }
    }),
    { seed: 20261130, numRuns: 8, endOnFailure: true },
  )
})
