import type { Catalogue, Grade, Indicator } from '../catalogue/schema'
import type { Projection } from '../population/project'
import type { Scenario } from '../scenario/document'
import type { Actual } from '../scenario/entries'
import { baselineOf, isAsGood, type Known } from './path'
import { personsOf } from './people'

/**
 * What a run makes of the places where the plan can be read in two ways: as the plan prints it in its table unless the
 * scenario chose the other reading of a contradiction, by the contradiction's id.
 */
export type Readings = Scenario['readings']

/** What a run is told of its targets: the readings chosen, and the actual figures that act. */
export interface Told {
  readonly readings: Readings
  readonly actuals: readonly Actual[]
}

const isRead = (readings: Readings, kind: string, subject: string, reading: string): boolean => readings[`${kind}.${subject}`] === reading

type PairKind = Catalogue['planChecks']['pairs'][number]['kind']
export const pairOf = ({ planChecks }: Catalogue, indicator: string, kind: PairKind) =>
  planChecks.pairs.find((pair) => pair.indicator === indicator && pair.kind === kind)

const numberOf = ({ commitments }: Catalogue, id: string | undefined): number | undefined => {
  const target = commitments.find((entry) => entry.id === id)?.target
  return typeof target === 'number' ? target : undefined
}

/** What a commitment with another yardstick comes to in the unit of the indicator, where both are shares of things that are counted. */
export function asIndicator(catalogue: Catalogue, indicator: string): number | undefined {
  const pair = pairOf(catalogue, indicator, 'other-yardstick')
  const [share, measure] = [
    numberOf(catalogue, pair?.commitment),
    catalogue.targetCosts.find((cost) => cost.indicator === indicator)?.measure,
  ]
  return pair?.of === undefined || share === undefined || measure?.kind !== 'count'
    ? undefined
    : (share * pair.of.value) / measure.count.value
}

/** Where a target is from: the plan's table, its box, its text, another document, the nation's plan, or what was there already. */
export type TargetPlace = 'table' | 'box' | 'text' | 'document' | 'nation' | 'baseline'

/** The target that a run uses, and where it is from. @param baseline what the indicator starts from, where that is known. */
export function readTarget(
  catalogue: Catalogue,
  indicator: Indicator,
  readings: Readings,
  baseline?: number,
): { readonly value: number; readonly from: TargetPlace } {
  const { id, target, nationalTarget } = indicator
  const plan = { value: target.value, from: 'table' } as const
  const read = (value: number | undefined, from: TargetPlace) => (value === undefined ? plan : { value, from })
  const isBelow = nationalTarget !== null && !isAsGood(indicator, target.value, nationalTarget.value)
  if (isRead(readings, 'below-national', id, 'nation') && isBelow) return { value: nationalTarget.value, from: 'nation' }
  if (isRead(readings, 'number-differs', id, 'box'))
    return read(numberOf(catalogue, pairOf(catalogue, id, 'same-quantity')?.commitment), 'box')
  if (isRead(readings, 'other-yardstick', id, 'text')) return read(asIndicator(catalogue, id), 'text')
  if (isRead(readings, 'other-document', id, 'document'))
    return read(catalogue.planChecks.documents.find((entry) => entry.indicator === id)?.value, 'document')
  const isBetter = baseline !== undefined && isAsGood(indicator, baseline, target.value)
  return isRead(readings, 'looser-than-baseline', id, 'hold') && isBetter ? { value: baseline, from: 'baseline' } : plan
}

export const targetOf = (...of: Parameters<typeof readTarget>): number => readTarget(...of).value

/** First year that a cumulative target counts. */
export function firstYearOf({ planChecks, baseYear }: Catalogue, indicator: string, readings: Readings): number {
  const span = planChecks.spans.find((entry) => entry.indicator === indicator)
  return span !== undefined && isRead(readings, 'span-differs', indicator, 'document') ? span.from : baseYear + 1
}

/** Whether a share is taken to be met by closing what it is a share of, so that nothing is built. */
export const isMetByClosing = (indicator: string, readings: Readings): boolean => isRead(readings, 'met-by-closing', indicator, 'close')

