import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { beforeAll, describe, expect, test } from 'vitest'
import { windowPolicy } from '../../electron/main/page'

const root = join(import.meta.dirname, '../..')

interface Journal {
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
}

/** The built desktop program, from its start to its end, in a process whose Electron is a double (tests/fixtures/electron). */
function runProgram(): Journal {
  const home = mkdtempSync(join(tmpdir(), 'liangli-desktop-'))
  const hooks = pathToFileURL(join(root, 'tests/fixtures/electron/hooks.mjs')).href
  const run = spawnSync(process.execPath, ['--import', hooks, join(root, 'out/main/main.js')], {
    encoding: 'utf8',
    timeout: 60_000,
    env: { ...process.env, LIANGLI_HOME: home, NODE_NO_WARNINGS: '1' },
  })
  rmSync(home, { recursive: true, force: true })
  if (run.status !== 0) throw new Error(`the program ended with ${String(run.status)}: ${run.stderr}`)
  return JSON.parse(run.stdout) as Journal
}

describe('the built desktop program', () => {
  let journal: Journal
  beforeAll(() => {
    journal = runProgram()
  })

  test('is locked before it is ready, and its session before there is a window', () => {
    expect(journal.order.slice(0, 6)).toEqual(['sandbox', 'schemes', 'ready', 'permissions', 'requests', 'handle'])
    expect(journal.order.indexOf('commands')).toBeLessThan(journal.order.indexOf('window'))
    expect(journal.switches).toContainEqual(['host-resolver-rules', 'MAP * ~NOTFOUND'])
    expect(journal.menus).toBe(1)
  })
  test('locks the page that it opens', () => {
    expect(journal.order).toContain('disable_non_proxied_udp')
    expect(journal.options).toMatchObject({ sandbox: true, contextIsolation: true, nodeIntegration: false, webviewTag: false })
  })
  test('shows its page by its own scheme, every file with the policy, and gives nothing else', () => {
    expect(journal.loaded).toEqual(['app://liangli/index.html'])
    const served = Object.entries(journal.replies).filter(([, { status }]) => status === 200)
    expect(served.map(([url]) => url.replace(/-[\w-]+\./, '.'))).toEqual([
      'app://liangli/index.html',
      'app://liangli/assets/index.js',
      'app://liangli/assets/index.css',
    ])
    expect(served.every(([, { policy }]) => policy === windowPolicy)).toBe(true)
    const refused = Object.values(journal.replies).filter(({ status }) => status !== 200)
    expect(refused).toHaveLength(2)
    expect(refused.every(({ status, isEmpty }) => status === 404 && isEmpty)).toBe(true)
  })
  test('answers its page, and neither frames in it, nor other pages, nor commands it does not know', () => {
    expect(journal.commands).toEqual({ catalogue: 'ok', embedded: 'bad-request', elsewhere: 'bad-request', unknown: 'bad-request' })
  })
  test('opens a listed source outside, and nothing else', () => {
    expect(journal.opened).toEqual([journal.source])
  })
  test('asks no network for anything', () => {
    expect(journal.network).toEqual([])
  })
})
