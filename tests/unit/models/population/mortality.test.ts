import { expect, test } from 'vitest'
import { ages, lifeExpectancy, personYears, survivalFromRates } from '../../../../models/population/lifeTable'
import { mortalityStandard, mortalityWork, survivalAtLifeExpectancy } from '../../../../models/population/mortality'
import { standardRates } from '../../../fixtures/population'

const standard = mortalityStandard(standardRates, 'male')
const survivalAt = (e0: number, start = 1): { w: number; survival: Float64Array } => {
  const survival = new Float64Array(ages)
  return { w: survivalAtLifeExpectancy(standard, e0, mortalityWork(), survival, 0, start), survival }
}
const ownLifeExpectancy = (): number => {
  const Lx = new Float64Array(ages)
  personYears(standard.lx, standard.a0, standard.openYears, Lx)
  return lifeExpectancy(Lx)
}

test('the standard at its own life expectancy is not shifted', () => {
  const { w, survival } = survivalAt(ownLifeExpectancy())
  const unshifted = new Float64Array(ages)
  survivalFromRates(standardRates, 'male', unshifted)
  expect(w).toBeCloseTo(1, 9)
  survival.forEach((ratio, age) => {
    expect(ratio).toBeCloseTo(unshifted[age] ?? 0, 10)
  })
})

test('a shift moves the logits of the survivors by one amount at every age', () => {
  const work = mortalityWork()
  const w = survivalAtLifeExpectancy(standard, 80, work, new Float64Array(ages))
  const logit = (l: number): number => Math.log(l / (1 - l))
  for (let age = 1; age < ages; age++) expect(logit(work.lx[age] ?? 0) - logit(standard.lx[age] ?? 0)).toBeCloseTo(Math.log(w), 9)
})

test('a longer life means better survival at every age', () => {
  const [short, long] = [survivalAt(60).survival, survivalAt(61).survival]
  for (let age = 0; age < ages; age++) expect(long[age]).toBeGreaterThan(short[age] ?? 1)
})

test('where the search starts does not matter', () => {
  const near = survivalAt(75).w
  for (const start of [1e-6, 0.01, 50, 1e6]) expect(Math.abs(survivalAt(75, start).w / near - 1)).toBeLessThan(1e-10)
})

test('a life expectancy that no shift reaches is refused', () => {
  expect(() => survivalAt(0.001)).toThrow(RangeError)
  expect(() => survivalAt(Number.NaN)).toThrow(RangeError)
  expect(() => survivalAt(Infinity)).toThrow(RangeError)
})
