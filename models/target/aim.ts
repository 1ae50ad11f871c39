import type { Catalogue, Indicator, TargetCost } from '../catalogue/schema'
import type { Override, Scenario } from '../scenario/document'
import { baselineOf, isAsGood, pathTo, type Known } from './path'
import { targetOf } from './readings'

/** What a scenario does to one target: from a year on it aims elsewhere, or gets there later. */
export type TargetChange = Pick<Override, 'mode' | 'value' | 'from' | 'fullFrom'>

/** The changes of a scenario that aim a cost's target elsewhere, in their order. */
export const changesOf = (overrides: readonly Override[], lever: Override['lever'], target: string): readonly Override[] =>
  overrides.filter((o) => o.lever === lever && o.target === target)

/** The number aimed at after a change. */
export const changedValue = (before: number, { mode, value }: Pick<TargetChange, 'mode' | 'value'>): number =>
  mode === 'scale' ? before * (value ?? 1) : (value ?? before)

/** Where an indicator is meant to be, and by when. */
export interface Aim {
  readonly value: number
  readonly year: number
}

/** What a run aims at: the plan's target by the reading chosen, moved by the scenario's changes. */
export function aimOf(
  catalogue: Catalogue,
  indicator: Indicator,
  readings: Scenario['readings'],
  overrides: readonly Override[],
  baseline: number | undefined,
): Aim {
  const cost = catalogue.targetCosts.find((entry) => entry.indicator === indicator.id)
  const plan: Aim = { value: targetOf(catalogue, indicator, readings, baseline), year: indicator.target.year }
  return changesOf(overrides, 'targetLevel', cost?.id ?? '').reduce<Aim>(
    (aim, change) => ({ value: changedValue(aim.value, change), year: change.fullFrom ?? Math.max(aim.year, change.from) }),
    plan,
  )
}

interface Span {
  readonly baseYear: number
  readonly horizonYear: number
}

/**
 * The way of an indicator in a run: the plan's until a change of the scenario begins, from there in a straight line to
 * where that aims; known years as they were.
 */
export function runPath(
  catalogue: Catalogue,
  indicator: Indicator,
  known: readonly Known[],
  {
    readings,
    overrides,
    start,
  }: { readonly readings: Scenario['readings']; readonly overrides: readonly Override[]; readonly start: number },
): Float64Array {
  const { baseYear, horizonYear } = catalogue
  const cost = catalogue.targetCosts.find((entry) => entry.indicator === indicator.id)
  const target = targetOf(catalogue, indicator, readings, baselineOf(known, baseYear)?.value)
  const path = pathTo(indicator, known, target, { baseYear, horizonYear, start })
  let aim: Aim = { value: target, year: indicator.target.year }
  for (const change of changesOf(overrides, 'targetLevel', cost?.id ?? '')) {
    aim = { value: changedValue(aim.value, change), year: change.fullFrom ?? Math.max(aim.year, change.from) }
    redirect(path, indicator, known, change.from, aim, { baseYear, horizonYear })
  }
  return path
}

/** From `from` on the path leads to another aim, through the years that are known. */
function redirect(path: Float64Array, indicator: Indicator, known: readonly Known[], from: number, aim: Aim, { baseYear }: Span): void {
  const later = known.filter(({ year }) => year >= from)
  const last = later.at(-1) ?? { year: from - 1, value: path[from - 1 - baseYear] ?? 0 }
  const end = isAsGood(indicator, last.value, aim.value) ? last.value : aim.value
  const years = Math.max(1, aim.year - last.year)
  for (let k = Math.max(1, last.year + 1 - baseYear); k < path.length; k++) {
    const done = Math.min(1, (baseYear + k - last.year) / years)
    path[k] = last.value + (end - last.value) * done
  }
}

/** Units of a flow by year: evenly between two years, known years as they were; what a change leaves to do evenly over its own years. */
export function flowPath(
  measure: Extract<TargetCost['measure'], { kind: 'total' }>,
  whole: number,
  known: ReadonlyMap<number, number>,
  changes: readonly TargetChange[],
  { baseYear, horizonYear }: Span,
): Float64Array {
  const units = new Float64Array(horizonYear - baseYear + 1)
  const put = (total: number, from: number, to: number): void => {
    for (let year = from; year <= to && year <= horizonYear; year++) units[year - baseYear] = known.get(year) ?? total / (to - from + 1)
    for (let year = to + 1; year <= horizonYear; year++) units[year - baseYear] = known.get(year) ?? 0
  }
  put(whole, measure.from, measure.to)
  let [total, end] = [whole, measure.to]
  for (const change of changes) {
    total = changedValue(total, change)
    end = change.fullFrom ?? Math.max(end, change.from)
    const done = units.subarray(0, Math.max(0, change.from - baseYear)).reduce((sum, value) => sum + value, 0)
    put(Math.max(0, total - done), change.from, end)
  }
  return units
}
