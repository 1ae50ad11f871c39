import type { Catalogue } from '../../../models/catalogue/schema'
import type { FiscalBacktestRow } from '../../../models/fiscal/backtestRow'
import type { RunSummary } from '../../../models/sensitivity/summary'
import { evidenceIn, simulate } from '../../../models/simulate'
import type { SimulationRunner } from './runner'
import { perform } from './task'

const backtests = new WeakMap<Catalogue, Promise<readonly FiscalBacktestRow[]>>()

/** The backtest of a catalogue, made once. */
export function keptBacktest(
  catalogue: Catalogue,
  make: () => Promise<readonly FiscalBacktestRow[]>,
): Promise<readonly FiscalBacktestRow[]> {
  const known = backtests.get(catalogue) ?? make()
  backtests.set(catalogue, known)
  known.catch(() => backtests.delete(catalogue))
  return known
}

/** Runs in one go before others are let in. */
const atOnce = 8

/** Everything in this process. A single run takes milliseconds, less than handing it to another thread. */
export const inProcessRunner: SimulationRunner = {
  run: (catalogue, scenario) => Promise.resolve(simulate(catalogue, scenario)),
  evidence: (catalogue, scenario, { area, year }) => Promise.resolve(evidenceIn(catalogue, scenario, area, year)),
  explain: (catalogue, scenario, question) => Promise.resolve(perform(catalogue, 'explain', { scenario, ...question })),
  causes: (catalogue, base, other) => Promise.resolve(perform(catalogue, 'causes', { base, other })),
  diagnose: (catalogue, scenario, of) => Promise.resolve(perform(catalogue, 'diagnose', { scenario, of })),
  targets: (catalogue, scenario) => Promise.resolve(perform(catalogue, 'targets', scenario)),
  backtest: (catalogue) => keptBacktest(catalogue, () => Promise.resolve(perform(catalogue, 'backtest', null))),
  async batch(catalogue, scenarios, { onProgress, signal } = {}) {
    const made: RunSummary[] = []
    for (let k = 0; k < scenarios.length; k += atOnce) {
      signal?.throwIfAborted()
      made.push(...perform(catalogue, 'batch', scenarios.slice(k, k + atOnce)))
      onProgress?.(made.length, scenarios.length)
      await new Promise((resolve) => setImmediate(resolve))
    }
    return made
  },
  close: () => Promise.resolve(),
}
