import type { EvidencePlace, FlagName } from '../../contract/commands'
import type { Catalogue } from '../../../models/catalogue/schema'
import type { Causes } from '../../../models/difference/causeTable'
import type { EvidenceAt } from '../../../models/evidence/evidenceAt'
import type { ExplainOutcome } from '../../../models/explain/figure'
import type { FiscalBacktestRow } from '../../../models/fiscal/backtestRow'
import type { SimulationResult } from '../../../models/result'
import type { Scenario } from '../../../models/scenario/document'
import type { RunSummary } from '../../../models/sensitivity/summary'
import type { TargetDetail } from '../../../models/target/detail'
import type { DiagnosedFlags } from './task'

/** Flags that remedies are wanted for: of a unit, or one of them. */
export type FlagChoice = Pick<FlagName, 'unit'> & Partial<FlagName>

/** A figure that is to be opened. */
export interface FigureQuestion {
  readonly figure: string
  /** How many times operands open in turn. */
  readonly depth: number
  /** The scenario compared with, for figures of both. */
  readonly other?: Scenario | undefined
}

export interface BatchOptions {
  /** Told now and then how many runs are done. */
  readonly onProgress?: (done: number, of: number) => void
  readonly signal?: AbortSignal
}

/** Runs scenarios; where, is the runner's own matter. Every runner gives the same bits. */
export interface SimulationRunner {
  run(catalogue: Catalogue, scenario: Scenario): Promise<SimulationResult>
  /** What the money of an area rests on in a year; at hand where the scenario was run last. Undefined for a place that is not there. */
  evidence(catalogue: Catalogue, scenario: Scenario, place: EvidencePlace): Promise<EvidenceAt | undefined>
  /** Where a figure of a scenario's run comes from. */
  explain(catalogue: Catalogue, scenario: Scenario, question: FigureQuestion): Promise<ExplainOutcome>
  /** Why two scenarios differ: up to 128 runs. */
  causes(catalogue: Catalogue, base: Scenario, other: Scenario): Promise<Causes>
  /** Why the flags of a scenario are raised, and what would clear the chosen ones: some dozens of runs for each. */
  diagnose(catalogue: Catalogue, scenario: Scenario, of: FlagChoice | undefined): Promise<DiagnosedFlags>
  /** What every unit bears of the targets outside the items, and what follows from each reading of the plan: some dozens of runs. */
  targets(catalogue: Catalogue, scenario: Scenario): Promise<TargetDetail>
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
