#!/usr/bin/env node
// Timings as JSON lines (report.mjs says how). `ratio` is the median over that of a fixed loop of multiplications on this machine:
// compare ratios, not machines. What misses its limit makes the exit code 1. Memory in use is looked at for LIANGLI_SOAK_MINUTES
// (2 where it is not given; an hour is 60). `npm run bench:table` makes README's table of it.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'vite'
import { reportBundles } from './bundles.mjs'
import { dragTimes, scrollGaps, withBanners } from './desk.mjs'
import { reportPlainLoops } from './plainLoops.mjs'
import { reportMemory } from './memory.mjs'
import { reportModel, reportPopulation, reportRuns } from './model.mjs'
import { figure, line, report, root, skipped, time } from './report.mjs'
import { changed, everything, planFor } from './scenarios.mjs'
import { soak } from './soak.mjs'
import { shellTimes, startTimes } from './shell.mjs'
import { reportSpreadsheet } from './spreadsheet.mjs'
import { reportWorkers } from './workers.mjs'

const numbers = Float64Array.from({ length: 1000 }, (_, k) => 1 + k * 1e-9)
let kept = 0
const fixedLoop = () => {
  let product = 1
  for (let round = 0; round < 1000; round++) for (let k = 0; k < numbers.length; k++) product = product * numbers[k] - 1e-9
  kept += product
}
report('reference: a million multiplications', time(50, fixedLoop, 20))
if (!Number.isFinite(kept)) throw new Error('the reference loop left the numbers')

const built = spawnSync(process.execPath, [join(root, 'electron/start.mjs'), 'build', '--if-stale'], {
  stdio: ['ignore', 'ignore', 'inherit'],
})
if (built.status !== 0) throw new Error('the build failed')

/** What is timed, built as it is built into the program. */
async function loadProgram() {
  const outDir = join(root, 'out/test')
  const output = { entryFileNames: 'bench.mjs', chunkFileNames: 'bench-[name].mjs' }
  await build({
    root,
    logLevel: 'error',
    build: { ssr: join(root, 'tests/bench/entry.ts'), outDir, emptyOutDir: false, rollupOptions: { output } },
    ssr: { noExternal: true },
  })
  const bundle = join(outDir, 'bench.mjs')
  return { bundle, program: await import(pathToFileURL(bundle).href) }
}
const { bundle, program } = await loadProgram()
reportBundles()

const folder = join(root, 'models/catalogue/data/inner-mongolia-2020')
const begin = performance.now()
const loaded = await program.loadCatalogue(join(folder, 'catalogue.json'))
if (!loaded.ok) throw new Error('the catalogue has faults')
report('catalogue: read, check and hash, cold', [performance.now() - begin])
const { catalogue, sha256 } = loaded.value
const plan = planFor(catalogue, sha256)
const words = JSON.parse(readFileSync(join(root, 'models/catalogue/data/synthetic.json'), 'utf8'))
const banners = program.syntheticCatalogue(catalogue, { seed: 1, words })
for (const of of [catalogue, banners]) {
  const refused = program.simulate(of, everything(plan, of, 0)).notices
  if (refused.length > 0) throw new Error(`the bench's own changes are not taken: ${JSON.stringify(refused)}`)
}

reportModel(program, catalogue, folder)
reportPopulation(program, banners, plan)
reportRuns(program, catalogue, plan)

const whole = report(
  'run: full, 103 banners, everything moved',
  time(100, (k) => program.simulate(banners, everything(plan, banners, k)), 60),
  20,
)
report(
  'run: the same, its tables given back, as the service does',
  time(100, (k) => program.giveBackResult(program.simulate(banners, everything(plan, banners, k))), 60),
)
reportPlainLoops(program, banners, plan, whole)
reportMemory(bundle)
await reportWorkers(program.workerRunner, catalogue, plan)
reportSpreadsheet(program.findOffice(), whole)

const edits = Array.from({ length: 200 }, (_, m) => changed(plan, catalogue, ['tfr', 1 + m * 1e-3]))
const shells = []
for (let k = 0; k < 5; k++) shells.push(await shellTimes(root, program.unpackFrame, plan, k < 4 ? [] : edits))
report(
  'browser shell: process start to first result',
  shells.map(({ first }) => first),
  2000,
)
for (const [name, of] of [
  ['one edit, request to whole result', 'replies'],
  ['save a scenario', 'saves'],
  ['open it', 'opens'],
])
  report(
    `browser shell: ${name}`,
    shells.flatMap((shell) => shell[of]),
  )
const browser = program.findChromium()
if (browser === undefined) skipped('npm start, already built, to figures on the screen', 'no Chromium (LIANGLI_CHROMIUM names one)')
else {
  report('npm start, already built, to figures on the screen', await startTimes(root, browser, 5), 45_000)
  const drag = async (name, args, limit) => {
    const { times, runs, shown } = await dragTimes(root, browser, args)
    report(`slider drag, event to drawn figure, ${name}`, times)
    const slow = [...times].sort((a, b) => a - b)[Math.floor(0.95 * times.length)] ?? Number.NaN
    figure(`slider drag, 95 of 100 moves are drawn within, ${name}`, slow, 'ms', { limit })
    figure(`slider drag, runs for each state shown, ${name}`, runs / shown, 'times', { limit: 1.01 })
  }
  await drag('12 leagues', [], 33)
  const minutes = Math.max(2, Number(process.env.LIANGLI_SOAK_MINUTES ?? 2))
  const { first, last } = await soak(root, browser, [], minutes)
  figure(`memory of window and service after ${String(minutes)} minutes of use`, last, 'MB', { limit: 250 })
  figure(`memory of window and service after ${String(minutes)} minutes, over the first`, last / first, 'times', { limit: 1.2 })
  await withBanners(root, async (args) => {
    await drag('103 banners', args, 66)
    const gaps = await scrollGaps(root, browser, args)
    figure('scrolling 8,343 rows', (1000 * gaps.length) / gaps.reduce((sum, gap) => sum + gap, 0), 'frames/s', { least: 50 })
  })
}

line({ name: 'memory of the bench process', value: Math.round(process.resourceUsage().maxRSS / 1024), unit: 'MB' })
