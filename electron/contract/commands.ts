import type { Causes } from '../../models/difference/causeTable'
import type { Diagnosis } from '../../models/diagnosis/diagnose'
import type { EvidenceAt } from '../../models/evidence/evidenceAt'
import type { Flag } from '../../models/result'
import type { FiscalBacktestRow } from '../../models/fiscal/backtestRow'
import type { Catalogue, Grade } from '../../models/catalogue/schema'
import type { Variable } from '../../models/equation/expression'
import type { ExplainedFigure } from '../../models/explain/figure'
import type { PopulationDraft, Scenario } from '../../models/scenario/document'
import type { ActualFigure } from '../../models/scenario/entries'
import type { TargetDetail } from '../../models/target/detail'
import type { Fault, Failure } from '../../models/shared/outcome'
import type { Preferences } from './preferences'
import type { CatalogueCommands } from './catalogues'
import type { ExchangeCommands } from './exchange'
import type { RunChange, RunReply } from './run'
import type { FailureCode, OpenFailure, WriteFailure } from './failures'
import type {
  Diagnostics,
  FileState,
  Holder,
  ProgramNotice,
  RecoveredWork,
  RecoveryEntry,
  TabNumber,
  WindowError,
  WindowId,
  WorkId,
} from './keeping'
import type { PaperCommands } from './paper'

export type { RunChange, RunReply }

/** An entry on the shelf, the folder of scenarios that the service owns. Opaque: never a path. */
export type ShelfId = string

export interface ShelfEntry {
  readonly id: ShelfId
  readonly name: string
  readonly note: string
  /** Changes of levers, and populations of the user's own. */
  readonly overrides: number
  /** ISO 8601, of the file. */
  readonly savedAt: string
  /** Shipped with the program: opened and duplicated, never overwritten. */
  readonly readOnly: boolean
}

export interface ShelfList {
  readonly entries: readonly ShelfEntry[]
  /** Why the user's own folder could not be read; the shipped ones are there all the same. */
  readonly trouble?: Extract<FailureCode, 'folder-lost' | 'file-unreadable'>
}

/** What the window shows of the catalogue, with the fingerprint of its bytes. */
export interface CatalogueView {
  readonly catalogue: Catalogue
  readonly sha256: string
  readonly appVersion: string
  readonly engine: string
}

/** Whose evidence is looked at: an area and a year. */
export interface EvidencePlace {
  readonly area: string
  readonly year: number
}

export interface OpenedScenario {
  readonly document: Scenario
  /** Absent for a file from outside that is not on the shelf yet. */
  readonly entry?: ShelfId
  /** Stamp of the file as it was read; sent back on save to see whether somebody else changed it since. */
  readonly stamp?: string
  /** What the user should know: entries that were kept but not understood, another catalogue version. */
  readonly warnings: readonly Fault[]
}

/** A file from the user's computer as the browser shell hands it over, its bytes in base64; the desktop shell chooses by its own dialog. */
export interface ByteUpload {
  readonly name: string
  readonly base64: string
}

/** A file for the user's computer: the browser shell downloads it, the desktop shell has already written it. */
export interface Exported {
  readonly fileName: string
  readonly download?: { readonly mediaType: string } & ({ readonly text: string } | { readonly base64: string })
}

/** What tells one flag of a result from another. */
export type FlagName = Pick<Flag, 'unit' | 'test' | 'subject'>

/** A flag with its diagnosis. */
export type DiagnosedFlag = FlagName & Diagnosis

export const populationKinds = ['base', 'projection'] as const
export type PopulationKind = (typeof populationKinds)[number]

/** What a table of the user's was found to hold. */
export interface PopulationPreview {
  readonly fileName: string
  /** Worksheet that was read; empty for CSV. */
  readonly sheet: string
  readonly encoding: 'xlsx' | 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030'
  readonly populations: readonly PopulationDraft[]
  /** What the user should look at before using them; nothing here keeps them out. */
  readonly remarks: readonly Fault[]
}

export const actualKinds = ['account', 'count', 'standard', 'indicator', 'fund'] as const
export type ActualKind = (typeof actualKinds)[number]

/** One actual figure of a table, with where it stands and what the model has in its place. */
export interface ReadActual {
  readonly draft: ActualFigure
  readonly sheet: string
  /** Row as a spreadsheet counts it. */
  readonly row: number
  /** Where the row says them itself. */
  readonly source?: string
  readonly grade?: Grade
  /** The figure that is compared: own revenue of an account, the main line of a fund (yuan), else the value itself. */
  readonly value: number
  /** What the model has without any actual figure; null where it has none. */
  readonly known: number | null
  /** Of an account with expenditure: what comes in less what goes out, yuan. */
  readonly remainder?: number
}

