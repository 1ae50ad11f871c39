import { expect, test } from 'vitest'
import {
  ages,
  lifeExpectancy,
  personYears,
  separationFactor,
  survivalFromRates,
  survivalRatios,
  survivorsFromRates,
} from '../../../../models/population/lifeTable'

test('those who die as infants live the Coale–Demeny West fraction of a year, level from a rate of 0.107 on', () => {
  // 0.045 + 2.684 × 0.05 = 0.1792; 0.053 + 2.8 × 0.05 = 0.193
  expect(separationFactor(0.05, 'male')).toBeCloseTo(0.1792, 12)
  expect(separationFactor(0.05, 'female')).toBeCloseTo(0.193, 12)
  expect(separationFactor(0.107, 'male')).toBe(0.33)
  expect(separationFactor(0.107, 'female')).toBe(0.35)
})

test('a death rate of 0.4 takes a third of an age, one of 2 or more takes all of it', () => {
  const mx = new Float64Array(ages)
  mx[1] = 0.4 // q = 0.4 / (1 + 0.5 × 0.4) = 1/3
  mx[3] = 3 // q = 3 / 2.5, capped at 1
  const lx = new Float64Array(ages)
  survivorsFromRates(mx, 'male', lx)
  expect([...lx.subarray(0, 4)]).toEqual([1, 1, expect.closeTo(2 / 3, 15), expect.closeTo(2 / 3, 15)])
  expect(lx[4]).toBe(0)
  expect(lx[100]).toBe(0)
})

test('person-years lie between both ends of an age, by a0 in the first', () => {
  const lx = new Float64Array(ages)
  lx.set([1, 0.9, 0.6])
  const Lx = new Float64Array(ages)
  personYears(lx, 0.2, 0, Lx)
  // 0.9 + 0.2 × 0.1; 0.6 + 0.5 × 0.3; 0 + 0.5 × 0.6
  expect([...Lx.subarray(0, 4)]).toEqual([expect.closeTo(0.92, 15), expect.closeTo(0.75, 15), 0.3, 0])
  expect(lifeExpectancy(Lx)).toBeCloseTo(1.97, 14)
})

test('survival into the open group is shared by those aged 99 and those older', () => {
  const Lx = new Float64Array(ages).fill(0.5)
  Lx[0] = 0.98
  Lx[99] = 0.3
  Lx[100] = 0.1
  const survival = new Float64Array(ages)
  survivalRatios(Lx, survival)
  expect(survival[0]).toBe(0.98)
  expect(survival[1]).toBeCloseTo(0.5 / 0.98, 15)
  expect(survival[99]).toBeCloseTo(0.6, 15)
  expect(survival[100]).toBeCloseTo(0.25, 15) // 0.1 / (0.1 + 0.3)
})

test('with the same rate at every age the open group survives as a stationary population does', () => {
  // m = 0.4, q = 1/3: L99 = l99 × 5/6, l100 = l99 × 2/3, L100 = l100 / 0.4 = l99 × 5/3; S = (5/3) / (5/3 + 5/6) = 2/3
  const survival = new Float64Array(2 * ages)
  survivalFromRates(new Float64Array(ages).fill(0.4), 'female', survival, ages)
  expect(survival[ages + 100]).toBeCloseTo(2 / 3, 14)
  expect(survival[ages + 50]).toBeCloseTo(2 / 3, 14)
  expect(survival[0]).toBe(0)
})
