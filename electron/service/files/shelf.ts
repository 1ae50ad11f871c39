import { createHash } from 'node:crypto'
import { readdir, stat, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import type { OpenedScenario, Refusal, ShelfEntry, ShelfId, ShelfList } from '../../contract/commands'
import type { FailureCode } from '../../contract/failures'
import type { FileState } from '../../contract/keeping'
import { scenarioToText } from '../../../models/scenario/canonical'
import type { Scenario } from '../../../models/scenario/document'
import { maxScenarioLength, parseScenario } from '../../../models/scenario/parse'
import { withVisibleTexts } from '../../../models/scenario/texts'
import { codeOf, nodeFiles, writeAtomically, type FileOperations } from './atomicWrite'
import { fileNameFor, freeName, plainFileName, scenarioSuffix } from './names'
import { readTextFile } from './readText'
import { createTurns } from './turns'

type Done<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: Refusal<FailureCode> }
const refuse = (
  code: FailureCode,
  rest: Omit<Refusal<FailureCode>, 'code'> = {},
): { readonly ok: false; readonly error: Refusal<FailureCode> } => ({ ok: false, error: { code, ...rest } })

/** Opaque id of a file on the shelf: it says nothing of the path and cannot lead outside. */
const idOf = (fileName: string): ShelfId => createHash('sha256').update(fileName).digest('hex').slice(0, 24)
export const stampOf = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex')

export interface SavedFile {
  readonly entry: ShelfId
  readonly stamp: string
  readonly savedAt: string
}

/** The scenario's text, unless it could not be read again: a file that cannot be opened is lost work. */
export function savableText(scenario: Scenario): Done<string> {
  const text = scenarioToText(withVisibleTexts(scenario).value)
  const parsed = parseScenario(text, scenario.name)
  return parsed.ok ? { ok: true, value: text } : refuse('scenario-unsavable', { params: { name: scenario.name }, faults: parsed.faults })
}

/**
 * The folder of scenarios that the service owns. Entries are known by opaque ids; scenarios shipped with the program
 * stand on it too, read-only.
 */
export class Shelf {
  private readonly shippedFolder: string
  private readonly folder: string
  private readonly files: FileOperations
  /** The folder was there once: that it is gone has to be told. */
  private wasThere = false
  /** What is saved is looked at and written in one go, so that of two windows the second sees what the first wrote. */
  private readonly inTurn = createTurns()

  constructor(folder: string, shippedFolder: string, files: FileOperations = nodeFiles) {
    this.folder = folder
    this.shippedFolder = shippedFolder
    this.files = files
  }

  async list(): Promise<ShelfList> {
    const shipped = await entriesOf(this.shippedFolder, await namesIn(this.shippedFolder), true)
    const own = await this.ownNames()
    if (!own.ok) return { entries: shipped, trouble: own.code }
    return { entries: [...shipped, ...(await entriesOf(this.folder, own.names, false))] }
  }

  private async ownNames(): Promise<
    { readonly ok: true; readonly names: readonly string[] } | { readonly ok: false; readonly code: 'folder-lost' | 'file-unreadable' }
  > {
    try {
      const names = scenariosAmong(await readdir(this.folder))
      this.wasThere = true
      return { ok: true, names }
    } catch (error) {
      const isMissing = codeOf(error) === 'ENOENT'
      // Before the first scenario is saved there is no folder.
      if (isMissing && !this.wasThere) return { ok: true, names: [] }
      return { ok: false, code: ['EACCES', 'EPERM'].includes(codeOf(error)) ? 'file-unreadable' : 'folder-lost' }
    }
  }

  /** Path and kind of an entry, found by walking the folders: an id that no file has leads nowhere. */
  private async find(id: ShelfId): Promise<{ readonly path: string; readonly name: string; readonly readOnly: boolean } | undefined> {
    for (const [folder, readOnly] of [
      [this.folder, false],
      [this.shippedFolder, true],
    ] as const) {
      const name = (await namesIn(folder)).find((file) => idOf(`${readOnly ? 'shipped/' : ''}${file}`) === id)
      if (name !== undefined) return { path: join(folder, name), name, readOnly }
    }
    return undefined
  }

  async open(id: ShelfId): Promise<Done<OpenedScenario>> {
    const found = await this.find(id)
    if (found === undefined) return refuse('not-found')
    const read = await readTextFile(found.path, found.name, maxScenarioLength)
    if (!read.ok) return refuse(read.code, { faults: read.faults })
    const parsed = parseScenario(read.text, found.name)
    if (!parsed.ok) return refuse(parsed.code, { faults: parsed.faults })
    const opened = { document: parsed.value, stamp: stampOf(read.bytes), warnings: parsed.notices }
    return { ok: true, value: found.readOnly ? opened : { ...opened, entry: id } }
  }

