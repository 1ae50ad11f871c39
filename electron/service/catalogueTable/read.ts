import { parseCatalogue } from '../../../models/catalogue/parse'
import type { Catalogue } from '../../../models/catalogue/schema'
import type { Fault } from '../../../models/shared/outcome'
import type { ChosenBytes } from '../files/chooser'
import { columnLetter } from '../table/grid'
import { isWorkbook } from '../table/openTable'
import { readCells, type WorkbookRead } from '../table/readCells'
import type { TextLanguage } from '../texts'
import { SheetLogs } from '../workbook/sheetLogs'
import { DocumentBuilder, type Origins } from './document'
import { tablesOf, templateColumns } from './sheets'
import { remedyFor, sheetName } from './words'

export type ReadTemplate =
  | { readonly ok: true; readonly catalogue: Catalogue; readonly remarks: readonly Fault[] }
  | { readonly ok: false; readonly faults: readonly Fault[] }

/**
 * Read a catalogue that was filled in as a workbook. Either all of it is right, or it is refused with every fault, each with
 * its sheet, row and column, and what to do about it.
 */
export async function readCatalogueTemplate(file: ChosenBytes, language: TextLanguage): Promise<ReadTemplate> {
  const logs = new SheetLogs(file.name)
  const read = isWorkbook(file, logs.whole) ? await cellsOf(file, logs) : undefined
  if (read === undefined) return { ok: false, faults: logs.faults }
  const tables = tablesOf(read, logs)
  if (tables.size > 0) tellMissing(tables, read, logs, language)
  if (logs.faults.length > 0) return { ok: false, faults: logs.faults }
  const { document, origins } = new DocumentBuilder(tables, logs).build()
  const parsed = parseCatalogue([{ name: file.name, text: JSON.stringify(document) }])
  const unread = new Set(logs.faults.map(({ path }) => path))
  if (!parsed.ok) for (const fault of parsed.faults) tell(fault, origins, { logs, unread, language })
  if (!parsed.ok || logs.faults.length > 0) return { ok: false, faults: logs.faults }
  return { ok: true, catalogue: parsed.value, remarks: logs.remarks }
}

/** Tables without a sheet; of a sheet that is there without its heads that has been said. */
function tellMissing(tables: ReadonlyMap<string, unknown>, { sheets }: WorkbookRead, logs: SheetLogs, language: TextLanguage): void {
  const names = new Set(sheets.map(({ name }) => name))
  for (const table of templateColumns.keys())
    if (!tables.has(table) && !names.has(sheetName(table, 'zh')) && !names.has(sheetName(table, 'en')))
      logs.whole.refuse('template-sheet-missing', { wanted: sheetName(table, language) })
}

async function cellsOf({ bytes }: ChosenBytes, { whole }: SheetLogs): Promise<WorkbookRead | undefined> {
  try {
    return await readCells(bytes)
  } catch {
    whole.refuse('workbook-corrupt')
    return undefined
  }
}

interface Telling {
  readonly logs: SheetLogs
  /** Places of which it has been said that they cannot be read: what is missing for that is not said again. */
  readonly unread: ReadonlySet<string>
  readonly language: TextLanguage
}

/** A fault of the catalogue at the cell that it came from; where the cell is not there, at the nearest thing around it. */
function tell(fault: Fault, origins: Origins, { logs, unread, language }: Telling): void {
  const remedy = remedyFor(fault.code, language)
  const path = fault.path.replace(/\([^)]*\)/g, '')
  for (let place = path; place !== ''; place = place.replace(/(?:^|\.)[^.[\]]+$|\[\d+\]$/, '')) {
    const origin = origins.get(place)
    if (origin !== undefined) {
      const { sheet, row, column } = origin
      if (column !== undefined && unread.has(`${sheet}!${columnLetter(column)}${String(row + 1)}`)) return
      logs
        .of(sheet)
        .refuse('template-check', { reason: fault.message, remedy, what: path }, { row, ...(column === undefined ? {} : { column }) })
      return
    }
    if (!/[.[]/.test(place)) break
  }
  logs.whole.refuse('template-check', { reason: `${path}: ${fault.message}`, remedy, what: path })
}
