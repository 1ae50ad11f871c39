import type { Place } from './variation'

export interface AtStandard {
  /** Part of the residents who live where the value is at or above the standard. */
  readonly share: number
  /** Σ p max(0, (s − x) / s): how far below, on average over all residents. */
  readonly depth: number
  /** Σ P max(0, s − x): what lifting all to the standard costs, in the value's unit × the weight's. */
  readonly money: number
}

/** A value that only rounding keeps below the standard is at it. */
const tolerance = 1e-9

/** Who is at a standard, and what it takes to lift the others to it; null for a standard that is not positive. */
export function atStandard(places: readonly Place[], standard: number): AtStandard | null {
  const weights = places.reduce((sum, { weight }) => sum + weight, 0)
  if (!(standard > 0) || !(weights > 0)) return null
  let [at, money] = [0, 0]
  for (const { value, weight } of places) {
    if (value >= standard * (1 - tolerance)) at += weight
    else money += weight * (standard - value)
  }
  return { share: at / weights, depth: money / (weights * standard), money }
}
