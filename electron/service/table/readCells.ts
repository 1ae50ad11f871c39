import type { CellValue, Sheet } from 'hucre/xlsx'
import { emptyCell, textCell, type Cell } from './grid'
import { library } from './workbook'

/** A worksheet as it was read, hidden or not: what stands in its cells, and behind them. */
export interface CellsRead {
  readonly name: string
  readonly rowCount: number
  /** Cells of a row that hold anything, up to the last. */
  readonly columnsOf: (row: number) => number
  readonly cell: (row: number, column: number) => Cell
  /** The cell, or the one that it is shown as part of. */
  readonly shown: (row: number, column: number) => Cell
  /** The formula as it is written; empty where the cell shares another's; undefined where there is none. */
  readonly formula: (row: number, column: number) => string | undefined
  readonly note: (row: number, column: number) => string | undefined
  /** Whether the cell is shown as part of another one. */
  readonly isMerged: (row: number, column: number) => boolean
}

export interface WorkbookRead {
  readonly sheets: readonly CellsRead[]
  readonly lastAuthor: string
  /** ISO 8601; empty where the file does not say. */
  readonly modified: string
  readonly custom: ReadonlyMap<string, string>
}

/** Read every cell of a workbook. @throws whatever the library throws for a file it cannot make sense of. */
export async function readCells(bytes: Uint8Array): Promise<WorkbookRead> {
  const { readXlsx } = await library()
  const { sheets, properties } = await readXlsx(bytes)
  const modified = properties?.modified
  return {
    sheets: sheets.map(cellsOf),
    lastAuthor: properties?.lastModifiedBy ?? properties?.creator ?? '',
    modified: modified === undefined || Number.isNaN(modified.getTime()) ? '' : modified.toISOString(),
    custom: new Map(Object.entries(properties?.custom ?? {}).map(([key, value]) => [key, String(value)])),
  }
}

function cellsOf({ name, rows, cells, merges = [] }: Sheet): CellsRead {
  const known = (row: number, column: number) => cells?.get(`${String(row)},${String(column)}`)
  const cell = (row: number, column: number): Cell => cellOf(rows[row]?.[column] ?? null, known(row, column)?.formula !== undefined)
  const mergeAt = (row: number, column: number) =>
    merges.find((merge) => row >= merge.startRow && row <= merge.endRow && column >= merge.startCol && column <= merge.endCol)
  return {
    name,
    rowCount: rows.length,
    columnsOf: (row) => rows[row]?.length ?? 0,
    cell,
    shown(row, column) {
      const own = cell(row, column)
      const merge = own.kind === 'empty' ? mergeAt(row, column) : undefined
      return merge === undefined ? own : cell(merge.startRow, merge.startCol)
    },
    formula: (row, column) => known(row, column)?.formula,
    note: (row, column) => known(row, column)?.comment?.text,
    isMerged(row, column) {
      const merge = mergeAt(row, column)
      return merge !== undefined && (row !== merge.startRow || column !== merge.startCol)
    },
  }
}

function cellOf(value: CellValue, formula: boolean): Cell {
  if (value === null || value === '') return formula ? { ...emptyCell, formula } : emptyCell
  if (typeof value === 'number') return { kind: 'number', value, text: String(value), percent: false, formula }
  if (typeof value === 'string') return textCell(value, formula)
  if (typeof value === 'boolean') return { ...emptyCell, kind: 'truth', text: value ? 'TRUE' : 'FALSE', formula }
  return { ...emptyCell, kind: 'date', text: Number.isNaN(value.getTime()) ? '?' : value.toISOString().slice(0, 10), formula }
}
