import { fileStem } from '../../../models/shared/fileStem'
import { hasInvisible, shownText } from '../../../models/shared/visible'

export const scenarioSuffix = '.liangli.json'

/** File name for a scenario's name, or undefined where no file can have that name on every system. The file itself holds the name whole. */
export function fileNameFor(name: string): string | undefined {
  const stem = hasInvisible(name.trim()) ? undefined : fileStem(name)
  return stem === undefined ? undefined : `${stem}${scenarioSuffix}`
}

/** A second scenario of the same name gets a number, never the first one's file. */
export function freeName(wanted: string, taken: readonly string[]): string {
  // Windows and macOS take names that differ in case, or in how a letter is put together, for the same.
  const same = (name: string): string => name.normalize('NFC').toLowerCase()
  const known = new Set(taken.map(same))
  const stem = wanted.slice(0, -scenarioSuffix.length)
  for (let k = 1; ; k++) {
    const name = k === 1 ? wanted : `${stem} (${String(k)})${scenarioSuffix}`
    if (!known.has(same(name))) return name
  }
}

/** What a file of the user's is called, whatever a page says: no folder, nothing that hides, not longer than can be shown. */
export const plainFileName = (name: string): string => shownText(name.split(/[\\/]/).at(-1) ?? '', 200)
