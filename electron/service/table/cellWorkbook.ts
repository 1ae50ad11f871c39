import type { Cell, CellStyle, WriteSheet } from 'hucre/xlsx'
import { columnLetter } from './grid'
import { rowText } from './rowText'
import { library } from './workbook'
import { packText, partsOfZip, textOfPart, zipOf, type ZipPart } from './zipParts'

/**
 * Workbooks of formulas. The library makes the workbook; the rows of long sheets are written into it as they are made, so that
 * a million of formulas needs no room for all.
 */

/** A formula that cells side by side share: the first says it, the others only that it is theirs. */
export interface SharedFormula {
  readonly index: number
  /** Cells it is for, such as F7:U7; only at the first of them. */
  readonly over?: string
}

export interface NewCell {
  readonly column: number
  /** Text or figure; of a formula the value it had when the workbook was written. */
  readonly value: string | number | null
  /** Empty where the formula is shared and said before. */
  readonly formula?: string
  readonly shared?: SharedFormula
  readonly look?: CellLook
  readonly note?: string
  /** A cell of this workbook that a click leads to, such as Summary!A1. */
  readonly leadsTo?: string
}

/** How a cell looks; looks are few, and each is one object. Colours in six hexadecimal digits. */
export interface CellLook {
  readonly bold?: true
  readonly underline?: true
  readonly size?: number
  readonly colour?: string
  readonly fill?: string
  readonly align?: 'left' | 'right'
  readonly wrap?: true
  readonly format?: string
}

/** What may be typed into cells. */
export interface Allowed {
  /** Such as F7:U7. */
  readonly range: string
  readonly least: number
  readonly most: number
  readonly message: string
}

interface SheetTraits {
  readonly name: string
  /** Widths of the columns in characters. */
  readonly widths: readonly number[]
  /** Rows and columns that stay in sight. */
  readonly frozen?: { readonly rows: number; readonly columns: number }
  /** Kept from the user's sight, and out of the list of hidden sheets. */
  readonly isHidden?: boolean
  readonly allowed?: readonly Allowed[]
  /** Six hexadecimal digits. */
  readonly tab?: string
}

/** A sheet whose cells are all there. */
export interface CellSheet extends SheetTraits {
  readonly rows: readonly (readonly NewCell[])[]
}

/** A sheet whose rows are made while it is written. */
export interface LongSheet extends SheetTraits {
  readonly rows: () => Iterable<readonly NewCell[]>
  /** Every look that its cells have. */
  readonly looks: readonly CellLook[]
  readonly notes: readonly { readonly line: number; readonly column: number; readonly text: string }[]
}

export type NewSheets = readonly (CellSheet | LongSheet)[]

export interface WorkbookProperties {
  readonly title: string
  readonly author: string
  readonly created: Date
  readonly custom: Readonly<Record<string, string>>
}

const font = { name: 'Microsoft YaHei', size: 10 } as const
const styles = new WeakMap<CellLook, CellStyle>()

function styleOf(look: CellLook): CellStyle {
  const known = styles.get(look)
  if (known !== undefined) return known
  const { bold, underline, size, colour, fill, align, wrap, format } = look
  const made: CellStyle = {
    font: {
      ...font,
      ...(bold === undefined ? {} : { bold }),
      ...(underline === undefined ? {} : { underline }),
      ...(size === undefined ? {} : { size }),
      ...(colour === undefined ? {} : { color: { rgb: colour } }),
    },
    ...(fill === undefined ? {} : { fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: fill } } }),
    ...(align === undefined && wrap === undefined
      ? {}
      : {
          alignment: {
            ...(align === undefined ? {} : { horizontal: align }),
            ...(wrap === undefined ? {} : { wrapText: true, vertical: 'top' }),
          },
        }),
    ...(format === undefined ? {} : { numFmt: format }),
  }
  styles.set(look, made)
  return made
}

/** Most notes of a sheet: more would take the numbers of the next sheet's. */
const mostNotes = 1000

/** @param onSheet told how many sheets are in the file, of how many. */
export async function writeCells(
  sheets: NewSheets,
  properties: WorkbookProperties,
  onSheet: (done: number, of: number) => void = () => undefined,
): Promise<Uint8Array> {
  const { writeXlsx } = await library()
  const { title, author, created, custom } = properties
  const written = await writeXlsx({
    sheets: sheets.map((sheet) => (isLong(sheet) ? outlineOf(sheet) : sheetOf(sheet, cellsOf(sheet.rows)))),
    defaultFont: font,
    properties: { title, creator: author, created, modified: created, custom: { ...custom } },
  })
  const parts: ZipPart[] = []
  let done = 0
  for (const part of partsOfZip(written)) {
    const sheet = sheets[Number(/^xl\/worksheets\/sheet(\d+)\.xml$/.exec(part.name)?.[1]) - 1]
    parts.push(sheet !== undefined && isLong(sheet) ? await packText(part.name, filledIn(textOfPart(part), sheet)) : part)
    if (sheet !== undefined) onSheet(++done, sheets.length)
  }
  return zipOf(parts)
}

