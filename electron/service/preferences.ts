import { join } from 'node:path'
import * as z from 'zod'
import type { Preferences } from '../contract/commands'
import { parseJson } from '../../models/shared/json'
import { writeAtomically, type WriteOutcome } from './files/atomicWrite'
import { readTextFile } from './files/readText'

export const preferencesSchema = z.strictObject({
  language: z.enum(['zh-CN', 'en']),
  money: z.enum(['yi', 'wan']),
  lastView: z.string().max(40),
  lastEntry: z.string().max(64).nullable(),
  author: z.string().max(120),
})

export const defaultPreferences: Preferences = { language: 'zh-CN', money: 'yi', lastView: 'overview', lastEntry: null, author: '' }

/** Preferences live in the service: the browser shell has a new origin at every start. A corrupt file counts as none. */
export class PreferenceFile {
  private readonly path: string
  constructor(folder: string) {
    this.path = join(folder, 'preferences.json')
  }

  async read(): Promise<Preferences> {
    const file = await readTextFile(this.path, 'preferences.json', 100_000)
    if (!file.ok) return defaultPreferences
    const parsed = parseJson(file.text)
    const preferences = preferencesSchema.safeParse(parsed.ok ? parsed.value : undefined)
    return preferences.success ? preferences.data : defaultPreferences
  }

  async write(changes: Partial<Preferences>): Promise<WriteOutcome & { readonly preferences: Preferences }> {
    const preferences = { ...(await this.read()), ...changes }
    return { ...(await writeAtomically(this.path, `${JSON.stringify(preferences, null, 2)}\n`)), preferences }
  }
}
