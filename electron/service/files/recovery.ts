import { readdir, rename, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import * as z from 'zod'
import type { Refusal, Request, ShelfId } from '../../contract/commands'
import {
  workId,
  type FileState,
  type ProgramNotice,
  type RecoveredWork,
  type RecoveryEntry,
  type WindowId,
  type WorkId,
} from '../../contract/keeping'
import type { Scenario } from '../../../models/scenario/document'
import { maxScenarioLength, scenarioForm } from '../../../models/scenario/parse'
import { changesBetween } from '../../../models/scenario/pieces'
import { parseJson } from '../../../models/shared/json'
import { nodeFiles, sweepLeftovers, writeAtomically, type FileOperations, type WriteOutcome } from './atomicWrite'
import { readTextFile } from './readText'
import { createTurns } from './turns'

const recoveryVersion = 1
/** The documents stand in it as texts, so that each is read within the bounds of a scenario file. */
const recoverySchema = z.strictObject({
  format: z.literal('liangli-recovery'),
  version: z.literal(recoveryVersion),
  session: z.string().regex(/^[0-9a-f]{16,64}$/),
  savedAt: z.iso.datetime(),
  entry: z.string().max(64).optional(),
  stamp: z.string().max(100).optional(),
  document: z.string().max(maxScenarioLength),
  saved: z.string().max(maxScenarioLength),
})

const mostBytes = 4 * maxScenarioLength
/** Changes that are told one by one. */
const mostChanges = 200
const fileForm = /^(([0-9a-f]{16,64})-\d{1,5})\.json$/

interface Kept {
  readonly session: string
  readonly savedAt: string
  readonly work: RecoveredWork
}

type Found = { readonly ok: true; readonly kept: Kept } | { readonly ok: false; readonly code: 'not-found' | 'file-corrupt' | 'file-newer' }

export interface RecoveryPorts {
  /** Where work is kept: beside the shelf, and elsewhere where nothing can be written there. */
  readonly folders: readonly string[]
  readonly windows: { readonly identity: { readonly session: string }; isOpen(session: string, window: WindowId): Promise<boolean> }
  readonly shelf: { stateOf(entry: ShelfId, stamp: string): Promise<FileState> }
  readonly notice: (notice: ProgramNotice) => void
  readonly files?: FileOperations
}

/** Unsaved work of every tab of every window, kept while it is being done: one file for each, gone when the work is saved or given up. */
export class Recovery {
  private readonly ports: RecoveryPorts
  private readonly inTurn = createTurns()

  constructor(ports: RecoveryPorts) {
    this.ports = ports
  }

  write({ window, tab, document, saved, entry, stamp }: Request<'recovery:write'>): Promise<WriteOutcome> {
    const text = JSON.stringify({
      format: 'liangli-recovery',
      version: recoveryVersion,
      session: this.ports.windows.identity.session,
      savedAt: new Date().toISOString(),
      ...(entry === undefined ? {} : { entry }),
      ...(stamp === undefined ? {} : { stamp }),
      document: JSON.stringify(document),
      saved: JSON.stringify(saved),
    } satisfies z.input<typeof recoverySchema>)
    return this.inTurn(() => this.writeSomewhere(`${workId(window, tab)}.json`, text))
  }

  private async writeSomewhere(name: string, text: string): Promise<WriteOutcome> {
    let first: WriteOutcome | undefined
    for (const folder of this.ports.folders) {
      const written = await writeAtomically(join(folder, name), text, { makesFolder: true, files: this.ports.files ?? nodeFiles })
      first ??= written
      if (!written.ok) continue
      if (first.ok) await this.remove(name, folder)
      else this.ports.notice({ code: 'recovery-elsewhere' })
      return written
    }
    return first ?? { ok: false, code: 'write-failed' }
  }

  /** What windows left behind that are gone, the newest first. */
  async list(): Promise<readonly RecoveryEntry[]> {
    const windows = new Map((await this.names()).map(({ id, window }) => [id, window]))
    const entries: RecoveryEntry[] = []
    for (const [id, window] of windows) {
      const found = await this.find(id)
      if (!found.ok) {
        if (found.code === 'file-corrupt') await this.setAside(id)
        continue
      }
      const { session, savedAt, work } = found.kept
      if (!(await this.ports.windows.isOpen(session, window))) entries.push(await this.entryOf(id, savedAt, work))
    }
    return entries.sort((a, b) => (a.savedAt < b.savedAt ? 1 : -1))
  }

  private async entryOf(id: WorkId, savedAt: string, { document, saved, entry, stamp }: RecoveredWork): Promise<RecoveryEntry> {
    const changes = changesBetween(saved, document)
    return {
      id,
      name: document.name,
      savedAt,
      file: entry === undefined || stamp === undefined ? null : await this.ports.shelf.stateOf(entry, stamp),
      changeCount: changes.length,
      changes: changes.slice(0, mostChanges),
    }
  }

  async open(
    id: WorkId,
  ): Promise<
    { readonly ok: true; readonly value: RecoveredWork } | { readonly ok: false; readonly error: Refusal<(Found & { ok: false })['code']> }
  > {
    const found = await this.find(id)
    return found.ok ? { ok: true, value: found.kept.work } : { ok: false, error: { code: found.code } }
  }

  discard(id: WorkId): Promise<void> {
    return this.inTurn(() => this.remove(`${id}.json`))
  }

  /** Throw away all that was kept of a window. */
  discardAll(window: WindowId): Promise<void> {
    return this.inTurn(async () => {
      for (const name of await this.names()) if (name.window === window) await this.remove(`${name.id}.json`)
    })
  }

  /** Temporary files that a kill left. */
  async sweep(now: number): Promise<void> {
    for (const folder of this.ports.folders) await sweepLeftovers(folder, now)
  }

  private async remove(name: string, except?: string): Promise<void> {
    for (const folder of this.ports.folders) if (folder !== except) await unlink(join(folder, name)).catch(() => undefined)
  }

  private async names(): Promise<readonly { readonly folder: string; readonly id: WorkId; readonly window: WindowId }[]> {
    const found = await Promise.all(
      this.ports.folders.map(async (folder) => {
        const names = await readdir(folder).catch(() => [])
        return names.flatMap((name) => {
          const [, id, window] = fileForm.exec(name) ?? []
          return id === undefined || window === undefined ? [] : [{ folder, id, window }]
        })
      }),
    )
    return found.flat()
  }

  /** The newest that was kept of a tab. */
  private async find(id: WorkId): Promise<Found> {
    const found = await Promise.all(this.ports.folders.map((folder) => readKept(join(folder, `${id}.json`))))
    const [newest] = found.filter((one) => one.ok).sort((a, b) => (a.kept.savedAt < b.kept.savedAt ? 1 : -1))
    return newest ?? found.find((one) => !one.ok && one.code !== 'not-found') ?? { ok: false, code: 'not-found' }
  }

  /** What cannot be read is kept for somebody who can, and told once. */
  private async setAside(id: WorkId): Promise<void> {
    for (const { folder } of (await this.names()).filter((name) => name.id === id))
      await rename(join(folder, `${id}.json`), join(folder, `${id}.broken`)).catch(() => undefined)
    this.ports.notice({ code: 'recovery-unreadable' })
  }
}

async function readKept(path: string): Promise<Found> {
  const read = await readTextFile(path, 'recovery', mostBytes)
  if (!read.ok) return { ok: false, code: read.code === 'not-found' || read.code === 'file-unreadable' ? 'not-found' : 'file-corrupt' }
  const json = parseJson(read.text)
  if (json.ok && versionOf(json.value) > recoveryVersion) return { ok: false, code: 'file-newer' }
  const parsed = recoverySchema.safeParse(json.ok ? json.value : undefined)
  if (!parsed.success) return { ok: false, code: 'file-corrupt' }
  const { session, savedAt, entry, stamp } = parsed.data
  const [document, saved] = [scenarioIn(parsed.data.document), scenarioIn(parsed.data.saved)]
  if (typeof document === 'string' || typeof saved === 'string')
    return { ok: false, code: [document, saved].includes('file-newer') ? 'file-newer' : 'file-corrupt' }
  const place = { ...(entry === undefined ? {} : { entry }), ...(stamp === undefined ? {} : { stamp }) }
  return { ok: true, kept: { session, savedAt, work: { document, saved, ...place } } }
}

const versionOf = (value: unknown): number =>
  typeof value === 'object' && value !== null && 'version' in value && typeof value.version === 'number' ? value.version : 0

function scenarioIn(text: string): Scenario | 'file-corrupt' | 'file-newer' {
  const json = parseJson(text)
  const form = json.ok ? scenarioForm(json.value) : undefined
  return form?.ok === true ? form.value : form?.code === 'file-newer' ? 'file-newer' : 'file-corrupt'
}
