import type { Catalogue } from './catalogue/schema'
import { assembleResult } from './assemble'
import { evidenceAt, evidenceByYear, type EvidenceAt, type EvidenceByYear } from './evidence/evidenceAt'
import { createModel, runModel, type Model, type Run } from './model'
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
  const { model, run } = runOf(catalogue, scenario)
  return assembleResult(model, run)
}

/** How much of the money of an area, and of its unit, rests on each grade in a year; undefined for a place that is not there. */
export function evidenceIn(catalogue: Catalogue, scenario: Scenario, area: string, year: number): EvidenceAt | undefined {
  const { model, run } = runOf(catalogue, scenario)
  return evidenceAt(model, run, area, year)
}

/** The same of every year. */
export function evidenceOfYears(catalogue: Catalogue, scenario: Scenario): EvidenceByYear {
  const { model, run } = runOf(catalogue, scenario)
  return evidenceByYear(model, run)
}

const lastRuns = new WeakMap<Model, { readonly scenario: Scenario; readonly run: Run; readonly runs: number }>()

/** A run whose figures stand in the model; the last one where it was of this very scenario. */
function runOf(catalogue: Catalogue, scenario: Scenario): { readonly model: Model; readonly run: Run } {
  const model = modelOf(catalogue, scenario)
  const last = lastRuns.get(model)
  if (last?.scenario === scenario && last.runs === model.compiled.runs) return { model, run: last.run }
  const run = runModel(model, scenario)
  lastRuns.set(model, { scenario, run, runs: model.compiled.runs })
  return { model, run }
}
