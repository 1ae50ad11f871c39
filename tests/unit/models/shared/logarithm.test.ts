import fc from 'fast-check'
import { expect, test } from 'vitest'
import { naturalLogarithm } from '../../../../models/shared/logarithm'

const off = (x: number): number => {
  const wanted = Math.log(x)
  return wanted === 0 ? Math.abs(naturalLogarithm(x)) : Math.abs(naturalLogarithm(x) / wanted - 1)
}

test('1 has none, 2 and e have what they have', () => {
  expect(naturalLogarithm(1)).toBe(0)
  expect(naturalLogarithm(2)).toBe(Math.LN2)
  expect(naturalLogarithm(Math.E)).toBeCloseTo(1, 15)
  expect(naturalLogarithm(0.5)).toBe(-Math.LN2)
})

test('it is the logarithm to 1e-15 from the smallest to the largest number', () => {
  for (let exponent = -307; exponent <= 308; exponent++)
    for (const m of [1, 1.2345, 1.41421356, 2.5, 7.0710678, 9.99])
      if (m * 10 ** exponent < Infinity) expect(off(m * 10 ** exponent)).toBeLessThanOrEqual(1e-15)
  expect(off(Number.MIN_VALUE)).toBeLessThanOrEqual(1e-15)
  expect(off(Number.MAX_VALUE)).toBeLessThanOrEqual(1e-15)
})

test('also close to one, where it is close to nothing', () => {
  for (let k = 1; k <= 52; k++) {
    expect(off(1 + 2 ** -k)).toBeLessThanOrEqual(1e-15)
    expect(off(1 - 2 ** -k)).toBeLessThanOrEqual(1e-15)
  }
  fc.assert(fc.property(fc.double({ min: 0.3, max: 3, noNaN: true }), (x) => off(x) <= 1e-15))
})

test('nothing else has a logarithm', () => {
  for (const x of [0, -1, Number.NaN, Number.POSITIVE_INFINITY]) expect(() => naturalLogarithm(x)).toThrow(RangeError)
})
