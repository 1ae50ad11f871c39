import { ages, personYears, separationFactor, survivalRatios, survivorsFromRates, type Sex } from './lifeTable'

/**
 * A standard table that a life expectancy path shifts in Brass logits. With w = e^alpha the shift is rational,
 * l' = l w / (1 − l + l w), so no exponential is needed and every engine gives the same bits.
 */
export interface MortalityStandard {
  /** Survivors to exact age, l(0) = 1. */
  readonly lx: Float64Array
  /** Mean years lived in their first year by those who die in it; the standard's also after a shift. */
  readonly a0: number
  /** Person-years lived from age 100 on, per birth. */
  readonly openYears: number
}

const open = ages - 1

/** The standard of one sex. @param mx central death rates, 101 ages, the open group's positive. */
export function mortalityStandard(mx: Readonly<Float64Array>, sex: Sex): MortalityStandard {
  const lx = new Float64Array(ages)
  survivorsFromRates(mx, sex, lx)
  const openRate = mx[open] ?? 0
  return { lx, a0: separationFactor(mx[0] ?? 0, sex), openYears: openRate > 0 ? (lx[open] ?? 0) / openRate : 0 }
}

/** Work space of one solution, so that nothing is allocated per year. */
export interface MortalityWork {
  readonly lx: Float64Array
  readonly Lx: Float64Array
  /** Slope of life expectancy in w, left by `shifted`. */
  slope: number
}

export const mortalityWork = (): MortalityWork => ({ lx: new Float64Array(ages), Lx: new Float64Array(ages), slope: 0 })

/**
 * Shifts the survivors by w and returns life expectancy at birth.
 *
 * The open group's person-years become w times the standard's: what the same shift does to a survivorship that goes on
 * beyond 100 while few are left, and what follows when its death rate moves as the loss between 99 and 100 does.
 */
function shifted(standard: MortalityStandard, w: number, work: MortalityWork): number {
  const { lx: ls, a0, openYears } = standard
  const { lx } = work
  // Years lived in closed ages: half of each interval's two ends, the first interval by a0; l(0) = 1 does not move.
  let years = a0 + w * openYears
  let slope = openYears
  lx[0] = 1
  for (let age = 1; age < ages; age++) {
    const l = ls[age] ?? 0
    const divisor = 1 - l + l * w
    const survivors = (l * w) / divisor
    const weight = age === 1 ? 1.5 - a0 : age === open ? 0.5 : 1
    lx[age] = survivors
    years += weight * survivors
    slope += (weight * l * (1 - l)) / (divisor * divisor)
  }
  work.slope = slope
  return years
}

/**
 * Survival ratios of a table shifted so that life expectancy at birth meets `e0` to 1e-9 years.
 *
 * Life expectancy is increasing and concave in w, so Newton's step never lands right of the root: from there on it climbs
 * to it without a bracket. A first step from the right that would leave w > 0 is cut to a quarter of w.
 *
 * @param e0 years, 35…95. @param start where to begin, such as the solution of the year before.
 * @param out receives 101 survival ratios from `at` on. METHOD section 1.2.
 * @returns w = e^alpha of the solution. @throws RangeError where no shift reaches `e0`.
 */
export function survivalAtLifeExpectancy(
  standard: MortalityStandard,
  e0: number,
  work: MortalityWork,
  out: Float64Array,
  at = 0,
  start = 1,
): number {
  let w = start
  for (let step = 0; step < 200; step++) {
    const miss = shifted(standard, w, work) - e0
    if (Math.abs(miss) <= 1e-10) {
      personYears(work.lx, standard.a0, w * standard.openYears, work.Lx)
      survivalRatios(work.Lx, out, at)
      return w
    }
    const next = w - miss / work.slope
    w = next > w / 4 ? next : w / 4
  }
  throw new RangeError(`no table with a life expectancy of ${String(e0)} years`)
}
