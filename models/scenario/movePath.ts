import { exponential } from '../shared/exponential'
import type { Override } from './document'

/** Years an override acts in, as indices into the years of the run; the base year itself never moves. */
export function span(override: Override, firstYear: number, years: number): { readonly first: number; readonly last: number } {
  const first = Math.max(override.from - firstYear, 1)
  const last = Math.min((override.to ?? firstYear + years - 1) - firstYear, years - 1)
  return { first, last }
}

/** How steep the logistic curve is: at its two ends it lies 0.7% from nothing and from the whole, before it is stretched to both. */
const steepness = 10
const sigmoid = (x: number): number => 1 / (1 + exponential(steepness * (0.5 - x)))
const [low, high] = [sigmoid(0), sigmoid(1)]

/** Logistic growth from 0 at x = 0 to 1 at x = 1, half at x = ½. */
const logistic = (x: number): number => (sigmoid(x) - low) / (high - low)

/** Part of the full change that is in force in a year, 0…1: rises in a straight line, or slowly, fast and slowly, to 1 in `fullFrom`. */
export function phaseIn({ from, fullFrom, shape }: Pick<Override, 'from' | 'fullFrom' | 'shape'>, year: number): number {
  if (year < from) return 0
  if (fullFrom === undefined || year >= fullFrom) return 1
  const part = (year - from + 1) / (fullFrom - from + 1)
  return shape === 'logistic' ? logistic(part) : part
}

/** Value that an override of mode `series` gives for a year; undefined where it gives none. */
export const seriesValue = (override: Override, year: number): number | undefined => override.values?.[String(year)]

/**
 * Move one path (a value per year, first element the base year) by an override, in place.
 *
 * @param after what a replaced value does in later years: held, or growing in proportion to the path it replaces.
 */
export function movePath(path: Float64Array, override: Override, firstYear: number, after: 'rule' | 'hold'): void {
  const { first, last } = span(override, firstYear, path.length)
  const before = Float64Array.from(path)
  const start = before[first] ?? 0
  for (let k = first; k <= last; k++) {
    const old = before[k] ?? 0
    const target = targetOf(override, firstYear + k, old, after === 'rule' && start !== 0 ? old / start : 1)
    path[k] = old + (target - old) * phaseIn(override, firstYear + k)
  }
}

function targetOf(override: Override, year: number, old: number, growth: number): number {
  const value = override.value ?? 0
  switch (override.mode) {
    case 'set':
      return value * growth
    case 'scale':
      return old * value
    case 'add':
      return old + value
    case 'series':
      return seriesValue(override, year) ?? old
  }
}
