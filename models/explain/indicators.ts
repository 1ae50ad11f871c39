import type { Indicator } from '../catalogue/schema'
import type { Override } from '../scenario/document'
import { fromEntry, type Provenance } from '../provenance'
import { enteredAs } from '../scenario/entered'
import { changedValue, changesOf } from '../target/aim'
import { baselineOf, isCumulative, type Known } from '../target/path'
import { firstYearOf, knownInRun, pairOf as pairedWith, readTarget, targetOf, type KnownInRun, type Told } from '../target/readings'
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

/** What a run is told of its targets. */
const toldIn = ({ run, scenario }: OpenRun): Told => ({ readings: scenario.readings, actuals: run.applied.actuals })

const knownOf = (open: OpenRun, indicator: Indicator): KnownInRun => {
  const { structure } = open.model
  return knownInRun(structure.catalogue, indicator, { told: toldIn(open), root: structure.root.code, projection: open.run.projection })
}
const knownIn = (open: OpenRun, indicator: Indicator): readonly Known[] => knownOf(open, indicator).known

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
function targetSource(open: OpenRun, indicator: Indicator): Provenance | null {
  const { catalogue } = open.model.structure
  const entry = `indicators(${indicator.id})`
  const baseline = baselineOf(knownIn(open, indicator), catalogue.baseYear)
  const committed = (kind: 'same-quantity' | 'other-yardstick'): Provenance | null => {
    const commitment = pairedWith(catalogue, indicator.id, kind)?.commitment
    return fromEntry(
      `commitments(${commitment ?? ''})`,
      catalogue.commitments.find(({ id }) => id === commitment),
    )
  }
  switch (readTarget(catalogue, indicator, open.scenario.readings, baseline?.value).from) {
    case 'nation':
      return fromEntry(`${entry}.nationalTarget`, indicator.nationalTarget)
    case 'box':
      return committed('same-quantity')
    case 'text':
      return committed('other-yardstick')
    case 'document':
      return fromEntry(
        `planChecks.documents(${indicator.id})`,
        catalogue.planChecks.documents.find((known) => known.indicator === indicator.id),
      )
    case 'baseline':
      return baseline === undefined ? null : knownSource(open, indicator, baseline.year)
    case 'table':
      return fromEntry(`${entry}.target`, indicator.target)
  }
}

/** Changes that aim the indicator elsewhere. */
function aimChanges({ model: { structure }, run }: OpenRun, { id }: Indicator): readonly Override[] {
  const cost = structure.catalogue.targetCosts.find(({ indicator }) => indicator === id)
  return changesOf(run.applied.targetOverrides, 'targetLevel', cost?.id ?? '')
}

/** Readings that the scenario chose, as changes: they have no reason of their own; and what aims elsewhere. */
const targetChanges = (open: OpenRun, indicator: Indicator): readonly FigureChange[] => [
  ...Object.keys(open.scenario.readings)
    .filter((rule) => rule.slice(rule.indexOf('.') + 1) === indicator.id)
    .map((rule) => ({ id: `reading.${rule}`, reason: '', author: '', at: '', grade: 'D' as const })),
  ...aimChanges(open, indicator).map(({ id, reason, author, at, grade = 'D' }) => ({ id, reason, author, at, grade })),
]

const knownPath = (id: string, year: number): string => ['indicatorKnown', id, String(year)].join('/')
const asGood = ({ betterWhen }: Indicator, value: ShownTerm, other: ShownTerm): ShownTerm =>
  compared(betterWhen === 'higher' ? 'atLeast' : 'atMost', value, other)

interface Point {
  readonly year: number
  readonly term: ShownTerm
}

