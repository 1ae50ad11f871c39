import { assembleResult } from '../assemble'
import type { Catalogue } from '../catalogue/schema'
import { runModel } from '../model'
import type { Flag, SimulationResult } from '../result'
import type { Scenario } from '../scenario/document'
import { modelOf } from '../simulate'
import { causesOfFlags, type FlagChange } from './flagCauses'
import { remediesOf, type Relief } from './remedies'

/** Why a flag is raised, and what would clear it where that was asked for. */
export interface Diagnosis extends FlagChange {
  readonly relief: Relief | null
}

/** A run with its flags diagnosed, in the order of `result.flags`. */
export interface DiagnosedResult {
  readonly result: SimulationResult
  readonly diagnoses: readonly Diagnosis[]
}

/**
 * Run a scenario and diagnose its flags: causes that add up, and remedies that were run again.
 * @param isWanted which flags to find remedies for, some dozens of runs each; all where absent.
 */
export function diagnose(catalogue: Catalogue, scenario: Scenario, isWanted: (flag: Flag) => boolean = () => true): DiagnosedResult {
  const model = modelOf(catalogue, scenario)
  const result = assembleResult(model, runModel(model, scenario), { withOutside: true })
  const changes = causesOfFlags(model, result)
  const diagnoses = changes.map((change, k): Diagnosis => {
    const flag = result.flags[k]
    return { ...change, relief: flag !== undefined && isWanted(flag) ? remediesOf(model, scenario, result, flag) : null }
  })
  return { result, diagnoses }
}
