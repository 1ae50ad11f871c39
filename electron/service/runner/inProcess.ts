import type { Catalogue } from '../../../models/catalogue/schema'
import { diagnose, type DiagnosedResult } from '../../../models/diagnosis/diagnose'
import type { Flag, SimulationResult } from '../../../models/result'
import { explainPath, type ExplainOutcome } from '../../../models/explain/figure'
import { causesOfDifference } from '../../../models/difference/causes'
import type { Causes } from '../../../models/difference/causeTable'
import { fiscalBacktest } from '../../../models/fiscal/backtest'
import type { FiscalBacktestRow } from '../../../models/fiscal/backtestRow'
import type { Scenario } from '../../../models/scenario/document'
import { simulate } from '../../../models/simulate'

/** Runs a scenario; where, is the runner's own matter. */
export interface SimulationRunner {
  run(catalogue: Catalogue, scenario: Scenario): Promise<SimulationResult>
  /** Why two scenarios differ: up to 128 runs. */
  causes(catalogue: Catalogue, base: Scenario, other: Scenario): Promise<Causes>
  /** Where a figure of a scenario's run comes from. */
  explain(catalogue: Catalogue, scenario: Scenario, figure: string, depth: number): Promise<ExplainOutcome>
  /** Why the flags of a scenario are raised, and what would clear the wanted ones: some dozens of runs for each. */
  diagnose(catalogue: Catalogue, scenario: Scenario, isWanted: (flag: Flag) => boolean): Promise<DiagnosedResult>
  /** The accounts after the base year as the model would have foretold them: three runs, kept for a catalogue. */
  backtest(catalogue: Catalogue): Promise<readonly FiscalBacktestRow[]>
}

const backtests = new WeakMap<Catalogue, readonly FiscalBacktestRow[]>()

function backtestOf(catalogue: Catalogue): readonly FiscalBacktestRow[] {
  const known = backtests.get(catalogue)
  if (known !== undefined) return known
  const rows = fiscalBacktest(catalogue, simulate)
  backtests.set(catalogue, rows)
  return rows
}

/** One run in this process: a run takes milliseconds, less than handing it to another thread. */
export const inProcessRunner: SimulationRunner = {
  run: (catalogue, scenario) => Promise.resolve(simulate(catalogue, scenario)),
  causes: (catalogue, base, other) => Promise.resolve(causesOfDifference(catalogue, base, other)),
  diagnose: (catalogue, scenario, isWanted) => Promise.resolve(diagnose(catalogue, scenario, isWanted)),
  backtest: (catalogue) => Promise.resolve(backtestOf(catalogue)),
  explain: (catalogue, scenario, figure, depth) => Promise.resolve(explainPath(catalogue, scenario, figure, depth)),
}
