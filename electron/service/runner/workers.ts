import { availableParallelism } from 'node:os'
import type { Catalogue } from '../../../models/catalogue/schema'
import { takesManyRuns } from '../../../models/explain/registry'
import type { Scenario } from '../../../models/scenario/document'
import type { RunSummary } from '../../../models/sensitivity/summary'
import { inProcessRunner, keptBacktest } from './inProcess'
import { WorkerPool } from './pool'
import { WorkerLost, type BatchOptions, type SimulationRunner } from './runner'
import { perform, type Given, type Made, type TaskName } from './task'

export interface WorkerOptions {
  /** The built worker. */
  readonly url: URL
  readonly size?: number
}

/** A core is left to the window. */
const usualSize = (): number => Math.max(1, Math.min(4, availableParallelism() - 1))

/** Parts that a batch is cut into for every worker: few enough to cost nothing, enough to end together and to be stopped soon. */
const partsEach = 16

/**
 * What takes more than one run goes to workers, so that the window never waits for it; a single run, and a figure of one,
 * stay in this process, where the last run is still warm. Where workers cannot be started at all, everything is done here.
 */
export function workerRunner({ url, size = usualSize() }: WorkerOptions): SimulationRunner {
  let pool: { readonly of: Catalogue; readonly workers: WorkerPool } | undefined
  const poolFor = (catalogue: Catalogue): WorkerPool => {
    if (pool?.of === catalogue) return pool.workers
    void pool?.workers.close()
    pool = { of: catalogue, workers: new WorkerPool(url, { size }, catalogue) }
    return pool.workers
  }
  const task = async <N extends TaskName>(catalogue: Catalogue, name: N, given: Given<N>, signal?: AbortSignal): Promise<Made<N>> => {
    const workers = poolFor(catalogue)
    try {
      return await workers.do(name, given, signal)
    } catch (error) {
      if (!(error instanceof WorkerLost) || workers.hasAnswered) throw error
      return perform(catalogue, name, given)
    }
  }
  return {
    run: (catalogue, scenario) => inProcessRunner.run(catalogue, scenario),
    evidence: (catalogue, scenario, place) => inProcessRunner.evidence(catalogue, scenario, place),
    explain: (catalogue, scenario, question) =>
      takesManyRuns(question.figure)
        ? task(catalogue, 'explain', { scenario, ...question })
        : inProcessRunner.explain(catalogue, scenario, question),
    causes: (catalogue, base, other) => task(catalogue, 'causes', { base, other }),
    diagnose: (catalogue, scenario, of) => task(catalogue, 'diagnose', { scenario, of }),
    targets: (catalogue, scenario) => task(catalogue, 'targets', scenario),
    backtest: (catalogue) => keptBacktest(catalogue, () => task(catalogue, 'backtest', null)),
    batch: (catalogue, scenarios, options = {}) =>
      inParts((part) => task(catalogue, 'batch', part, options.signal), scenarios, size, options),
    async close() {
      await pool?.workers.close()
      pool = undefined
    },
  }
}

async function inParts(
  run: (part: readonly Scenario[]) => Promise<readonly RunSummary[]>,
  scenarios: readonly Scenario[],
  size: number,
  { onProgress, signal }: BatchOptions,
): Promise<readonly RunSummary[]> {
  signal?.throwIfAborted()
  const length = Math.max(1, Math.ceil(scenarios.length / (size * partsEach)))
  const parts = Array.from({ length: Math.ceil(scenarios.length / length) }, (_, k) => scenarios.slice(k * length, (k + 1) * length))
  let done = 0
  const made = await Promise.all(
    parts.map(async (part) => {
      const summaries = await run(part)
      done += part.length
      onProgress?.(done, scenarios.length)
      return summaries
    }),
  )
  return made.flat()
}
