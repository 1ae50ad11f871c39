import type { FlagName } from '../../contract/commands'
import type { Catalogue } from '../../../models/catalogue/schema'
import type { Causes } from '../../../models/difference/causeTable'
import type { ExplainOutcome } from '../../../models/explain/figure'
import type { FiscalBacktestRow } from '../../../models/fiscal/backtestRow'
import type { SimulationResult } from '../../../models/result'
import type { Scenario } from '../../../models/scenario/document'
import type { RunSummary } from '../../../models/sensitivity/summary'
import type { DiagnosedFlags } from './task'

/** Flags that remedies are wanted for: of a unit, or one of them. */
export type FlagChoice = Pick<FlagName, 'unit'> & Partial<FlagName>

export interface BatchOptions {
  /** Told now and then how many runs are done. */
  readonly onProgress?: (done: number, of: number) => void
  readonly signal?: AbortSignal
}

/** Runs scenarios; where, is the runner's own matter. Every runner gives the same bits. */
export interface SimulationRunner {
  run(catalogue: Catalogue, scenario: Scenario): Promise<SimulationResult>
  /** Where a figure of a scenario's run comes from. */
  explain(catalogue: Catalogue, scenario: Scenario, figure: string, depth: number): Promise<ExplainOutcome>
  /** Why two scenarios differ: up to 128 runs. */
  causes(catalogue: Catalogue, base: Scenario, other: Scenario): Promise<Causes>
  /** Why the flags of a scenario are raised, and what would clear the chosen ones: some dozens of runs for each. */
  diagnose(catalogue: Catalogue, scenario: Scenario, of: FlagChoice | undefined): Promise<DiagnosedFlags>
  /** The accounts after the base year as the model would have foretold them: three runs, kept for a catalogue. */
  backtest(catalogue: Catalogue): Promise<readonly FiscalBacktestRow[]>
  /**
   * Many scenarios, each reduced to a summary, in their order.
   * @throws DOMException `AbortError` when the signal says so. @throws WorkerLost
   */
  batch(catalogue: Catalogue, scenarios: readonly Scenario[], options?: BatchOptions): Promise<readonly RunSummary[]>
  /** Let go of what runs beside this process. */
  close(): Promise<void>
}

/** A worker ended before it had answered, twice. */
export class WorkerLost extends Error {
  override readonly name = 'WorkerLost'
}
