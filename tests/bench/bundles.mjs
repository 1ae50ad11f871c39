// How large the window's bundle is, and how long the main bundle takes to load.
import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { figure, report, root } from './report.mjs'

/** Bytes of a folder's files, each compressed as a server would. */
export const gzipOf = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + gzipSync(readFileSync(join(entry.parentPath, entry.name)), { level: 9 }).length, 0)

/** Milliseconds in which a process of its own loads the services of the program, without starting them. */
export function loadTime() {
  const chunk = readdirSync(join(root, 'out/main/chunks')).find((name) => /^start-.*\.js$/.test(name))
  const script = `const begin = performance.now(); await import(${JSON.stringify(`file://${join(root, 'out/main/chunks', chunk)}`)}); process.stdout.write(String(performance.now() - begin))`
  const run = spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' })
  if (run.status !== 0) throw new Error(run.stderr)
  return Number(run.stdout)
}

export function reportBundles() {
  figure('bundle: renderer, gzip', gzipOf(join(root, 'out/renderer')) / 1000, 'kB', { limit: 700 })
  report('bundle: main, loaded', Array.from({ length: 9 }, loadTime), 150)
}
