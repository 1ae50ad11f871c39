import { expect, test } from 'vitest'
import { residenceShift, shiftedShare } from '../../../../models/population/residence'

test('tripling the odds takes a half to three quarters and a quarter to a half', () => {
  expect(shiftedShare(0.5, 3)).toBe(0.75)
  expect(shiftedShare(0.25, 3)).toBe(0.5)
  expect(shiftedShare(0, 3)).toBe(0)
  expect(shiftedShare(1, 3)).toBe(1)
})

test('two places that are a half and a quarter urban, shifted to 62.5% together, have their odds tripled', () => {
  // 100 × 0.75 + 100 × 0.5 = 125 of 200
  expect(residenceShift(Float64Array.of(100, 100), Float64Array.of(0.5, 0.25), 0.625)).toBeCloseTo(3, 12)
})

test('the total is met at both ends of what is possible', () => {
  const persons = Float64Array.of(2e6, 1e5, 0, 30)
  const shares = Float64Array.of(0.001, 0.999, 0.5, 0.3)
  for (const total of [0.001, 0.01, 0.5, 0.99, 0.999]) {
    const w = residenceShift(persons, shares, total)
    const urban = persons.reduce((sum, here, k) => sum + here * shiftedShare(shares[k] ?? 0, w), 0)
    expect(Math.abs(urban / 2_100_030 - total)).toBeLessThan(1e-12)
  }
})

test('where no shift can meet the total the shares stay', () => {
  expect(residenceShift(Float64Array.of(10, 10), Float64Array.of(0, 1), 0.7)).toBe(1)
  expect(residenceShift(Float64Array.of(0, 0), Float64Array.of(0.4, 0.6), 0.7)).toBe(1)
  expect(residenceShift(Float64Array.of(10, 30), Float64Array.of(0.5, 1), 0.6)).toBe(1)
})
