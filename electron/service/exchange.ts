import type { CommandName } from '../contract/commands'
import type { Preferences } from '../contract/preferences'
import { fileStem } from '../../models/shared/fileStem'
import type { Handlers, Services } from './handlers'
import type { ChosenBytes } from './files/chooser'
import { scenarioFingerprint } from './fingerprint'
import { createStopping } from './papers/stopping'
import { done, notOpened, refuse } from './replies'
import { TableLog } from './table/faults'
import { csvType, xlsxType } from './table/written'
import type { TextLanguage } from './texts'

type Exchange = Extract<CommandName, `workbook:${string}` | `work:${string}` | 'table:export'>

const textLanguage = (language: Preferences['language']): TextLanguage => (language === 'en' ? 'en' : 'zh')
/** A name that every system takes; where nothing is left of it, the other one. */
const nameOr = (name: string, other: string): string => fileStem(name) ?? other

/** What goes out to spreadsheets and comes back from them. Everything heavy is loaded when it is first asked for. */
export function exchangeHandlers({ loaded, chooser, engine, papers }: Services): Pick<Handlers, Exchange> {
  const stopping = createStopping()
  const save = async (name: string, type: string, content: string | Uint8Array) => {
    const outcome = await chooser.save(name, type, content)
    return outcome.ok ? outcome : refuse(outcome.code)
  }
  return {
    'workbook:export': async ({ document, format, language, work }) => {
      const given = { sha256: loaded.sha256, scenario: document, language: textLanguage(language), program: engine }
      const name = nameOr(document.name, 'scenario')
      const { catalogue } = loaded
      const content = await stopping.run<string | Uint8Array>(work, (options) =>
        format === 'csv'
          ? papers.make(catalogue, 'longTable', given, options)
          : papers.make(catalogue, 'workbook', { ...given, written: new Date() }, options),
      )
      if (content === undefined) return refuse('cancelled')
      return format === 'csv' ? save(`${name}.csv`, csvType, content) : save(`${name}.xlsx`, xlsxType, content)
    },
    'work:progress': ({ work }) => Promise.resolve(done(stopping.progress(work))),
    'work:stop': ({ work }) => {
      stopping.stop(work)
      return Promise.resolve(done(null))
    },
    'workbook:read': async ({ document, upload }) => {
      const chosen = await chooser.open('table', upload)
      if (!chosen.ok) return notOpened(chosen.code)
      const { readWorkbookChanges } = await import('./workbook/read')
      const read = await readWorkbookChanges(chosen.file, { loaded, program: engine, now: new Date().toISOString() })
      if (!read.ok) return refuse('file-invalid', { faults: read.faults, params: { name: chosen.file.name } })
      const isOther = read.preview.fingerprint !== scenarioFingerprint(document)
      const remarks = isOther ? [...otherScenario(chosen.file, read.preview.scenario), ...read.preview.remarks] : read.preview.remarks
      return done({ ...read.preview, remarks })
    },
    'table:export': async (table) => {
      const { writeShownTable } = await import('./table/shownTable')
      return save(`${nameOr(table.title, 'table')}.xlsx`, xlsxType, await writeShownTable(table, new Date()))
    },
  }
}

/** The workbook was made from something else than what is open now. */
function otherScenario({ name }: ChosenBytes, scenario: string) {
  const log = new TableLog(name)
  log.remark('workbook-other-scenario', { name: scenario })
  return log.allRemarks()
}
