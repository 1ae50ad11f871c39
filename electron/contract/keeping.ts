import type { Change } from '../../models/scenario/pieces'
import type { Scenario } from '../../models/scenario/document'
import type { ShelfId } from './commands'

/** A window by itself: random, in hexadecimal digits, the same for as long as its page lives. */
export type WindowId = string

/** An open scenario among those of its window, for as long as it is open. */
export type TabNumber = number

/** Kept work, by the window and the tab that it was made in. */
export type WorkId = string

export const workId = (window: WindowId, tab: TabNumber): WorkId => `${window}-${tab}`

/** How a file stands to what was read from it. */
export type FileState = 'same' | 'changed' | 'gone'

/** Who has a scenario open. */
export interface Holder {
  /** The user's name on that computer, and the computer's. */
  readonly owner: string
  readonly host: string
  /** ISO 8601, when it was opened there. */
  readonly since: string
  /** Another window of this very program. */
  readonly isHere: boolean
}

/** Unsaved work that was kept when its window went away. */
export interface RecoveryEntry {
  readonly id: WorkId
  /** The scenario's name. */
  readonly name: string
  /** ISO 8601, when it was kept last. */
  readonly savedAt: string
  /** How the file stands that it was edited from; null where it was never saved. */
  readonly file: FileState | null
  readonly changeCount: number
  /** The first of the changes. */
  readonly changes: readonly Change[]
}

export interface RecoveredWork {
  readonly document: Scenario
  /** What it was edited from. */
  readonly saved: Scenario
  readonly entry?: ShelfId
  readonly stamp?: string
}

/** Something the service noticed by itself; `notice.<code>` in the interface texts says it in words. */
export interface ProgramNotice {
  readonly code:
    | 'preferences-restored'
    | 'preferences-lost'
    | 'recovery-elsewhere'
    | 'recovery-unreadable'
    | 'home-read-only'
    | 'catalogue-missing'
    | 'catalogue-damaged'
  readonly params?: Readonly<Record<string, string | number>>
}

/** An error that no part of the window foresaw. */
export interface WindowError {
  readonly name: string
  readonly message: string
  readonly stack: string
}

/** What helps to find out what went wrong: read by the user before it is given away. Nothing of it is personal. */
export interface Diagnostics {
  readonly fileName: string
  /** Plain text. */
  readonly text: string
}
