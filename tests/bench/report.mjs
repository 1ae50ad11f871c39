// Figures as JSON lines, on standard output and in out/bench.jsonl: {name, n, median, p95, unit, ratio?, limit?} for times,
// {name, value, unit, limit? | least?} for all else. What misses its limit makes the exit code 1.
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

export const root = dirname(dirname(import.meta.dirname))
const file = join(root, 'out/bench.jsonl')
mkdirSync(dirname(file), { recursive: true })
writeFileSync(file, '')

const round = (value) => Number(value.toFixed(3))
export const medianOf = (times) => [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN

export function line(record) {
  const text = `${JSON.stringify(record)}\n`
  process.stdout.write(text)
  appendFileSync(file, text)
}

let reference
/** The first times that are reported are those of the fixed loop; `ratio` is the median over its. @returns the median. */
export function report(name, times, limit) {
  const sorted = [...times].sort((a, b) => a - b)
  const median = medianOf(times)
  reference ??= median
  const p95 = sorted[Math.min(sorted.length - 1, Math.floor(0.95 * sorted.length))] ?? Number.NaN
  const figures = { name, n: times.length, median: round(median), p95: round(p95), unit: 'ms', ratio: round(median / reference) }
  line(limit === undefined ? figures : { ...figures, limit })
  if (limit !== undefined && !(median <= limit)) process.exitCode = 1
  return median
}

/** One number: at most `limit`, at least `least`. */
export function figure(name, value, unit, { limit, least } = {}) {
  line({ name, value: round(value), unit, ...(limit === undefined ? {} : { limit }), ...(least === undefined ? {} : { least }) })
  if ((limit !== undefined && !(value <= limit)) || (least !== undefined && !(value >= least))) process.exitCode = 1
}

export const skipped = (name, why) => line({ name, skipped: why })

/** Times of `n` runs after `warm` that don't count, in milliseconds. */
export function time(n, work, warm = 0) {
  for (let k = 0; k < warm; k++) work(k)
  return Array.from({ length: n }, (_, k) => {
    const start = performance.now()
    work(warm + k)
    return performance.now() - start
  })
}
