/**
 * A report as data: what stands in it, in words that are final, whatever it is set in. Print, the office's file and the check of a
 * printed page are all made from it, so that they cannot say different things.
 */
export interface ReportDocument {
  readonly kind: ReportKind
  readonly language: 'zh' | 'en'
  readonly title: string
  /** Lines below the title of the cover; an empty value is left to be filled in by hand. */
  readonly cover: readonly ReportLine[]
  /** What every page carries: the scenarios with their fingerprints, then versions and the reservation. */
  readonly running: readonly string[]
  readonly sections: readonly ReportSection[]
}

export const reportKinds = ['assessment', 'comparison'] as const
export type ReportKind = (typeof reportKinds)[number]

export interface ReportLine {
  readonly label: string
  readonly value: string
}

export interface ReportSection {
  readonly title: string
  /** Wide tables lie across the page. */
  readonly isWide?: boolean
  readonly blocks: readonly ReportBlock[]
}

export type ReportBlock = ReportText | ReportTable | ReportChart | ReportSigning

/** A paragraph; `verdict` is the answer itself, `note` is small print. */
export interface ReportText {
  readonly kind: 'text' | 'verdict' | 'note'
  readonly text: string
}

export interface ReportTable {
  readonly kind: 'table'
  /** With its number. */
  readonly title: string
  /** Empty where every row or column says its own. */
  readonly unit: string
  readonly head: readonly string[]
  readonly rows: readonly (readonly string[])[]
  /** Columns that hold words; all others hold figures. */
  readonly words: readonly number[]
  /** The last row is the sum of those above it, in every column of figures. */
  readonly addsDown?: boolean
  /** The last column is the sum of those before it, in every row. */
  readonly addsAcross?: boolean
  /** Rows to be filled in by hand are taller. */
  readonly isForm?: boolean
}

export interface ReportChart {
  readonly kind: 'chart'
  readonly title: string
  readonly unit: string
  readonly years: readonly number[]
  readonly lines: readonly { readonly label: string; readonly values: readonly number[] }[]
}

/** Lines to be signed: labels only, never names. */
export interface ReportSigning {
  readonly kind: 'signing'
  readonly lines: readonly string[]
}

/** Every table in the order of the pages. */
export const tablesOf = ({ sections }: ReportDocument): readonly ReportTable[] =>
  sections.flatMap(({ blocks }) => blocks.flatMap((block) => (block.kind === 'table' ? [block] : [])))
