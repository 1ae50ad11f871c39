import { appendFile, readFile, rename, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { makeFolder } from './files/atomicWrite'
import { createTurns } from './files/turns'

/** One line of the log: what happened, with figures and codes, never with texts of the user's. */
export interface LogEntry {
  readonly event: string
  readonly [detail: string]: string | number | boolean | null | readonly string[] | undefined
}

export interface Log {
  write(entry: LogEntry): void
  /** The newest lines, the oldest of them first. */
  tail(lines: number): Promise<readonly string[]>
}

/** Bytes of the file that is written; one older file of this size is kept. */
const mostBytes = 256 * 1024
/** Lines of one kind a minute: what goes wrong all the time must not fill the disk. */
const mostOfAKind = 20

/**
 * A log in the first of the folders that can be written, as JSON lines. It is bounded: when the file is full it becomes the
 * older one. A log that cannot be written troubles nobody.
 */
export function openLog(folders: readonly string[], now: () => Date = () => new Date()): Log {
  const inTurn = createTurns()
  const recent: string[] = []
  const counts = new Map<string, { readonly minute: number; count: number }>()
  let usable = [...folders]

  async function append(line: string): Promise<void> {
    for (const folder of [...usable]) {
      try {
        await makeFolder(folder)
        const path = join(folder, 'liangli.log')
        const size = await stat(path).then(
          (found) => found.size,
          () => 0,
        )
        if (size + Buffer.byteLength(line) > mostBytes) await rename(path, join(folder, 'liangli.1.log'))
        await appendFile(path, line)
        return
      } catch {
        usable = usable.filter((other) => other !== folder)
      }
    }
  }

  const isTooMuch = (event: string): boolean => {
    const minute = Math.floor(now().getTime() / 60_000)
    const known = counts.get(event)
    if (known?.minute !== minute) {
      counts.set(event, { minute, count: 1 })
      return false
    }
    return ++known.count > mostOfAKind
  }

  return {
    write(entry) {
      if (isTooMuch(entry.event)) return
      const line = `${JSON.stringify({ at: now().toISOString(), ...entry })}\n`
      recent.push(line)
      if (recent.length > 500) recent.shift()
      void inTurn(() => append(line))
    },
    async tail(lines) {
      await inTurn(() => Promise.resolve())
      for (const folder of usable) {
        const texts = await Promise.all(
          ['liangli.1.log', 'liangli.log'].map((name) => readFile(join(folder, name), 'utf8').catch(() => '')),
        )
        const found = texts.join('').split('\n').filter(Boolean)
        if (found.length > 0) return found.slice(-lines)
      }
      return recent.slice(-lines).map((line) => line.trimEnd())
    },
  }
}
