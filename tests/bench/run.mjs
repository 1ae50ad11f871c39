#!/usr/bin/env node
// Timings as JSON lines: {name, n, median, p95, unit}. Medians of warm runs on this machine; compare ratios, not machines.
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))
const out = join(root, 'out/test')
await build({ root, logLevel: 'error', build: { ssr: join(root, 'tests/bench/entry.ts'), outDir: out, emptyOutDir: false, rollupOptions: { output: { entryFileNames: 'bench.mjs' } } }, ssr: { noExternal: true } })
const { assembleResult, createModel, loadCatalogue, runModel, simulate } = await import(join(out, 'bench.mjs'))

const say = (line) => process.stdout.write(`${JSON.stringify(line)}\n`)
const report = (name, times, extra = {}) => {
  const sorted = [...times].sort((a, b) => a - b)
  const at = (share) => Number((sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0).toFixed(3))
  say({ name, n: times.length, median: at(0.5), p95: at(0.95), unit: 'ms', ...extra })
}
const time = (n, work) => Array.from({ length: n }, (_, k) => { const start = performance.now(); work(k); return performance.now() - start })

const manifest = join(root, 'models/catalogue/data/inner-mongolia-2020/catalogue.json')
const start = performance.now()
const loaded = await loadCatalogue(manifest)
if (!loaded.ok) throw new Error('the catalogue has faults')
report('catalogue: read, check and hash', [performance.now() - start])
const { catalogue } = loaded.value
const plan = { format: 'liangli-scenario', schemaVersion: 1, appVersion: '0', catalogue: { id: 'nmg-2020', version: '', sha256: '0'.repeat(64) }, name: 'bench', author: '', note: '', overrides: [] }
const change = (lever, value, target) => ({ id: 'o-1', lever, area: '150000', mode: 'set', from: 2025, value, enabled: true, reason: '', author: '', at: '', ...(target === undefined ? {} : { target }) })
const withChange = (...overrides) => ({ ...plan, overrides })

report('model: compile the equations for a catalogue', time(10, () => createModel(catalogue)))
// Everything moves: population, prices, standards and revenue differ from run to run, so nothing is left from the last one.
const everything = (k) => withChange(change('tfr', 1 + k * 1e-4), { ...change('priceIndex', 0.02 + k * 1e-5, 'cpi'), id: 'o-2' }, { ...change('realGrowth', 0.03 + k * 1e-5), id: 'o-3' }, { ...change('standard', 100 + k, 'elderly-welfare-subsidy.aged-80-99'), id: 'o-4' })
time(100, (k) => simulate(catalogue, everything(k)))
report('run: full, region and 12 leagues, everything moved', time(200, (k) => simulate(catalogue, everything(k + 100))))
report('run: default scenario again', time(200, () => simulate(catalogue, plan)))
report('run: one standard moved', time(200, (k) => simulate(catalogue, withChange(change('standard', 100 + k, 'elderly-welfare-subsidy.aged-80-99')))))
report('run: fertility moved', time(200, (k) => simulate(catalogue, withChange(change('tfr', 1 + k * 1e-3)))))
const model = createModel(catalogue)
for (let k = 0; k < 50; k++) runModel(model, everything(k))
report('stage: population and equations', time(200, (k) => runModel(model, everything(k))))
const run = runModel(model, plan)
report('stage: assemble result, flags and evidence', time(200, () => assembleResult(model, run)))

/** From the start of the browser shell's process to its first answer. */
async function shellStart() {
  const home = mkdtempSync(join(tmpdir(), 'liangli-bench-'))
  const begin = performance.now()
  const server = spawn(process.execPath, [join(root, 'out/main/serve.js'), '--no-open'], { env: { ...process.env, LIANGLI_HOME: home } })
  const address = await new Promise((resolve) => server.stdout.once('data', (chunk) => resolve(chunk.toString().trim())))
  const url = new URL(address)
  const origin = url.origin
  const post = (path, body, cookie) => fetch(origin + path, { method: 'POST', headers: { 'Content-Type': 'application/json', Origin: origin, ...(cookie === undefined ? {} : { Cookie: cookie }) }, body })
  const session = await post('/session', url.hash.replace('#code=', ''))
  const cookie = session.headers.getSetCookie()[0].split(';')[0]
  await (await post('/api/catalogue:read', 'null', cookie)).arrayBuffer()
  await (await post('/api/simulation:run', JSON.stringify({ document: plan, revision: 1 }), cookie)).arrayBuffer()
  const spent = performance.now() - begin
  const replies = []
  for (let k = 0; k < 100; k++) {
    const before = performance.now()
    await (await post('/api/simulation:run', JSON.stringify({ document: withChange(change('tfr', 1 + k * 1e-3)), revision: k }), cookie)).arrayBuffer()
    replies.push(performance.now() - before)
  }
  server.kill()
  rmSync(home, { recursive: true, force: true })
  return { spent, replies }
}
const starts = []
let replies = []
for (let k = 0; k < 5; k++) {
  const one = await shellStart()
  starts.push(one.spent)
  replies = one.replies
}
report('browser shell: process start to first result', starts)
report('browser shell: one edit, request to whole result', replies)
say({ name: 'memory of the bench process', peak: Math.round(process.resourceUsage().maxRSS / 1024), unit: 'MB' })
