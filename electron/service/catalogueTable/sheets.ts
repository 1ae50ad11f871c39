import type { Cell } from '../table/grid'
import type { CellsRead, WorkbookRead } from '../table/readCells'
import type { SheetLogs } from '../workbook/sheetLogs'
import { agesOfAll, catalogueTables, pointColumns, settingColumns } from './tables'
import { columnMark } from './write'
import { fieldWords, sheetName, templateWords } from './words'

/** A cell with where it stands; lines and columns are counted from 0. */
export interface PlacedCell {
  readonly cell: Cell
  readonly sheet: string
  readonly row: number
  readonly column: number
}

export interface TemplateRow {
  readonly sheet: string
  readonly line: number
  /** By the column's path. */
  readonly at: (path: string) => PlacedCell | undefined
}

export interface TemplateTable {
  readonly sheet: string
  readonly rows: readonly TemplateRow[]
}

/** Columns of every table of a template. */
export const templateColumns: ReadonlyMap<string, readonly string[]> = new Map([
  ['settings', ['path', ...settingColumns]],
  ['points', ['owner', ...pointColumns]],
  ['ages', ['age', ...agesOfAll]],
  ...catalogueTables.flatMap(({ id, columns, keys, ages, parent }): readonly (readonly [string, readonly string[]])[] => [
    [id, [...(parent?.keys ?? []).map((key) => `../${key}`), ...columns.map(({ path }) => path)]],
    ...(ages.length === 0 ? [] : [[`${id}.ages`, [...keys.map((key) => `../${key}`), 'age', ...ages]] as const]),
  ]),
])

/** Lines among which the names of columns are looked for. */
const mostHeadLines = 20

interface Heads {
  readonly table: string
  readonly line: number
  readonly columns: ReadonlyMap<string, number>
}

/** The tables of a template by what their columns are called, whatever their sheets are. */
export function tablesOf({ sheets }: WorkbookRead, logs: SheetLogs): ReadonlyMap<string, TemplateTable> {
  const found = new Map<string, TemplateTable>()
  for (const sheet of sheets) {
    const heads = headsOf(sheet)
    if (heads === undefined) {
      tellUnread(sheet, logs)
      continue
    }
    const known = found.get(heads.table)
    if (known !== undefined) logs.of(sheet.name).refuse('template-twice', { other: known.sheet })
    else found.set(heads.table, { sheet: sheet.name, rows: rowsOf(sheet, heads) })
    for (const column of templateColumns.get(heads.table) ?? [])
      if (!heads.columns.has(column))
        logs.of(sheet.name).refuse('template-column-missing', { wanted: columnMark(heads.table, column) }, { row: heads.line })
  }
  if (found.size === 0) logs.whole.refuse('template-foreign')
  return found
}

function headsOf(sheet: CellsRead): Heads | undefined {
  for (let line = 0; line < Math.min(sheet.rowCount, mostHeadLines); line++) {
    const columns = new Map<string, number>()
    let table: string | undefined
    for (let column = 0; column < sheet.columnsOf(line); column++) {
      const [, of = '', path = ''] = /^([^:]+):(.+)$/.exec(sheet.cell(line, column).text) ?? []
      if (templateColumns.get(of)?.includes(path) !== true) continue
      table ??= of
      if (table === of) columns.set(path, column)
    }
    if (table !== undefined) return { table, line, columns }
  }
  return byWords(sheet)
}

/** Tables whose names of columns are gone, by the words above them. */
function byWords(sheet: CellsRead): Heads | undefined {
  for (const language of ['zh', 'en'] as const)
    for (const [table, columns] of templateColumns) {
      if (sheetName(table, language) !== sheet.name) continue
      const words = new Map(columns.map((path) => [fieldWords(path, language), path]))
      for (let line = 0; line < Math.min(sheet.rowCount, mostHeadLines); line++) {
        const found = new Map<string, number>()
        for (let column = 0; column < sheet.columnsOf(line); column++) {
          const path = words.get(sheet.cell(line, column).text)
          if (path !== undefined && !found.has(path)) found.set(path, column)
        }
        if (found.size > columns.length / 2) return { table, line, columns: found }
      }
    }
  return undefined
}

function tellUnread(sheet: CellsRead, logs: SheetLogs): void {
  const isNotes = (['zh', 'en'] as const).some((language) => templateWords(language).notesSheet === sheet.name)
  const isKnown = (['zh', 'en'] as const).some((language) =>
    [...templateColumns.keys()].some((table) => sheetName(table, language) === sheet.name),
  )
  if (isKnown) logs.of(sheet.name).refuse('template-heads')
  else if (!isNotes && sheet.rowCount > 0) logs.whole.remark('sheet-unread', { sheet: sheet.name })
}

/** Rows below the heads that hold anything. */
function rowsOf(sheet: CellsRead, { line: head, columns }: Heads): readonly TemplateRow[] {
  const rows: TemplateRow[] = []
  for (let line = head + 1; line < sheet.rowCount; line++) {
    if (sheet.columnsOf(line) === 0 || ![...columns.values()].some((column) => sheet.cell(line, column).kind !== 'empty')) continue
    rows.push({
      sheet: sheet.name,
      line,
      at(path) {
        const column = columns.get(path)
        return column === undefined ? undefined : { cell: sheet.shown(line, column), sheet: sheet.name, row: line, column }
      },
    })
  }
  return rows
}
