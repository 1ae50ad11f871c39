import type { Indicator } from '../catalogue/schema'
import { fromEntry, type Provenance } from '../provenance'
import { enteredAs } from '../scenario/entered'
import { baselineOf, isCumulative, type Known } from '../target/path'
import { isBelowNational, knownValues, nationalRule, pairedNumber, quantityRule, targetOf } from '../target/readings'
import { targetStates } from '../target/states'
import { targetsOf, type IndicatorResult } from '../target/targets'
import type { FigureChange } from './changes'
import type { Ask, FigureUnit, ResultFigure } from './resultFigure'
import { Answers, UnknownFigure, type OpenRun } from './run'
import { compared, constant, pairOf, sumOf, whereOf, type ShownTerm } from './term'

/** Indicators (METHOD section 9.1): what is known, what is asked for, the way between, and how they stand. */

export function indicatorOf({ model: { structure } }: OpenRun, id = ''): Indicator {
  const found = structure.catalogue.indicators.find((known) => known.id === id)
  if (found === undefined) throw new UnknownFigure(`there is no indicator ${id}`)
  return found
}

const knownIn = (open: OpenRun, indicator: Indicator): readonly Known[] =>
  knownValues(indicator, open.scenario, open.model.structure.root.code)

/** The value of a year that is known; where there is none, its baseline of that year. */
function knownValue(open: OpenRun, indicator: Indicator, year: number): number {
  const found = knownIn(open, indicator).find((known) => known.year === year) ?? indicator.baselines.find((known) => known.year === year)
  if (found === undefined) throw new UnknownFigure(`nothing is known of ${indicator.id} in ${String(year)}`)
  return found.value
}

/** Who says a known value: the scenario before the catalogue. */
function knownSource({ model: { structure }, scenario }: OpenRun, indicator: Indicator, year: number): Provenance | null {
  const entered = scenario.actuals.findLast(
    (actual) =>
      actual.enabled &&
      actual.kind === 'indicator' &&
      actual.target === indicator.id &&
      actual.area === structure.root.code &&
      actual.year === year,
  )
  if (entered !== undefined) return enteredAs(entered)
  const of = (list: 'actuals' | 'baselines'): Provenance | null =>
    fromEntry(
      `indicators(${indicator.id}).${list}(${String(year)})`,
      indicator[list].find((known) => known.year === year),
    )
  return of('actuals') ?? of('baselines')
}

/** Which of the plan's readings gives the target, and where it stands. */
function targetSource({ model: { structure }, scenario }: OpenRun, indicator: Indicator): Provenance | null {
  const { catalogue } = structure
  const entry = `indicators(${indicator.id})`
  if (scenario.readings[nationalRule(indicator.id)] === 'nation' && isBelowNational(indicator))
    return fromEntry(`${entry}.nationalTarget`, indicator.nationalTarget)
  const box = pairedNumber(catalogue, indicator.id)
  if (scenario.readings[quantityRule(indicator.id)] !== 'box' || box === undefined) return fromEntry(`${entry}.target`, indicator.target)
  const pair = catalogue.planChecks.pairs.find((known) => known.indicator === indicator.id && known.kind === 'same-quantity')
  return fromEntry(
    `commitments(${pair?.commitment ?? ''})`,
    catalogue.commitments.find(({ id }) => id === pair?.commitment),
  )
}

/** The reading that the scenario chose, as a change: it has no reason of its own. */
const readingChange = ({ scenario }: OpenRun, { id }: Indicator): readonly FigureChange[] =>
  [nationalRule(id), quantityRule(id)].flatMap((rule) =>
    scenario.readings[rule] === undefined ? [] : [{ id: `reading.${rule}`, reason: '', author: '', at: '', grade: 'D' as const }],
  )

const knownPath = (id: string, year: number): string => ['indicatorKnown', id, String(year)].join('/')
const asGood = ({ betterWhen }: Indicator, value: ShownTerm, other: ShownTerm): ShownTerm =>
  compared(betterWhen === 'higher' ? 'atLeast' : 'atMost', value, other)

interface Point {
  readonly year: number
  readonly term: ShownTerm
}

/** Points of the way as `pathTo` has them: the baseline, known years, the target or what is better already. */
function pointsOf(open: OpenRun, indicator: Indicator, known: readonly Known[], ask: Ask): readonly Point[] {
  const { baseYear, horizonYear } = open.model.structure.catalogue
  const baseline = baselineOf(indicator, baseYear, known)
  const points: Point[] = [{ year: baseYear, term: baseline === undefined ? constant(0) : ask(knownPath(indicator.id, baseline.year)) }]
  for (const { year } of known) if (year > baseYear && year <= horizonYear) points.push({ year, term: ask(knownPath(indicator.id, year)) })
  const last = points.at(-1)
  if (last === undefined || last.year >= indicator.target.year) return points
  const target = ask(`indicatorTarget/${indicator.id}`)
  const isBetter = asGood(indicator, last.term, target)
  return [...points, { year: indicator.target.year, term: isBetter.value === 1 ? whereOf(isBetter, last.term) : target }]
}

/** The value of a year: a point, or on the straight line between two of them by the share of the way gone. */
function onTheWay(points: readonly Point[], year: number): ShownTerm {
  const after = points.findIndex((point) => point.year >= year)
  const [next, last] = [points[after], after < 0 ? points.at(-1) : points[after - 1]]
  if (next === undefined) return last?.term ?? constant(0)
  if (last === undefined || next.year === year) return next.term
  const gone = pairOf('times', pairOf('minus', next.term, last.term), constant(year - last.year))
  return pairOf('plus', last.term, pairOf('over', gone, constant(next.year - last.year)))
}

