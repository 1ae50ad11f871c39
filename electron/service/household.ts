import { access, constants, lstat, mkdtemp, readdir } from 'node:fs/promises'
import { homedir, hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import type { LoadedCatalogue } from './catalogue'
import { createTimings, type DiagnosticParts } from './diagnostics'
import { makeFolder, sweepLeftovers } from './files/atomicWrite'
import { Recovery } from './files/recovery'
import { Shelf } from './files/shelf'
import { Windows } from './files/windows'
import type { Keeping } from './keeping'
import { openLog } from './log'
import { createNotices } from './notices'
import { PreferenceFile } from './preferences'

export interface HouseholdOptions {
  /** Folder of the user's scenarios and preferences. */
  readonly home: string
  /** Where unsaved work and the log are kept when nothing can be written to the home folder: a share without rights, a lost drive. */
  readonly ownFolder: string
  /** Folder of the scenarios that are shipped. */
  readonly shipped: string
  /** The catalogue that is open now. */
  readonly loaded: () => LoadedCatalogue
  readonly appVersion: string
  readonly shell: DiagnosticParts['shell']
  /** When the start began, by `performance.now()`. */
  readonly begun: number
}

/** Everything that lies in the user's folders. */
export interface Household {
  readonly shelf: Shelf
  readonly preferences: PreferenceFile
  readonly keeping: Keeping
}

/** Open the user's folders. Where the home folder cannot be written the user is told before there is work to lose. */
export async function openHousehold(options: HouseholdOptions): Promise<Household> {
  const { home, loaded, appVersion, shell } = options
  const isHomeWritable = await isWritable(home)
  const folders = await keepingFolders(home, isHomeWritable, options.ownFolder)
  const log = openLog(folders.map((folder) => join(folder, 'log')))
  const notices = createNotices(({ code }) => {
    log.write({ event: 'noticed', code })
  })
  if (!isHomeWritable) notices.add({ code: 'home-read-only' })
  const windows = new Windows(join(home, 'windows'))
  const shelf = new Shelf(join(home, 'scenarios'), options.shipped)
  const recovery = new Recovery({ folders: folders.map((folder) => join(folder, 'recovery')), windows, shelf, notice: notices.add })
  const now = Date.now()
  void Promise.all([sweepLeftovers(home, now), sweepLeftovers(join(home, 'scenarios'), now), recovery.sweep(now)])
  const startedIn = performance.now() - options.begun
  log.write({ event: 'started', version: appVersion, shell, node: process.versions.node, milliseconds: Math.round(startedIn) })
  const counts = async (): Promise<Readonly<Record<string, number | string>>> => {
    const [{ entries, trouble }, kept] = await Promise.all([shelf.list(), recovery.list()])
    return { scenarios: entries.length, shelf: trouble ?? 'readable', 'unsaved work': kept.length }
  }
  return {
    shelf,
    preferences: new PreferenceFile(home, notices.add),
    keeping: {
      windows,
      recovery,
      personal: { home: homedir(), user: windows.identity.owner, host: hostname() },
      diagnostics: { appVersion, shell, loaded, log, notices, timings: createTimings(), startedIn, counts },
    },
  }
}

/** The home folder, and where it cannot be written the program's own on this computer, or else one among the temporary ones. */
async function keepingFolders(home: string, isHomeWritable: boolean, own: string): Promise<readonly string[]> {
  if (isHomeWritable) return [home]
  return [home, own !== home && (await isWritable(own)) ? own : await temporaryFolder()]
}

/** A folder that nobody else can read: that of an earlier start, or a new one. */
async function temporaryFolder(): Promise<string> {
  const prefix = 'liangli-kept-'
  const names = await readdir(tmpdir()).catch(() => [])
  for (const name of names.filter((found) => found.startsWith(prefix))) {
    const path = join(tmpdir(), name)
    const info = await lstat(path).catch(() => undefined)
    // Anybody can make a folder of that name there.
    const isOurs = process.getuid === undefined || (info?.uid === process.getuid() && (info.mode & 0o077) === 0)
    if (info?.isDirectory() === true && isOurs) return path
  }
  return mkdtemp(join(tmpdir(), prefix))
}

async function isWritable(folder: string): Promise<boolean> {
  try {
    await makeFolder(folder)
    await access(folder, constants.W_OK)
    return true
  } catch {
    return false
  }
}
