import type { PopulationPreview } from '../../contract/commands'
import type { Catalogue } from '../../../models/catalogue/schema'
import { checkImports } from '../../../models/population/importChecks'
import { checkPopulation, isWithin } from '../../../models/scenario/checkPopulation'
import type { PopulationDraft } from '../../../models/scenario/document'
import type { Fault } from '../../../models/shared/outcome'
import type { ChosenBytes } from '../files/chooser'
import { areaNamesOf } from './areaNames'
import { assemble } from './assemble'
import { TableLog } from './faults'
import type { Grid } from './grid'
import { findHeads, hasHeads, type ColumnKind } from './heads'
import { openTable, type OpenedTable } from './openTable'
import { readRows, type TableUse } from './rows'
import { checkTotals, shown } from './totals'

export type ReadPopulation =
  { readonly ok: true; readonly preview: PopulationPreview } | { readonly ok: false; readonly faults: readonly Fault[] }

/** What is read of an area where the table does not name one. */
export interface ReadOptions {
  readonly kind: TableUse['kind']
  readonly area?: string | undefined
}

/**
 * Read a table of the user's as populations by area. Either everything in it is understood, or it is refused with all its
 * faults, each with row and column; what was read and may still surprise is told as remarks.
 */
export async function readPopulation(file: ChosenBytes, options: ReadOptions, catalogue: Catalogue): Promise<ReadPopulation> {
  const log = new TableLog(file.name)
  const opened = await openTable(file, log)
  if (opened === undefined || log.isRefused) return { ok: false, faults: log.allFaults() }
  const grid = pickGrid(opened, log)
  const use: TableUse = {
    kind: options.kind,
    area: options.area,
    names: areaNamesOf(catalogue),
    baseYear: catalogue.baseYear,
    horizonYear: catalogue.horizonYear,
  }
  const drafts = populationsOf(grid, use, catalogue, file.name, log)
  if (!log.isRefused) checkDrafts(drafts, catalogue, log)
  if (log.isRefused) return { ok: false, faults: log.allFaults() }
  const { encoding } = opened
  return {
    ok: true,
    preview: { fileName: file.name, sheet: grid.sheet, encoding, populations: drafts, remarks: log.allRemarks() },
  }
}

/** The first worksheet with the heads of a population; others that have them too are told. */
function pickGrid({ grids }: OpenedTable, log: TableLog): Grid {
  const [first = { sheet: '', rows: [], merges: [] }] = grids
  const fitting = grids.filter(hasHeads)
  const chosen = fitting[0] ?? first
  log.sheet = chosen.sheet
  for (const { sheet } of fitting.slice(1)) log.remark('sheet-not-read', { sheet })
  return chosen
}

function populationsOf(grid: Grid, use: TableUse, catalogue: Catalogue, fileName: string, log: TableLog): readonly PopulationDraft[] {
  const wanted: readonly ColumnKind[] = use.kind === 'base' ? ['age', 'male', 'female'] : ['year', 'age', 'male', 'female']
  const unread: readonly ColumnKind[] = use.kind === 'base' ? [] : ['urbanMale', 'urbanFemale', 'urbanTotal']
  const heads = findHeads(grid, wanted, unread, log)
  if (heads === undefined || heads.missing.length > 0) return []
  const rows = readRows(grid, heads, use, log)
  checkTotals(rows, heads, (area, other) => isWithin(catalogue, area, other), log)
  return assemble(rows, heads, use, fileName, log)
}

/** What is only seen when the figures stand together: against the catalogue, among themselves, against each other. */
function checkDrafts(drafts: readonly PopulationDraft[], catalogue: Catalogue, log: TableLog): void {
  for (const draft of drafts)
    for (const { level, code, params } of checkPopulation(draft, catalogue)) {
      const told = Object.fromEntries(
        Object.entries(params).map(([name, value]) => [name, typeof value === 'number' ? shown(value) : value]),
      )
      if (level === 'refuse') log.refuse(code, told)
      else log.remark(code, told)
    }
  for (const { code, params } of checkImports(drafts, catalogue.regions)) log.remark(code, params)
}
