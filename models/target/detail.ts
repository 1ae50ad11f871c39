import type { Catalogue } from '../catalogue/schema'
import { runModel } from '../model'
import type { Scenario } from '../scenario/document'
import { modelOf } from '../simulate'
import type { ReadingEffects } from './contradiction'
import { readingEffects } from './readingEffects'
import { outsideBorne, type OutsideBorne } from './targets'

/** What is only worked out of a run's targets where somebody looks at them. */
export interface TargetDetail {
  readonly borne: OutsideBorne
  readonly effects: readonly ReadingEffects[]
}

/** What every unit bears of every cost outside the items, and what follows from each reading of the plan: some dozens of runs. */
export function targetDetail(catalogue: Catalogue, scenario: Scenario): TargetDetail {
  const model = modelOf(catalogue, scenario)
  const effects = readingEffects(model, scenario)
  runModel(model, scenario)
  return { borne: outsideBorne(model), effects }
}
