import type { Banner, Catalogue } from './catalogue/schema'
import { besideIncrements, pathOf, type CataloguePath } from './cataloguePath'
import { compileModel, type CompiledModel } from './equation/compile'
import { operate } from './equation/explain'
import type { Variable } from './equation/expression'
import type { InputValues } from './equation/inputs'
import { capacityVariables } from './fiscal/capacity'
import { claimVariables } from './fiscal/claims'
import { memoVariables } from './fiscal/memoUnits'
import { resourceVariables } from './fiscal/resources'
import { burdenVariables, sharingVariables } from './fiscal/sharing'
import { spreadOf } from './plainRun'
import { everybody, putStocks } from './population/ageGroups'
import { driverValues } from './population/drivers'
import type { Projection, ProjectionInput } from './population/project'
import { ProjectionRoom } from './population/projectionRoom'
import { applyScenario, refusalsIn, type AppliedScenario, type Refused } from './scenario/apply'
import { applyPopulation, type AppliedPopulation } from './scenario/applyPopulation'
import { movesOf, type Scenario } from './scenario/document'
import type { Actual } from './scenario/entries'
import { catalogueInputs, type Inputs } from './scenario/fiscalInputs'
import { nationalInputs } from './scenario/nationalInputs'
import type { Overshoot } from './scenario/mover'
import { overshoots } from './scenario/overshoots'
import { targetCostVariables } from './target/costEquations'
import { fixedTargetInputs, rangesOf, readGroups, targetGroups, targetInputs } from './target/inputs'
import { countRanges } from './target/people'
import { fundVariables } from './service/fund'
import { fundInputs } from './service/fundAccounts'
import { expenditureVariables } from './service/expenditure'
import { quantityVariables } from './service/quantity'
import { nationalVariables } from './service/nationalAmount'
import { unitCostVariables } from './service/unitCost'
import { structureOf, type Structure } from './structure'
import { readyTables, totalsOf } from './tables'

/** Every equation of the model, in the order of METHOD. */
export const equations: readonly Variable[] = [
  ...unitCostVariables,
  ...nationalVariables,
  ...quantityVariables,
  ...expenditureVariables,
  ...sharingVariables,
  ...burdenVariables,
  ...resourceVariables,
  ...memoVariables,
  ...capacityVariables,
  ...claimVariables,
  ...targetCostVariables,
  ...fundVariables,
]

/** The model of one catalogue: its sets, its equations compiled for them and the inputs that no scenario moves. */
export interface Model {
  readonly structure: Structure
  readonly compiled: CompiledModel
  readonly fixed: Inputs
}

/** One run: what the scenario made of the catalogue, and the population; the figures stand in `model.compiled`. */
export interface Run {
  readonly scenario: Scenario
  /** Null where the scenario moves no policy: the run is its own. */
  readonly cataloguePath: CataloguePath | null
  readonly applied: AppliedScenario
  readonly projection: Projection
  /** Base year's spending as a part of the resources, by unit of the equations: as it is in force, and the catalogue's own. */
  readonly benchmark: { readonly inForce: Float64Array; readonly catalogue: Float64Array }
}

/** Marks that no scenario moves. */
const settledInputs = ['isMember', 'isRegionPayer'] as const

/** @param banners beside the leaves, of which the scenarios to be run have accounts. */
export function createModel(catalogue: Catalogue, banners: readonly Banner[] = []): Model {
  const structure = structureOf(catalogue, banners)
  const fixed: Inputs = new Map([
    ...catalogueInputs(structure),
    ...nationalInputs(structure),
    ...fixedTargetInputs(structure),
    ...fundInputs(structure),
    // No benchmark yet: it is a run's own.
    ...benchmarkInputs.map((name) => [name, new Float64Array(structure.space.elements.unit.length)] as const),
  ])
  const settled = new Map(
    settledInputs.flatMap((name) => {
      const values = fixed.get(name)
      return values instanceof Float64Array || (values !== undefined && 'rows' in values) ? [[name, values] as const] : []
    }),
  )
  return { structure, compiled: compileModel(equations, structure.space, totalsOf(structure), settled), fixed }
}

