import { createHash } from 'node:crypto'
import { mkdir, readdir, stat, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import type { OpenedScenario, ShelfEntry, ShelfId } from '../../contract/commands'
import type { Refusal } from '../../contract/commands'
import type { FailureCode } from '../../contract/failures'
import { scenarioToText } from '../../../models/scenario/canonical'
import type { Scenario } from '../../../models/scenario/document'
import { maxScenarioLength, parseScenario } from '../../../models/scenario/parse'
import { hasInvisible } from '../../../models/shared/visible'
import { codeOf, nodeFiles, writeAtomically, type FileOperations } from './atomicWrite'
import { readTextFile } from './readText'

export const scenarioSuffix = '.liangli.json'

type Done<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: Refusal<FailureCode> }
const refuse = (
  code: FailureCode,
  rest: Omit<Refusal<FailureCode>, 'code'> = {},
): { readonly ok: false; readonly error: Refusal<FailureCode> } => ({ ok: false, error: { code, ...rest } })

/** Names Windows keeps for devices. */
const reserved = /^(con|prn|aux|nul|com\d|lpt\d)(\..*)?$/i

/** File name for a scenario's name, or undefined where no file can have that name on every system. */
export function fileNameFor(name: string): string | undefined {
  const plain = name
    .normalize('NFC')
    .trim()
    .replace(/[\\/:*?"<>|]/g, '_')
    .replace(/[. ]+$/, '')
  if (plain === '' || plain.length > 80 || plain.startsWith('.') || reserved.test(plain) || hasInvisible(plain)) return undefined
  return `${plain}${scenarioSuffix}`
}

/** Opaque id of a file on the shelf: it says nothing of the path and cannot lead outside. */
const idOf = (fileName: string): ShelfId => createHash('sha256').update(fileName).digest('hex').slice(0, 24)
export const stampOf = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex')

/**
 * The folder of scenarios that the service owns. Entries are known by opaque ids; scenarios shipped with the program
 * stand on it too, read-only.
 */
export class Shelf {
  private readonly shippedFolder: string
  private readonly folder: string
  private readonly files: FileOperations

  constructor(folder: string, shippedFolder: string, files: FileOperations = nodeFiles) {
    this.folder = folder
    this.shippedFolder = shippedFolder
    this.files = files
  }

  async list(): Promise<readonly ShelfEntry[]> {
    const found = await Promise.all([this.entriesOf(this.shippedFolder, true), this.entriesOf(this.folder, false)])
    return found.flat()
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

  private async entriesOf(folder: string, readOnly: boolean): Promise<readonly ShelfEntry[]> {
    const names = await namesIn(folder)
    const entries = await Promise.all(
      names.map(async (file): Promise<ShelfEntry | undefined> => {
        const read = await readTextFile(join(folder, file), file, maxScenarioLength)
        const at = await stat(join(folder, file)).catch(() => undefined)
        if (at === undefined) return undefined
        const parsed = read.ok ? parseScenario(read.text, file) : undefined
        const scenario = parsed?.ok === true ? parsed.value : undefined
        return {
          id: idOf(`${readOnly ? 'shipped/' : ''}${file}`),
          name: scenario?.name ?? file.slice(0, -scenarioSuffix.length),
          note: scenario?.note ?? '',
          overrides: (scenario?.overrides.length ?? 0) + (scenario?.populations.length ?? 0),
          savedAt: at.mtime.toISOString(),
          readOnly,
        }
      }),
    )
    const found = entries.flatMap((entry) => (entry === undefined ? [] : [entry]))
    // Shipped ones in the order of their file names, the user's own by date, the newest first.
    return readOnly ? found : found.sort((a, b) => (a.savedAt < b.savedAt ? 1 : -1))
  }

  async open(id: ShelfId): Promise<Done<OpenedScenario>> {
    const found = await this.find(id)
    if (found === undefined) return refuse('not-found')
    const read = await readTextFile(found.path, found.name, maxScenarioLength)
    if (!read.ok) return refuse(read.code, { faults: read.faults })
    const parsed = parseScenario(read.text, found.name)
    if (!parsed.ok) return refuse(parsed.code, { faults: parsed.faults })
    const opened = { document: parsed.value, stamp: stampOf(read.bytes), warnings: [] }
    return { ok: true, value: found.readOnly ? opened : { ...opened, entry: id } }
  }

  /**
   * Save a scenario. With an entry it is saved over that file, unless somebody else changed the file since `stamp` was
   * taken; without one it becomes a new file named after the scenario.
   */
  async save(
    scenario: Scenario,
    entry?: ShelfId,
    stamp?: string,
  ): Promise<Done<{ readonly entry: ShelfId; readonly stamp: string; readonly savedAt: string }>> {
    const wanted = fileNameFor(scenario.name)
    if (wanted === undefined) return refuse('name-invalid', { params: { name: scenario.name } })
    const old = entry === undefined ? undefined : await this.find(entry)
    if (entry !== undefined && old === undefined) return refuse('not-found')
    if (old?.readOnly === true) return refuse('not-allowed')
    await mkdir(this.folder, { recursive: true }).catch(() => undefined)
    const name = old?.name ?? freeName(wanted, await namesIn(this.folder))
    const path = join(this.folder, name)
    if (old !== undefined && stamp !== undefined) {
      const now = await readTextFile(path, name, maxScenarioLength)
      if (now.ok && stampOf(now.bytes) !== stamp) return refuse('file-changed', { params: { name } })
    }
    const text = scenarioToText(scenario)
    const written = await writeAtomically(path, text, true, this.files)
    if (!written.ok) return refuse(written.code, { params: { name } })
    const at = await stat(path)
    return { ok: true, value: { entry: idOf(name), stamp: stampOf(text), savedAt: at.mtime.toISOString() } }
  }

  async duplicate(id: ShelfId, name: string): Promise<Done<{ readonly entry: ShelfId }>> {
    const opened = await this.open(id)
    if (!opened.ok)
      return opened.error.code === 'not-found'
        ? refuse('not-found')
        : refuse('file-corrupt', opened.error.faults === undefined ? {} : { faults: opened.error.faults })
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

const namesIn = async (folder: string): Promise<readonly string[]> => {
  const names = await readdir(folder).catch(() => [])
  return names.filter((name) => name.endsWith(scenarioSuffix) && !name.startsWith('.')).sort()
}

/** A second scenario of the same name gets a number, never the first one's file. */
function freeName(wanted: string, taken: readonly string[]): string {
  const lower = new Set(taken.map((name) => name.toLowerCase()))
  const stem = wanted.slice(0, -scenarioSuffix.length)
  for (let k = 1; ; k++) {
    const name = k === 1 ? wanted : `${stem} (${String(k)})${scenarioSuffix}`
    if (!lower.has(name.toLowerCase())) return name
  }
}
