/** What stands in a cell, as far as a reader of figures cares. */
export interface Cell {
  readonly kind: 'empty' | 'number' | 'text' | 'date' | 'error' | 'truth'
  /** As the user sees it, or nearly: text as written, numbers in plain digits, dates as year-month-day. */
  readonly text: string
  /** NaN unless `kind` is number. */
  readonly value: number
  /** Shown as a percentage. */
  readonly percent: boolean
  /** The value was worked out by a formula when the file was last saved. */
  readonly formula: boolean
}

/** Cells that are shown as one; 0-based, ends included. */
export interface Merge {
  readonly startRow: number
  readonly startCol: number
  readonly endRow: number
  readonly endCol: number
}

/** A table as it stands in a worksheet or a CSV file. */
export interface Grid {
  /** Name of the worksheet; empty for CSV. */
  readonly sheet: string
  readonly rows: readonly (readonly Cell[])[]
  readonly merges: readonly Merge[]
}

export const emptyCell: Cell = { kind: 'empty', text: '', value: Number.NaN, percent: false, formula: false }

const errorText = /^#(REF!|N\/A|DIV\/0!|VALUE!|NAME\?|NUM!|NULL!|SPILL!|CALC!)$/

/** Signs of a cell that are looked at: nothing that is read is nearly as long, and torn quotation marks make giants. */
const longestText = 2000

/** A cell of text, which may be one of the errors that spreadsheets write. */
export function textCell(text: string, formula = false): Cell {
  const shown = (text.length > longestText ? `${text.slice(0, longestText)}\u2026` : text).trim()
  if (shown === '') return formula ? { ...emptyCell, formula } : emptyCell
  return { kind: errorText.test(shown) ? 'error' : 'text', text: shown, value: Number.NaN, percent: false, formula }
}

/** Column letters as spreadsheets show them: 0 is A, 26 is AA. */
export function columnLetter(column: number): string {
  let [rest, letters] = [column, '']
  for (;;) {
    letters = String.fromCharCode(65 + (rest % 26)) + letters
    rest = Math.floor(rest / 26) - 1
    if (rest < 0) return letters
  }
}

export const cellAt = (grid: Grid, row: number, column: number): Cell => grid.rows[row]?.[column] ?? emptyCell

/** Merged cells that cover a column, by their first row; worked out for a column when it is first asked for. */
const covering = new WeakMap<Grid, Map<number, readonly Merge[]>>()

function mergesOver(grid: Grid, column: number): readonly Merge[] {
  const known = covering.get(grid) ?? new Map<number, readonly Merge[]>()
  covering.set(grid, known)
  const found =
    known.get(column) ??
    grid.merges.filter(({ startCol, endCol }) => column >= startCol && column <= endCol).sort((a, b) => a.startRow - b.startRow)
  known.set(column, found)
  return found
}

/** The cell, or the one that it is merged into. */
export function shownAt(grid: Grid, row: number, column: number): Cell {
  const cell = cellAt(grid, row, column)
  if (cell.kind !== 'empty' || grid.merges.length === 0) return cell
  const merges = mergesOver(grid, column)
  // The last one that begins at this row or above: merged cells of a worksheet do not overlap.
  let [low, high] = [0, merges.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((merges[middle]?.startRow ?? 0) <= row) low = middle + 1
    else high = middle
  }
  const merge = merges[low - 1]
  return merge === undefined || row > merge.endRow ? cell : cellAt(grid, merge.startRow, merge.startCol)
}

/** Full-width letters and digits made plain, and white space gone: the form in which texts are compared. */
export const squeezed = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/\s+/g, '')

export const isBlankRow = (row: readonly Cell[]): boolean => row.every(({ kind, formula }) => kind === 'empty' && !formula)
