import type { Catalogue } from './catalogue/schema'
import { assembleResult } from './assemble'
import { createModel, runModel, type Model } from './model'
import type { SimulationResult } from './result'
import type { Scenario } from './scenario/document'

/** The model of a catalogue without banners beside its leaves, and the last one with some. */
interface Models {
  plain?: Model
  last?: { readonly key: string; readonly model: Model }
}
const models = new WeakMap<Catalogue, Models>()

/**
 * The compiled model of a catalogue for a scenario; compiled once for each catalogue object. Banners beside the leaves are in
 * it only where the scenario has accounts of them: most have none, and then they cost nothing.
 */
export function modelOf(catalogue: Catalogue, scenario: Pick<Scenario, 'actuals'>): Model {
  const known = models.get(catalogue) ?? {}
  models.set(catalogue, known)
  const entered = new Set(scenario.actuals.flatMap((entry) => (entry.kind === 'account' && entry.enabled ? [entry.area] : [])))
  const banners = catalogue.banners.filter(({ code }) => entered.has(code))
  if (banners.length === 0) return (known.plain ??= createModel(catalogue, []))
  const key = banners.map(({ code }) => code).join()
  if (known.last?.key !== key) known.last = { key, model: createModel(catalogue, banners) }
  return known.last.model
}

/**
 * The one door of the model: what a scenario costs, who pays, and whether the resources carry it.
 *
 * The same catalogue and scenario give the same bits on every machine. Overrides that cannot be applied are left out and
 * told in `notices`; nothing is clamped or changed silently.
 */
export function simulate(catalogue: Catalogue, scenario: Scenario): SimulationResult {
  const model = modelOf(catalogue, scenario)
  return assembleResult(model, runModel(model, scenario))
}
