import { figureText } from '../format/csv'
import type { FieldEntry } from '../format/readField'
import type { Cell, Range } from './selection'
import { sizeOf } from './selection'

export type RefusedReason = Extract<FieldEntry, { ok: false }>['reason'] | 'locked' | 'too-many-rows' | 'too-many-columns'

/** A value for a cell, in the model's unit. */
export interface Edit extends Cell {
  readonly value: number
}

export type PasteOutcome =
  | { readonly ok: true; readonly edits: readonly Edit[] }
  | ({ readonly ok: false; readonly reason: RefusedReason; readonly text: string } & Cell)

/** What a grid says of its cells. */
export interface Typeable {
  isLocked(cell: Cell): boolean
  /** What the cell shows, as it would be typed. */
  textOf(cell: Cell): string
  read(cell: Cell, text: string): FieldEntry
}

/**
 * A block for the cells from the selection's first on: every cell or none. One cell alone fills the selection. Where the block says
 * what is shown already nothing is changed, so that a row may be taken out, worked on and put back whole: published years stay, and
 * nothing is rounded to what was seen of it.
 */
export function pasted(
  block: readonly (readonly string[])[],
  selected: Range,
  size: { readonly lines: number; readonly columns: number },
  grid: Typeable,
): PasteOutcome {
  const single = block.length === 1 && block[0]?.length === 1 ? block[0][0] : undefined
  const rows = single !== undefined && sizeOf(selected) > 1 ? filled(single, selected) : block
  const edits: Edit[] = []
  for (const [down, row] of rows.entries()) {
    for (const [across, text] of row.entries()) {
      const cell = { line: selected.top + down, column: Math.max(0, selected.left) + across }
      const refuse = (reason: RefusedReason): PasteOutcome => ({ ok: false, reason, text, ...cell })
      if (cell.line >= size.lines) return refuse('too-many-rows')
      if (cell.column >= size.columns) return refuse('too-many-columns')
      if (figureText(text) === figureText(grid.textOf(cell))) continue
      if (grid.isLocked(cell)) return refuse('locked')
      const entry = grid.read(cell, text)
      if (!entry.ok) return refuse(entry.reason)
      edits.push({ ...cell, value: entry.value })
    }
  }
  return { ok: true, edits }
}

const filled = (text: string, { top, bottom, left, right }: Range): readonly (readonly string[])[] =>
  Array.from({ length: bottom - top + 1 }, () => Array.from({ length: right - Math.max(0, left) + 1 }, () => text))
