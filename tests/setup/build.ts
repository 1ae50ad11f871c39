import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

/** Build the shells once, if anything is newer than the last build: tests run what a user runs. */
export default function setup(): void {
  const start = join(import.meta.dirname, '../../electron/start.mjs')
  const run = spawnSync(process.execPath, [start, 'build', '--if-stale'], { stdio: 'inherit' })
  if (run.status !== 0) throw new Error('the build failed')
}
