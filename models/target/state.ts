import type { Indicator } from '../catalogue/schema'
import type { TargetState } from './states'
import { baselineOf, isAsGood, isCumulative, pathTo, type Known } from './path'

/** How an indicator stands, and why nothing can be said where that is so. */
export interface IndicatorStanding {
  readonly id: string
  readonly state: TargetState
  readonly reason: 'no-baseline' | 'no-actual' | null
  /** The last value known after the base year; for a cumulative target what has been added up. */
  readonly last: Known | null
  /** What the path asks for in that year. */
  readonly asked: number | null
  /** Target that the run uses, by the reading chosen. */
  readonly target: number
}

/** A baseline that meets the target within this part of it asks for nothing. */
const nearness = 1e-3

/**
 * Where an indicator stands against its path.
 * @param known values after the base year in order of years. @param previous what a cumulative target reached a year before.
 */
export function standingOf(
  indicator: Indicator,
  known: readonly Known[],
  target: number,
  { baseYear, previous }: { readonly baseYear: number; readonly previous: number | undefined },
): IndicatorStanding {
  const say = (state: TargetState, last: Known | null, asked: number | null = null, reason: IndicatorStanding['reason'] = null) =>
    ({ id: indicator.id, state, reason, last, asked, target }) as const
  const last = known.filter(({ year }) => year > baseYear).at(-1) ?? null
  if (isCumulative(indicator)) return cumulative(indicator, known, target, { baseYear, previous }, say)
  const baseline = baselineOf(indicator, baseYear, known)
  if (baseline !== undefined && isNear(indicator, baseline.value, target))
    // A target that asked for nothing can still be missed.
    return last === null || isAsGood(indicator, last.value, target) ? say('not-constraining', last) : say('behind', last, target)
  if (last !== null && isAsGood(indicator, last.value, target)) return say('met', last)
  if (baseline === undefined) return say('cannot-say', last, null, 'no-baseline')
  if (last === null) return say('cannot-say', null, null, 'no-actual')
  const asked = pathTo(
    indicator,
    known.filter(({ year }) => year <= baseYear),
    target,
    { baseYear, horizonYear: Math.max(last.year, indicator.target.year), start: 0 },
  )[last.year - baseYear]
  return say(isAsGood(indicator, last.value, asked ?? target) ? 'on-path' : 'behind', last, asked ?? null)
}

/** A baseline that is as good as the target, or so near that the rest is rounding. */
function isNear(indicator: Indicator, value: number, target: number): boolean {
  const slack = nearness * Math.abs(target)
  return isAsGood(indicator, indicator.betterWhen === 'higher' ? value + slack : value - slack, target)
}

type Say = (state: TargetState, last: Known | null, asked?: number | null, reason?: IndicatorStanding['reason']) => IndicatorStanding

/** Years that are known, added up, against as many years of an even pace. */
function cumulative(
  indicator: Indicator,
  known: readonly Known[],
  target: number,
  { baseYear, previous }: { readonly baseYear: number; readonly previous: number | undefined },
  say: Say,
): IndicatorStanding {
  const years = indicator.target.year - baseYear
  const isEasy = previous !== undefined && isAsGood(indicator, previous, target / years)
  const counted = known.filter(({ year }) => year > baseYear && year <= indicator.target.year)
  const last = counted.at(-1)
  // A year that is missing between known ones leaves the sum unknown.
  if (last === undefined || counted.length < last.year - baseYear)
    return isEasy ? say('not-constraining', null) : say('cannot-say', last ?? null, null, 'no-actual')
  const sum = { year: last.year, value: counted.reduce((total, { value }) => total + value, 0) }
  const asked = (target * (last.year - baseYear)) / years
  if (isAsGood(indicator, sum.value, target)) return say('met', sum, asked)
  if (!isAsGood(indicator, sum.value, asked)) return say('behind', sum, asked)
  return say(isEasy ? 'not-constraining' : 'on-path', sum, asked)
}
