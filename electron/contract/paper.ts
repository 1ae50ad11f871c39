import type { ReportDocument } from '../../models/report/document'
import type { Scenario } from '../../models/scenario/document'
import type { Sensitivity } from '../../models/sensitivity/table'
import type { Exported } from './commands'
import type { PrintFailure, WriteFailure } from './failures'
import type { Preferences } from './preferences'

/** What is put on paper: one scenario, or two to six that are compared with the first of them. */
export interface ReportChoice {
  readonly documents: readonly Scenario[]
  readonly language: Preferences['language']
}

/** Reports on the screen, on paper and as files for the office, as commands. */
export interface PaperCommands {
  /** The report of scenarios as data: the assessment of one, the comparison of two to six. */
  'report:make': {
    request: ReportChoice
    response: ReportDocument
    failure: never
  }
  /** The same report as a file that an office can edit. */
  'report:docx': {
    request: ReportChoice
    response: Exported
    failure: 'cancelled' | WriteFailure
  }
  /** What becomes of a unit's margin when one assumption after the other is moved. */
  'sensitivity:table': { request: { readonly document: Scenario; readonly unit: string }; response: Sensitivity; failure: never }
  /** The report as a PDF at a place that the user picks; only where the shell prints through a window of its own. */
  'print:pdf': {
    request: ReportChoice
    response: Exported
    failure: 'cancelled' | 'print-unavailable' | WriteFailure
  }
  /** The report to a printer that the user picks in the system's dialog; only where the shell prints through a window of its own. */
  'print:paper': {
    request: ReportChoice
    response: null
    failure: 'cancelled' | 'print-unavailable' | PrintFailure
  }
}
