/** A cell: line -1 is the head, column -1 the names. */
export interface Cell {
  readonly line: number
  readonly column: number
}

export interface Bounds {
  readonly lines: number
  readonly columns: number
  /** Lines that fit on the screen. */
  readonly page: number
}

/** A rectangle of cells, both ends in it. */
export interface Range {
  readonly top: number
  readonly bottom: number
  readonly left: number
  readonly right: number
}

export const rangeOf = (a: Cell, b: Cell): Range => ({
  top: Math.max(0, Math.min(a.line, b.line)),
  bottom: Math.max(a.line, b.line),
  left: Math.min(a.column, b.column),
  right: Math.max(a.column, b.column),
})
export const isIn = ({ top, bottom, left, right }: Range, { line, column }: Cell): boolean =>
  line >= top && line <= bottom && column >= left && column <= right
export const sizeOf = ({ top, bottom, left, right }: Range): number => (bottom - top + 1) * (right - left + 1)

type Key = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey'>

/** Where a key leads from a cell, as in a spreadsheet; undefined for keys that move nothing. */
export function moved({ line, column }: Cell, { key, ctrlKey, metaKey }: Key, { lines, columns, page }: Bounds): Cell | undefined {
  const isFar = ctrlKey || metaKey
  const [lastLine, lastColumn] = [lines - 1, columns - 1]
  const to = (nextLine: number, nextColumn: number): Cell => ({
    line: Math.min(lastLine, Math.max(-1, nextLine)),
    column: Math.min(lastColumn, Math.max(-1, nextColumn)),
  })
  switch (key) {
    case 'ArrowUp':
      return isFar ? to(0, column) : to(line - 1, column)
    case 'ArrowDown':
      return isFar ? to(lastLine, column) : to(line + 1, column)
    case 'ArrowLeft':
      return isFar ? to(line, -1) : to(line, column - 1)
    case 'ArrowRight':
      return isFar ? to(line, lastColumn) : to(line, column + 1)
    case 'PageUp':
      return to(Math.max(0, line - page), column)
    case 'PageDown':
      return to(line + page, column)
    case 'Home':
      return isFar ? to(0, -1) : to(line, -1)
    case 'End':
      return isFar ? to(lastLine, lastColumn) : to(line, lastColumn)
    default:
      return undefined
  }
}

/** The next cell to type in: to the right, then in the line below; undefined past the last one, or before the first. */
export function following({ line, column }: Cell, by: 1 | -1, { lines, columns }: Bounds): Cell | undefined {
  const place = line * columns + column + by
  return place < 0 || place >= lines * columns ? undefined : { line: Math.floor(place / columns), column: place % columns }
}
