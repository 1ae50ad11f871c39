#!/usr/bin/env node
// A process of its own for one catalogue and its memory: BUNDLE CATALOGUE BANNERS RUNS. Prints {times, peak} as JSON: milliseconds, MB.
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { everything, planFor } from './scenarios.mjs'

const [bundle, manifest, banners, runs] = process.argv.slice(2)
const { loadCatalogue, simulate, syntheticCatalogue } = await import(pathToFileURL(bundle).href)
const loaded = await loadCatalogue(manifest)
if (!loaded.ok) throw new Error('the catalogue has faults')
const words = JSON.parse(readFileSync(join(dirname(dirname(manifest)), 'synthetic.json'), 'utf8'))
const made =
  banners === '0' ? loaded.value.catalogue : syntheticCatalogue(loaded.value.catalogue, { seed: 1, words, banners: Number(banners) })
const plan = planFor(made, loaded.value.sha256)
const times = []
for (let k = 0; k < Number(runs); k++) {
  const begin = performance.now()
  const { notices } = simulate(made, everything(plan, made, k))
  times.push(performance.now() - begin)
  if (k === 0 && notices.some(({ code }) => code.startsWith('override'))) throw new Error("the bench's own changes are not taken")
}
// What a process may say of itself begins, on Linux, with the memory of the one that started it; the kernel's own mark does not.
const status = existsSync('/proc/self/status') ? readFileSync('/proc/self/status', 'utf8') : ''
const peak = Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? process.resourceUsage().maxRSS) / 1024
process.stdout.write(JSON.stringify({ times, peak }))
