import type { Catalogue, Indicator } from '../catalogue/schema'
import type { Scenario } from '../scenario/document'
import type { Projection } from '../population/project'
import { personsOf } from './inputs'
import { baselineOf, isAsGood, isCumulative, type Known } from './path'
import type { Contradiction, ContradictionKind, Place } from './contradiction'
import { isBelowNational, knownValues, nationalRule, pairedNumber, quantityRule } from './readings'

type Rule = (catalogue: Catalogue, indicator: Indicator, projection: Projection, known: readonly Known[]) => Contradiction | null

const printed = ({ id }: Indicator): Place => ({ kind: 'indicator', id })
const found = (
  kind: ContradictionKind,
  indicator: Indicator,
  other: Place,
  values: Contradiction['values'],
  readings: readonly string[] = [],
): Contradiction => ({ id: `${kind}.${indicator.id}`, kind, places: [printed(indicator), other], values, readings })

const rules: readonly Rule[] = [
  (catalogue, indicator) => {
    const [other, pair] = [
      pairedNumber(catalogue, indicator.id),
      catalogue.planChecks.pairs.find(({ indicator: id, kind }) => id === indicator.id && kind === 'same-quantity'),
    ]
    if (other === undefined || pair === undefined || other === indicator.target.value) return null
    const place: Place = { kind: 'commitment', id: pair.commitment }
    return {
      ...found('number-differs', indicator, place, [indicator.target.value, other], ['table', 'box']),
      id: quantityRule(indicator.id),
    }
  },
  ({ planChecks, commitments }, indicator) => {
    const pair = planChecks.pairs.find(({ indicator: id, kind }) => id === indicator.id && kind === 'other-yardstick')
    const number = commitments.find(({ id }) => id === pair?.commitment)?.target
    return pair === undefined || typeof number !== 'number'
      ? null
      : found('other-yardstick', indicator, { kind: 'commitment', id: pair.commitment }, [indicator.target.value, number])
  },
  ({ baseYear }, indicator, _, known) => {
    const baseline = isCumulative(indicator) ? undefined : baselineOf(indicator, baseYear, known)
    return baseline !== undefined && isAsGood(indicator, baseline.value, indicator.target.value)
      ? found('looser-than-baseline', indicator, { kind: 'baseline', id: indicator.id }, [indicator.target.value, baseline.value])
      : null
  },
  ({ baseYear }, indicator, _, known) => {
    const [baseline, early] = [
      baselineOf(indicator, baseYear, known),
      known.find(
        ({ year, value }) => year > baseYear && year < indicator.target.year && isAsGood(indicator, value, indicator.target.value),
      ),
    ]
    const isOpen = baseline !== undefined && !isAsGood(indicator, baseline.value, indicator.target.value)
    return early !== undefined && isOpen && !isCumulative(indicator)
      ? found('met-early', indicator, { kind: 'statistic', id: indicator.id }, [indicator.target.value, early.value])
      : null
  },
  ({ planChecks, baseYear }, indicator) => {
    const before = planChecks.previousPeriods.find(({ indicator: id }) => id === indicator.id)
    const years = indicator.target.year - baseYear
    if (before === undefined || years <= 0) return null
    const pace = before.value / (before.to - before.from + 1)
    return isAsGood(indicator, pace, indicator.target.value / years)
      ? found('easing', indicator, { kind: 'period', id: indicator.id }, [indicator.target.value, before.value])
      : null
  },
  (_, indicator) =>
    isBelowNational(indicator)
      ? {
          ...found(
            'below-national',
            indicator,
            { kind: 'national', id: indicator.id },
            [indicator.target.value, indicator.nationalTarget?.value ?? null],
            ['plan', 'nation'],
          ),
          id: nationalRule(indicator.id),
        }
      : null,
  ({ planChecks }, indicator) => {
    const other = planChecks.otherStatistics.find(({ indicator: id }) => id === indicator.id)
    return other === undefined
      ? null
      : found('other-statistic', indicator, { kind: 'statistic', id: indicator.id }, [indicator.target.value, other.value])
  },
  ({ planChecks, baseYear }, indicator, projection) => {
    const insured = planChecks.insured.find(({ indicator: id }) => id === indicator.id)
    if (insured === undefined) return null
    const rate = (insured.persons / (personsOf(projection, insured.ageFrom, 100)[insured.year - baseYear] ?? 0)) * 100
    return isAsGood(indicator, rate, indicator.target.value)
      ? null
      : found('rate-of-whom', indicator, { kind: 'population', id: indicator.id }, [indicator.target.value, rate])
  },
  ({ targetCosts, baseYear }, indicator, projection, known) => {
    const cost = targetCosts.find(({ indicator: id, measure }) => id === indicator.id && measure.kind === 'residents')
    const baseline = baselineOf(indicator, baseYear, known)
    if (cost === undefined || baseline === undefined || indicator.betterWhen !== 'higher') return null
    const residents = personsOf(projection, 0, 100)
    const [now, then] = [residents[0] ?? 0, residents[indicator.target.year - baseYear] ?? 0]
    // What the base year's stock comes to when fewer people share it.
    return then < now
      ? found('falling-population', indicator, { kind: 'population', id: indicator.id }, [
          indicator.target.value,
          (baseline.value * now) / then,
        ])
      : null
  },
  ({ indicators }, indicator) => {
    const [item, ...more] = indicator.linkedItems
    const twin = indicators.find(
      ({ id, linkedItems, order }) => order > indicator.order && id !== indicator.id && linkedItems.length === 1 && linkedItems[0] === item,
    )
    return item === undefined || more.length > 0 || twin === undefined
      ? null
      : found('counted-once', indicator, { kind: 'indicator', id: twin.id }, [2, 1])
  },
  ({ baseYear }, indicator, _, known) =>
    baselineOf(indicator, baseYear, known) === undefined && !isCumulative(indicator)
      ? found('no-baseline', indicator, { kind: 'baseline', id: indicator.id }, [indicator.target.value, null])
      : null,
  (_, indicator) =>
    indicator.target.sign === '' && !isCumulative(indicator)
      ? found('no-sign', indicator, printed(indicator), [indicator.target.value, null])
      : null,
  (_, indicator) => (isUnitMissing(indicator) ? found('no-unit', indicator, printed(indicator), [indicator.target.value, null]) : null),
]

/** The catalogue says in the unit's words that the plan prints none. */
const isUnitMissing = ({ unit }: Indicator): boolean => unit.en.includes('not printed')

interface Found {
  readonly entered: string
  readonly contradictions: readonly Contradiction[]
}
const lastFound = new WeakMap<Projection, Found>()

/** Everything in the targets that does not agree, in the order of the rules; worked out once for a projection and what was entered. */
export function contradictionsOf(catalogue: Catalogue, projection: Projection, scenario: Scenario): readonly Contradiction[] {
  const root = catalogue.regions.find(({ parent }) => parent === null)?.code ?? ''
  const entered = JSON.stringify(scenario.actuals.filter(({ kind, enabled }) => enabled && kind === 'indicator'))
  const known = lastFound.get(projection)
  if (known?.entered === entered) return known.contradictions
  const values = new Map(catalogue.indicators.map((indicator) => [indicator, knownValues(indicator, scenario, root)]))
  const contradictions = rules.flatMap((rule) =>
    catalogue.indicators.flatMap((indicator) => rule(catalogue, indicator, projection, values.get(indicator) ?? []) ?? []),
  )
  lastFound.set(projection, { entered, contradictions })
  return contradictions
}
