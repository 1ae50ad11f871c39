import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { roundedBeside, roundedParts } from '../../../../models/shared/rounding'

/** Sum in whole units of the last decimal, so that adding decimals does not blur the answer. */
const sum = (parts: readonly number[], scale: number): number => parts.reduce((total, part) => total + Math.round(part * scale), 0)

describe('parts that are shown add up to the total that is shown', () => {
  test('three thirds of one hundred million: one of them takes the missing hundredth, the first on a tie', () =>
    expect(roundedParts([1e8 / 3, 1e8 / 3, 1e8 / 3], 1e8, 2)).toEqual([0.34, 0.33, 0.33]))

  test('the largest remainder is raised: 1.6 + 1.3 + 1.1 = 4 is 2 + 1 + 1', () =>
    expect(roundedParts([1.6, 1.3, 1.1], 1, 0)).toEqual([2, 1, 1]))

  test('plain rounding would show 3 × 0.4 = 1.2 as 0 of 1', () => expect(roundedParts([0.4, 0.4, 0.4], 1, 0)).toEqual([1, 0, 0]))

  test('exact parts are not touched', () =>
    expect(roundedParts([421.98e8, 119.36e8, 47.31e8, 47.76e8], 1e8, 2)).toEqual([421.98, 119.36, 47.31, 47.76]))

  test('nothing stays nothing', () => {
    expect(roundedParts([], 1, 2)).toEqual([])
    expect(roundedParts([0, 0], 1e8, 2)).toEqual([0, 0])
  })

  test('for any amounts: the sum is the rounded total, and no part is off by a whole unit', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 1e12, noNaN: true }), { minLength: 1, maxLength: 12 }),
        fc.constantFrom([1e8, 2, 100] as const, [1e4, 0, 1] as const),
        (parts, [divisor, decimals, scale]) => {
          const shown = roundedParts(parts, divisor, decimals)
          const total = parts.reduce((a, b) => a + b, 0) / divisor
          expect(Math.abs(sum(shown, scale) - total * scale)).toBeLessThanOrEqual(0.5 + 1e-6)
          shown.forEach((part, k) => expect(Math.abs(part - (parts[k] ?? 0) / divisor)).toBeLessThan(1 / scale + 1e-6))
        },
      ),
      { seed: 20260, numRuns: 300 },
    )
  })
})

describe('a second column beside a rounded one', () => {
  test('what did not move shows the same, though alone it would round otherwise', () =>
    // 0.4 + 0.4 + 5.4 = 6.2: alone 0, 0 and 6; beside 1, 0 and 0 the first keeps its 1 and the last takes 5.
    expect(roundedBeside([1, 0, 0], [0.4, 0.4, 0.4], [0.4, 0.4, 5.4], 1, 0)).toEqual([1, 0, 5]))

  test('nothing moved, nothing differs', () => {
    const parts = [1e8 / 3, 1e8 / 3, 1e8 / 3]
    const shown = roundedParts(parts, 1e8, 2)
    expect(roundedBeside(shown, parts, parts, 1e8, 2)).toEqual(shown)
  })

  test('for any change: the column adds up, and unmoved parts stay', () => {
    const amounts = fc.array(
      fc.tuple(fc.double({ min: 0, max: 1e11, noNaN: true }), fc.boolean(), fc.double({ min: 1, max: 1e11, noNaN: true })),
      { minLength: 1, maxLength: 9 },
    )
    fc.assert(
      fc.property(amounts, (rows) => {
        const first = rows.map(([amount]) => amount)
        const second = rows.map(([amount, moves, change]) => (moves ? amount + change : amount))
        const shown = roundedParts(first, 1e8, 2)
        const beside = roundedBeside(shown, first, second, 1e8, 2)
        rows.forEach(([, moves], k) => {
          if (!moves) expect(beside[k]).toBe(shown[k])
        })
        const total = second.reduce((a, b) => a + b, 0) / 1e8
        expect(Math.abs(sum(beside, 100) - total * 100)).toBeLessThanOrEqual(0.5 + 1e-6)
      }),
      { seed: 20261, numRuns: 300 },
    )
  })
})
