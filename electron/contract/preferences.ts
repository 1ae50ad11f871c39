import type { ShelfId } from './commands'

/** `system` follows what the user has set for all programs. */
export const themeChoices = ['system', 'light', 'dark', 'contrast'] as const
export type ThemeChoice = (typeof themeChoices)[number]

/** Where the desktop shell's window stands, in the system's points. */
export interface WindowPlace {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly isMaximized: boolean
}

export interface Preferences {
  readonly language: 'zh-CN' | 'en'
  readonly money: 'yi' | 'wan'
  readonly theme: ThemeChoice
  readonly lastView: string
  /** The scenario on the screen, and all that stand open beside it, in the order of their tabs. */
  readonly lastEntry: ShelfId | null
  readonly openEntries: readonly ShelfId[]
  /** Scenarios that stand beside the two that are compared: of the shelf, or `plan`. */
  readonly compared: readonly string[]
  readonly author: string
  /** Keys of what was found by searching, the latest first. */
  readonly recent: readonly string[]
  /** The tour was taken, or left. */
  readonly isToured: boolean
  readonly window: WindowPlace | null
}
