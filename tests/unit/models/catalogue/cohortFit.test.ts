import { expect, test } from 'vitest'
import { fitLaterBands, type RegionAges } from '../../../../models/catalogue/estimate/cohortFit'

// Ages 0…9, ten men and ten women each; nobody dies, so persons of 6 and over a year later are today's of 5 and over.
const even = { male: new Array<number>(10).fill(10), female: new Array<number>(10).fill(10) }
const immortal = (base: RegionAges) => (fromAge: number, year: number) =>
  [...base.male, ...base.female].reduce((sum, persons, k) => sum + ((k % 10) + (year - 2020) >= fromAge ? persons : 0), 0)
const everybody = (): number => 1

test('a year’s band fixes the cohort that enters it, the census band keeps its total', () => {
  // Of 6 and over: 80 in 2020; 106 in 2021 leaves 26 of age 5, six more than before; ages 3 and 4 give three each.
  const fitted = fitLaterBands(
    even,
    [{ fromAge: 6, count: 'and-over', persons: { '2021': 106 }, within: [3, 5] }],
    2020,
    immortal,
    everybody,
  )
  expect(fitted.male).toEqual([10, 10, 10, 8.5, 8.5, 13, 10, 10, 10, 10])
  expect(fitted.female).toEqual(fitted.male)
  expect(immortal(fitted)(6, 2021)).toBe(106)
})

test('later years count the cohorts that were fitted before, as far as they live', () => {
  // Half of those of age 5 are gone after two years: the ten more of 2021 are five more in 2022, where 125 are published.
  const alive = (age: number, year: number): number => (age === 5 && year === 2022 ? 0.5 : 1)
  const fitted = fitLaterBands(
    even,
    [{ fromAge: 6, count: 'and-over', persons: { '2021': 110, '2022': 125 }, within: [0, 5] }],
    2020,
    immortal,
    alive,
  )
  // 2022: 120 before, 5 from age 5, so nothing for age 4.
  expect([fitted.male[5], fitted.male[4]]).toEqual([15, 10])
  expect(fitted.male.slice(0, 4).map((value) => Number(value.toFixed(9)))).toEqual([8.75, 8.75, 8.75, 8.75])
})

test('what is published of those below the age fixes the cohort that leaves', () => {
  // All are 200; 94 below 6 in 2021 leave 106 of 6 and over, as above.
  const below = fitLaterBands(even, [{ fromAge: 6, count: 'below', persons: { '2021': 94 }, within: [3, 5] }], 2020, immortal, everybody)
  expect(below.male).toEqual([10, 10, 10, 8.5, 8.5, 13, 10, 10, 10, 10])
})

test('bands that leave nobody of an age are refused', () => {
  expect(() =>
    fitLaterBands(even, [{ fromAge: 6, count: 'and-over', persons: { '2021': 70 }, within: [3, 5] }], 2020, immortal, everybody),
  ).toThrow(RangeError)
})
