import { baselineOf, isAsGood } from '../path'
import { birthsOf, personsOf } from '../people'
import { found, foundIn, ofIndicators, workedOut, type Rule } from './rule'

/** Rates and stocks: of whom, of what, and how they can be met without anything being done. */

/** Insured persons over residents of the age, per cent. */
const rateOfWhom: Rule = ({ catalogue, projection }) =>
  catalogue.planChecks.insured.flatMap((insured) => {
    const residents = personsOf(projection, insured.ageFrom, 100)[insured.year - catalogue.baseYear] ?? 0
    const rate = residents > 0 ? (insured.persons / residents) * 100 : 0
    const said = { where: catalogue.planChecks.baselinePlace, printed: insured.printed }
    const indicator = catalogue.indicators.find(({ id }) => id === insured.indicator)
    if (indicator !== undefined)
      return isAsGood(indicator, rate, indicator.target.value)
        ? []
        : [foundIn('rate-of-whom', indicator, said, [indicator.target.value, rate], ['eligible', 'residents'])]
    const statement = catalogue.planChecks.statements.find(({ id }) => id === insured.statement)
    const value = statement?.value ?? null
    return statement === undefined || value === null || rate >= value
      ? []
      : [
          found(
            'rate-of-whom',
            { kind: 'statement', id: statement.id },
            [{ where: statement.where, printed: statement.printed }, said],
            [value, rate],
          ),
        ]
  })

/** What the base year's stock comes to when fewer people share it. */
const fallingPopulation = ofIndicators((indicator, { catalogue, knownOf, projection }) => {
  const cost = catalogue.targetCosts.find(({ indicator: id, measure }) => id === indicator.id && measure.kind === 'residents')
  const baseline = baselineOf(knownOf(indicator), catalogue.baseYear)
  if (cost === undefined || baseline === undefined || indicator.betterWhen !== 'higher') return null
  const residents = personsOf(projection, 0, 100)
  const [now, then] = [residents[0] ?? 0, residents[indicator.target.year - catalogue.baseYear] ?? 0]
  return then < now
    ? foundIn('falling-population', indicator, workedOut, [indicator.target.value, (baseline.value * now) / then], ['year', 'base-year'])
    : null
})

/** How many of what a share is a share of would have to be closed to meet it without anything being built. */
const metByClosing = ofIndicators((indicator, { catalogue, knownOf }) => {
  const measure = catalogue.targetCosts.find((entry) => entry.indicator === indicator.id)?.measure
  const baseline = baselineOf(knownOf(indicator), catalogue.baseYear)
  if (!catalogue.planChecks.closable.includes(indicator.id) || measure?.kind !== 'count' || baseline === undefined) return null
  const closed = measure.count.value * (1 - baseline.value / indicator.target.value)
  return closed > 0 ? foundIn('met-by-closing', indicator, workedOut, [indicator.target.value, closed], ['convert', 'close']) : null
})

const scopes: Rule = ({ catalogue }) =>
  catalogue.planChecks.scopes.map(({ id, kind, item, indicator, commitment, statement, one, other, factor }) => {
    const subject =
      item !== undefined
        ? ({ kind: 'item', id: item } as const)
        : indicator !== undefined
          ? ({ kind: 'indicator', id: indicator } as const)
          : commitment !== undefined
            ? ({ kind: 'commitment', id: commitment } as const)
            : ({ kind: 'statement', id: statement ?? id } as const)
    const named = { scope: 'scope-differs', denominator: 'denominator-moves', yardstick: 'other-yardstick' } as const
    const values = factor === undefined ? ([null, null] as const) : ([1, factor.value] as const)
    return {
      ...found(named[kind], subject, [one, other], values, factor === undefined ? [] : ['narrow', 'wide']),
      id: `${named[kind]}.${id}`,
    }
  })

const counts: Rule = ({ catalogue }) =>
  catalogue.planChecks.counts
    .filter(({ one, other }) => one.value !== other.value)
    .map(({ statement, one, other }) =>
      found('count-differs', { kind: 'statement', id: statement }, [one, other], [one.value, other.value]),
    )

const statements: Rule = ({ catalogue }) =>
  catalogue.planChecks.statements.flatMap(({ id, where, printed, value, role }) => {
    const [subject, place] = [{ kind: 'statement', id } as const, { where, printed }]
    if (role === 'above-hundred')
      return value !== null && value > 100 ? [found('above-hundred', subject, [place, place], [value, 100])] : []
    if (role === 'unlisted')
      return [found('not-in-list', subject, [place, { where: { kind: 'table', table: 2 }, printed: null }], [null, null])]
    return role === 'unquantified' ? [found('no-number', subject, [place, place], [null, null])] : []
  })

/** One case of so few that it moves the rate by more than this part of the target. */
const few = 0.01

const rareCases: Rule = ({ catalogue, projection }) => {
  const births = birthsOf(projection)
  return catalogue.planChecks.rareCases.flatMap(({ indicator: id, per }) => {
    const indicator = catalogue.indicators.find((entry) => entry.id === id)
    if (indicator === undefined) return []
    const inYear = births[indicator.target.year - catalogue.baseYear] ?? 0
    const one = inYear > 0 ? per / inYear : 0
    return one > few * indicator.target.value ? [foundIn('rare-cases', indicator, workedOut, [indicator.target.value, one])] : []
  })
}

export const rulesOfWhom: readonly Rule[] = [metByClosing, scopes, counts, statements]
/** Rules that look at the people of the run. */
export const rulesOfPeople: readonly Rule[] = [rateOfWhom, fallingPopulation, rareCases]
