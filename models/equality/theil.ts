import { naturalLogarithm } from '../shared/logarithm'
import { weightedMean, type Place } from './variation'

export interface Theil {
  readonly total: number
  /** Between the groups' means and within the groups; null where the places are in no groups. */
  readonly split: { readonly between: number; readonly within: number } | null
}

/** Σ p (x / m) ln (x / m); nothing counts nothing. Null where the mean is not positive or a value is negative. */
function index(places: readonly Place[]): number | null {
  const mean = weightedMean(places)
  if (!(mean > 0) || places.some(({ value }) => value < 0)) return null
  return weightedMean(
    places.map(({ value, weight }) => ({ value: value === 0 ? 0 : (value / mean) * naturalLogarithm(value / mean), weight })),
  )
}

/**
 * Theil's T weighted by residents. With groups it splits exactly: between is T of the groups' means, within the groups' own
 * T weighted by their part of the money.
 *
 * @param groups name of each place's group, or undefined where there are none.
 */
export function theil(places: readonly Place[], groups?: readonly string[]): Theil | null {
  const total = index(places)
  if (total === null) return null
  if (groups === undefined) return { total, split: null }
  const parts = [...new Set(groups)].map((group) => places.filter((_, k) => groups[k] === group))
  const weightOf = (part: readonly Place[]): number => part.reduce((sum, { weight }) => sum + weight, 0)
  const between = index(parts.map((part) => ({ value: weightedMean(part), weight: weightOf(part) })))
  const money = weightedMean(places) * weightOf(places)
  const within = parts.reduce((sum, part) => sum + ((index(part) ?? 0) * weightedMean(part) * weightOf(part)) / money, 0)
  return { total, split: between === null ? null : { between, within } }
}
