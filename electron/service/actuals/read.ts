import type { ActualsPreview, ReadActual } from '../../contract/commands'
import type { ActualFigure } from '../../../models/scenario/entries'
import type { Fault } from '../../../models/shared/outcome'
import type { ChosenBytes } from '../files/chooser'
import { TableLog } from '../table/faults'
import { openTable } from '../table/openTable'
import { accountRows, assembleAccount, takenRegionRows, type WholeAccount } from './accounts'
import { checkCounts } from './counts'
import { findActualHeads } from './heads'
import type { Known } from './known'
import { provenance, readActualRows, type Found } from './rows'
import { fundEntries } from './funds'
import { actualWords } from './words'

export type ReadActuals =
  { readonly ok: true; readonly preview: ActualsPreview } | { readonly ok: false; readonly faults: readonly Fault[] }

/** Entries that a scenario takes. */
const mostActuals = 20_000
/** Cells of figures that are looked at: an account alone has some twenty. */
const mostCells = 20 * mostActuals
/** Times the model's figure, or part of it, from which on a figure is told. */
const farTimes = 3

/**
 * Read a table of the user's as actual figures. Either everything in it is understood, or it is refused with all its faults,
 * each with sheet, row and column; what was read and may still surprise is told as remarks.
 */
export async function readActuals(file: ChosenBytes, known: Known): Promise<ReadActuals> {
  const whole = new TableLog(file.name)
  const logs: TableLog[] = [whole]
  const opened = await openTable(file, whole)
  if (opened === undefined || whole.isRefused) return { ok: false, faults: whole.allFaults() }
  const found: Found[] = []
  const sheets: string[] = []
  for (const grid of opened.grids) {
    const log = new TableLog(file.name)
    log.sheet = grid.sheet
    const heads = findActualHeads(grid, known, file.name, log)
    if (heads === undefined) {
      if (grid.rows.length > 0 && !isNotes(grid.sheet)) whole.remark('sheet-unread', { sheet: grid.sheet })
      continue
    }
    logs.push(log)
    sheets.push(grid.sheet)
    found.push(...readActualRows(grid, heads, known, log))
  }
  const isRefused = (): boolean => logs.some((log) => log.isRefused)
  if (sheets.length === 0) whole.refuse('actuals-head-missing')
  if (found.length > mostCells) {
    whole.refuse('actuals-too-many', { count: found.length, most: mostActuals })
    return { ok: false, faults: whole.allFaults() }
  }
  const logOf = (sheet: string): TableLog => logs.find((log) => log.sheet === sheet && log !== whole) ?? whole
  const actuals = entriesOf(found, file.name, known, logOf)
  if (!isRefused() && actuals.length === 0) whole.refuse('actuals-empty')
  if (actuals.length > mostActuals) whole.refuse('actuals-too-many', { count: actuals.length, most: mostActuals })
  if (isRefused()) return { ok: false, faults: logs.flatMap((log) => log.allFaults()) }
  tellFar(actuals, logOf)
  const remarks = logs.flatMap((log) => log.allRemarks())
  return { ok: true, preview: { fileName: file.name, sheets, encoding: opened.encoding, actuals, remarks } }
}

const isNotes = (sheet: string): boolean => Object.values(actualWords.template).some(({ notesSheet }) => notesSheet === sheet)

/** Entries of the scenario from the cells; figures that come twice, or disagree with a total, go to the log. */
function entriesOf(found: readonly Found[], file: string, known: Known, logOf: (sheet: string) => TableLog): readonly ReadActual[] {
  const accounts: WholeAccount[] = []
  const rows = accountRows(found)
  const take = (row: (typeof rows)[number]): void => {
    const account = assembleAccount(row, file, logOf(row.first.sheet))
    if (account !== undefined) accounts.push(account)
  }
  rows.filter(({ first }) => first.area !== known.root).forEach(take)
  const regions = rows.filter(({ first }) => first.area === known.root)
  for (const row of regions) takenRegionRows([row], accounts, known, logOf(row.first.sheet)).forEach(take)
  const single = found.filter(({ kind }) => kind !== 'account' && kind !== 'fund')
  checkCounts(single, known, logOf)
  const all = [
    ...accounts.map((account) => accountEntry(account, known)),
    ...single.map((figure) => singleEntry(figure, file, known)),
    ...fundEntries(found, file, known, logOf),
  ]
  return withoutDoubles(all, logOf)
}

const accountEntry = ({ draft, first, remainder }: WholeAccount, known: Known): ReadActual => ({
  draft,
  ...provenance(first),
  value: draft.ordinaryTax + draft.resourceTax + draft.nonTax,
  known: known.value('account', draft.area, draft.year, ''),
  ...(remainder === undefined ? {} : { remainder }),
})

function singleEntry(figure: Found, file: string, known: Known): ReadActual {
  const { kind, area, year, target, value } = figure
  if (kind === 'account' || kind === 'fund') throw new RangeError('accounts are put together from rows')
  const draft: ActualFigure = { kind, area, year, target, value, file }
  return { draft, ...provenance(figure), value, known: known.value(kind, area, year, target) }
}

const placeOf = ({ draft }: ReadActual): string =>
  JSON.stringify([draft.kind, draft.area, draft.year, draft.kind === 'account' ? '' : draft.target])

function withoutDoubles(all: readonly ReadActual[], logOf: (sheet: string) => TableLog): readonly ReadActual[] {
  const first = new Map<string, ReadActual>()
  for (const entry of all) {
    const other = first.get(placeOf(entry))
    if (other === undefined) first.set(placeOf(entry), entry)
    else {
      const { area, year, kind } = entry.draft
      const target = entry.draft.kind === 'account' ? '' : entry.draft.target
      const otherSheet = other.sheet === entry.sheet ? '' : other.sheet
      logOf(entry.sheet).refuse(
        kind === 'account' ? 'account-doubled' : 'actual-doubled',
        { area, year, target, otherSheet, other: other.row },
        { row: entry.row - 1 },
      )
    }
  }
  return [...first.values()]
}

/** Figures far from what the model has are probably in another unit. */
function tellFar(actuals: readonly ReadActual[], logOf: (sheet: string) => TableLog): void {
  for (const { draft, sheet, row, value, known } of actuals) {
    if (known === null || known === 0 || value === 0) continue
    const times = value / known
    if (times <= farTimes && times >= 1 / farTimes) continue
    const { area, year, kind } = draft
    const target = draft.kind === 'account' ? '' : draft.target
    const shown = times >= 1 ? times.toFixed(1) : times.toPrecision(2)
    logOf(sheet).remark(`actual-far-${kind}`, { area, year, target, times: shown }, { row: row - 1 })
  }
}
