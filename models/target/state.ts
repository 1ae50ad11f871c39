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

/** What an indicator is judged by. */
export interface Judging {
  readonly baseYear: number
  /** What a cumulative target reached a year before. */
  readonly previous: number | undefined
  /** First year that a cumulative target counts; absent: the year after the base year. */
  readonly firstYear?: number
  /** What is asked by year, from the base year on; absent: a straight line to the target. */
  readonly path?: Readonly<Float64Array> | null
}

/**
 * Where an indicator stands against its path.
 * @param known values in order of years, those of the base year and before included.
 */
export function standingOf(indicator: Indicator, known: readonly Known[], target: number, judging: Judging): IndicatorStanding {
  const { baseYear } = judging
  const say = (state: TargetState, last: Known | null, asked: number | null = null, reason: IndicatorStanding['reason'] = null) =>
    ({ id: indicator.id, state, reason, last: bare(last), asked, target }) as const
  const last = known.filter(({ year }) => year > baseYear).at(-1) ?? null
  if (isCumulative(indicator)) return cumulative(indicator, known, target, judging, say)
  const baseline = baselineOf(known, baseYear)
  if (baseline !== undefined && isNear(indicator, baseline.value, target))
    // A target that asked for nothing can still be missed.
    return last === null || isAsGood(indicator, last.value, target) ? say('not-constraining', last) : say('behind', last, target)
  if (last !== null && isAsGood(indicator, last.value, target)) return say('met', last)
  if (baseline === undefined) return say('cannot-say', last, null, 'no-baseline')
  if (last === null) return say('cannot-say', null, null, 'no-actual')
  const path =
    judging.path ??
    pathTo(
      indicator,
      known.filter(({ year }) => year <= baseYear),
      target,
      { baseYear, horizonYear: Math.max(last.year, indicator.target.year), start: 0 },
    )
  const asked = path[last.year - baseYear]
  return say(isAsGood(indicator, last.value, asked ?? target) ? 'on-path' : 'behind', last, asked ?? null)
}

/** Year and value alone. */
const bare = (known: Known | null): Known | null => (known === null ? null : { year: known.year, value: known.value })

/** A baseline that is as good as the target, or so near that the rest is rounding. */
export function isNear(indicator: Indicator, value: number, target: number): boolean {
  const slack = nearness * Math.abs(target)
  return isAsGood(indicator, indicator.betterWhen === 'higher' ? value + slack : value - slack, target)
}

type Say = (state: TargetState, last: Known | null, asked?: number | null, reason?: IndicatorStanding['reason']) => IndicatorStanding

/** Years that are known, added up, against as many years of an even pace. */
function cumulative(
  indicator: Indicator,
  known: readonly Known[],
  target: number,
  { baseYear, previous, firstYear = baseYear + 1 }: Judging,
  say: Say,
): IndicatorStanding {
  const years = indicator.target.year - firstYear + 1
  const isEasy = previous !== undefined && isAsGood(indicator, previous, target / years)
  const counted = known.filter(({ year }) => year >= firstYear && year <= indicator.target.year)
  const last = counted.at(-1)
  // A year that is missing between known ones leaves the sum unknown.
  if (last === undefined || counted.length < last.year - firstYear + 1)
    return isEasy ? say('not-constraining', null) : say('cannot-say', last ?? null, null, 'no-actual')
  const sum = { year: last.year, value: counted.reduce((total, { value }) => total + value, 0) }
  const asked = (target * (last.year - firstYear + 1)) / years
  if (isAsGood(indicator, sum.value, target)) return say('met', sum, asked)
  if (!isAsGood(indicator, sum.value, asked)) return say('behind', sum, asked)
  return say(isEasy ? 'not-constraining' : 'on-path', sum, asked)
}