/** What a table of actual figures was found to hold. */
export interface ActualsPreview {
  readonly fileName: string
  readonly sheets: readonly string[]
  readonly encoding: PopulationPreview['encoding']
  readonly actuals: readonly ReadActual[]
  readonly remarks: readonly Fault[]
}

/** Every request the renderer may make: one line per capability. */
export interface Commands extends CatalogueCommands, ExchangeCommands, PaperCommands {
  'catalogue:read': { request: null; response: CatalogueView; failure: never }
  /**
   * `pyramids` are the largest table by far: they only come where they are asked for, as the evidence of a place does. With `since`
   * the result is kept, and where the run of that name is still kept only what differs from it comes; an empty name is none.
   */
  'simulation:run': {
    request: {
      readonly document: Scenario
      readonly revision: number
      readonly pyramids?: boolean
      readonly evidence?: EvidencePlace
      readonly since?: string
    }
    response: RunReply | RunChange
    failure: 'scenario-invalid'
  }
  /** What the money of an area, and of its unit, rests on in a year. */
  'evidence:at': { request: EvidencePlace & { readonly document: Scenario }; response: EvidenceAt; failure: never }
  'comparison:causes': {
    request: { readonly base: Scenario; readonly other: Scenario }
    response: Causes
    failure: never
  }
  /** Why each flag of a scenario is raised, and what would clear those of a unit, or one of them. */
  'flags:diagnose': {
    request: { readonly document: Scenario; readonly of?: Pick<FlagName, 'unit'> & Partial<FlagName> }
    response: readonly DiagnosedFlag[]
    failure: never
  }
  /** What every unit bears of each target outside the items, and what follows from each reading of the plan. */
  'targets:detail': { request: { readonly document: Scenario }; response: TargetDetail; failure: never }
  /** Published revenue and expenditure against what the model makes of them from the base year alone. */
  'backtest:fiscal': { request: null; response: readonly FiscalBacktestRow[]; failure: never }
  /**
   * Opens a figure of a scenario's run: formula, operands, sources, changes. `depth` says how many times operands open in turn,
   * `other` is the scenario compared with, for figures of both.
   */
  'figure:explain': {
    request: { readonly document: Scenario; readonly figure: string; readonly depth: number; readonly other?: Scenario }
    response: ExplainedFigure
    failure: 'figure-unknown'
  }
  /** Every equation of the model, in the order of the method document. */
  'help:equations': { request: null; response: readonly Variable[]; failure: never }
  'shelf:list': { request: null; response: ShelfList; failure: never }
  'scenario:open': {
    request: { readonly entry: ShelfId }
    response: OpenedScenario
    failure: 'not-found' | OpenFailure
  }
  'scenario:save': {
    request: { readonly document: Scenario; readonly entry?: ShelfId; readonly stamp?: string }
    response: { readonly entry: ShelfId; readonly stamp: string; readonly savedAt: string }
    failure: 'name-invalid' | 'scenario-unsavable' | 'file-changed' | 'not-allowed' | 'not-found' | WriteFailure
  }
  'scenario:duplicate': {
    request: { readonly entry: ShelfId; readonly name: string }
    response: { readonly entry: ShelfId }
    failure: 'not-found' | 'name-invalid' | 'scenario-unsavable' | OpenFailure | WriteFailure
  }
  'scenario:delete': {
    request: { readonly entry: ShelfId }
    response: null
    failure: 'not-found' | 'not-allowed' | 'file-locked' | 'write-failed'
  }
  /** Whether the file is still what it was when it was read with this stamp. */
  'scenario:check': { request: { readonly entry: ShelfId; readonly stamp: string }; response: FileState; failure: never }
  /** What a tab of a window has open from now on; replies who else has it, and had it before. */
  'window:hold': {
    request: { readonly window: WindowId; readonly tab: TabNumber; readonly entry: ShelfId | null }
    response: Holder | null
    failure: never
  }
  /** A window goes. Where everything in it is saved or given up, nothing of it is kept. */
  'window:leave': { request: { readonly window: WindowId; readonly isDone: boolean }; response: null; failure: never }
  /** Unsaved work left over by windows that are gone. */
  'recovery:list': { request: null; response: readonly RecoveryEntry[]; failure: never }
  /** Keep the unsaved work of a window's tab; `saved` is what it was edited from. */
  'recovery:write': {
    request: {
      readonly window: WindowId
      readonly tab: TabNumber
      readonly document: Scenario
      readonly saved: Scenario
      readonly entry?: ShelfId
      readonly stamp?: string
    }
    response: null
    failure: WriteFailure
  }
  'recovery:open': { request: { readonly id: WorkId }; response: RecoveredWork; failure: 'not-found' | 'file-corrupt' | 'file-newer' }
  /** Throw away kept work: of a tab whose work is saved, or what a user does not want back. */
  'recovery:discard': { request: { readonly id: WorkId }; response: null; failure: never }
  'scenario:import': {
    request: { readonly upload?: ByteUpload }
    response: OpenedScenario
    failure: 'cancelled' | OpenFailure
  }
  'scenario:export': {
    request: { readonly document: Scenario }
    response: Exported
    failure: 'cancelled' | 'scenario-unsavable' | WriteFailure
  }
  /** A table to fill in: one row for each region, age and, for a projection, year. */
  'population:template': {
    request: {
      readonly kind: PopulationKind
      readonly format: 'xlsx' | 'csv'
      readonly areas: readonly string[]
      readonly language: Preferences['language']
    }
    response: Exported
    failure: 'cancelled' | WriteFailure
  }
  /** Reads a table of the user's; nothing is taken over yet. `area` is whose figures they are where the table does not say. */
  'population:read': {
    request: { readonly kind: PopulationKind; readonly area?: string; readonly upload?: ByteUpload }
    response: PopulationPreview
    failure: 'cancelled' | 'file-invalid' | 'table-too-large' | 'file-unreadable'
  }
  /** Tables of actual figures to fill in, beside what the model has: all kinds as a workbook, or one kind as CSV. */
  'actuals:template': {
    request: {
      readonly format: 'xlsx' | 'csv'
      /** Needed for CSV. */
      readonly kind?: ActualKind
      readonly from: number
      readonly to: number
      readonly language: Preferences['language']
      readonly document: Scenario
    }
    response: Exported
    failure: 'cancelled' | WriteFailure
  }
  /** Reads a table of actual figures; nothing is taken over yet. */
  'actuals:read': {
    request: { readonly document: Scenario; readonly upload?: ByteUpload }
    response: ActualsPreview
    failure: 'cancelled' | 'file-invalid' | 'table-too-large' | 'file-unreadable'
  }
  'preferences:read': { request: null; response: Preferences; failure: never }
  /** What the service has to say of itself: since the start, and not because of any command. */
  'program:notices': { request: null; response: readonly ProgramNotice[]; failure: never }
  /** An error of the window goes to the log, without what is personal in it. */
  'program:report': { request: WindowError; response: null; failure: never }
  'diagnostics:read': { request: null; response: Diagnostics; failure: never }
  'diagnostics:save': { request: null; response: Exported; failure: 'cancelled' | WriteFailure }
  'preferences:write': { request: Partial<Preferences>; response: Preferences; failure: WriteFailure }
}

