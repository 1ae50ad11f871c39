/** ln 2 in two parts: the first has so few bits that whole multiples of it are exact. */
const ln2High = 0.6931471803691238
const ln2Low = 1.9082149292705877e-10
const rootOfHalf = 0.7071067811865476

/**
 * Natural logarithm from + − × ÷ alone, so that every engine gives the same bits: powers of two are taken out until what
 * is left lies between √½ and √2, whose logarithm is 2 artanh((m − 1) / (m + 1)) by its series.
 *
 * @throws RangeError for a number that is not positive and finite.
 */
export function naturalLogarithm(x: number): number {
  if (!(x > 0) || !Number.isFinite(x)) throw new RangeError(`no logarithm of ${String(x)}`)
  let [m, exponent] = [x, 0]
  while (m >= 2 * rootOfHalf) [m, exponent] = [m / 2, exponent + 1]
  while (m < rootOfHalf) [m, exponent] = [m * 2, exponent - 1]
  const s = (m - 1) / (m + 1)
  const square = s * s
  // |s| ≤ 0.1716: the terms left out are below 1e-19 of the first.
  let tail = 0
  for (let n = 25; n >= 3; n -= 2) tail = tail * square + 1 / n
  const near = 2 * s + 2 * s * square * tail
  return exponent === 0 ? near : exponent * ln2High + (near + exponent * ln2Low)
}
