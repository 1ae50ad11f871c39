import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compoundGrowth, nthRoot } from '../../../../models/shared/growth'

describe('roots without transcendental functions', () => {
  test.each([
    [32, 5, 2],
    [1, 7, 1],
    [1.1 ** 5, 5, 1.1],
    [0.5, 1, 0.5],
    [1e-9, 3, 1e-3],
    [1e12, 4, 1000],
  ])('root of %d, degree %i, is %d', (x, n, root) => expect(nthRoot(x, n)).toBeCloseTo(root, 12))

  test('the root taken to its power is the number again', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 1e6, noNaN: true }), fc.integer({ min: 1, max: 15 }), (x, n) => {
        let power = 1
        const root = nthRoot(x, n)
        for (let k = 0; k < n; k++) power *= root
        expect(Math.abs(power / x - 1)).toBeLessThan(1e-12)
      }),
    )
  })

  test.each([
    [0, 2],
    [-1, 3],
    [Number.NaN, 2],
    [2, 0],
    [2, 1.5],
  ])('no root of %d, degree %d', (x, n) => expect(() => nthRoot(x, n)).toThrow(RangeError))
})

describe('compound growth', () => {
  test('100 that becomes 121 in two years grew by 10% a year', () => expect(compoundGrowth(100, 121, 2)).toBeCloseTo(0.1, 14))
  test('nothing has no growth rate', () => expect(compoundGrowth(0, 5, 3)).toBeNull())
  test('what vanishes falls by all', () => expect(compoundGrowth(5, 0, 3)).toBe(-1))
})
