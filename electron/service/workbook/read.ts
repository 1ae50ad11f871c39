import type { WorkbookChange, WorkbookPreview } from '../../contract/exchange'
import type { ReadFigure } from '../../../models/equation/formula/evaluate'
import { printFormula } from '../../../models/equation/formula/print'
import { runModel } from '../../../models/model'
import type { Override, Scenario } from '../../../models/scenario/document'
import type { Fault } from '../../../models/shared/outcome'
import { modelOf } from '../../../models/simulate'
import { figuresOfRun } from '../../../models/workbook/figures'
import type { LoadedCatalogue } from '../catalogue'
import type { ChosenBytes } from '../files/chooser'
import { scenarioFingerprint } from '../fingerprint'
import { isWorkbook } from '../table/openTable'
import { readCells, type WorkbookRead } from '../table/readCells'
import type { Identity } from './about'
import { changeOf, checkChange, type Editor } from './changeOf'
import { RowComparison, type CellEdit } from './edits'
import { planWorkbook, type PlannedWorkbook } from './export'
import { identityOf, refuseOther } from './identity'
import { keptScenario } from './kept'
import { locate, type Located, type LocatedRow } from './located'
import type { FigureLine } from './plan'
import { SheetLogs } from './sheetLogs'
import { thresholdChanges } from './thresholdEdits'

export type ReadWorkbookChanges =
  | { readonly ok: true; readonly preview: WorkbookPreview; readonly scenario: Scenario }
  | { readonly ok: false; readonly faults: readonly Fault[] }

export interface ReadGround {
  readonly loaded: LoadedCatalogue
  /** Name and version of the program. */
  readonly program: string
  /** When it is read, ISO 8601: the time of the changes where the file does not say it. */
  readonly now: string
}

/** Changes that are taken at a time. */
const mostChanges = 2000

/**
 * What was changed in a live workbook: cells of inputs become changes of the scenario that it was made from, each with its
 * place; anything else that was changed is told and left out. Nothing is taken over yet.
 */
export async function readWorkbookChanges(file: ChosenBytes, ground: ReadGround): Promise<ReadWorkbookChanges> {
  const logs = new SheetLogs(file.name)
  const read = isWorkbook(file, logs.whole) ? await cellsOf(file, logs) : undefined
  const identity = read === undefined ? undefined : identityOf(read)
  if (read === undefined || refuseOther(identity, ground.loaded, logs.whole) || identity === undefined)
    return { ok: false, faults: logs.faults }
  const scenario = keptScenario(read)
  if (scenario === undefined || scenarioFingerprint(scenario) !== identity.fingerprint) {
    logs.whole.refuse('workbook-scenario')
    return { ok: false, faults: logs.faults }
  }
  if (identity.program !== ground.program) logs.whole.remark('workbook-program', { program: identity.program, known: ground.program })
  const changes = changesIn(read, file.name, identity, scenario, ground, logs)
  if (logs.faults.length > 0) return { ok: false, faults: logs.faults }
  if (changes.length === 0) logs.whole.remark('workbook-no-changes')
  const { fingerprint } = identity
  const { lastAuthor: author, modified } = read
  const preview = { fileName: file.name, scenario: scenario.name, fingerprint, author, modified, changes, remarks: logs.remarks }
  return { ok: true, preview, scenario }
}

async function cellsOf({ bytes }: ChosenBytes, { whole }: SheetLogs): Promise<WorkbookRead | undefined> {
  try {
    return await readCells(bytes)
  } catch {
    whole.refuse('workbook-corrupt')
    return undefined
  }
}

interface ComparedRow {
  readonly line: FigureLine
  readonly at: LocatedRow
  readonly comparison: RowComparison
}

