import type { PlanPlace } from '../catalogue/schema'
import type { TargetState } from './states'

/** Where something is said: in the plan, in another document, or what a run works out. */
export type Where = PlanPlace | { readonly kind: 'document'; readonly source: string } | { readonly kind: 'run' }

/** One of two places that do not agree. */
export interface Said {
  readonly where: Where
  /** The figure as it is printed; null where the run works it out, or nothing is printed. */
  readonly printed: string | null
}

export const contradictionKinds = [
  'number-differs',
  'sign-differs',
  'other-yardstick',
  'other-document',
  'looser-than-baseline',
  'asks-nothing',
  'met-early',
  'nearly-met',
  'easing',
  'missed-before',
  'below-national',
  'other-statistic',
  'name-differs',
  'break-of-series',
  'rate-of-whom',
  'scope-differs',
  'denominator-moves',
  'met-by-closing',
  'falling-population',
  'rare-cases',
  'span-differs',
  'count-differs',
  'above-hundred',
  'counted-once',
  'outside-list',
  'not-in-list',
  'no-baseline',
  'no-sign',
  'no-unit',
  'no-number',
  'no-date',
] as const
export type ContradictionKind = (typeof contradictionKinds)[number]

/** Something in the plan that does not agree with itself, or that cannot mean what it says. */
export interface Contradiction {
  /** Rule and subject: `below-national.nursery-places`. */
  readonly id: string
  readonly kind: ContradictionKind
  readonly subject: { readonly kind: 'indicator' | 'commitment' | 'item' | 'statement'; readonly id: string }
  /** The two places that do not agree. */
  readonly places: readonly [Said, Said]
  /** The two numbers, in the unit of the subject; null where there is none. */
  readonly values: readonly [number | null, number | null]
  /** Readings that a run can use, the plan's own first; empty where no figure hangs on it. */
  readonly readings: readonly string[]
}

/** What a figure comes to under one reading. */
export interface ReadingEffect {
  readonly reading: string
  /** Yuan in the target year: outside the items, or of the item that is read differently; null where it costs nothing of its own. */
  readonly cost: number | null
  /** How the indicator stands, what it aims at, and what its path asks for in the last known year. */
  readonly state: TargetState | null
  readonly target: number | null
  readonly asked: number | null
}

/** What follows from each reading of one contradiction; empty where it cannot be worked out. */
export interface ReadingEffects {
  readonly id: string
  readonly effects: readonly ReadingEffect[]
}
