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

/**
 * A second column beside a rounded first one: parts that did not move show the same, the rest take what is left of the
 * rounded total, so that the column adds up and no difference appears where there is none.
 *
 * @param shown the first column as shown. @param first, second the exact parts behind both.
 */
export function roundedBeside(
  shown: readonly number[],
  first: readonly number[],
  second: readonly number[],
  divisor: number,
  decimals: number,
): readonly number[] {
  const moved = second.flatMap((value, k) => (Math.abs(value - (first[k] ?? 0)) > 0.5 ? [k] : []))
  if (moved.length === 0) return shown
  let scale = 1
  for (let k = 0; k < decimals; k++) scale *= 10
  const whole = Math.round((second.reduce((sum, value) => sum + value, 0) / divisor) * scale)
  const kept = shown.reduce((sum, value, k) => (moved.includes(k) ? sum : sum + Math.round(value * scale)), 0)
  const exact = moved.map((k) => ((second[k] ?? 0) / divisor) * scale)
  const floors = exact.map((value) => Math.floor(value))
  // What is left may be more or less than one unit a part, since the kept parts have been rounded elsewhere.
  const left = whole - kept - floors.reduce((sum, value) => sum + value, 0)
  const order = exact.map((value, k) => ({ k, rest: value - Math.floor(value) })).sort((a, b) => b.rest - a.rest || a.k - b.k)
  const parts = [...shown]
  moved.forEach((place, k) => {
    parts[place] = (floors[k] ?? 0) / scale
  })
  for (let n = 0; n < Math.abs(left); n++) {
    const place = moved[order[n % order.length]?.k ?? 0] ?? 0
    parts[place] = Math.round((parts[place] ?? 0) * scale + Math.sign(left)) / scale
  }
  return parts
}
