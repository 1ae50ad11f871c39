import { existsSync, readFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Fault } from '../../models/shared/outcome'
import { createAnswer, type Answer } from './answer'
import { loadCatalogue, type LoadedCatalogue } from './catalogue'
import type { FileChooser } from './files/chooser'
import { Shelf } from './files/shelf'
import { createHandlers, type Printer } from './handlers'
import { homeFolder, programPlaces } from './places'
import { PreferenceFile } from './preferences'
import { inProcessRunner } from './runner/inProcess'
import type { SimulationRunner } from './runner/runner'
import { workerRunner } from './runner/workers'

export interface StartOptions {
  /** Folder of the running bundle or source. */
  readonly from: string
  readonly catalogue?: string
  readonly chooser: FileChooser
  readonly printer?: Printer
  readonly report: (command: string, error: unknown) => void
}

/** Version of the program, from its package file. */
export const versionAt = (from: string): string =>
  (JSON.parse(readFileSync(programPlaces(from).packageJson, 'utf8')) as { version: string }).version

/** Workers where they were built; else everything in this process, with the same figures. */
const runnerFor = (worker: string): SimulationRunner =>
  existsSync(worker) ? workerRunner({ url: pathToFileURL(worker) }) : inProcessRunner

/** Load the catalogue and put the services together: the same for every shell. */
export async function startServices(
  options: StartOptions,
): Promise<
  | { readonly ok: true; readonly answer: Answer; readonly loaded: LoadedCatalogue }
  | { readonly ok: false; readonly faults: readonly Fault[] }
> {
  const places = programPlaces(options.from)
  const loaded = await loadCatalogue(options.catalogue ?? places.catalogue)
  if (!loaded.ok) return loaded
  const home = homeFolder(process.env, process.platform)
  await mkdir(home, { recursive: true }).catch(() => undefined)
  const version = versionAt(options.from)
  const handlers = createHandlers({
    loaded: loaded.value,
    runner: runnerFor(places.worker),
    shelf: new Shelf(join(home, 'scenarios'), places.shipped),
    preferences: new PreferenceFile(home),
    chooser: options.chooser,
    printer: options.printer,
    appVersion: version,
    engine: `liangli ${version}`,
    now: () => performance.now(),
  })
  return { ok: true, answer: createAnswer(handlers, options.report), loaded: loaded.value }
}
