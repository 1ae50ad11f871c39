/**
 * Root of a monotone function between two places where it has different signs (Illinois variant of regula falsi).
 * Stops when the function is within `tolerance` of zero, or when no number lies between the two places any more.
 */
export function regulaFalsi(f: (x: number) => number, low: number, high: number, tolerance: number): number {
  let [a, b] = [low, high]
  let [fa, fb] = [f(a), f(b)]
  if (Math.abs(fa) <= tolerance) return a
  if (Math.abs(fb) <= tolerance) return b
  for (let step = 0; step < 200; step++) {
    const x = step % 20 === 19 ? (a + b) / 2 : (a * fb - b * fa) / (fb - fa)
    const fx = f(x)
    if (Math.abs(fx) <= tolerance || x === a || x === b) return x
    if (fx < 0 === fb < 0) fa /= 2
    else [a, fa] = [b, fb]
    ;[b, fb] = [x, fx]
  }
  return b
}
