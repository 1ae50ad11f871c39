import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { root } from './source'

const folder = mkdtempSync(join(tmpdir(), 'liangli-second-build-'))
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

/** SHA-256 of every file of the three bundles. */
function hashesOf(out: string): Readonly<Record<string, string>> {
  const files = ['main', 'preload', 'renderer'].flatMap((bundle) =>
    readdirSync(join(out, bundle), { recursive: true, withFileTypes: true }).flatMap((entry) =>
      entry.isFile() ? [join(entry.parentPath, entry.name)] : [],
    ),
  )
  return Object.fromEntries(
    files.map((path) => [path.slice(out.length), createHash('sha256').update(readFileSync(path)).digest('hex')]).sort(),
  )
}

test('a second build, in another folder, language and time zone, gives the three bundles to the byte', () => {
  const place = join(folder, 'elsewhere')
  mkdirSync(place)
  for (const name of ['electron', 'renderer', 'models', 'electron.vite.config.ts', 'package.json', 'tsconfig.json', 'tests/tsconfig.json'])
    cpSync(join(root, name), join(place, name), { recursive: true })
  symlinkSync(join(root, 'node_modules'), join(place, 'node_modules'), 'junction')
  const build = spawnSync(process.execPath, [join(place, 'electron/start.mjs'), 'build'], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, TZ: 'Pacific/Kiritimati', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' },
  })
  expect([build.status, build.stderr]).toEqual([0, ''])
  const second = hashesOf(join(place, 'out'))
  expect(Object.keys(second).length).toBeGreaterThan(8)
  expect(second).toEqual(hashesOf(join(root, 'out')))
})
