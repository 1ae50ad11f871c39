/** Single ages 0…100+; the last is the open group. */
export const ages = 101
const open = ages - 1

export type Sex = 'male' | 'female'

/**
 * Coale–Demeny West: mean years lived in the first year of life by those who die in it.
 * @param m0 central death rate at age 0. METHOD section 1.1.
 */
export function separationFactor(m0: number, sex: Sex): number {
  if (m0 >= 0.107) return sex === 'male' ? 0.33 : 0.35
  return sex === 'male' ? 0.045 + 2.684 * m0 : 0.053 + 2.8 * m0
}

/**
 * Survivors to exact age, l(0) = 1, from central death rates. METHOD section 1.1.
 * @param mx deaths per person-year by single age, 0…100+. @param lx receives 101 values.
 */
export function survivorsFromRates(mx: Readonly<Float64Array>, sex: Sex, lx: Float64Array): void {
  lx[0] = 1
  for (let age = 0; age < open; age++) {
    const m = mx[age] ?? 0
    const a = age === 0 ? separationFactor(m, sex) : 0.5
    const q = Math.min(1, m / (1 + (1 - a) * m))
    lx[age + 1] = (lx[age] ?? 0) * (1 - q)
  }
}

/**
 * Person-years lived by age from survivors.
 * @param a0 separation factor of age 0. @param openYears person-years lived from age 100 on: l(100) / m(100+).
 */
export function personYears(lx: Readonly<Float64Array>, a0: number, openYears: number, out: Float64Array): void {
  for (let age = 0; age < open; age++) {
    const here = lx[age] ?? 0
    const next = lx[age + 1] ?? 0
    out[age] = next + (age === 0 ? a0 : 0.5) * (here - next)
  }
  out[open] = openYears
}

/**
 * Survival INTO each age over a year: S[0] of births, S[a] = L[a]/L[a−1], S[100+] of those aged 99 and over.
 * @param Lx person-years lived, l(0) = 1. @param out receives 101 ratios from `at` on.
 */
export function survivalRatios(Lx: Readonly<Float64Array>, out: Float64Array, at = 0): void {
  out[at] = Lx[0] ?? 0
  for (let age = 1; age < open; age++) {
    const before = Lx[age - 1] ?? 0
    out[at + age] = before > 0 ? (Lx[age] ?? 0) / before : 0
  }
  const both = (Lx[open] ?? 0) + (Lx[open - 1] ?? 0)
  out[at + open] = both > 0 ? (Lx[open] ?? 0) / both : 0
}

/** Life expectancy at birth, years: all person-years of a table with l(0) = 1. */
export function lifeExpectancy(Lx: Readonly<Float64Array>): number {
  let sum = 0
  for (let age = open; age >= 0; age--) sum += Lx[age] ?? 0
  return sum
}

/**
 * Survival ratios of a year's central death rates.
 * @param mx 101 ages, the open group's rate positive. @param out receives 101 ratios from `at` on.
 */
export function survivalFromRates(mx: Readonly<Float64Array>, sex: Sex, out: Float64Array, at = 0): void {
  const [lx, Lx] = [new Float64Array(ages), new Float64Array(ages)]
  survivorsFromRates(mx, sex, lx)
  const openRate = mx[open] ?? 0
  personYears(lx, separationFactor(mx[0] ?? 0, sex), openRate > 0 ? (lx[open] ?? 0) / openRate : 0, Lx)
  survivalRatios(Lx, out, at)
}
