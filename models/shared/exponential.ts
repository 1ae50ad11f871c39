const halvings = 6
const terms = 16

/**
 * e to the power of x from + − × ÷ alone, so that every engine gives the same bits: the series of x / 64, squared six times.
 * Good to 1e-14 of the value for |x| ≤ 16.
 */
export function exponential(x: number): number {
  const small = x / (1 << halvings)
  let sum = 1
  for (let n = terms; n > 0; n--) sum = 1 + (small / n) * sum
  for (let k = 0; k < halvings; k++) sum *= sum
  return sum
}
