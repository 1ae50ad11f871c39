/** A sum that a group of cells must meet. */
export interface Margin {
  readonly cells: readonly number[]
  readonly sum: number
}

/**
 * Iterative proportional fitting: scale a seed until every margin is met (Deming & Stephan 1940).
 *
 * Margins are taken in the order given, round after round; the last one is exact when it stops. Margins that contradict
 * each other leave a miss, which is returned.
 * @returns the largest relative miss of any margin after the last round.
 */
export function fitMargins(seed: Float64Array, margins: readonly Margin[], tolerance: number, rounds: number): number {
  let miss = 0
  for (let round = 0; round < rounds; round++) {
    miss = 0
    for (const { cells, sum } of margins) {
      let found = 0
      for (const cell of cells) found += seed[cell] ?? 0
      if (found <= 0) continue
      miss = Math.max(miss, Math.abs(found / (sum === 0 ? found : sum) - 1))
      for (const cell of cells) seed[cell] = ((seed[cell] ?? 0) * sum) / found
    }
    if (miss <= tolerance) return miss
  }
  return miss
}

/** Whole numbers with the given sum, each next to its value: largest remainders first, ties by position. */
export function roundToSum(values: readonly number[], sum: number): readonly number[] {
  const floors = values.map((value) => Math.floor(value))
  const left = sum - floors.reduce((all, value) => all + value, 0)
  const order = values.map((value, k) => ({ k, rest: value - Math.floor(value) })).sort((a, b) => b.rest - a.rest || a.k - b.k)
  const raised = new Set(order.slice(0, Math.max(0, left)).map(({ k }) => k))
  return floors.map((value, k) => value + (raised.has(k) ? 1 : 0))
}
