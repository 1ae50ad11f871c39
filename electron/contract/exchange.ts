import type { Override, Scenario } from '../../models/scenario/document'
import type { Fault } from '../../models/shared/outcome'
import type { ByteUpload, Exported } from './commands'
import type { WriteFailure } from './failures'
import type { Preferences } from './preferences'

/** What goes out to spreadsheets and comes back from them. */

/** A cell of a live workbook that holds another figure than it was written with, as a change of the scenario. */
export interface WorkbookChange {
  readonly override: Omit<Override, 'id'>
  readonly sheet: string
  /** As spreadsheets show it. */
  readonly cell: string
  /** What is changed, in words. */
  readonly subject: string
  readonly area: string
  readonly year: number
  readonly before: number
  readonly after: number
  readonly unit: string
  /** The figures are fractions that are shown as per cents. */
  readonly isShare: boolean
  /** What whoever changed it wrote beside it. */
  readonly note: string
}

/** What a live workbook was found to bring back. */
export interface WorkbookPreview {
  readonly fileName: string
  /** Name and fingerprint of the scenario that it was made from. */
  readonly scenario: string
  readonly fingerprint: string
  /** Who saved it last, and when (ISO 8601); empty where the file does not say. */
  readonly author: string
  readonly modified: string
  readonly changes: readonly WorkbookChange[]
  readonly remarks: readonly Fault[]
}

/** A figure of a table on the screen, as a spreadsheet takes it. */
export interface ShownFigure {
  readonly figure: number
  readonly decimals: number
  readonly form: 'plain' | 'grouped' | 'share'
}

/** A table as it stands on the screen. */
export interface ShownTable {
  readonly title: string
  /** Unit, area and year, source: lines below the title. */
  readonly notes: readonly string[]
  readonly head: readonly string[]
  readonly rows: readonly (readonly (string | ShownFigure)[])[]
}

/** Work that a window asked for, by a name that it gave it: random, in hexadecimal digits. */
export type WorkName = string

/** Parts of it that are done: sheets of a workbook. */
export interface WorkProgress {
  readonly done: number
  readonly of: number
}

/** What goes out to spreadsheets and comes back from them, as commands. */
export interface ExchangeCommands {
  /** A scenario's run as a workbook of live formulas, or every figure of it as one long table. */
  'workbook:export': {
    request: {
      readonly document: Scenario
      readonly format: 'xlsx' | 'csv'
      readonly language: Preferences['language']
      /** So that it can be stopped. */
      readonly work?: WorkName
    }
    response: Exported
    failure: 'cancelled' | WriteFailure
  }
  /** How far work is; null before any part of it is done, and afterwards. */
  'work:progress': { request: { readonly work: WorkName }; response: WorkProgress | null; failure: never }
  /** Gives up work that is under way: it is answered as cancelled. Nothing where it is done already. */
  'work:stop': { request: { readonly work: WorkName }; response: null; failure: never }
  /** Reads a live workbook that was edited; nothing is taken over yet. */
  'workbook:read': {
    request: { readonly document: Scenario; readonly upload?: ByteUpload }
    response: WorkbookPreview
    failure: 'cancelled' | 'file-invalid' | 'table-too-large' | 'file-unreadable'
  }
  /** A table of the screen as a workbook. */
  'table:export': { request: ShownTable; response: Exported; failure: 'cancelled' | WriteFailure }
}
