import type { Catalogue } from '../../../models/catalogue/schema'
import type { SimulationResult } from '../../../models/result'
import type { Scenario } from '../../../models/scenario/document'
import { simulate } from '../../../models/simulate'

/** Runs a scenario; where, is the runner's own matter. */
export interface SimulationRunner {
  run(catalogue: Catalogue, scenario: Scenario): Promise<SimulationResult>
}

/** One run in this process: a run takes milliseconds, less than handing it to another thread. */
export const inProcessRunner: SimulationRunner = {
  run: (catalogue, scenario) => Promise.resolve(simulate(catalogue, scenario)),
}
