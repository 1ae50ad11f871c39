import type { Edit, Typeable } from './paste'
import type { Cell, Range } from './selection'

export interface GridColumn {
  readonly id: string
  readonly head: string
  /** Said in copied heads, where it is not the table's. */
  readonly unit?: string
  /** Points. */
  readonly width: number
  /** Words stand at the left. */
  readonly isText?: boolean
  readonly title?: string
}

export interface GridLine {
  readonly id: string
  readonly label: string
  /** After the name, in a quieter colour. */
  readonly note?: string
  readonly title?: string
  /** What it is called where it stands alone, without its groups above it: in copies and files. */
  readonly fullName?: string
  readonly level: number
  /** A group carries the sums of what stands under it. */
  readonly isGroup?: boolean
  /** Of a group that can be folded. */
  readonly isOpen?: boolean
}

/** What stands in a cell. */
export interface GridCell {
  readonly text: string
  /** Path under which it opens. */
  readonly figure?: string | undefined
  readonly title?: string | undefined
  /** How it looks: negative, changed by the scenario, locked, implausible. */
  readonly look?: 'owed' | 'changed' | 'locked' | 'doubtful' | 'soft' | undefined
}

/** A grid that can be typed and pasted into; what was typed is applied as one step. */
export interface GridEditing extends Typeable {
  apply(edits: readonly Edit[]): void
  /** Back to what stands without the user. */
  clear(range: Range): void
  /** The range a cell may lie in, as it is shown: for the message of a refusal. */
  boundsOf(cell: Cell): { readonly low: string; readonly high: string }
}
