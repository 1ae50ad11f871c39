import { expect, test } from 'vitest'
import { fuzz } from './lanes'

/** `LIANGLI_FUZZ=1000000` for the long run, `LIANGLI_FUZZ_SEED` for other inputs. */
const inputs = Number(process.env['LIANGLI_FUZZ'] ?? 20_000)
const seed = Number(process.env['LIANGLI_FUZZ_SEED'] ?? 1)

test(
  `${String(inputs)} hostile inputs: no reader falls, hangs, takes too much memory, or refuses without saying what and where`,
  async () => {
    const reports = await fuzz(inputs, seed)
    const byReader = new Map<string, { inputs: number; taken: number }>()
    for (const report of reports)
      for (const [reader, counts] of Object.entries(report.byReader)) {
        const known = byReader.get(reader) ?? { inputs: 0, taken: 0 }
        byReader.set(reader, { inputs: known.inputs + counts.inputs, taken: known.taken + counts.taken })
      }
    const slowest = reports.map((report) => report.slowest).sort((a, b) => b.milliseconds - a.milliseconds)[0]
    const peakMemory = Math.max(...reports.map((report) => report.peakMemory))
    process.stdout.write(`${JSON.stringify({ inputs, seed, slowest, peakMemory, byReader: Object.fromEntries(byReader) })}\n`)
    expect(reports.flatMap(({ failures }) => failures)).toEqual([])
    expect(reports.reduce((all, report) => all + report.inputs, 0)).toBe(inputs)
    expect(slowest?.milliseconds, `work on one input, ms: ${JSON.stringify(slowest)}`).toBeLessThan(2000)
    expect(peakMemory, 'MB').toBeLessThan(512)
    for (const [reader, { taken }] of byReader) expect(taken, `${reader} takes some of them`).toBeGreaterThan(0)
  },
  Math.max(300_000, inputs * 60),
)
