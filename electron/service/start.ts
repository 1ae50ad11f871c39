import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Fault } from '../../models/shared/outcome'
import { createAnswer, type Answer } from './answer'
import { loadCatalogue, type LoadedCatalogue } from './catalogue'
import { CatalogueLibrary } from './catalogues/library'
import type { DiagnosticParts } from './diagnostics'
import type { FileChooser } from './files/chooser'
import type { Windows } from './files/windows'
import { createHandlers, type Printer } from './handlers'
import { openHousehold } from './household'
import type { Log } from './log'
import { homeFolder, ownFolder, programPlaces } from './places'
import { inProcessPapers, workerPapers, type PaperMaker } from './papers/maker'
import { Rehearsal, rehearsedRuns } from './rehearsal'
import { inProcessRunner } from './runner/inProcess'
import type { SimulationRunner } from './runner/runner'
import { workerRunner } from './runner/workers'
import { scrubError } from './scrub'

export interface StartOptions {
  /** Folder of the running bundle or source. */
  readonly from: string
  readonly shell: DiagnosticParts['shell']
  /** Manifest of a catalogue for this start alone; else the one that was chosen last, else the shipped one. */
  readonly catalogue?: string
  readonly chooser: FileChooser
  readonly printer?: Printer
  readonly report: (command: string, error: unknown) => void
}

export interface Started {
  readonly ok: true
  readonly answer: Answer
  /** The catalogue that is open now: another may be chosen in the window. */
  readonly loaded: LoadedCatalogue
  readonly windows: Windows
  readonly log: Log
  /** An error that belongs to no command. */
  readonly logError: (event: string, error: unknown) => void
}

/** Version of the program, from its package file. */
export const versionAt = (from: string): string =>
  (JSON.parse(readFileSync(programPlaces(from).packageJson, 'utf8')) as { version: string }).version

/** Workers where they were built; else everything in this process, with the same figures. */
const runnerFor = (worker: string): SimulationRunner =>
  existsSync(worker) ? workerRunner({ url: pathToFileURL(worker) }) : inProcessRunner

const papersFor = (worker: string): PaperMaker => (existsSync(worker) ? workerPapers(pathToFileURL(worker)) : inProcessPapers)

/** Load the catalogue and put the services together: the same for every shell. */
export async function startServices(options: StartOptions): Promise<Started | { readonly ok: false; readonly faults: readonly Fault[] }> {
  const begun = performance.now()
  const places = programPlaces(options.from)
  const home = homeFolder(process.env, process.platform)
  const library = new CatalogueLibrary(join(home, 'catalogues'), places.catalogue)
  const { loading, notice } =
    options.catalogue === undefined ? await library.first() : { loading: await loadCatalogue(options.catalogue), notice: undefined }
  if (!loading.ok) return loading
  let loaded = loading.value
  const appVersion = versionAt(options.from)
  const household = await openHousehold({
    home,
    ownFolder: ownFolder(process.env, process.platform),
    shipped: places.shipped,
    loaded: () => loaded,
    appVersion,
    shell: options.shell,
    begun,
  })
  const { windows, personal, diagnostics } = household.keeping
  const { log } = diagnostics
  if (notice !== undefined) diagnostics.notices.add(notice)
  const services = {
    ...household,
    library,
    runner: runnerFor(places.worker),
    papers: papersFor(places.worker),
    chooser: options.chooser,
    printer: options.printer,
    appVersion,
    engine: `liangli ${appVersion}`,
    now: () => performance.now(),
    reopen,
  }
  const logError = (event: string, error: unknown): void => {
    log.write({ event, ...scrubError(error, personal) })
  }
  const report = {
    failed: (command: string, error: unknown) => {
      logError(`failed ${command}`, error)
      options.report(command, error)
    },
    refused: (command: string, code: string) => {
      log.write({ event: `refused ${command}`, code })
    },
  }
  let answerNow = createAnswer(createHandlers({ ...services, loaded }), report)
  function reopen(next: LoadedCatalogue): void {
    loaded = next
    answerNow = createAnswer(createHandlers({ ...services, loaded }), report)
    log.write({ event: 'catalogue', id: next.catalogue.id, version: next.catalogue.version })
  }
  const rehearsal = new Rehearsal(rehearsedRuns({ ...services, loaded }))
  let isInUse = false
  return {
    ok: true,
    async answer(command, raw) {
      const reply = await answerNow(command, raw)
      isInUse ||= command === 'simulation:run'
      if (isInUse) rehearsal.answered()
      return reply
    },
    get loaded() {
      return loaded
    },
    windows,
    log,
    logError,
  }
}
