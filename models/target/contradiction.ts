/** A place of the plan, or a published figure beside it. */
export type Place =
  | { readonly kind: 'indicator'; readonly id: string }
  | { readonly kind: 'commitment'; readonly id: string }
  | { readonly kind: 'baseline' | 'national' | 'statistic' | 'period' | 'population' | 'item'; readonly id: string }

export const contradictionKinds = [
  'number-differs',
  'other-yardstick',
  'looser-than-baseline',
  'met-early',
  'easing',
  'below-national',
  'other-statistic',
  'rate-of-whom',
  'falling-population',
  'counted-once',
  'no-baseline',
  'no-sign',
  'no-unit',
] as const
export type ContradictionKind = (typeof contradictionKinds)[number]

/** Something in the plan that does not agree with itself, or that cannot mean what it says. */
export interface Contradiction {
  /** Rule and subject: `below-national.nursery-places`. */
  readonly id: string
  readonly kind: ContradictionKind
  /** The two places that do not agree. */
  readonly places: readonly [Place, Place]
  /** The two numbers, in the unit of the indicator. */
  readonly values: readonly [number | null, number | null]
  /** Readings that a run can use, the plan's own first; empty where nothing hangs on it. */
  readonly readings: readonly string[]
}
