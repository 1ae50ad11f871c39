// Many runs behind the one runner, as the program does them, on one worker and on two.
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { figure, line, report, root } from './report.mjs'
import { everything } from './scenarios.mjs'

const count = 1000

/** @param workerRunner of the program. */
export async function reportWorkers(workerRunner, catalogue, plan) {
  const url = pathToFileURL(join(root, 'out/main/worker.js'))
  const scenarios = Array.from({ length: count }, (_, k) => everything(plan, catalogue, k))
  const found = []
  for (const size of [1, 2]) {
    const runner = workerRunner({ url, size })
    // Workers start and compile their models before anything is timed.
    await runner.batch(catalogue, scenarios.slice(0, 64))
    const times = []
    let summaries
    for (let k = 0; k < 3; k++) {
      const begin = performance.now()
      summaries = await runner.batch(catalogue, scenarios)
      times.push(performance.now() - begin)
    }
    await runner.close()
    const median = report(
      `runs: ${String(count)} with varied inputs, ${String(size)} worker${size === 1 ? '' : 's'}`,
      times,
      size === 2 ? 3000 : undefined,
    )
    found.push({ median, text: JSON.stringify(summaries) })
  }
  const [one, two] = found
  if (one.text !== two.text) throw new Error('two workers give other figures than one')
  line({ name: 'runs: bytes of all summaries, the same on one worker and two', value: one.text.length, unit: 'B' })
  figure('runs: two workers are faster than one', one.median / two.median, 'times', { least: 1.7 })
}
