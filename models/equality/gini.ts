import { weightedMean, type Place } from './variation'

/** Gini coefficient weighted by residents, (1 / 2m) Σ Σ p p |x − x'|, 0…1; null where the mean is not positive. */
export function gini(places: readonly Place[]): number | null {
  const mean = weightedMean(places)
  if (!(mean > 0)) return null
  let [sum, weights] = [0, 0]
  for (const a of places) {
    weights += a.weight
    let row = 0
    for (const b of places) row += a.weight * b.weight * Math.abs(a.value - b.value)
    sum += row
  }
  return sum / (2 * mean * weights * weights)
}
