import type { Catalogue } from '../../../models/catalogue/schema'
import type { SimulationResult } from '../../../models/result'
import { explainPath, type ExplainOutcome } from '../../../models/explain/figure'
import { causesOfDifference } from '../../../models/difference/causes'
import type { Causes } from '../../../models/difference/causeTable'
import type { Scenario } from '../../../models/scenario/document'
import { simulate } from '../../../models/simulate'

/** Runs a scenario; where, is the runner's own matter. */
export interface SimulationRunner {
  run(catalogue: Catalogue, scenario: Scenario): Promise<SimulationResult>
  /** Why two scenarios differ: up to 128 runs. */
  causes(catalogue: Catalogue, base: Scenario, other: Scenario): Promise<Causes>
  /** Where a figure of a scenario's run comes from. */
  explain(catalogue: Catalogue, scenario: Scenario, figure: string, depth: number): Promise<ExplainOutcome>
}

/** One run in this process: a run takes milliseconds, less than handing it to another thread. */
export const inProcessRunner: SimulationRunner = {
  run: (catalogue, scenario) => Promise.resolve(simulate(catalogue, scenario)),
  causes: (catalogue, base, other) => Promise.resolve(causesOfDifference(catalogue, base, other)),
  explain: (catalogue, scenario, figure, depth) => Promise.resolve(explainPath(catalogue, scenario, figure, depth)),
}
