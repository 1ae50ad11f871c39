/** A place with what it has per head and its residents. */
export interface Place {
  readonly value: number
  readonly weight: number
}

/** Mean of the values by their weights; 0 where there is nothing to weigh. */
export function weightedMean(places: readonly Place[]): number {
  let [sum, weights] = [0, 0]
  for (const { value, weight } of places) {
    sum += value * weight
    weights += weight
  }
  return weights > 0 ? sum / weights : 0
}

/** The same places, each counting alike. */
export const evenly = (places: readonly Place[]): readonly Place[] => places.map(({ value }) => ({ value, weight: 1 }))

/** Coefficient of variation √(Σ p (x − m)²) ÷ m; null where the mean is not positive. */
export function variation(places: readonly Place[]): number | null {
  const mean = weightedMean(places)
  if (!(mean > 0)) return null
  return Math.sqrt(weightedMean(places.map(({ value, weight }) => ({ value: (value / mean - 1) * (value / mean - 1), weight }))))
}

const byValue = (places: readonly Place[]): readonly Place[] => [...places].sort((a, b) => a.value - b.value)

/** The largest value over the smallest; null where the smallest is not positive. */
export function largestToSmallest(places: readonly Place[]): number | null {
  const sorted = byValue(places)
  const [low, high] = [sorted[0]?.value ?? 0, sorted.at(-1)?.value ?? 0]
  return low > 0 ? high / low : null
}

/** Plain mean of the `count` highest over that of the `count` lowest; null with too few places or where those have nothing. */
export function topToBottom(places: readonly Place[], count: number): number | null {
  if (places.length < 2 * count) return null
  const sorted = byValue(places)
  const sum = (part: readonly Place[]): number => part.reduce((total, { value }) => total + value, 0)
  const low = sum(sorted.slice(0, count))
  return low > 0 ? sum(sorted.slice(-count)) / low : null
}
