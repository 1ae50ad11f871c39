import { giveBackResult } from '../assemble'
import type { Catalogue } from '../catalogue/schema'
import { expenditureIndex } from '../layout'
import type { SimulationResult } from '../result'
import type { LeverId, Scenario } from '../scenario/document'
import type { Actual } from '../scenario/entries'
import { simulate } from '../simulate'
import { basisCounted } from '../structure'
import { causeFigures, causeGroups, causeIndex, type CauseFigure, type CauseGroup, type Causes } from './causeTable'
import { shapleyParts } from './shapley'

const groupOfLever: Readonly<Record<LeverId, CauseGroup>> = {
  standard: 'standard',
  coverage: 'coverage',
  tfr: 'population',
  lifeExpectancy: 'population',
  netMigration: 'population',
  urbanShare: 'population',
  sexRatioAtBirth: 'population',
  basisRatio: 'population',
  priceIndex: 'price',
  realGrowth: 'revenue',
  producerPrice: 'revenue',
  taxElasticity: 'revenue',
  resourceVolumeGrowth: 'revenue',
  nonTaxGrowth: 'revenue',
  generalTransferGrowth: 'revenue',
  priorClaimsGrowth: 'priorClaims',
  // Funds stand beside the budget: they move none of the figures that are compared.
  fundContributionGrowth: 'rule',
  fundBenefitGrowth: 'rule',
  pooledGrowth: 'rule',
  regionShare: 'sharing',
  // What targets outside the items cost is in none of the figures that are compared.
  targetLevel: 'rule',
  targetUnitCost: 'rule',
  sharingClass: 'sharing',
  threshold: 'rule',
}

/** Group in which an actual figure moves what is computed; values of indicators and funds' accounts move no money of the budget. */
const groupOfActual: Readonly<Record<Actual['kind'], CauseGroup>> = {
  count: 'coverage',
  standard: 'standard',
  account: 'revenue',
  indicator: 'rule',
  fund: 'rule',
}

/**
 * Split the difference between two scenarios of one catalogue over the groups of inputs in which they differ. Runs the
 * model once for every set of groups: 2 to the power of their number, at most 128 times.
 */
export function causesOfDifference(catalogue: Catalogue, base: Scenario, other: Scenario): Causes {
  const groups = differingGroups(base, other)
  const figures = (set: number): Float64Array => {
    const result = simulate(catalogue, mixedScenario(base, other, inSet(groups, set)))
    const made = figuresOf(result)
    giveBackResult(result)
    return made
  }
  const { layout } = simulate(catalogue, base)
  const sets = Array.from({ length: 1 << groups.length }, (_, set) => figures(set))
  const parts = shapleyParts(groups.length, (set) => sets[set] ?? new Float64Array())
  const [first, last] = [sets[0], sets.at(-1)]
  const change = Float64Array.from(first ?? [], (value, k) => (last?.[k] ?? 0) - value)
  return { areas: layout.areas, years: layout.years, groups, change, parts }
}

/** Groups in which two scenarios differ. */
export const differingGroups = (base: Scenario, other: Scenario): readonly CauseGroup[] =>
  causeGroups.filter((group) => inputsOf(base, group) !== inputsOf(other, group))

/** Members of a set of groups: bit k is for group k. */
export const inSet = <G>(groups: readonly G[], set: number): readonly G[] => groups.filter((_, k) => (set & (1 << k)) !== 0)

const ofGroup = (scenario: Scenario, group: CauseGroup): Scenario['overrides'] =>
  scenario.overrides.filter(({ lever }) => groupOfLever[lever] === group)
const actualsOf = (scenario: Scenario, group: CauseGroup): Scenario['actuals'] =>
  scenario.actuals.filter((actual) => groupOf(actual) === group)
/** How many persons a basis has is population, whatever it was counted for. */
const groupOf = (actual: Actual): CauseGroup =>
  actual.kind === 'count' && basisCounted(actual.target) !== undefined ? 'population' : groupOfActual[actual.kind]

/** What a scenario gives a group, as text, so that two can be compared; names, reasons and what is switched off do not count. */
function inputsOf(scenario: Scenario, group: CauseGroup): string {
  const overrides = ofGroup(scenario, group)
    .filter(({ enabled }) => enabled)
    .map(({ id: _id, reason: _reason, document: _document, author: _author, at: _at, grade: _grade, ...input }) => input)
  const actuals = actualsOf(scenario, group)
    .filter(({ enabled }) => enabled)
    .map(({ id: _id, reason: _reason, author: _author, at: _at, source: _source, file: _file, grade: _grade, ...input }) => input)
  if (group !== 'population') return JSON.stringify([overrides, actuals])
  const populations = scenario.populations
    .filter(({ enabled }) => enabled)
    .map(({ id: _id, reason: _reason, author: _author, at: _at, source: _source, file: _file, grade: _grade, ...input }) => input)
  return JSON.stringify([overrides, actuals, scenario.outlook?.id, populations])
}

/** The base with the other's inputs in some groups. */
export function mixedScenario(base: Scenario, other: Scenario, moved: readonly CauseGroup[]): Scenario {
  const isOther = (group: CauseGroup): boolean => moved.includes(group)
  const { outlook, populations } = isOther('population') ? other : base
  const { outlook: _, ...rest } = base
  return {
    ...rest,
    ...(outlook === undefined ? {} : { outlook }),
    populations,
    overrides: causeGroups.flatMap((group) => ofGroup(isOther(group) ? other : base, group)),
    actuals: causeGroups.flatMap((group) => actualsOf(isOther(group) ? other : base, group)),
  }
}

function figuresOf({ layout, units, expenditure }: SimulationResult): Float64Array {
  const { areas, years, items, payers } = layout
  const out = new Float64Array(causeFigures.length * areas.length * years.length)
  areas.forEach((code, area) => {
    const unit = units.find((one) => one.code === code)
    years.forEach((_, year) => {
      const at = (figure: CauseFigure): number => causeIndex({ areas, years }, figure, area, year)
      let total = 0
      for (let item = 0; item < items.length; item++)
        total += expenditure[expenditureIndex(layout, item, area, payers.indexOf('total'), year)] ?? 0
      out[at('expenditure')] = total
      for (const figure of ['required', 'resources', 'capacity', 'margin'] as const) out[at(figure)] = unit?.[figure][year] ?? 0
    })
  })
  return out
}