/** Whether a stock for each resident is counted for the residents of the base year. */
export const isForBaseYear = (indicator: string, readings: Readings): boolean =>
  isRead(readings, 'falling-population', indicator, 'base-year')

/** How much more of an item is delivered where the wider of two scopes is read. */
export function scopeFactor({ planChecks }: Catalogue, item: string, readings: Readings): number {
  const scope = planChecks.scopes.find((entry) => entry.item === item && entry.factor !== undefined)
  return scope !== undefined && isRead(readings, 'scope-differs', scope.id, 'wide') ? (scope.factor?.value ?? 1) : 1
}

/** Whether a cost is there only under a reading that the scenario does not use. */
export const isUnread = ({ onlyUnder }: Catalogue['targetCosts'][number], readings: Readings): boolean =>
  onlyUnder !== undefined && readings[onlyUnder.contradiction] !== onlyUnder.reading

/** A known value with where it is from: an id of the catalogue's sources, or what was entered with it. */
export interface KnownValue extends Known {
  readonly grade: Grade
  readonly source: string
  readonly isEntered: boolean
}

/** Values of an indicator that are known: the catalogue's baselines and actuals, and in their place those entered into the scenario. */
export function knownValues(indicator: Indicator, told: Pick<Told, 'actuals'>, root: string): readonly KnownValue[] {
  const values = new Map(
    [...indicator.baselines, ...indicator.actuals].map(({ year, value, grade, source }): [number, KnownValue] => [
      year,
      { year, value, grade, source, isEntered: false },
    ]),
  )
  for (const actual of told.actuals)
    if (actual.enabled && actual.kind === 'indicator' && actual.target === indicator.id && actual.area === root) {
      const { year, value, grade, source } = actual
      values.set(year, { year, value, grade, source, isEntered: true })
    }
  return [...values.values()].sort((a, b) => a.year - b.year)
}

/** What a run knows of an indicator, and what its path starts from where no baseline is known. */
export interface KnownInRun {
  readonly known: readonly KnownValue[]
  readonly start: number
}

/**
 * Known values by the readings chosen: what was measured before a break of the series says nothing of it any more, and a
 * rate is taken of the residents.
 */
export function knownInRun(
  catalogue: Catalogue,
  indicator: Indicator,
  { told, root, projection }: { readonly told: Told; readonly root: string; readonly projection: Projection },
): KnownInRun {
  const known = knownValues(indicator, told, root)
  const { readings } = told
  if (isRead(readings, 'break-of-series', indicator.id, 'break')) {
    const since = breakYear(catalogue, indicator, known)
    const later = known.filter(({ year }) => year >= since)
    return { known: later, start: later[0]?.value ?? 0 }
  }
  if (isRead(readings, 'rate-of-whom', indicator.id, 'residents')) {
    const rate = residentRate(catalogue, indicator, projection)
    const isNew = rate !== null && baselineOf(known, catalogue.baseYear) === undefined
    return { known: isNew ? [rate, ...known] : known, start: 0 }
  }
  return { known, start: 0 }
}

/** The year since which a series has its present definition: the one that is doubted, or the first after the base year. */
export function breakYear({ planChecks, baseYear }: Catalogue, { id }: Indicator, known: readonly Known[]): number {
  return planChecks.breaks.find(({ indicator }) => indicator === id)?.year ?? known.find(({ year }) => year > baseYear)?.year ?? baseYear
}

/** Insured persons over residents of the age, per cent. */
function residentRate({ planChecks, baseYear }: Catalogue, { id }: Indicator, projection: Projection): KnownValue | null {
  const insured = planChecks.insured.find(({ indicator }) => indicator === id)
  if (insured === undefined) return null
  const residents = personsOf(projection, insured.ageFrom, 100)[insured.year - baseYear] ?? 0
  const { year, grade, source } = insured
  return residents > 0 ? { year, value: (insured.persons / residents) * 100, grade, source, isEntered: false } : null
}