/** Points of the way as `pathTo` has them: the baseline, known years, the target or what is better already. */
function pointsOf(open: OpenRun, indicator: Indicator, known: readonly Known[], target: ShownTerm, ask: Ask): readonly Point[] {
  const { baseYear, horizonYear } = open.model.structure.catalogue
  const baseline = baselineOf(known, baseYear)
  const start = baseline === undefined ? constant(knownOf(open, indicator).start) : ask(knownPath(indicator.id, baseline.year))
  const points: Point[] = [{ year: baseYear, term: start }]
  for (const { year } of known) if (year > baseYear && year <= horizonYear) points.push({ year, term: ask(knownPath(indicator.id, year)) })
  const last = points.at(-1)
  if (last === undefined || last.year >= indicator.target.year) return points
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

/** The number aimed at after some of the changes; after the last of them what the run aims at. */
function aimTerm(open: OpenRun, indicator: Indicator, count: number, ask: Ask): ShownTerm {
  const changes = aimChanges(open, indicator)
  if (count === changes.length) return ask(`indicatorTarget/${indicator.id}`)
  const { catalogue } = open.model.structure
  const baseline = baselineOf(knownIn(open, indicator), catalogue.baseYear)
  const plan = targetOf(catalogue, indicator, open.scenario.readings, baseline?.value)
  return constant(changes.slice(0, count).reduce(changedValue, plan))
}

/** The way of a run (`runPath`): the plan's until a change begins, from there in a straight line to where that aims. */
function wayTerm(open: OpenRun, indicator: Indicator, known: readonly Known[], year: number, count: number, ask: Ask): ShownTerm {
  const changes = aimChanges(open, indicator)
  const change = changes[count - 1]
  const aim = aimTerm(open, indicator, count, ask)
  if (change === undefined) return onTheWay(pointsOf(open, indicator, known, aim, ask), year)
  const before = (when: number): ShownTerm => wayTerm(open, indicator, known, when, count - 1, ask)
  const entered = known.findLast((point) => point.year >= change.from)
  const from = entered?.year ?? change.from - 1
  if (year <= from) return before(year)
  const last = entered === undefined ? before(from) : ask(knownPath(indicator.id, from))
  const isBetter = asGood(indicator, last, aim)
  const end = isBetter.value === 1 ? whereOf(isBetter, last) : aim
  const reached = changes.slice(0, count).reduce((latest, one) => one.fullFrom ?? Math.max(latest, one.from), indicator.target.year)
  const done = pairOf('min', constant(1), pairOf('over', constant(year - from), constant(Math.max(1, reached - from))))
  return pairOf('plus', last, pairOf('times', pairOf('minus', end, last), done))
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
  const since = firstYearOf(open.model.structure.catalogue, id, open.scenario.readings)
  const counted = knownIn(open, indicator).filter(({ year }) => year >= since && year <= last.year)
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
  const goal = ask(`indicatorTarget/${id}`)
  if (isCumulative(indicator)) {
    const since = firstYearOf(open.model.structure.catalogue, id, open.scenario.readings)
    return pairOf('over', pairOf('times', goal, constant(last.year - since + 1)), constant(indicator.target.year - since + 1))
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
    (open, [id]) => constant(standingOf(open, id).target),
    (open, [id]) => ({ source: targetSource(open, indicatorOf(open, id)), changes: targetChanges(open, indicatorOf(open, id)) }),
  ),
  /** What the plan asks for: straight from the baseline to the target. */
  indicatorPath: figure(['indicator', 'year'], (open, [id, year], ask) => {
    const indicator = indicatorOf(open, id)
    const { baseYear } = open.model.structure.catalogue
    const before = knownIn(open, indicator).filter((known) => known.year <= baseYear)
    if (baselineOf(before, baseYear) === undefined) throw new UnknownFigure(`${indicator.id} has no baseline to start from`)
    return wayTerm(open, indicator, before, yearIn(open, year), aimChanges(open, indicator).length, ask)
  }),
  /** The way that the run counts with: known years as they were, from the last of them to the target. */
  indicatorWay: figure(['indicator', 'year'], (open, [id, year], ask) => {
    const indicator = indicatorOf(open, id)
    return wayTerm(open, indicator, knownIn(open, indicator), yearIn(open, year), aimChanges(open, indicator).length, ask)
  }),
  indicatorLast: figure(['indicator'], (open, [id = ''], ask) => lastTerm(open, id, ask)),
  indicatorAsked: figure(['indicator'], (open, [id = ''], ask) => askedTerm(open, id, ask)),
  indicatorState: {
    ...figure(['indicator'], (open, [id = ''], ask) => stateTerm(open, id, ask)),
    unit: () => ({ unit: 'state', catalogueUnit: null }),
  },
}
