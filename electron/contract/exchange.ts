import type { Catalogue } from '../../models/catalogue/schema'
import type { Override } from '../../models/scenario/document'
import type { Fault } from '../../models/shared/outcome'
import type { Exported } from './commands'

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

/** A catalogue that came in as a filled-in template, handed over as one file that the program can be opened with. */
export interface ImportedCatalogue extends Pick<Catalogue, 'id' | 'version' | 'title' | 'baseYear' | 'horizonYear'> {
  readonly exported: Exported
  readonly fileName: string
  readonly counts: Readonly<Record<'regions' | 'items' | 'indicators' | 'sources', number>>
  readonly remarks: readonly Fault[]
}
