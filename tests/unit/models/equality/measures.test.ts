import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { atStandard } from '../../../../models/equality/atStandard'
import { gini } from '../../../../models/equality/gini'
import { theil } from '../../../../models/equality/theil'
import { evenly, largestToSmallest, topToBottom, variation, weightedMean, type Place } from '../../../../models/equality/variation'

const places = (...pairs: readonly (readonly [number, number])[]): readonly Place[] => pairs.map(([value, weight]) => ({ value, weight }))

describe('by hand: 100 yuan for 3 persons, 200 for 1', () => {
  const two = places([100, 3], [200, 1])
  test('the mean is 500 / 4 = 125, unweighted 150', () => {
    expect(weightedMean(two)).toBe(125)
    expect(weightedMean(evenly(two))).toBe(150)
  })
  test('variation: √(¾ × 25² + ¼ × 75²) ÷ 125 = √1875 ÷ 125; unweighted 50 ÷ 150', () => {
    expect(variation(two)).toBeCloseTo(Math.sqrt(1875) / 125, 14)
    expect(variation(evenly(two))).toBeCloseTo(1 / 3, 14)
  })
  test('Gini: 2 × ¾ × ¼ × 100 ÷ (2 × 125) = 0.15', () => expect(gini(two)).toBeCloseTo(0.15, 14))
  test('Theil: ¾ × 0.8 ln 0.8 + ¼ × 1.6 ln 1.6', () => {
    expect(theil(two)?.total).toBeCloseTo(0.6 * Math.log(0.8) + 0.4 * Math.log(1.6), 14)
    expect(theil(two)?.split).toBeNull()
  })
  test('largest to smallest 2; at 125 one person of four; 3 × 25 = 75 yuan lift the rest, 75 ÷ 500 deep', () => {
    expect(largestToSmallest(two)).toBe(2)
    expect(atStandard(two, 125)).toEqual({ share: 0.25, depth: 0.15, money: 75 })
  })
})

test('Theil splits exactly: groups {100, 300} and {200, 200} have no difference between them, and one all within', () => {
  const four = places([100, 1], [300, 1], [200, 1], [200, 1])
  const split = theil(four, ['a', 'a', 'b', 'b'])?.split
  expect(split?.between).toBeCloseTo(0, 15)
  // Half of the money is the first group's, whose own T is ½ (½ ln ½ + 1½ ln 1½).
  expect(split?.within).toBeCloseTo(0.5 * 0.5 * (0.5 * Math.log(0.5) + 1.5 * Math.log(1.5)), 14)
  expect((split?.between ?? 0) + (split?.within ?? 0)).toBeCloseTo(theil(four)?.total ?? Number.NaN, 14)
})

test('the three highest over the three lowest: (6 + 5 + 4) ÷ (1 + 2 + 3), and none for fewer than six', () => {
  const six = places([1, 9], [2, 1], [3, 1], [4, 1], [5, 1], [6, 1])
  expect(topToBottom(six, 3)).toBe(2.5)
  expect(topToBottom(six.slice(1), 3)).toBeNull()
})

test('what cannot be measured is not: nothing spent, a place with nothing, a standard of nothing', () => {
  const none = places([0, 1], [0, 2])
  expect([variation(none), gini(none), theil(none), largestToSmallest(none)]).toEqual([null, null, null, null])
  expect(largestToSmallest(places([0, 1], [5, 1]))).toBeNull()
  // With all in one of two equal places T is ln 2.
  expect(theil(places([0, 1], [5, 1]))?.total).toBeCloseTo(Math.LN2, 15)
  expect(theil(places([-1, 1], [5, 1]))).toBeNull()
  expect(atStandard(places([1, 1]), 0)).toBeNull()
})

const value = fc.double({ min: 1, max: 1e5, noNaN: true })
const weight = fc.double({ min: 0.1, max: 1e7, noNaN: true })
const some = fc.array(fc.record({ value, weight }), { minLength: 2, maxLength: 14 })
const measures: readonly (readonly [string, (of: readonly Place[]) => number])[] = [
  ['variation', (of) => variation(of) ?? Number.NaN],
  ['Gini', (of) => gini(of) ?? Number.NaN],
  ['Theil', (of) => theil(of)?.total ?? Number.NaN],
]

describe.each(measures)('%s', (_, measure) => {
  test('is nothing where all have the same, never negative else', () => {
    fc.assert(
      fc.property(some, value, (of, same) => {
        expect(measure(of.map((place) => ({ ...place, value: same })))).toBeCloseTo(0, 7)
        expect(measure(of)).toBeGreaterThanOrEqual(-1e-15)
      }),
    )
  })
  test('does not change when all values are scaled, or all residents', () => {
    fc.assert(
      fc.property(some, fc.double({ min: 0.01, max: 100, noNaN: true }), (of, factor) => {
        expect(measure(of.map((place) => ({ ...place, value: place.value * factor })))).toBeCloseTo(measure(of), 9)
        expect(measure(of.map((place) => ({ ...place, weight: place.weight * factor })))).toBeCloseTo(measure(of), 9)
      }),
    )
  })
  test('does not change when every place is there twice', () => {
    fc.assert(
      fc.property(some, (of) => {
        expect(measure([...of, ...of])).toBeCloseTo(measure(of), 9)
      }),
    )
  })
  test('never rises when money goes from a place with more to one with less, up to their meeting', () => {
    fc.assert(
      fc.property(some, fc.double({ min: 0, max: 1, noNaN: true }), (of, part) => {
        const [first, second, ...rest] = of
        if (first === undefined || second === undefined) return
        const [rich, poor] = first.value >= second.value ? [first, second] : [second, first]
        const met = (rich.value * rich.weight + poor.value * poor.weight) / (rich.weight + poor.weight)
        const money = (rich.value - met) * rich.weight * part
        const after = [{ ...rich, value: rich.value - money / rich.weight }, { ...poor, value: poor.value + money / poor.weight }, ...rest]
        expect(measure(after)).toBeLessThanOrEqual(measure(of) + 1e-9)
      }),
    )
  })
})

test('Theil’s parts between and within groups add up to the whole', () => {
  fc.assert(
    fc.property(some, (of) => {
      const groups = of.map((_, k) => String(k % 3))
      const found = theil(of, groups)
      expect((found?.split?.between ?? Number.NaN) + (found?.split?.within ?? Number.NaN)).toBeCloseTo(found?.total ?? Number.NaN, 10)
      expect(found?.split?.within ?? -1).toBeGreaterThanOrEqual(-1e-12)
    }),
  )
})

test('after the money of the gap is spent, all are at the standard', () => {
  fc.assert(
    fc.property(some, value, (of, standard) => {
      const lifted = of.map((place) => ({ ...place, value: Math.max(place.value, standard) }))
      expect(atStandard(lifted, standard)).toEqual({ share: 1, depth: 0, money: 0 })
      const spent = lifted.reduce((sum, place, k) => sum + (place.value - (of[k]?.value ?? 0)) * place.weight, 0)
      expect(atStandard(of, standard)?.money ?? Number.NaN).toBeCloseTo(spent, -2)
    }),
  )
})