/** Run a scenario; changes that turn out to lead to what cannot be are left out, and it is run again. */
export function runModel(model: Model, scenario: Scenario): Run {
  const refused = new Map<string, Overshoot>()
  readyTables(model)
  for (;;) {
    const run = runWithout(model, scenario, refused)
    const found = [...refusalsIn(run.applied.population.told), ...overshoots(model, run.applied.overrides)]
    if (found.length === 0) return run
    for (const [id, place] of found) refused.set(id, place)
  }
}

function runWithout(model: Model, scenario: Scenario, refused: Refused): Run {
  const { structure, compiled } = model
  // The catalogue's own is worked out once, before anything else moves.
  const own = benchmarkOf(model, { ...scenario, actuals: [], populations: [] })
  const benchmark = benchmarkOf(model, scenario)
  const { applied, projection, inputs } = readied(model, scenario, refused)
  for (const [name, values] of benchmark) inputs.set(name, values)
  // The catalogue's path first: from there to the scenario only what its policies move is worked out again.
  const cataloguePath = applied.cataloguePolicies === null ? null : pathOf(structure, compiled, inputs, applied.cataloguePolicies)
  if (cataloguePath !== null) inputs.set('catalogueLocal', besideIncrements(structure, inputs, cataloguePath))
  compiled.run(inputs)
  const partOf = (of: Inputs): Float64Array => quotients(of.get('baseRequired'), of.get('baseResources'))
  return { scenario, applied, projection, cataloguePath, benchmark: { inForce: partOf(benchmark), catalogue: partOf(own) } }
}

const quotients = (above: InputValues | undefined, below: InputValues | undefined): Float64Array =>
  above instanceof Float64Array && below instanceof Float64Array
    ? above.map((value, k) => operate('over', value, below[k] ?? 0))
    : new Float64Array()

/** What a scenario makes of the inputs, but for the benchmark. */
function readied(
  model: Model,
  scenario: Scenario,
  refused: Refused = new Map(),
): { readonly applied: AppliedScenario; readonly projection: Projection; readonly inputs: Inputs } {
  const { structure, compiled } = model
  const appliedOf = (of: Scenario): AppliedScenario => applyScenario(structure, of, refused, keptPopulation)
  const spread = spreadOf(compiled, scenario, (plain) => inputsOf(model, plain, appliedOf(plain)))
  const applied = appliedOf(scenario)
  const { projection } = lived(structure, applied)
  const inputs = inputsOf(model, scenario, applied)
  for (const [name, values] of spread) inputs.set(name, values)
  return { applied, projection, inputs }
}

/** What the equations get for a scenario, but for how money of the whole region is spread and for the benchmark. */
function inputsOf({ structure, fixed }: Model, scenario: Scenario, applied: AppliedScenario): Inputs {
  const { driver, residents, targetGroup, projection } = lived(structure, applied)
  const people: Inputs = new Map([
    ['driver', driver],
    ['residents', residents],
    ['targetGroup', readGroups(structure, targetGroup, scenario)],
  ])
  // What was refused says nothing.
  const told = { readings: scenario.readings, actuals: applied.actuals }
  const targets = targetInputs(structure, { told, overrides: applied.targetOverrides, projection })
  const inputs: Inputs = new Map(fixed)
  for (const more of [applied.inputs, people, targets]) for (const [name, values] of more) inputs.set(name, values)
  return inputs
}

/** What a scenario says of the base year itself: accounts, counts and standards of the year, and populations to start from. */
export function baseFactsOf(scenario: Scenario, baseYear: number): Pick<Scenario, 'actuals' | 'populations'> {
  const isFact = ({ enabled, year, kind }: Actual): boolean =>
    enabled && year === baseYear && (kind === 'account' || kind === 'count' || kind === 'standard')
  return {
    actuals: scenario.actuals.filter(isFact),
    populations: scenario.populations.filter(({ enabled, kind }) => enabled && kind === 'base'),
  }
}

const benchmarkInputs = ['baseRequired', 'baseResources'] as const
const benchmarks = new WeakMap<CompiledModel, Map<string, Inputs>>()
/** Benchmarks that are kept of one model: the catalogue's own, and those of the last scenarios with facts of their own. */
const mostBenchmarks = 4

/**
 * Both sides of the benchmark (METHOD section 5.3): what the units paid and had in the base year as the catalogue has it, with
 * the facts of the base year that the scenario enters in place of its estimates. Nothing else in a scenario moves it.
 */
