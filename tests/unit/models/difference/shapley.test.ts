import fc from 'fast-check'
import { expect, test } from 'vitest'
import { shapleyParts } from '../../../../models/difference/shapley'

test('a product of two factors: 2 × 3 becomes 4 × 5', () => {
  // First factor alone: +2×3 = 6, after the second: +2×5 = 10; mean 8. Second: +2×2 = 4 and +4×2 = 8; mean 6. Together 14 = 20 − 6.
  const worth = (set: number): Float64Array => Float64Array.of((set & 1 ? 4 : 2) * (set & 2 ? 5 : 3))
  expect(shapleyParts(2, worth).map(([part]) => part)).toEqual([8, 6])
})

test('three groups, of which one does nothing', () => {
  // Worth 1 × 2 × 1 → 3 × 4: parts of the first: 2×(2+4)/2 = 6, of the second: 2×(1+3)/2 = 4, together 10 = 12 − 2.
  const worth = (set: number): Float64Array => Float64Array.of((set & 1 ? 3 : 1) * (set & 4 ? 4 : 2))
  const parts = shapleyParts(3, worth).map(([part]) => part)
  expect(parts[0]).toBeCloseTo(6, 12)
  expect(parts[1]).toBe(0)
  expect(parts[2]).toBeCloseTo(4, 12)
})

test('no groups, no parts; too many are refused', () => {
  expect(shapleyParts(0, () => Float64Array.of(1))).toEqual([])
  expect(() => shapleyParts(13, () => Float64Array.of(1))).toThrow(RangeError)
})

test('parts add up to the whole, and the order of the groups does not matter', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 5 }),
      fc.array(fc.double({ min: -1e12, max: 1e12, noNaN: true }), { minLength: 32, maxLength: 32 }),
      (groups, values) => {
        const parts = shapleyParts(groups, (set) => Float64Array.of(values[set] ?? 0))
        const whole = (values[(1 << groups) - 1] ?? 0) - (values[0] ?? 0)
        const sum = parts.reduce((all, [part]) => all + (part ?? 0), 0)
        expect(Math.abs(sum - whole)).toBeLessThanOrEqual(1e-9 * Math.abs(whole) + 1e-3)
        const turned = (set: number): number =>
          Array.from({ length: groups }, (_, k) => (set >> k) & 1).reduce((all, bit, k) => all | (bit << (groups - 1 - k)), 0)
        const reversed = shapleyParts(groups, (set) => Float64Array.of(values[turned(set)] ?? 0))
        parts.forEach(([part], k) => {
          expect(Math.abs((part ?? 0) - (reversed[groups - 1 - k]?.[0] ?? 0))).toBeLessThan(1)
        })
      },
    ),
    { seed: 150000 },
  )
})
