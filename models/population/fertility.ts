import { ages } from './lifeTable'

/** Ages outside of which a pattern has no births. */
export interface FertileAges {
  readonly first: number
  readonly last: number
}
const everyAge: FertileAges = { first: 0, last: ages - 1 }

export function fertileAges(pattern: Readonly<Float64Array>): FertileAges {
  const first = pattern.findIndex((share) => share !== 0)
  return first < 0 ? { first: 0, last: -1 } : { first, last: pattern.findLastIndex((share) => share !== 0) }
}

/**
 * Births of a year from the women at both of its ends, before migrants (METHOD section 1.5).
 *
 * @param stock persons; `before` and `after` are where the women aged 0 of the year's start and end stand.
 * @param pattern births per woman by age for a level of 1: age-specific rates (level 1), or shares that sum to 1 (level: the
 * total fertility rate, children per woman).
 * @param fertile ages of the pattern that count; absent: all.
 */
export function birthsOfYear(
  stock: Readonly<Float64Array>,
  before: number,
  after: number,
  pattern: Readonly<Float64Array>,
  level: number,
  { first, last }: FertileAges = everyAge,
): number {
  // Women aged 0 at the year's end are themselves born of this sum: only those of the start count at that age.
  let sum = first === 0 ? (pattern[0] ?? 0) * (stock[before] ?? 0) : 0
  for (let age = Math.max(1, first); age <= last; age++)
    sum += (pattern[age] ?? 0) * ((stock[before + age] ?? 0) + (stock[after + age] ?? 0))
  return (level * sum) / 2
}
