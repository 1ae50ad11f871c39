import { rename } from 'node:fs/promises'
import { join } from 'node:path'
import * as z from 'zod'
import { themeChoices, type Preferences } from '../contract/preferences'
import type { ProgramNotice } from '../contract/keeping'
import { parseJson } from '../../models/shared/json'
import { writeAtomically, type WriteOutcome } from './files/atomicWrite'
import { readTextFile } from './files/readText'
import { createTurns } from './files/turns'

const entry = z.string().max(64)
const point = z.int().min(-100_000).max(100_000)

export const preferencesSchema = z.strictObject({
  language: z.enum(['zh-CN', 'en']),
  money: z.enum(['yi', 'wan']),
  theme: z.enum(themeChoices),
  lastView: z.string().max(40),
  lastEntry: entry.nullable(),
  openEntries: z.array(entry).max(20),
  compared: z.array(entry).max(20),
  author: z.string().max(120),
  recent: z.array(z.string().max(120)).max(20),
  isToured: z.boolean(),
  window: z.strictObject({ x: point, y: point, width: point, height: point, isMaximized: z.boolean() }).nullable(),
})

export const defaultPreferences: Preferences = {
  language: 'zh-CN',
  money: 'yi',
  theme: 'system',
  lastView: 'overview',
  lastEntry: null,
  openEntries: [],
  compared: [],
  author: '',
  recent: [],
  isToured: false,
  window: null,
}

/**
 * Preferences live in the service: the browser shell has a new origin at every start. In place of a file that cannot be
 * read stand those before the last change, or else the first ones; it is kept aside, and told.
 */
export class PreferenceFile {
  private readonly path: string
  private readonly notice: (notice: ProgramNotice) => void
  /** Two changes at once must not undo each other. */
  private readonly inTurn = createTurns()

  constructor(folder: string, notice: (notice: ProgramNotice) => void = () => undefined) {
    this.path = join(folder, 'preferences.json')
    this.notice = notice
  }

  read(): Promise<Preferences> {
    return this.inTurn(() => this.readNow())
  }

  private async readNow(): Promise<Preferences> {
    const now = await preferencesIn(this.path)
    if (now === 'none') return defaultPreferences
    if (now !== 'corrupt') return now
    const before = await preferencesIn(`${this.path}.bak`)
    await rename(this.path, `${this.path}.broken`).catch(() => undefined)
    const isKnown = typeof before === 'object'
    const restored = isKnown ? before : defaultPreferences
    await writeAtomically(this.path, textOf(restored))
    this.notice({ code: isKnown ? 'preferences-restored' : 'preferences-lost' })
    return restored
  }

  write(changes: Partial<Preferences>): Promise<WriteOutcome & { readonly preferences: Preferences }> {
    return this.inTurn(async () => {
      const preferences = { ...(await this.readNow()), ...changes }
      return { ...(await writeAtomically(this.path, textOf(preferences), { keepBackup: true, makesFolder: true })), preferences }
    })
  }
}

const textOf = (preferences: Preferences): string => `${JSON.stringify(preferences, null, 2)}\n`

async function preferencesIn(path: string): Promise<Preferences | 'none' | 'corrupt'> {
  const file = await readTextFile(path, 'preferences.json', 100_000)
  if (!file.ok) return file.code === 'file-corrupt' || file.code === 'file-too-large' ? 'corrupt' : 'none'
  const parsed = parseJson(file.text)
  if (!parsed.ok || typeof parsed.value !== 'object' || parsed.value === null || Array.isArray(parsed.value)) return 'corrupt'
  // Older programs know fewer preferences, newer ones more.
  const known = Object.entries(parsed.value).filter(([key]) => key in defaultPreferences)
  const preferences = preferencesSchema.safeParse({ ...defaultPreferences, ...Object.fromEntries(known) })
  return preferences.success ? preferences.data : 'corrupt'
}