const isLong = (sheet: CellSheet | LongSheet): sheet is LongSheet => typeof sheet.rows === 'function'

/** A long sheet without its rows: its notes, and in the first line a cell of each look, from which the numbers of looks are read. */
function outlineOf(sheet: LongSheet): WriteSheet {
  const looks = sheet.looks.map((look, column): [string, Partial<Cell>] => [`0,${String(column)}`, { value: null, style: styleOf(look) }])
  const notes = sheet.notes
    .slice(0, mostNotes)
    .map(({ line, column, text }): [string, Partial<Cell>] => [
      `${String(line)},${String(column)}`,
      { value: null, comment: { author: '', text } },
    ])
  return sheetOf(sheet, new Map([...looks, ...notes]))
}

/** The text of a long sheet, its rows put in place of those of its outline. */
function* filledIn(empty: string, { rows, looks }: LongSheet): Generator<string> {
  const outline = empty.replace('<sheetData/>', '<sheetData></sheetData>')
  const [start, end] = [outline.indexOf('<sheetData>'), outline.indexOf('</sheetData>')]
  if (start < 0 || end < 0) throw new RangeError('the outline of the sheet has no rows')
  const numbers = new Map(looks.map((look, column) => [look, lookAt(outline.slice(start, end), column)]))
  yield outline.slice(0, start).replace(/<dimension [^>]*>/, '')
  yield '<sheetData>'
  let line = 0
  for (const row of rows()) {
    line++
    if (row.length > 0) yield rowText(row, line, numbers)
  }
  yield outline.slice(end)
}

/** The number that the library gave a look. */
function lookAt(rows: string, column: number): number {
  const cell = new RegExp(`<c r="${columnLetter(column)}1"(?: s="(\\d+)")?`).exec(rows)
  return Number(cell?.[1] ?? 0)
}

/** Characters beside one another that can be read on a page. */
const widestPage = 170

function sheetOf({ name, widths, frozen, isHidden, allowed, tab }: SheetTraits, cells: Map<string, Partial<Cell>>): WriteSheet {
  return {
    name,
    cells,
    columns: widths.map((width) => ({ width })),
    ...(frozen === undefined ? {} : { freezePane: frozen }),
    ...(isHidden === true ? { veryHidden: true } : {}),
    ...(tab === undefined ? {} : { view: { tabColor: { rgb: tab } } }),
    dataValidations: (allowed ?? []).map(({ range, least, most, message }) => ({
      type: 'decimal',
      operator: 'between',
      formula1: String(least),
      formula2: String(most),
      allowBlank: true,
      showErrorMessage: true,
      errorMessage: message,
      range,
    })),
    pageSetup: {
      paperSize: 'a4',
      orientation: 'landscape',
      fitToPage: true,
      // What is wider than can be read on one page goes over several, with heads and names on each.
      fitToWidth: Math.max(1, Math.ceil(widths.reduce((sum, width) => sum + width, 0) / widestPage)),
      fitToHeight: 0,
      ...(frozen === undefined || frozen.rows === 0 ? {} : { printTitlesRow: `$1:$${String(frozen.rows)}` }),
      ...(frozen === undefined || frozen.columns === 0 ? {} : { printTitlesColumn: `$A:$${columnLetter(frozen.columns - 1)}` }),
    },
  }
}

const cellsOf = (rows: CellSheet['rows']): Map<string, Partial<Cell>> =>
  new Map(rows.flatMap((row, line) => row.map((cell) => [`${String(line)},${String(cell.column)}`, written(cell)])))

function written({ value, formula, look, note, leadsTo }: NewCell): Partial<Cell> {
  const rest: Partial<Cell> = {
    ...(look === undefined ? {} : { style: styleOf(look) }),
    ...(note === undefined ? {} : { comment: { author: '', text: note } }),
    ...(leadsTo === undefined ? {} : { hyperlink: { target: '', location: leadsTo } }),
  }
  return formula === undefined ? { value, ...rest } : { formula, formulaResult: value, ...rest }
}
