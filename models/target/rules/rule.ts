import type { Catalogue, Commitment, Indicator } from '../../catalogue/schema'
import type { Projection } from '../../population/project'
import { baselineOf } from '../path'
import type { Contradiction, ContradictionKind, Said, Where } from '../contradiction'
import type { KnownValue } from '../readings'

/** What rules look at: the catalogue, what is known of each indicator, and the population of the run. */
export interface Evidence {
  readonly catalogue: Catalogue
  readonly knownOf: (indicator: Indicator) => readonly KnownValue[]
  readonly projection: Projection
}

/** Finds every contradiction of a kind. */
export type Rule = (evidence: Evidence) => readonly Contradiction[]

/** A rule that looks at one indicator after the other. */
export const ofIndicators =
  (find: (indicator: Indicator, evidence: Evidence) => Contradiction | null): Rule =>
  (evidence) =>
    evidence.catalogue.indicators.flatMap((indicator) => find(indicator, evidence) ?? [])

/** The indicator's own line of Table 1. */
export const inTable = ({ order, target }: Indicator): Said => ({
  where: { kind: 'table', table: 1, row: order },
  printed: target.asPrinted,
})

/** Where a commitment stands first, as it is printed. */
export const committed = ({ places, asPrinted }: Commitment): Said => ({
  where: places[0] ?? { kind: 'chapter', chapter: 4 },
  printed: asPrinted === '' ? null : asPrinted,
})

/** What is worked out in the run. */
export const workedOut: Said = { where: { kind: 'run' }, printed: null }

/** Where a value is from: the plan's own place of baselines, or another document; what was entered is the run's. */
export function whereFrom({ planChecks, sources }: Catalogue, source: string): Where {
  if (source === planChecks.plan) return planChecks.baselinePlace
  return sources.some(({ id }) => id === source) ? { kind: 'document', source } : { kind: 'run' }
}

/** The value that an indicator starts from, with its place. */
export function startOf(
  indicator: Indicator,
  { catalogue, knownOf }: Evidence,
): { readonly value: number; readonly said: Said } | undefined {
  const baseline = baselineOf(knownOf(indicator), catalogue.baseYear)
  return baseline === undefined
    ? undefined
    : { value: baseline.value, said: { where: whereFrom(catalogue, baseline.source), printed: null } }
}

export const found = (
  kind: ContradictionKind,
  subject: Contradiction['subject'],
  places: readonly [Said, Said],
  values: Contradiction['values'],
  readings: readonly string[] = [],
): Contradiction => ({ id: `${kind}.${subject.id}`, kind, subject, places, values, readings })

export const foundIn = (
  kind: ContradictionKind,
  indicator: Indicator,
  other: Said,
  values: Contradiction['values'],
  readings: readonly string[] = [],
): Contradiction => found(kind, { kind: 'indicator', id: indicator.id }, [inTable(indicator), other], values, readings)
