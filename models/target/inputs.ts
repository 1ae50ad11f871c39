import { pathValues } from '../catalogue/path'
import type { Catalogue, TargetCost } from '../catalogue/schema'
import { everybody, putStocks } from '../population/ageGroups'
import type { Projection } from '../population/project'
import type { Inputs } from '../scenario/fiscalInputs'
import type { Scenario } from '../scenario/document'
import type { Structure } from '../structure'
import { pathTo } from './path'
import { knownValues, targetOf } from './readings'

/** Inputs of the costs outside the items that no scenario moves: kinds, and unit costs at prices of the base year. */
export function fixedTargetInputs({ catalogue }: Structure): Inputs {
  const { targetCosts } = catalogue
  const perTarget = (of: (cost: TargetCost) => number): Float64Array => Float64Array.from(targetCosts, of)
  return new Map([
    ['isStock', perTarget(({ measure }) => (measure.kind === 'total' || measure.kind === 'births' ? 0 : 1))],
    ['targetBaseFlow', perTarget(({ baseFlow }) => baseFlow?.value ?? 0)],
    ['targetCapitalCost', perTarget(({ capital }) => atBasePrices(catalogue, capital))],
    ['targetRunningCost', perTarget(({ running }) => atBasePrices(catalogue, running))],
  ])
}

/** A unit cost of a later year at prices of the base year, by the catalogue's own path of its index. */
function atBasePrices(catalogue: Catalogue, range: TargetCost['capital']): number {
  if (range === null) return 0
  const index = catalogue.indices.find(({ id }) => id === range.index)
  if (index === undefined || range.year <= catalogue.baseYear) return range.central
  const growth = pathValues(index.growth, catalogue.baseYear + 1, range.year)
  return range.central / growth.reduce((level, rate) => level * (1 + rate), 1)
}

/** What of a scenario moves its targets: the readings chosen, and values entered for indicators. */
export const targetsKey = ({ readings, actuals }: Pick<Scenario, 'readings' | 'actuals'>): string =>
  JSON.stringify([readings, actuals.filter(({ kind, enabled }) => kind === 'indicator' && enabled)])

const lastLevels = new WeakMap<Structure, { readonly key: string; readonly levels: Float64Array }>()

/** [target][year]: units for each of the group, as the plan and what is known of it ask; the last ones where nothing of that changed. */
export function targetLevels(structure: Structure, scenario: Scenario): Float64Array {
  const key = targetsKey(scenario)
  const last = lastLevels.get(structure)
  if (last?.key === key) return last.levels
  const levels = levelsOf(structure, scenario)
  lastLevels.set(structure, { key, levels })
  return levels
}

function levelsOf({ catalogue, root, years }: Structure, scenario: Scenario): Float64Array {
  const { targetCosts, indicators, baseYear, horizonYear } = catalogue
  const levels = new Float64Array(targetCosts.length * years.length)
  targetCosts.forEach((cost, row) => {
    const { measure, scale } = cost
    const indicator = indicators.find(({ id }) => id === cost.indicator)
    const put = (of: (year: number, k: number) => number): void => {
      years.forEach((year, k) => (levels[row * years.length + k] = of(year, k)))
    }
    if (measure.kind === 'births') put((year) => (year >= measure.from ? measure.share : 0))
    else if (measure.kind === 'total') {
      const known = new Map(
        indicator === undefined ? [] : knownValues(indicator, scenario, root.code).map(({ year, value }) => [year, value]),
      )
      const whole = measure.amount ?? (indicator === undefined ? 0 : targetOf(catalogue, indicator, scenario.readings) * scale)
      put((year) => {
        if (year < measure.from || year > measure.to) return 0
        const counted = known.get(year)
        return counted === undefined ? whole / (measure.to - measure.from + 1) : counted * scale
      })
    } else if (indicator !== undefined) {
      const target = targetOf(catalogue, indicator, scenario.readings)
      const path = pathTo(indicator, knownValues(indicator, scenario, root.code), target, { baseYear, horizonYear, start: 0 })
      put((_, k) => (path[k] ?? 0) * scale)
    }
  })
  return levels
}

/** [target][year]: what the units are counted for, at the end of the year; 1 where the level counts units itself. */
export function targetGroups({ catalogue, years }: Structure, projection: Projection): Float64Array {
  const groups = new Float64Array(catalogue.targetCosts.length * years.length)
  const counted = new Map<string, Float64Array>()
  // Several targets count the same people.
  const people = (from: number, to: number): Float64Array => {
    const key = `${String(from)}-${String(to)}`
    const known = counted.get(key) ?? personsOf(projection, from, to)
    counted.set(key, known)
    return known
  }
  catalogue.targetCosts.forEach(({ measure }, row) => {
    for (let k = 0; k < years.length; k++) groups[row * years.length + k] = groupOf(measure, projection, people, k)
  })
  return groups
}

type People = (from: number, to: number) => Readonly<Float64Array>

function groupOf(measure: TargetCost['measure'], projection: Projection, people: People, k: number): number {
  switch (measure.kind) {
    case 'residents':
      return (people(0, 100)[k] ?? 0) / measure.per
    case 'ages':
      return people(measure.from, measure.to)[k] ?? 0
    case 'count':
      return measure.count.value
    case 'total':
      return 1
    case 'births':
      return birthsOf(projection, k)
  }
}

/** Persons of an age range at the ends of the years, over all leaves and both sexes. */
export function personsOf(projection: Projection, from: number, to: number): Float64Array {
  const sums = new Float64Array(projection.years.length)
  const stocks = new Float64Array(sums.length + 1)
  for (let leaf = 0; leaf < projection.leafCount; leaf++) {
    putStocks(projection, leaf, { ...everybody, ageFrom: from, ageTo: to }, stocks)
    for (let k = 0; k < sums.length; k++) sums[k] = (sums[k] ?? 0) + (stocks[k + 1] ?? 0)
  }
  return sums
}

function birthsOf({ births, years, leafCount }: Projection, k: number): number {
  let sum = 0
  for (let leaf = 0; leaf < leafCount; leaf++) sum += births[leaf * years.length + k] ?? 0
  return sum
}
