import { describe, expect, test } from 'vitest'
import {
  ageJumps,
  checkImports,
  growingCohorts,
  sexRatio,
  whippleIndex,
  type CheckedPopulation,
} from '../../../../models/population/importChecks'

const flat = (persons: number): number[] => new Array<number>(101).fill(persons)
const withAges = (values: readonly number[], change: Readonly<Record<number, number>>): number[] =>
  values.map((value, age) => change[age] ?? value)
const regions = [
  { code: '150000', parent: null },
  { code: '150100', parent: '150000' },
  { code: '150200', parent: '150000' },
]
const base = (area: string, male: number[], female = male): CheckedPopulation => ({ kind: 'base', area, male, female })
const codes = (...populations: CheckedPopulation[]): readonly string[] => checkImports(populations, regions).map(({ code }) => code)

describe('Whipple’s index', () => {
  // Forty ages from 23 to 62, of which eight (25, 30 … 60) end in 0 or 5.
  test('is 100 where no digit is preferred: 5 × 8 × 10 / (40 × 10)', () => expect(whippleIndex(flat(10))).toBe(100))
  test('is 500 where every age ends in 0 or 5', () => {
    expect(whippleIndex(flat(0).map((_, age) => (age % 5 === 0 ? 7 : 0)))).toBe(500)
  })
  test('is 104.74 where each of the eight has 10.6 for 10: 5 × 84.8 / (320 + 84.8) × 100', () => {
    expect(whippleIndex(flat(10).map((value, age) => (age % 5 === 0 ? 10.6 : value)))).toBeCloseTo(104.743, 3)
  })
  test('cannot be said where nobody is between 23 and 62', () => expect(whippleIndex(withAges(flat(0), { 5: 9 }))).toBeNull())
  test('is remarked on above 105 and strongly above 125, for each sex', () => {
    const heaped = (extra: number): number[] => flat(1000).map((value, age) => (age % 5 === 0 ? value * extra : value))
    expect(codes(base('150100', heaped(1.06)))).toEqual([])
    expect(codes(base('150100', heaped(1.1)))).toEqual(['heaping', 'heaping'])
    expect(codes(base('150100', heaped(1.4), flat(1000)))).toEqual(['heaping-strong'])
  })
})

describe('sex ratios', () => {
  test('men to a hundred women: 5 × 120 to 5 × 100', () => expect(sexRatio(flat(120), flat(100), 0, 4)).toBe(120))
  test('of 500 persons or fewer nothing is said', () => {
    expect(sexRatio(flat(50), flat(50), 0, 4)).toBeNull()
    expect(sexRatio(flat(51), flat(50), 0, 4)).toBe(102)
  })
  test('boys outside 95 to 125', () => {
    for (const [boys, found] of [
      [950, []],
      [1250, []],
      [949, ['sex-ratio-birth']],
      [1251, ['sex-ratio-birth']],
    ] as const)
      expect(codes(base('150100', withAges(flat(1000), { 0: boys, 1: boys, 2: boys, 3: boys, 4: boys }), flat(1000)))).toEqual(found)
  })
  test('any group of five years below 80 outside 60 to 160; from 80 on women may be alone', () => {
    const men = flat(1000).map((value, age) => (age >= 80 ? 100 : age >= 40 && age < 45 ? 590 : value))
    const [remark] = checkImports([base('150100', men, flat(1000))], regions)
    expect(remark).toEqual({ code: 'sex-ratio', params: { area: '150100', from: 40, to: 44, ratio: 59 } })
  })
})

describe('jumps from age to age', () => {
  test('more than twice the mean of the two beside it, or less than half', () => {
    expect(ageJumps(withAges(flat(1000), { 40: 2000 }))).toEqual([])
    expect(ageJumps(withAges(flat(1000), { 40: 2001 }))).toEqual([{ age: 40, persons: 2001, mean: 1000 }])
    expect(ageJumps(withAges(flat(1000), { 40: 499 }))).toEqual([{ age: 40, persons: 499, mean: 1000 }])
  })
  test('where both are 500 or fewer it is chance', () => {
    expect(ageJumps(withAges(flat(100), { 40: 500 }))).toEqual([])
    expect(ageJumps(withAges(flat(100), { 40: 501 }))).toHaveLength(1)
  })
  test('the first age and the open group have no two beside them', () => {
    expect(ageJumps(withAges(flat(1000), { 0: 9000, 100: 9000 })).map(({ age }) => age)).toEqual([1])
  })
})

describe('cohorts of a projection', () => {
  test('may grow by a fifth, no more', () => {
    const first = flat(10_000)
    expect(growingCohorts([first, withAges(first, { 30: 12_000 })])).toEqual([])
    expect(growingCohorts([first, withAges(first, { 30: 12_100 })])).toEqual([
      { year: 1, age: 30, growth: expect.closeTo(0.21, 12) as number },
    ])
  })
  test('up to age 5, in the open group, and of few persons it is not looked at', () => {
    const first = flat(1000)
    expect(growingCohorts([first, withAges(first, { 5: 9000, 100: 9000, 30: 1500 })])).toEqual([])
  })
  test('the worst is told with their number', () => {
    const male = [flat(10_000), withAges(flat(10_000), { 20: 13_000, 30: 15_000 })]
    const remarks = checkImports(
      [{ kind: 'projection', area: '150100', firstYear: 2021, male, female: [flat(10_000), flat(10_000)] }],
      regions,
    )
    expect(remarks).toEqual([{ code: 'cohort-grows', params: { area: '150100', sex: 'male', year: 2022, age: 30, percent: 50, count: 2 } }])
  })
})

describe('an area and its parts', () => {
  test('that do not add up are told; that do are not', () => {
    expect(codes(base('150000', flat(3000)), base('150100', flat(1000)), base('150200', flat(2000)))).toEqual([])
    const remarks = checkImports([base('150000', flat(3000)), base('150100', flat(1000)), base('150200', flat(2100))], regions)
    // 202 cells each: 3,100 against 3,000.
    expect(remarks).toEqual([{ code: 'parts-differ', params: { area: '150000', parts: 626_200, own: 606_000 } }])
  })
  test('with a part missing only too many are told', () => {
    expect(codes(base('150000', flat(3000)), base('150100', flat(1000)))).toEqual([])
    expect(codes(base('150000', flat(3000)), base('150100', flat(3100)))).toEqual(['parts-differ'])
  })
})
