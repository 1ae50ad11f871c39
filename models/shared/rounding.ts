const powerOfTen = (decimals: number): number => Number(`1e${String(decimals)}`)

/**
 * Parts as they are shown, rounded so that they add up to the rounded total (largest remainder; ties by position).
 *
 * @param decimals of the shown numbers, after dividing by `divisor`. @returns the parts in the shown unit.
 */
export function roundedParts(parts: readonly number[], divisor: number, decimals: number): readonly number[] {
  const scale = powerOfTen(decimals)
  const total = Math.round((parts.reduce((sum, part) => sum + part, 0) / divisor) * scale)
  return unitsTo(
    parts.map((part) => (part / divisor) * scale),
    total,
  ).map((units) => units / scale)
}

/**
 * Whole units for exact parts, each the one below or above it, so that they make a total: as it is shown one level up. A part
 * that is whole stays as it is, so nothing appears where there is nothing.
 *
 * @param total between the sums of all parts rounded down and rounded up, as the rounded sum of the parts always is.
 */
export function unitsTo(exact: readonly number[], total: number): readonly number[] {
  const floors = exact.map((value) => Math.floor(value))
  const left = total - floors.reduce((sum, value) => sum + value, 0)
  const order = exact.map((value, k) => ({ k, rest: value - Math.floor(value) })).sort((a, b) => b.rest - a.rest || a.k - b.k)
  const raised = new Set(order.slice(0, Math.max(0, left)).map(({ k }) => k))
  return floors.map((value, k) => value + (raised.has(k) ? 1 : 0))
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
  const scale = powerOfTen(decimals)
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
