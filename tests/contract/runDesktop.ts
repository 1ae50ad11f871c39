import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

/** What the double of Electron wrote down. */
export interface Journal {
  readonly order: readonly string[]
  readonly switches: readonly (readonly string[])[]
  readonly schemes: readonly unknown[]
  readonly options: Readonly<Record<string, unknown>>
  readonly loaded: readonly string[]
  readonly replies: Readonly<Record<string, { readonly status: number; readonly policy: string; readonly isEmpty: boolean }>>
  readonly commands: Readonly<Record<string, string>>
  readonly opened: readonly string[]
  readonly source: string
  readonly network: readonly string[]
  readonly menus: number
  /** Options of what was printed on paper. */
  readonly printed: readonly Readonly<Record<string, unknown>>[]
}

/**
 * The built desktop program, from its start to its end, in a process whose Electron is a double (tests/fixtures/electron).
 * @param folder holds the program: the project, or what is packed.
 */
export function runDesktop(folder: string): Journal {
  const home = mkdtempSync(join(tmpdir(), 'liangli-desktop-'))
  const hooks = pathToFileURL(join(import.meta.dirname, '../fixtures/electron/hooks.mjs')).href
  const run = spawnSync(process.execPath, ['--import', hooks, join(folder, 'out/main/main.js')], {
    encoding: 'utf8',
    timeout: 60_000,
    env: { ...process.env, LIANGLI_HOME: home, NODE_NO_WARNINGS: '1' },
  })
  rmSync(home, { recursive: true, force: true })
  if (run.status !== 0) throw new Error(`the program ended with ${String(run.status)}: ${run.stderr}`)
  return JSON.parse(run.stdout) as Journal
}
