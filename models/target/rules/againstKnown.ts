import type { Indicator } from '../../catalogue/schema'
import { isAsGood, isCumulative } from '../path'
import { isNear } from '../state'
import { foundIn, ofIndicators, startOf, whereFrom, type Evidence, type Rule } from './rule'

/** Targets against what is known: baselines, what was reached, what was promised before, what the nation asks for. */

const level = (indicator: Indicator, evidence: Evidence) => (isCumulative(indicator) ? undefined : startOf(indicator, evidence))

const looserThanBaseline = ofIndicators((indicator, evidence) => {
  const start = level(indicator, evidence)
  return start !== undefined && isAsGood(indicator, start.value, indicator.target.value)
    ? foundIn('looser-than-baseline', indicator, start.said, [indicator.target.value, start.value], ['printed', 'hold'])
    : null
})

const asksNothing = ofIndicators((indicator, evidence) => {
  const start = level(indicator, evidence)
  if (start === undefined || isAsGood(indicator, start.value, indicator.target.value)) return null
  return isNear(indicator, start.value, indicator.target.value)
    ? foundIn('asks-nothing', indicator, start.said, [indicator.target.value, start.value])
    : null
})

const metEarly = ofIndicators((indicator, evidence) => {
  const { catalogue, knownOf } = evidence
  const start = startOf(indicator, evidence)
  if (start === undefined || isCumulative(indicator) || isAsGood(indicator, start.value, indicator.target.value)) return null
  const early = knownOf(indicator).find(
    ({ year, value }) => year > catalogue.baseYear && year < indicator.target.year && isAsGood(indicator, value, indicator.target.value),
  )
  return early === undefined
    ? null
    : foundIn('met-early', indicator, { where: whereFrom(catalogue, early.source), printed: null }, [indicator.target.value, early.value])
})

/** So much of the way is nearly all of it, and so little of the time is early. */
const nearlyAll = 0.9
const early = 0.5

const nearlyMet = ofIndicators((indicator, evidence) => {
  const { catalogue, knownOf } = evidence
  const start = level(indicator, evidence)
  const way = indicator.target.value - (start?.value ?? 0)
  if (start === undefined || way === 0 || isAsGood(indicator, start.value, indicator.target.value)) return null
  const half = catalogue.baseYear + (indicator.target.year - catalogue.baseYear) * early
  const near = knownOf(indicator).find(
    ({ year, value }) =>
      year > catalogue.baseYear &&
      year <= half &&
      (value - start.value) / way >= nearlyAll &&
      !isAsGood(indicator, value, indicator.target.value),
  )
  return near === undefined
    ? null
    : foundIn('nearly-met', indicator, { where: whereFrom(catalogue, near.source), printed: null }, [indicator.target.value, near.value])
})

/** A series that moves so many times as fast as the target asks, within a year or two, may have changed its definition. */
const jump = 2

/** Years in which a series moves much faster than the target asks, or which the catalogue doubts. */
const breakOfSeries = ofIndicators((indicator, evidence) => {
  const { catalogue, knownOf } = evidence
  const known = knownOf(indicator)
  const start = level(indicator, evidence)
  if (start === undefined) return null
  const asked = Math.max(0, indicator.betterWhen === 'higher' ? indicator.target.value - start.value : start.value - indicator.target.value)
  const pace = asked / Math.max(1, indicator.target.year - catalogue.baseYear)
  const doubted = catalogue.planChecks.breaks.find((entry) => entry.indicator === indicator.id)
  const leap = known.find((point, k) => {
    const before = known[k - 1]
    if (before === undefined || point.year <= catalogue.baseYear || point.year - before.year > jump) return false
    const gained =
      (indicator.betterWhen === 'higher' ? point.value - before.value : before.value - point.value) / (point.year - before.year)
    return point.year === doubted?.year || (pace > 0 && gained > jump * pace)
  })
  if (leap === undefined) return null
  const place = { where: whereFrom(catalogue, leap.source), printed: null }
  return {
    ...foundIn('break-of-series', indicator, place, [start.value, leap.value], ['one-series', 'break']),
    places: [start.said, place],
  }
})

const easing = ofIndicators((indicator, { catalogue }) => {
  const before = catalogue.planChecks.previousPeriods.find((entry) => entry.indicator === indicator.id)
  const years = indicator.target.year - catalogue.baseYear
  if (before === undefined || years <= 0) return null
  const pace = before.value / (before.to - before.from + 1)
  return isAsGood(indicator, pace, indicator.target.value / years)
    ? foundIn('easing', indicator, { where: whereFrom(catalogue, before.source), printed: null }, [indicator.target.value, before.value])
    : null
})

const missedBefore = ofIndicators((indicator, evidence) => {
  const { catalogue } = evidence
  const promised = catalogue.planChecks.previousTargets.find((entry) => entry.indicator === indicator.id)
  const start = startOf(indicator, evidence)
  return promised === undefined || start === undefined || isAsGood(indicator, start.value, promised.value)
    ? null
    : {
        ...foundIn('missed-before', indicator, start.said, [promised.value, start.value]),
        places: [{ where: { kind: 'document', source: promised.source }, printed: null }, start.said],
      }
})

const belowNational = ofIndicators((indicator) =>
  indicator.nationalTarget === null || isAsGood(indicator, indicator.target.value, indicator.nationalTarget.value)
    ? null
    : foundIn(
        'below-national',
        indicator,
        { where: { kind: 'document', source: indicator.nationalTarget.source }, printed: null },
        [indicator.target.value, indicator.nationalTarget.value],
        ['plan', 'nation'],
      ),
)

const otherStatistic = ofIndicators((indicator, { catalogue }) => {
  const other = catalogue.planChecks.otherStatistics.find((entry) => entry.indicator === indicator.id)
  return other === undefined
    ? null
    : foundIn('other-statistic', indicator, { where: other.where, printed: null }, [indicator.target.value, other.value])
})

const noBaseline = ofIndicators((indicator, evidence) =>
  isCumulative(indicator) || startOf(indicator, evidence) !== undefined
    ? null
    : foundIn('no-baseline', indicator, { where: evidence.catalogue.planChecks.baselinePlace, printed: null }, [
        indicator.target.value,
        null,
      ]),
)

export const rulesAgainstKnown: readonly Rule[] = [
  looserThanBaseline,
  asksNothing,
  metEarly,
  nearlyMet,
  easing,
  missedBefore,
  belowNational,
  otherStatistic,
  breakOfSeries,
  noBaseline,
]
