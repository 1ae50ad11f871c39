import { existsSync, readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import type { Fault } from '../../models/shared/outcome'
import { createAnswer, type Answer } from './answer'
import { loadCatalogue, type LoadedCatalogue } from './catalogue'
import type { DiagnosticParts } from './diagnostics'
import type { FileChooser } from './files/chooser'
import type { Windows } from './files/windows'
import { createHandlers, type Printer } from './handlers'
import { openHousehold } from './household'
import type { Log } from './log'
import { homeFolder, ownFolder, programPlaces } from './places'
import { inProcessPapers, workerPapers, type PaperMaker } from './papers/maker'
import { inProcessRunner } from './runner/inProcess'
import type { SimulationRunner } from './runner/runner'
import { workerRunner } from './runner/workers'
import { scrubError } from './scrub'

export interface StartOptions {
  /** Folder of the running bundle or source. */
  readonly from: string
  readonly shell: DiagnosticParts['shell']
  readonly catalogue?: string
  readonly chooser: FileChooser
  readonly printer?: Printer
  readonly report: (command: string, error: unknown) => void
}

export interface Started {
  readonly ok: true
  readonly answer: Answer
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
  const loaded = await loadCatalogue(options.catalogue ?? places.catalogue)
  if (!loaded.ok) return loaded
  const home = homeFolder(process.env, process.platform)
  const appVersion = versionAt(options.from)
  const household = await openHousehold({
    home,
    ownFolder: ownFolder(process.env, process.platform),
    shipped: places.shipped,
    loaded: loaded.value,
    appVersion,
    shell: options.shell,
    begun,
  })
  const { windows, personal, diagnostics } = household.keeping
  const { log } = diagnostics
  const handlers = createHandlers({
    ...household,
    loaded: loaded.value,
    runner: runnerFor(places.worker),
    papers: papersFor(places.worker),
    chooser: options.chooser,
    printer: options.printer,
    appVersion,
    engine: `liangli ${appVersion}`,
    now: () => performance.now(),
  })
  const logError = (event: string, error: unknown): void => {
    log.write({ event, ...scrubError(error, personal) })
  }
  const answer = createAnswer(handlers, {
    failed: (command, error) => {
      logError(`failed ${command}`, error)
      options.report(command, error)
    },
    refused: (command, code) => {
      log.write({ event: `refused ${command}`, code })
    },
  })
  return { ok: true, answer, loaded: loaded.value, windows, log, logError }
}