  /** How a file stands to what was read from it. A folder that cannot be reached says nothing of the file. */
  async stateOf(id: ShelfId, stamp: string): Promise<FileState> {
    const found = await this.find(id)
    if (found === undefined) return (await this.ownNames()).ok ? 'gone' : 'same'
    const read = await readTextFile(found.path, found.name, maxScenarioLength)
    if (!read.ok) return read.code === 'not-found' ? 'gone' : read.code === 'file-corrupt' ? 'changed' : 'same'
    return stampOf(read.bytes) === stamp ? 'same' : 'changed'
  }

  /**
   * Save a scenario. With an entry it is saved over that file, unless somebody else changed the file since `stamp` was
   * taken; without one it becomes a new file named after the scenario.
   */
  async save(scenario: Scenario, entry?: ShelfId, stamp?: string): Promise<Done<SavedFile>> {
    const wanted = fileNameFor(scenario.name)
    if (wanted === undefined) return refuse('name-invalid', { params: { name: scenario.name } })
    const text = savableText(scenario)
    if (!text.ok) return text
    return this.inTurn(() => this.write(text.value, wanted, entry, stamp))
  }

  private async write(text: string, wanted: string, entry?: ShelfId, stamp?: string): Promise<Done<SavedFile>> {
    const old = entry === undefined ? undefined : await this.find(entry)
    if (entry !== undefined && old === undefined) return refuse((await this.ownNames()).ok ? 'not-found' : 'folder-lost')
    if (old?.readOnly === true) return refuse('not-allowed')
    const name = old?.name ?? freeName(wanted, await everyNameIn(this.folder))
    const path = join(this.folder, name)
    if (old !== undefined && stamp !== undefined) {
      const now = await readTextFile(path, name, maxScenarioLength)
      if (!now.ok && (now.code === 'file-locked' || now.code === 'file-unreadable')) return refuse('file-locked')
      const isOther = now.ok ? stampOf(now.bytes) !== stamp : now.code !== 'not-found'
      if (isOther) return refuse('file-changed', { params: { name: name.slice(0, -scenarioSuffix.length) } })
    }
    const written = await writeAtomically(path, text, { keepBackup: true, makesFolder: true, files: this.files })
    if (!written.ok) return refuse(written.code, { params: { name: wanted.slice(0, -scenarioSuffix.length) } })
    this.wasThere = true
    const at = await stat(path).catch(() => undefined)
    return { ok: true, value: { entry: idOf(name), stamp: stampOf(text), savedAt: (at?.mtime ?? new Date()).toISOString() } }
  }

  async duplicate(id: ShelfId, name: string): Promise<Done<{ readonly entry: ShelfId }>> {
    const opened = await this.open(id)
    if (!opened.ok) return opened
    const saved = await this.save({ ...opened.value.document, name })
    return saved.ok ? { ok: true, value: { entry: saved.value.entry } } : saved
  }

  async remove(id: ShelfId): Promise<Done<null>> {
    const found = await this.find(id)
    if (found === undefined) return refuse('not-found')
    if (found.readOnly) return refuse('not-allowed')
    try {
      await unlink(found.path)
      return { ok: true, value: null }
    } catch (error) {
      return refuse(['EBUSY', 'EPERM', 'EACCES'].includes(codeOf(error)) ? 'file-locked' : 'write-failed')
    }
  }
}

const scenariosAmong = (names: readonly string[]): readonly string[] =>
  names.filter((name) => name.endsWith(scenarioSuffix) && !name.startsWith('.')).sort()

const everyNameIn = (folder: string): Promise<readonly string[]> => readdir(folder).catch(() => [])

const namesIn = async (folder: string): Promise<readonly string[]> => scenariosAmong(await everyNameIn(folder))

/** Files that are looked at at a time: a full shelf must not fill the memory. */
const atOnce = 8

async function entriesOf(folder: string, names: readonly string[], readOnly: boolean): Promise<readonly ShelfEntry[]> {
  const found: ShelfEntry[] = []
  for (let k = 0; k < names.length; k += atOnce) {
    const entries = await Promise.all(names.slice(k, k + atOnce).map((file) => entryOf(folder, file, readOnly)))
    found.push(...entries.filter((entry) => entry !== undefined))
  }
  // Shipped ones in the order of their file names, the user's own by date, the newest first.
  return readOnly ? found : found.sort((a, b) => (a.savedAt < b.savedAt ? 1 : -1))
}

async function entryOf(folder: string, file: string, readOnly: boolean): Promise<ShelfEntry | undefined> {
  const at = await stat(join(folder, file)).catch(() => undefined)
  if (at === undefined) return undefined
  const read = await readTextFile(join(folder, file), file, maxScenarioLength)
  const parsed = read.ok ? parseScenario(read.text, file) : undefined
  const scenario = parsed?.ok === true ? parsed.value : undefined
  return {
    id: idOf(`${readOnly ? 'shipped/' : ''}${file}`),
    name: scenario?.name ?? plainFileName(file.slice(0, -scenarioSuffix.length)),
    note: scenario?.note ?? '',
    overrides: (scenario?.overrides.length ?? 0) + (scenario?.populations.length ?? 0),
    savedAt: at.mtime.toISOString(),
    readOnly,
  }
}
