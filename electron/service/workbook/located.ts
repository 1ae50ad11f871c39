import type { CellsRead, WorkbookRead } from '../table/readCells'

/** A row of the workbook found again by its key, wherever it was moved. */
export interface LocatedRow {
  readonly sheet: CellsRead
  /** Counted from 0. */
  readonly line: number
  /** Columns of the years, by their place among the years of the run. */
  readonly columns: readonly (number | undefined)[]
  readonly keyColumn: number
}

export interface Located {
  readonly rows: ReadonlyMap<string, readonly LocatedRow[]>
  /** Sheets with rows but without the heads of their years. */
  readonly headless: readonly CellsRead[]
  /** Figures beside what the workbook had, by sheet. */
  readonly extra: ReadonlyMap<CellsRead, number>
}

/** Find the rows of a workbook by their keys, and the columns of the years by their heads. */
export function locate({ sheets }: WorkbookRead, keys: ReadonlySet<string>, years: readonly number[]): Located {
  const rows = new Map<string, LocatedRow[]>()
  const headless: CellsRead[] = []
  const extra = new Map<CellsRead, number>()
  for (const sheet of sheets) {
    const found = keyedLines(sheet, keys)
    if (found.length === 0) continue
    const columns = yearColumns(sheet, years)
    if (columns === undefined) {
      headless.push(sheet)
      continue
    }
    for (const { key, line, column } of found) rows.set(key, [...(rows.get(key) ?? []), { sheet, line, columns, keyColumn: column }])
    const count = extraFigures(sheet, new Set(found.map(({ line }) => line)), columns)
    if (count > 0) extra.set(sheet, count)
  }
  return { rows, headless, extra }
}

function keyedLines(
  sheet: CellsRead,
  keys: ReadonlySet<string>,
): readonly { readonly key: string; readonly line: number; readonly column: number }[] {
  const found: { key: string; line: number; column: number }[] = []
  for (let line = 0; line < sheet.rowCount; line++)
    // The key stands last in its row.
    for (let column = sheet.columnsOf(line) - 1; column >= 0; column--) {
      const { text } = sheet.cell(line, column)
      if (!keys.has(text)) continue
      found.push({ key: text, line, column })
      break
    }
  return found
}

/** Lines among which the heads are looked for. */
const mostHeadLines = 60

/** The columns of the first line that names most of the years in their order. */
function yearColumns(sheet: CellsRead, years: readonly number[]): readonly (number | undefined)[] | undefined {
  for (let line = 0; line < Math.min(sheet.rowCount, mostHeadLines); line++) {
    const columns: (number | undefined)[] = years.map(() => undefined)
    let count = 0
    for (let column = 0; column < sheet.columnsOf(line); column++) {
      const year = Number(/^\D*(\d{4})\D*$/.exec(sheet.cell(line, column).text)?.[1])
      const at = years.indexOf(year)
      if (at < 0 || columns[at] !== undefined) continue
      columns[at] = column
      count++
    }
    if (count > years.length / 2) return columns
  }
  return undefined
}

/** Figures in the years' columns in lines that are no row of the workbook's. */
function extraFigures(sheet: CellsRead, known: ReadonlySet<number>, columns: readonly (number | undefined)[]): number {
  let count = 0
  for (let line = 0; line < sheet.rowCount; line++) {
    if (known.has(line) || sheet.columnsOf(line) === 0) continue
    const figures = columns.filter((column) => column !== undefined && sheet.cell(line, column).kind === 'number').length
    // A line of years is a head.
    const isHead = columns.some((column) => column !== undefined && /^\d{4}$/.test(sheet.cell(line, column).text))
    if (!isHead) count += figures
  }
  return count
}
