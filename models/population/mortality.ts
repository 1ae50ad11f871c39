import { ages, lifeExpectancy, personYears, separationFactor, survivalRatios, survivorsFromRates, type Sex } from './lifeTable'

/**
 * A standard table that a life expectancy path shifts in Brass logits. With w = e^alpha the shift is rational,
 * l' = l w / (1 − l + l w), so no exponential is needed and every engine gives the same bits.
 */
export interface MortalityStandard {
  readonly sex: Sex
  readonly lx: Float64Array
  readonly a0: number
  readonly openRate: number
}

export function mortalityStandard(mx: Readonly<Float64Array>, sex: Sex): MortalityStandard {
  const lx = new Float64Array(ages)
  survivorsFromRates(mx, sex, lx)
  return { sex, lx, a0: separationFactor(mx[0] ?? 0, sex), openRate: mx[ages - 1] ?? 0 }
}

/** Work space of one solution, so that nothing is allocated per year. */
export interface MortalityWork {
  readonly lx: Float64Array
  readonly Lx: Float64Array
}

export const mortalityWork = (): MortalityWork => ({ lx: new Float64Array(ages), Lx: new Float64Array(ages) })

const open = ages - 1

/**
 * The shifted table for one w. The open group's death rate is scaled by what the shift does to the mortality of the
 * last closed ages (ratio of the logit-shifted odds there), so that it moves with the table.
 */
function shifted(standard: MortalityStandard, w: number, work: MortalityWork): number {
  const { lx: ls, a0, openRate } = standard
  const { lx, Lx } = work
  for (let age = 0; age < ages; age++) {
    const l = ls[age] ?? 0
    lx[age] = (l * w) / (1 - l + l * w)
  }
  const standardLoss = 1 - (ls[open] ?? 0) / (ls[open - 1] ?? 1)
  const shiftedLoss = 1 - (lx[open] ?? 0) / (lx[open - 1] ?? 1)
  personYears(lx, a0, standardLoss > 0 ? (openRate * shiftedLoss) / standardLoss : openRate, Lx)
  return lifeExpectancy(Lx)
}

/**
 * Survival ratios of a table shifted so that life expectancy at birth meets `e0` to 1e-9 years.
 * @param e0 years, 35…95. @param out receives 101 survival ratios. METHOD section 1.2.
 * @returns w = e^alpha of the solution. @throws RangeError where no shift reaches `e0`.
 */
export function survivalAtLifeExpectancy(standard: MortalityStandard, e0: number, work: MortalityWork, out: Float64Array): number {
  let [low, high] = [1, 1]
  for (let k = 0; shifted(standard, low, work) > e0; k++, low /= 2)
    if (k > 200) throw new RangeError(`no table with a life expectancy of ${String(e0)} years`)
  for (let k = 0; shifted(standard, high, work) < e0; k++, high *= 2)
    if (k > 200) throw new RangeError(`no table with a life expectancy of ${String(e0)} years`)
  const w = regulaFalsi((x) => shifted(standard, x, work) - e0, low, high, 1e-10)
  shifted(standard, w, work)
  survivalRatios(work.Lx, out)
  return w
}

/**
 * Root of an increasing function between two places with values of different sign (Illinois variant of regula falsi).
 * Stops when the function is within `tolerance` of zero.
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
