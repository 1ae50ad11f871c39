import type { ShownFigure, ShownTable } from '../../contract/exchange'
import { writeCells, type CellLook, type CellSheet, type NewCell } from './cellWorkbook'

const title: CellLook = { size: 14, bold: true }
const soft: CellLook = { colour: '5B6770' }
const head: CellLook = { bold: true, fill: 'DCE9EC', align: 'left' }
const headNumber: CellLook = { bold: true, fill: 'DCE9EC', align: 'right' }

const known = new Map<string, CellLook>()

/** How a figure looks that had so many decimals on the screen; one object for each look. */
function lookOf({ decimals, form }: ShownFigure): CellLook {
  const format = (form === 'grouped' ? '#,##0' : '0') + (decimals > 0 ? `.${'0'.repeat(decimals)}` : '') + (form === 'share' ? '%' : '')
  const look = known.get(format) ?? { format, align: 'right' }
  known.set(format, look)
  return look
}

const cellOf = (value: string | ShownFigure, column: number): readonly NewCell[] =>
  typeof value === 'string' ? (value === '' ? [] : [{ column, value }]) : [{ column, value: value.figure, look: lookOf(value) }]

/** Columns a text takes at most, in characters; ideographs take two. */
const widest = 44
const widthOf = (value: string | ShownFigure): number =>
  typeof value === 'string' ? [...value].reduce((width, letter) => width + (letter > '\u2e7f' ? 2 : 1), 0) : 12

/** Signs that no name of a worksheet may hold. */
const sheetName = (name: string): string =>
  name
    .replace(/[\\/?*[\]:']/g, ' ')
    .trim()
    .slice(0, 31) || 'table'

/** A table of the screen as a workbook: values with the decimals that were shown, figures as figures, texts as texts. */
export function writeShownTable(table: ShownTable, written: Date): Promise<Uint8Array> {
  const { head: heads, rows, notes } = table
  const isFigure = heads.map((_, column) => rows.some((row) => typeof row[column] === 'object'))
  const columns = rows.reduce((most, row) => Math.max(most, row.length), heads.length)
  const sheet: CellSheet = {
    name: sheetName(table.title),
    widths: Array.from({ length: columns }, (_, column) =>
      Math.min(widest, Math.max(8, ...[heads[column] ?? '', ...rows.map((row) => row[column] ?? '')].map(widthOf)) + 2),
    ),
    frozen: { rows: 2 + notes.length, columns: 1 },
    rows: [
      [{ column: 0, value: table.title, look: title }],
      ...notes.map((value): readonly NewCell[] => [{ column: 0, value, look: soft }]),
      heads.map((value, column) => ({ column, value, look: isFigure[column] === true ? headNumber : head })),
      ...rows.map((row) => row.flatMap(cellOf)),
    ],
  }
  return writeCells([sheet], { title: table.title, author: '', created: written, custom: {} })
}