function benchmarkOf(model: Model, scenario: Scenario): Inputs {
  const { structure, compiled } = model
  const facts = baseFactsOf(scenario, structure.catalogue.baseYear)
  const key = facts.actuals.length + facts.populations.length === 0 ? '' : JSON.stringify(facts)
  const kept = benchmarks.get(compiled) ?? new Map<string, Inputs>()
  benchmarks.set(compiled, kept)
  const known = kept.get(key)
  if (known !== undefined) return known
  const { outlook: _, ...rest } = scenario
  compiled.run(readied(model, { ...rest, ...facts, overrides: [] }).inputs)
  const units = structure.space.elements.unit.length
  const inBaseYear = (name: string): Float64Array => {
    const { data, years } = compiled.block(name)
    return Float64Array.from({ length: units }, (_unit, unit) => data[unit * years] ?? 0)
  }
  const made: Inputs = new Map([
    ['baseRequired', inBaseYear('unitRequired')],
    ['baseResources', inBaseYear('unitResources')],
  ])
  const oldest = [...kept.keys()].find((other) => other !== '')
  if (kept.size >= mostBenchmarks && oldest !== undefined) kept.delete(oldest)
  kept.set(key, made)
  return made
}

/** A population and what the equations read of it. */
interface Lived {
  readonly projection: Projection
  readonly driver: Float64Array
  readonly residents: Float64Array
  readonly targetGroup: Float64Array
}
const livedBy = new WeakMap<AppliedPopulation, Lived>()
const rooms = new WeakMap<Structure, ProjectionRoom>()

/** The projection behind a scenario; kept with what it was made from. */
function lived(structure: Structure, applied: AppliedScenario): Lived {
  const known = livedBy.get(applied.population)
  if (known !== undefined) return known
  const room = rooms.get(structure) ?? new ProjectionRoom()
  rooms.set(structure, room)
  const projection = room.project(projectionInput(structure, applied))
  const counties = structure.leaves.map((leaf) => leaf.counties?.value ?? 0)
  const residents = new Float64Array(structure.cells.length * structure.years.length)
  const [putResidents, count] = [meanResidents(projection, residents), countRanges(projection, rangesOf(structure.catalogue))]
  const driver = driverValues(structure.catalogue.drivers, projection, counties, (leaf) => {
    putResidents(leaf)
    count(leaf)
  })
  const made = { projection, driver, residents, targetGroup: targetGroups(structure, projection) }
  livedBy.set(applied.population, made)
  return made
}

const lastPopulation = new WeakMap<Structure, { readonly key: string; readonly population: AppliedPopulation }>()

/** The population of the last run where nothing that moves it has changed since: most edits are of standards and prices. */
const keptPopulation: typeof applyPopulation = (structure, scenario, overrides) => {
  const key = JSON.stringify([scenario.outlook?.id, movesOf(overrides), scenario.populations.filter(({ enabled }) => enabled)])
  const last = lastPopulation.get(structure)
  if (last?.key === key) return last.population
  const population = applyPopulation(structure, scenario, overrides)
  lastPopulation.set(structure, { key, population })
  return population
}

/** What the population kernel gets for a scenario. */
export function projectionInput({ catalogue }: Structure, { population: applied }: AppliedScenario): ProjectionInput {
  const { population, baseYear, horizonYear } = catalogue
  return {
    launchYear: baseYear,
    horizonYear,
    standardMale: Float64Array.from(population.mortality.standard.male),
    standardFemale: Float64Array.from(population.mortality.standard.female),
    fertilityPattern: Float64Array.from(population.fertility.pattern.values),
    migrationMale: Float64Array.from(population.migration.pattern.male),
    migrationFemale: Float64Array.from(population.migration.pattern.female),
    rootUrbanShare: applied.rootUrbanShare,
    leaves: applied.leaves,
    inherited: applied.inherited,
    finished: applied.finished,
  }
}

/** Puts mean residents of each year, persons, by leaf; the region's own level has none of its own. @param out [cell][year]. */
function meanResidents(projection: Projection, out: Float64Array): (leaf: number) => void {
  const years = projection.years.length
  const stocks = new Float64Array(years + 1)
  return (leaf) => {
    putStocks(projection, leaf, everybody, stocks)
    for (let k = 0; k < years; k++) out[leaf * years + k] = ((stocks[k] ?? 0) + (stocks[k + 1] ?? 0)) / 2
  }
}
