import type { Catalogue } from '../../../models/catalogue/schema'
import type { ReportDocument } from '../../../models/report/document'
import type { Scenario } from '../../../models/scenario/document'
import type { TextLanguage } from '../texts'

/** What every paper is made from, besides the catalogue itself. */
interface Ground {
  /** SHA-256 of the catalogue's bytes. */
  readonly sha256: string
  readonly language: TextLanguage
  /** Name and version of the program. */
  readonly program: string
}
type OfOne = Ground & { readonly scenario: Scenario }
type OfMany = Ground & { readonly scenarios: readonly Scenario[] }

/** Whole files and reports, as their making crosses to a worker: seconds each. */
export interface PaperTasks {
  /** Live workbook, an .xlsx. */
  workbook: { given: OfOne & { readonly written: Date }; made: Uint8Array }
  /** Every figure of a run, as CSV with the mark of UTF-8. */
  longTable: { given: OfOne; made: string }
  report: { given: OfMany; made: ReportDocument }
  /** The report as a .docx, with its seal. */
  docx: { given: OfMany; made: Uint8Array }
}
export type PaperName = keyof PaperTasks
export type PaperGiven<N extends PaperName> = PaperTasks[N]['given']
export type PaperMade<N extends PaperName> = PaperTasks[N]['made']

/** Told how many parts of a paper are done, of how many. */
export type TellPaper = (done: number, of: number) => void

const work: { readonly [N in PaperName]: (catalogue: Catalogue, given: PaperGiven<N>, tell: TellPaper) => Promise<PaperMade<N>> } = {
  async workbook(catalogue, { sha256, ...given }, tell) {
    const { writeLiveWorkbook } = await import('../workbook/export')
    return writeLiveWorkbook({ loaded: { catalogue, sha256 }, ...given }, tell)
  },
  async longTable(catalogue, { sha256, ...given }) {
    const { longTable } = await import('../workbook/longTable')
    return [...longTable({ loaded: { catalogue, sha256 }, ...given })].join('')
  },
  async report(catalogue, { sha256, ...given }) {
    const [{ makeReport }, { inProcessRunner }] = await Promise.all([import('../report/report'), import('../runner/inProcess')])
    return makeReport({ loaded: { catalogue, sha256 }, ...given }, inProcessRunner)
  },
  async docx(catalogue, { sha256, ...given }) {
    const [{ docxOf }, { inProcessRunner }] = await Promise.all([import('../report/office'), import('../runner/inProcess')])
    return docxOf({ loaded: { catalogue, sha256 }, ...given }, inProcessRunner)
  },
}

export const isPaper = (name: string): name is PaperName => Object.hasOwn(work, name)

/** Make a paper here and now, whichever thread this is. What it takes is loaded when it is first asked for. */
export const makePaper = <N extends PaperName>(
  catalogue: Catalogue,
  name: N,
  given: PaperGiven<N>,
  tell: TellPaper = () => undefined,
): Promise<PaperMade<N>> => work[name](catalogue, given, tell)
