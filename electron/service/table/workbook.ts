import type { CellValue, Sheet, WriteSheet } from 'hucre/xlsx'
import { columnLetter, emptyCell, textCell, type Cell, type Grid } from './grid'

/** A worksheet to be written. */
export interface NewSheet {
  readonly name: string
  readonly rows: readonly (readonly (string | number | null)[])[]
  /** Widths in characters. */
  readonly widths: readonly number[]
  /** Columns of figures, 0-based: written with thousands separators; nothing below `least` (else zero) may be typed in. */
  readonly figures?: { readonly from: number; readonly to: number; readonly message: string; readonly least?: number }
  /** Column from which on figures stand for comparison only: in grey. */
  readonly greyFrom?: number
  readonly wrap?: boolean
}

/** The library for workbooks, known to this folder only; it is loaded when the first workbook is asked for. */
export const library = () => import('hucre/xlsx')

/** What is read of a workbook at most. */
export interface SheetBounds {
  readonly rows: number
  readonly columns: number
  /** Cells of all worksheets together, empty ones between others counted. */
  readonly cells: number
  /** Worksheets that can be seen: what they share is read again for each. */
  readonly sheets: number
}

/** A worksheet that is larger than what is read. */
export interface TooLarge {
  readonly sheet: string
  readonly rows: number
  readonly columns: number
}

interface KnownSheet {
  readonly index: number
  readonly sheet: string
  readonly hidden: boolean
}

/** Worksheets by their place, with those that cannot be seen. */
async function sheetsIn(bytes: Uint8Array): Promise<readonly KnownSheet[]> {
  const { readXlsx } = await library()
  const found: KnownSheet[] = []
  await readXlsx(bytes, {
    sheets: ({ name, hidden, veryHidden }, index) => {
      found.push({ index, sheet: name, hidden: hidden === true || veryHidden === true })
      return false
    },
  })
  return found
}

/**
 * Read the worksheets that can be seen, one after the other: two cells at opposite corners make a giant of any of them, so that
 * all at once could take more memory than there is. @throws whatever the library throws for a file it cannot make sense of.
 */
export async function readWorkbook(
  bytes: Uint8Array,
  bounds: SheetBounds,
): Promise<{ readonly sheets: readonly Grid[]; readonly hidden: readonly string[]; readonly tooLarge?: TooLarge | 'sheets' }> {
  const { readXlsx } = await library()
  const all = await sheetsIn(bytes)
  const hidden = all.filter((known) => known.hidden).map(({ sheet }) => sheet)
  const visible = all.filter((known) => !known.hidden)
  const sheets: Grid[] = []
  if (visible.length > bounds.sheets) return { sheets, hidden, tooLarge: 'sheets' }
  let cells = 0
  for (const { index, sheet } of visible) {
    const [read] = (await readXlsx(bytes, { readStyles: true, sheets: [index] })).sheets
    if (read === undefined) continue
    const [rows, columns] = [read.rows.length, read.rows.reduce((most, row) => Math.max(most, row.length), 0)]
    cells += rows * columns
    if (rows > bounds.rows || columns > bounds.columns || cells > bounds.cells)
      return { sheets, hidden, tooLarge: { sheet, rows, columns } }
    sheets.push({ sheet, merges: read.merges ?? [], rows: read.rows.map((row, r) => row.map((value, c) => cellOf(read, value, r, c))) })
  }
  return { sheets, hidden }
}

function cellOf(sheet: Sheet, value: CellValue, row: number, column: number): Cell {
  const known = sheet.cells?.get(`${String(row)},${String(column)}`)
  const formula = known?.formula !== undefined
  if (value === null || value === '') return formula ? { ...emptyCell, formula } : emptyCell
  if (typeof value === 'string') return textCell(value, formula)
  if (typeof value === 'boolean') return { ...emptyCell, kind: 'truth', text: value ? 'TRUE' : 'FALSE', formula }
  if (value instanceof Date) {
    const text = Number.isNaN(value.getTime()) ? '?' : value.toISOString().slice(0, 10)
    return { ...emptyCell, kind: 'date', text, formula }
  }
  const percent = /%/.test((known?.style?.numFmt ?? '').replace(/"[^"]*"/g, ''))
  return { kind: 'number', value, text: percent ? `${String(Number((value * 100).toPrecision(12)))}%` : String(value), percent, formula }
}

const font = { name: 'Microsoft YaHei', size: 10 } as const

/** Write a workbook; the first row of each sheet is its head and stays in sight. */
export async function writeWorkbook(sheets: readonly NewSheet[]): Promise<Uint8Array> {
  const { writeXlsx } = await library()
  return writeXlsx({ sheets: sheets.map(sheetOf), defaultFont: font })
}

function sheetOf({ name, rows, widths, figures, greyFrom, wrap }: NewSheet): WriteSheet {
  const head = { font: { ...font, bold: true }, fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'E4EFF1' } } } as const
  const cells: WriteSheet['cells'] = new Map(
    (rows[0] ?? []).map((value, column) => [`0,${String(column)}`, { value, style: head }] as const),
  )
  const validations =
    figures === undefined
      ? []
      : [
          {
            type: 'decimal',
            operator: 'greaterThanOrEqual',
            formula1: String(figures.least ?? 0),
            allowBlank: true,
            showErrorMessage: true,
            errorMessage: figures.message,
            range: `${columnLetter(figures.from)}2:${columnLetter(figures.to)}${String(rows.length)}`,
          } as const,
        ]
  return {
    name,
    rows: rows.map((row) => [...row]),
    cells,
    columns: widths.map((width, column) => {
      const isFigure = figures !== undefined && column >= figures.from && column <= figures.to
      if (greyFrom !== undefined && column >= greyFrom)
        return { width, numFmt: '#,##0.##', style: { font: { ...font, color: { rgb: '808890' } } } }
      if (isFigure) return { width, numFmt: '#,##0.##' }
      return { width, style: { alignment: { horizontal: 'left', vertical: 'top', ...(wrap === true ? { wrapText: true } : {}) } } }
    }),
    freezePane: { rows: 1 },
    pageSetup: { paperSize: 'a4', fitToPage: true, fitToWidth: 1, fitToHeight: 0, printTitlesRow: '$1:$1' },
    dataValidations: validations,
  }
}
