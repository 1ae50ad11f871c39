/**
 * The n-th root of a positive number by Newton's steps: only + − × ÷, so that every engine gives the same bits.
 * @param n whole, 1…100. @throws RangeError for x ≤ 0 or n out of range.
 */
export function nthRoot(x: number, n: number): number {
  if (!(x > 0) || !Number.isFinite(x) || !Number.isInteger(n) || n < 1 || n > 100)
    throw new RangeError(`no real root ${String(n)} of ${String(x)}`)
  let root = 1 + (x - 1) / n
  if (root <= 0) root = 1
  for (let step = 0; step < 200; step++) {
    let power = 1
    for (let k = 1; k < n; k++) power *= root
    const next = ((n - 1) * root + x / power) / n
    const change = Math.abs(next - root)
    root = next
    if (change <= 1e-16 * root) break
  }
  return root
}

/** Compound growth per year between two amounts, a fraction; null where the first is not positive or the second negative. */
export function compoundGrowth(first: number, last: number, years: number): number | null {
  if (!(first > 0) || last < 0 || years < 1) return null
  return last === 0 ? -1 : nthRoot(last / first, years) - 1
}
