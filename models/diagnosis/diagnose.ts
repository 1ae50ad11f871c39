import { assembleResult } from '../assemble'
import type { Catalogue } from '../catalogue/schema'
import { runModel } from '../model'
import type { SimulationResult } from '../result'
import type { Scenario } from '../scenario/document'
import { modelOf } from '../simulate'
import { causesOfFlags, type FlagChange } from './flagCauses'
import { remediesOf, type Relief } from './remedies'

/** Why a flag is raised and what would clear it. */
export type Diagnosis = FlagChange & Relief

/** A run with its flags diagnosed, in the order of `result.flags`. */
export interface DiagnosedResult {
  readonly result: SimulationResult
  readonly diagnoses: readonly Diagnosis[]
}

/**
 * Run a scenario and diagnose its flags: causes that add up, and remedies that were run again. Takes some hundred runs.
 * @param of positions of the flags to find remedies for; all where absent.
 */
export function diagnose(catalogue: Catalogue, scenario: Scenario): DiagnosedResult {
  const model = modelOf(catalogue)
  const result = assembleResult(model, runModel(model, scenario))
  const changes = causesOfFlags(model, result)
  const diagnoses = result.flags.map((flag, k): Diagnosis => {
    const { change, causes } = changes[k] ?? {
      change: 0,
      causes: { population: 0, price: 0, standard: 0, coverage: 0, sharing: 0, revenue: 0 },
    }
    return { change, causes, ...remediesOf(model, scenario, result, flag) }
  })
  return { result, diagnoses }
}
