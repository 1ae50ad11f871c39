import type { Reply, Request } from '../../contract/commands'
import type { LoadedCatalogue } from '../catalogue'
import type { FileChooser } from '../files/chooser'
import { plainFileName } from '../files/names'
import type { Handlers, Printer } from '../handlers'
import type { PaperMaker } from '../papers/maker'
import type { SimulationRunner } from '../runner/runner'
import { sensitivityIn, type ReportRequest } from './ground'
import { sealOf } from './office'
import { sealedPdf } from './seal'

interface Needs {
  readonly loaded: LoadedCatalogue
  readonly runner: SimulationRunner
  readonly papers: PaperMaker
  readonly chooser: FileChooser
  readonly printer: Printer | undefined
  readonly engine: string
}

export const docxType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

type Asked = Request<'report:make'>
const requestOf = ({ loaded, engine }: Needs, { documents, language }: Asked): ReportRequest => ({
  loaded,
  scenarios: documents,
  language: language === 'en' ? 'en' : 'zh',
  program: engine,
})

/** Reports as data for the window, as PDF and as a file for the office; and what they rest on. */
export function reportHandlers(
  needs: Needs,
): Pick<Handlers, 'report:make' | 'report:docx' | 'sensitivity:table' | 'print:pdf' | 'print:paper'> {
  const { loaded, runner, papers, chooser, printer } = needs
  const givenOf = (asked: Asked) => {
    const { loaded: of, ...given } = requestOf(needs, asked)
    return { sha256: of.sha256, ...given }
  }
  return {
    'report:make': async (asked) => ({ ok: true, value: await papers.make(loaded.catalogue, 'report', givenOf(asked)) }),
    'report:docx': async (asked): Promise<Reply<'report:docx'>> => {
      const content = await papers.make(loaded.catalogue, 'docx', givenOf(asked))
      const name = plainFileName(asked.documents[0]?.name ?? '') || 'liangli'
      const outcome = await chooser.save(`${name}.docx`, docxType, content)
      return outcome.ok ? outcome : { ok: false, error: { code: outcome.code } }
    },
    'sensitivity:table': async ({ document, unit }): Promise<Reply<'sensitivity:table'>> => {
      const isKnown = unit.endsWith('-own') || loaded.catalogue.regions.some(({ code }) => code === unit)
      if (!isKnown) return { ok: false, error: { code: 'bad-request' } }
      return { ok: true, value: await sensitivityIn(loaded.catalogue, document, unit, runner) }
    },
    'print:pdf': async (asked): Promise<Reply<'print:pdf'>> => {
      if (printer === undefined) return { ok: false, error: { code: 'print-unavailable' } }
      const { seal, fingerprints } = sealOf(requestOf(needs, asked))
      return printer.toPdf(asked, (bytes) => sealedPdf(bytes, seal, fingerprints))
    },
    'print:paper': async (asked): Promise<Reply<'print:paper'>> =>
      printer === undefined ? { ok: false, error: { code: 'print-unavailable' } } : printer.toPaper(asked),
  }
}