const yearIn = ({ model: { structure } }: OpenRun, year = ''): number => {
  if (!structure.years.includes(Number(year))) throw new UnknownFigure(`there is no year ${year}; one of: ${structure.years.join(', ')}`)
  return Number(year)
}

const standings = new Answers<readonly IndicatorResult[]>()
const standingOf = (open: OpenRun, id = ''): IndicatorResult => {
  const all = standings.of(open, 'all', () => targetsOf(open.model, open.run).indicators)
  const found = all.find((standing) => standing.id === id)
  if (found === undefined) throw new UnknownFigure(`there is no indicator ${id}`)
  return found
}

/** The last known value after the base year; of a cumulative target what was added up. */
function lastTerm(open: OpenRun, id: string, ask: Ask): ShownTerm {
  const indicator = indicatorOf(open, id)
  const { last } = standingOf(open, id)
  if (last === null) throw new UnknownFigure(`nothing is known of ${id} after the base year`)
  if (!isCumulative(indicator)) return ask(knownPath(id, last.year))
  const { baseYear } = open.model.structure.catalogue
  const counted = knownIn(open, indicator).filter(({ year }) => year > baseYear && year <= last.year)
  return sumOf(
    'year',
    counted.map(({ year }) => ({ element: String(year), term: ask(knownPath(id, year)) })),
  )
}

/** What the plan asks for in the year of the last known value. */
function askedTerm(open: OpenRun, id: string, ask: Ask): ShownTerm {
  const indicator = indicatorOf(open, id)
  const { last, asked, state, target } = standingOf(open, id)
  if (last === null || asked === null) throw new UnknownFigure(`nothing is asked of ${id} before its target year`)
  const { baseYear } = open.model.structure.catalogue
  const goal = ask(`indicatorTarget/${id}`)
  if (isCumulative(indicator)) {
    const gone = pairOf('times', goal, constant(last.year - baseYear))
    return pairOf('over', gone, constant(indicator.target.year - baseYear))
  }
  // What asked for nothing at first is held against the target itself.
  return state === 'behind' && asked === target && onTarget(open, indicator)
    ? goal
    : ask(['indicatorPath', id, String(last.year)].join('/'))
}

const onTarget = (open: OpenRun, indicator: Indicator): boolean => {
  const { path, last, target } = standingOf(open, indicator.id)
  const { baseYear } = open.model.structure.catalogue
  return last !== null && path?.[last.year - baseYear] !== target
}

/** The state by number, in the order of `targetStates`, with the comparison that decided it. */
function stateTerm(open: OpenRun, id: string, ask: Ask): ShownTerm {
  const indicator = indicatorOf(open, id)
  const { state, last, asked } = standingOf(open, id)
  const value = constant(targetStates.indexOf(state))
  if (state === 'cannot-say' || last === null) return value
  const [now, goal] = [ask(`indicatorLast/${id}`), ask(`indicatorTarget/${id}`)]
  return whereOf(asGood(indicator, now, state === 'met' || asked === null ? goal : ask(`indicatorAsked/${id}`)), value)
}

const ofIndicator = (open: OpenRun, [id]: readonly string[]): FigureUnit => ({
  unit: '',
  catalogueUnit: null,
  unitName: indicatorOf(open, id).unit,
})
const figure = (places: ResultFigure['places'], term: ResultFigure['term'], leaf?: ResultFigure['leaf']): ResultFigure => ({
  places,
  unit: ofIndicator,
  section: '9.1',
  term,
  ...(leaf === undefined ? {} : { leaf }),
})

export const indicatorFigures: Readonly<Record<string, ResultFigure>> = {
  indicatorKnown: figure(
    ['indicator', 'year'],
    (open, [id, year]) => constant(knownValue(open, indicatorOf(open, id), Number(year))),
    (open, [id, year]) => ({ source: knownSource(open, indicatorOf(open, id), Number(year)) }),
  ),
  indicatorTarget: figure(
    ['indicator'],
    (open, [id]) => constant(targetOf(open.model.structure.catalogue, indicatorOf(open, id), open.scenario.readings)),
    (open, [id]) => ({ source: targetSource(open, indicatorOf(open, id)), changes: readingChange(open, indicatorOf(open, id)) }),
  ),
  /** What the plan asks for: straight from the baseline to the target. */
  indicatorPath: figure(['indicator', 'year'], (open, [id, year], ask) => {
    const indicator = indicatorOf(open, id)
    const { baseYear } = open.model.structure.catalogue
    const before = knownIn(open, indicator).filter((known) => known.year <= baseYear)
    if (baselineOf(indicator, baseYear, before) === undefined) throw new UnknownFigure(`${indicator.id} has no baseline to start from`)
    return onTheWay(pointsOf(open, indicator, before, ask), yearIn(open, year))
  }),
  /** The way that the run counts with: known years as they were, from the last of them to the target. */
  indicatorWay: figure(['indicator', 'year'], (open, [id, year], ask) => {
    const indicator = indicatorOf(open, id)
    return onTheWay(pointsOf(open, indicator, knownIn(open, indicator), ask), yearIn(open, year))
  }),
  indicatorLast: figure(['indicator'], (open, [id = ''], ask) => lastTerm(open, id, ask)),
  indicatorAsked: figure(['indicator'], (open, [id = ''], ask) => askedTerm(open, id, ask)),
  indicatorState: {
    ...figure(['indicator'], (open, [id = ''], ask) => stateTerm(open, id, ask)),
    unit: () => ({ unit: 'state', catalogueUnit: null }),
  },
}
