import type { Catalogue } from './catalogue/schema'
import { assembleResult } from './assemble'
import { createModel, runModel, type Model } from './model'
import type { SimulationResult } from './result'
import type { Scenario } from './scenario/document'

const models = new WeakMap<Catalogue, Model>()

/** The compiled model of a catalogue; compiled once for each catalogue object. */
export function modelOf(catalogue: Catalogue): Model {
  const known = models.get(catalogue)
  if (known !== undefined) return known
  const model = createModel(catalogue)
  models.set(catalogue, model)
  return model
}

/**
 * The one door of the model: what a scenario costs, who pays, and whether the resources carry it.
 *
 * The same catalogue and scenario give the same bits on every machine. Overrides that cannot be applied are left out and
 * told in `notices`; nothing is clamped or changed silently.
 */
export function simulate(catalogue: Catalogue, scenario: Scenario): SimulationResult {
  const model = modelOf(catalogue)
  return assembleResult(model, runModel(model, scenario))
}
