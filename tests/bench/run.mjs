#!/usr/bin/env node
// Timings as JSON lines {name, n, median, p95, unit, ratio?, limit?}. `ratio` is the median over that of a fixed loop of
// multiplications on this machine: compare ratios, not machines. A median or a p95 above its limit makes the exit code 1.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'vite'
import { dragTimes, scrollGaps, withBanners } from './desk.mjs'
import { nativeKernel } from './population.mjs'
import { shellTimes, startTimes } from './shell.mjs'

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))

/** Build one of our files as it would be built into the program, and load it. */
async function load(entry, name) {
  const outDir = join(root, 'out/test')
  const output = { entryFileNames: `${name}.mjs`, chunkFileNames: `${name}-[name].mjs` }
  await build({
    root,
    logLevel: 'error',
    build: { ssr: join(root, entry), outDir, emptyOutDir: false, rollupOptions: { output } },
    ssr: { noExternal: true },
  })
  return import(pathToFileURL(join(outDir, `${name}.mjs`)).href)
}

const line = (record) => process.stdout.write(`${JSON.stringify(record)}\n`)
const medianOf = (times) => [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN
let reference
/** @param p95Limit of what a hand feels the slow ones count, not the usual one. */
const report = (name, times, limit, p95Limit) => {
  const sorted = [...times].sort((a, b) => a - b)
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN
  const median = at(0.5)
  reference ??= median
  const round = (value) => Number(value.toFixed(3))
  const figures = { name, n: times.length, median: round(median), p95: round(at(0.95)), unit: 'ms', ratio: round(median / reference) }
  line({ ...figures, ...(limit === undefined ? {} : { limit }), ...(p95Limit === undefined ? {} : { p95Limit }) })
  if (!(median <= (limit ?? Infinity) && at(0.95) <= (p95Limit ?? Infinity))) process.exitCode = 1
}

/** Times of `n` runs after `warm` that don't count. */
const time = (n, work, warm = 0) => {
  for (let k = 0; k < warm; k++) work(k)
  return Array.from({ length: n }, (_, k) => {
    const start = performance.now()
    work(warm + k)
    return performance.now() - start
  })
}

const numbers = Float64Array.from({ length: 1000 }, (_, k) => 1 + k * 1e-9)
let kept = 0
const fixedLoop = () => {
  let product = 1
  for (let round = 0; round < 1000; round++) for (let k = 0; k < numbers.length; k++) product = product * numbers[k] - 1e-9
  kept += product
}
report('reference: a million multiplications', time(50, fixedLoop, 20))
if (!Number.isFinite(kept)) throw new Error('the reference loop left the numbers')

const {
  assembleResult,
  createModel,
  diagnose,
  kernelInput,
  loadCatalogue,
  parseCatalogue,
  partsOf,
  projectPopulation,
  runModel,
  simulate,
  syntheticCatalogue,
} = await load('tests/bench/entry.ts', 'bench')
const folder = join(root, 'models/catalogue/data/inner-mongolia-2020')
const begin = performance.now()
const loaded = await loadCatalogue(join(folder, 'catalogue.json'))
if (!loaded.ok) throw new Error('the catalogue has faults')
report('catalogue: read, check and hash, cold', [performance.now() - begin])
const { catalogue, sha256 } = loaded.value

const read = (name) => ({ name, text: readFileSync(join(folder, name), 'utf8') })
const manifest = read('catalogue.json')
const parts = partsOf(manifest)
if (!parts.ok) throw new Error('the manifest has faults')
const files = [manifest, ...parts.value.map(read)]
report(
  'catalogue: parse and check, warm',
  time(20, () => parseCatalogue(files), 5),
)

const plan = {
  format: 'liangli-scenario',
  schemaVersion: 3,
  appVersion: '0',
  catalogue: { id: catalogue.id, version: catalogue.version, sha256 },
  name: 'bench',
  author: '',
  note: '',
  overrides: [],
  populations: [],
  actuals: [],
  granted: [],
  readings: {},
}
const withChanges = (...changes) => changesIn(catalogue, changes)
const changesIn = ({ regions }, changes) => ({
  ...plan,
  overrides: changes.map(([lever, value, target], k) => ({
    id: `o-${String(k + 1)}`,
    lever,
    area: regions.find(({ parent }) => parent === null).code,
    mode: 'set',
    from: 2025,
    value,
    enabled: true,
    reason: '',
    author: '',
    at: '',
    ...(target === undefined ? {} : { target }),
  })),
})
/** The standard that is raised. */
const allowance = 'elderly-welfare-subsidy.aged-80-99'
// Population, prices, standards and revenue all differ from run to run, so that nothing is left from the last one.
const everything = (k, of = catalogue) =>
  changesIn(of, [
    ['tfr', 1 + k * 1e-4],
    ['priceIndex', 0.02 + k * 1e-5, 'cpi'],
    ['realGrowth', 0.03 + k * 1e-5],
    ['standard', 100 + k, allowance],
  ])
const demandTaken = (of) => {
  const refused = simulate(of, everything(0, of)).notices
  if (refused.length > 0) throw new Error(`the bench's own changes are not taken: ${JSON.stringify(refused)}`)
}
demandTaken(catalogue)

// Down to 103 banners, with the region's paths inherited and with paths of each banner's own, beside the same loops in C++.
const words = JSON.parse(readFileSync(join(root, 'models/catalogue/data/synthetic.json'), 'utf8'))
const banners = syntheticCatalogue(catalogue, { seed: 1, words })
demandTaken(banners)
const inherited = kernelInput(banners, plan)
const shifted = (path, k) => path.map((value) => value + k / 1000)
const ownPaths = {
  ...inherited,
  leaves: inherited.leaves.map((leaf, k) => {
    const { e0Male, e0Female } = leaf.paths
    return { ...leaf, paths: { ...leaf.paths, e0Male: shifted(e0Male, k), e0Female: shifted(e0Female, k) } }
  }),
}
const own = { ...ownPaths, inherited: undefined }
const native = nativeKernel()
for (const [name, input, limit] of [
  ['population: 103 regions x 2 sexes x 101 ages x 15 years', inherited, 5],
  ['population: the same, every region with life expectancies of its own', own, undefined],
]) {
  const times = time(200, () => projectPopulation(input), 60)
  report(name, times, limit)
  if (native === undefined) line({ name: `${name}: ratio to C++ -O3`, skipped: 'no C++ compiler on this machine' })
  else {
    const plainLoops = native.times(input, projectPopulation(input), 200, 60)
    report(`${name}: C++ -O3 (${native.compiler})`, plainLoops)
    line({ name: `${name}: ratio to C++ -O3`, ratio: Number((medianOf(times) / medianOf(plainLoops)).toFixed(2)), goal: 5 })
  }
}
native?.end()
report(
  'model: compile the equations for a catalogue',
  time(20, () => createModel(catalogue), 5),
)
report(
  'run: full, region and 12 leagues, everything moved',
  time(200, (k) => simulate(catalogue, everything(k)), 100),
  5,
)
report(
  'run: default scenario',
  time(200, () => simulate(catalogue, plan), 50),
  5,
)
report(
  'run: one standard moved',
  time(200, (k) => simulate(catalogue, withChanges(['standard', 100 + k, allowance])), 50),
  1,
)
report(
  'flags: causes of all, remedies of all',
  time(10, () => diagnose(catalogue, plan), 3),
)
report(
  'run: fertility moved',
  time(200, (k) => simulate(catalogue, withChanges(['tfr', 1 + k * 1e-3])), 50),
)
const inputs = Array.from({ length: 250 }, (_, k) => kernelInput(catalogue, everything(k)))
report(
  'stage: population kernel alone',
  time(200, (k) => projectPopulation(inputs[k]), 50),
)
const model = createModel(catalogue)
report(
  'stage: population and equations',
  time(200, (k) => runModel(model, everything(k)), 50),
)
const run = runModel(model, plan)
report(
  'stage: assemble result, flags and evidence',
  time(200, () => assembleResult(model, run), 50),
)

report(
  'run: full, 103 banners, everything moved',
  time(100, (k) => simulate(banners, everything(k, banners)), 60),
  20,
)

const built = spawnSync(process.execPath, [join(root, 'electron/start.mjs'), 'build', '--if-stale'], {
  stdio: ['ignore', 'ignore', 'inherit'],
})
if (built.status !== 0) throw new Error('the build failed')
const shells = []
for (let k = 0; k < 5; k++)
  shells.push(await shellTimes(root, plan, k < 4 ? [] : Array.from({ length: 200 }, (_, m) => withChanges(['tfr', 1 + m * 1e-3]))))
report(
  'browser shell: process start to first result',
  shells.map(({ first }) => first),
)
report(
  'browser shell: one edit, request to whole result',
  shells.flatMap(({ replies }) => replies),
)

const { findChromium } = await load('tests/setup/chromium.ts', 'chromium')
const browser = findChromium()
if (browser === undefined) process.stderr.write('SKIPPED npm start to figures on the screen: no Chromium (LIANGLI_CHROMIUM names one)\n')
else {
  report('npm start, already built, to figures on the screen', await startTimes(root, browser, 5), 45_000)
  const drag = async (name, args, p95Limit) => {
    const { times, runs } = await dragTimes(root, browser, args)
    report(`slider drag, event to drawn figure, ${name}`, times, undefined, p95Limit)
    // The state at the start of the drag may be asked for once more.
    line({ name: `slider drag, runs asked for, ${name}`, runs, shown: times.length, limit: times.length + 1 })
    if (runs > times.length + 1) process.exitCode = 1
  }
  await drag('12 leagues', [], 33)
  await withBanners(root, async (args) => {
    await drag('103 banners', args, 66)
    const gaps = await scrollGaps(root, browser, args)
    const rate = (1000 * gaps.length) / gaps.reduce((sum, gap) => sum + gap, 0)
    line({ name: 'scrolling 8,343 rows', n: gaps.length, rate: Number(rate.toFixed(1)), unit: 'frames/s', least: 50 })
    if (!(rate >= 50)) process.exitCode = 1
  })
}

line({ name: 'memory of the bench process', peak: Math.round(process.resourceUsage().maxRSS / 1024), unit: 'MB' })
