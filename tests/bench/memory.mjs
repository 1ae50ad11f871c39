// Runs in processes of their own, for the peak of their memory.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { figure, report, root } from './report.mjs'

const manifest = join(root, 'models/catalogue/data/inner-mongolia-2020/catalogue.json')

/** Several full runs of one catalogue; the first, which compiles the model, is told apart. */
export function ownProcess(bundle, banners, runs) {
  const child = spawnSync(process.execPath, [join(import.meta.dirname, 'large.mjs'), bundle, manifest, String(banners), String(runs)], {
    encoding: 'utf8',
  })
  if (child.status !== 0) throw new Error(child.stderr)
  return JSON.parse(child.stdout)
}

export function reportMemory(bundle) {
  for (const [name, banners, runs, limits] of [
    ['region and 12 leagues', 0, 10, {}],
    ['103 banners', 103, 10, {}],
    ['2,844 counties', 2844, 8, { time: 1000, memory: 1024 }],
  ]) {
    const { times, peak } = ownProcess(bundle, banners, runs)
    report(`run: full, ${name}, first (compiles the model)`, times.slice(0, 1))
    if (limits.time !== undefined) report(`run: full, ${name}, everything moved`, times.slice(2), limits.time)
    figure(`memory: full runs, ${name}`, peak, 'MB', limits.memory === undefined ? {} : { limit: limits.memory })
  }
}
