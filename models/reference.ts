import { createModel, runModel, type Model } from './model'
import type { LeverId, Scenario } from './scenario/document'

/**
 * The catalogue's path of a scenario (METHOD section 5.6): its population and economy, but standards, coverage and sharing
 * as the catalogue has them. It has a compiled model of its own, so that the run on the screen stays as it is.
 */
const policies: readonly LeverId[] = ['standard', 'coverage', 'regionShare']
const isPolicy = ({ enabled, lever }: Scenario['overrides'][number]): boolean => enabled && policies.includes(lever)

const references = new WeakMap<Model, Model>()

function referenceOf(model: Model): Model {
  const known = references.get(model)
  if (known !== undefined) return known
  const made = createModel(model.structure.catalogue)
  references.set(model, made)
  return made
}

/** The model after a run of the catalogue's path; the model itself where the scenario changes no policy. */
export function cataloguePath(model: Model, scenario: Scenario): Model {
  if (!scenario.overrides.some(isPolicy)) return model
  const reference = referenceOf(model)
  runModel(reference, { ...scenario, overrides: scenario.overrides.filter((override) => !isPolicy(override)) })
  return reference
}
