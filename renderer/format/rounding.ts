/**
 * Parts as they are shown, rounded so that they add up to the rounded total (largest remainder; ties by position).
 *
 * @param decimals of the shown numbers, after dividing by `divisor`. @returns the parts in the shown unit.
 */
export function roundedParts(parts: readonly number[], divisor: number, decimals: number): readonly number[] {
  let scale = 1
  for (let k = 0; k < decimals; k++) scale *= 10
  const exact = parts.map((part) => (part / divisor) * scale)
  const whole = Math.round(exact.reduce((sum, value) => sum + value, 0))
  const floors = exact.map((value) => Math.floor(value))
  const left = whole - floors.reduce((sum, value) => sum + value, 0)
  const order = exact.map((value, k) => ({ k, rest: value - Math.floor(value) })).sort((a, b) => b.rest - a.rest || a.k - b.k)
  const raised = new Set(order.slice(0, Math.max(0, left)).map(({ k }) => k))
  return floors.map((value, k) => (value + (raised.has(k) ? 1 : 0)) / scale)
}