function changesIn(
  read: WorkbookRead,
  file: string,
  identity: Identity,
  scenario: Scenario,
  { loaded, program, now }: ReadGround,
  logs: SheetLogs,
): readonly WorkbookChange[] {
  const language = identity.language === 'en' ? 'en' : 'zh'
  const plan = planWorkbook({ loaded, scenario, language, program, written: new Date(0) })
  const { structure } = modelOf(loaded.catalogue, scenario)
  const lines = new Map(
    plan.figures.flatMap((sheet) => sheet.lines).flatMap((line) => (line.is === 'figures' ? [[line.label.key, line] as const] : [])),
  )
  const located = locate(read, new Set(lines.keys()), structure.years)
  tellMissing(located, lines, logs)
  const rows = [...lines].flatMap(([key, line]): readonly ComparedRow[] => {
    const [at, ...others] = located.rows.get(key) ?? []
    if (at === undefined) return []
    for (const other of others)
      if (!isAlike(at, other)) logs.of(other.sheet.name).refuse('workbook-twice', { key, other: at.line + 1 }, { row: other.line })
    return [{ line, at, comparison: new RowComparison(line, at, plan.places.read, logs.of(at.sheet.name)) }]
  })
  const editor: Editor = { author: read.lastAuthor, at: read.modified === '' ? now : read.modified, file, language }
  const made = (edits: readonly CellEdit[]): readonly WorkbookChange[] =>
    edits.map((edit) => changeOf(edit, plan.labels, structure, editor))
  const direct = [
    ...made(rows.flatMap(({ comparison, at }) => noted(comparison.edits(), at, plan))),
    ...thresholdChanges(read, plan.thresholds, structure, editor, logs),
  ]
  const withDirect = figuresWith(direct, scenario, loaded, plan)
  const rewritten = made(rows.flatMap((row) => noted(row.comparison.rewritten(withDirect, printedOf(row, plan)), row.at, plan)))
  const changes = [...direct, ...rewritten]
  for (const change of changes) checkChange(change, structure, logs.of(change.sheet))
  if (changes.length > mostChanges) logs.whole.refuse('workbook-too-many', { count: changes.length, most: mostChanges })
  tellStale(rows, rewritten.length === 0 ? withDirect : figuresWith(changes, scenario, loaded, plan), logs)
  return changes
}

/** Two rows of the same key say the same in every year. */
const isAlike = (a: LocatedRow, b: LocatedRow): boolean =>
  a.columns.every((column, year) => {
    const other = b.columns[year]
    return column === undefined || other === undefined || a.sheet.cell(a.line, column).text === b.sheet.cell(b.line, other).text
  })

/** What stands in the row's column of changes, where somebody wrote there, is the reason of cells without a note of their own. */
function noted(edits: readonly CellEdit[], at: LocatedRow, plan: PlannedWorkbook): readonly CellEdit[] {
  if (edits.length === 0) return edits
  const said = at.sheet.cell(at.line, at.keyColumn - 1).text
  return edits.map((edit) => (edit.note !== '' || said === '' || said === plan.changesOf(edit.line.row) ? edit : { ...edit, note: said }))
}

const printedOf =
  ({ line: { row } }: ComparedRow, { places }: PlannedWorkbook) =>
  (year: number): string =>
    printFormula(row.at(year), row, year, places)

/** Figures of the scenario with changes. */
function figuresWith(
  changes: readonly WorkbookChange[],
  scenario: Scenario,
  { catalogue }: LoadedCatalogue,
  plan: PlannedWorkbook,
): ReadFigure {
  if (changes.length === 0) return plan.places.read
  const model = modelOf(catalogue, scenario)
  const overrides = changes.map(({ override }, k): Override => ({ ...override, id: `x${String(k)}` }))
  runModel(model, { ...scenario, overrides: [...scenario.overrides, ...overrides] })
  return figuresOfRun(model, plan.rows)
}

function tellMissing(located: Located, lines: ReadonlyMap<string, FigureLine>, logs: SheetLogs): void {
  if (located.rows.size === 0 && located.headless.length === 0) logs.whole.refuse('workbook-sheets')
  for (const sheet of located.headless) logs.of(sheet.name).refuse('workbook-years')
  const missing = [...lines.keys()].filter((key) => !located.rows.has(key))
  if (missing.length > 0 && located.headless.length === 0)
    logs.whole.remark('workbook-rows-gone', { count: missing.length, key: missing[0] ?? '' })
  for (const [sheet, count] of located.extra) logs.of(sheet.name).remark('workbook-extra', { count })
}

/** Worked-out cells that hold what the program does not have: their formulas were changed, or the workbook was not worked out again. */
function tellStale(rows: readonly ComparedRow[], now: ReadFigure, logs: SheetLogs): void {
  const found = rows.flatMap(({ at, comparison }) => comparison.stale(now).map((cell) => ({ ...cell, at })))
  for (const sheet of new Set(found.map(({ at }) => at.sheet))) {
    const cells = found.filter(({ at }) => at.sheet === sheet)
    const [first] = cells
    if (first === undefined) continue
    const place = { row: first.at.line, column: first.column }
    logs.of(sheet.name).remark('workbook-stale', { count: cells.length, value: first.value, known: first.known }, place)
  }
}