export type CommandName = keyof Commands
export type Request<N extends CommandName> = Commands[N]['request']
export type Response<N extends CommandName> = Commands[N]['response']
/** A refusal: its code, parameters for the sentence, and for files the list of faults with their places. */
export interface Refusal<C extends string = FailureCode> extends Failure<C> {
  readonly faults?: readonly Fault[]
}
export type Reply<N extends CommandName> =
  | { readonly ok: true; readonly value: Response<N> }
  | { readonly ok: false; readonly error: Refusal<Commands[N]['failure'] | 'bad-request' | 'internal' | 'connection-lost' | 'worker-lost'> }

export const commandNames = [
  'catalogue:read',
  'simulation:run',
  'evidence:at',
  'comparison:causes',
  'flags:diagnose',
  'targets:detail',
  'backtest:fiscal',
  'figure:explain',
  'help:equations',
  'shelf:list',
  'scenario:open',
  'scenario:save',
  'scenario:duplicate',
  'scenario:delete',
  'scenario:check',
  'window:hold',
  'window:leave',
  'recovery:list',
  'recovery:write',
  'recovery:open',
  'recovery:discard',
  'scenario:import',
  'scenario:export',
  'population:template',
  'population:read',
  'actuals:template',
  'actuals:read',
  'workbook:export',
  'work:progress',
  'work:stop',
  'workbook:read',
  'table:export',
  'catalogue:template',
  'catalogue:import',
  'catalogue:list',
  'catalogue:choose',
  'report:make',
  'report:docx',
  'sensitivity:table',
  'print:pdf',
  'print:paper',
  'preferences:read',
  'preferences:write',
  'program:notices',
  'program:report',
  'diagnostics:read',
  'diagnostics:save',
] as const satisfies readonly CommandName[]
type Missing = Exclude<CommandName, (typeof commandNames)[number]>
/** Does not compile when a command is left out of the list. */
export const everyCommandIsListed: Missing extends never ? true : never = true
