import { expect, test } from 'vitest'
import { projectPopulation } from '../../../../models/population/project'
import { pyramidOf, summarise } from '../../../../models/population/summary'
import { inputOf, leafOf } from '../../../fixtures/population'

const years = 3
const leaves = [leafOf(1000, years, { baseUrbanShare: 0.2 }), leafOf(500, years, { baseUrbanShare: 0.9 })]
const projection = projectPopulation(inputOf(leaves, years, Float64Array.of(0.5, 0.55, 0.6)))
const areas = [
  { code: '150000', leaves: [0, 1] },
  { code: '150100', leaves: [0] },
  { code: '150200', leaves: [1] },
]
const [population, pyramid] = [summarise(projection, areas), pyramidOf(projection, areas)]
const [root, first, second] = population
if (root === undefined || first === undefined || second === undefined) throw new Error('root and two leaves were asked for')

test('the root stands first and is the sum of its leaves', () => {
  expect(population.map(({ region }) => region)).toEqual(['150000', '150100', '150200'])
  for (const key of ['total', 'age0to14', 'age15to59', 'age60plus', 'age65plus', 'age80plus', 'births', 'deaths', 'netMigrants'] as const) {
    expect([...root[key]]).toEqual([...first[key]].map((value, k) => expect.closeTo(value + (second[key][k] ?? 0), 6)))
  }
})

test('the age groups are those of the launch stock by hand', () => {
  const count = (from: number, to: number): number => {
    let sum = 0
    for (let age = from; age <= to; age++) sum += (leaves[0]?.male[age] ?? 0) + (leaves[0]?.female[age] ?? 0)
    return sum
  }
  expect(first.age0to14[0]).toBeCloseTo(count(0, 14), 6)
  expect(first.age15to59[0]).toBeCloseTo(count(15, 59), 6)
  expect(first.age60plus[0]).toBeCloseTo(count(60, 100), 6)
  expect(first.age65plus[0]).toBeCloseTo(count(65, 100), 6)
  expect(first.age80plus[0]).toBeCloseTo(count(80, 100), 6)
  expect(first.total[0]).toBeCloseTo(count(0, 100), 6)
})

test('the urban share of the root is the path that was asked for', () => {
  expect([...root.urbanShare]).toEqual([0.5, 0.55, 0.6].map((share) => expect.closeTo(share, 12)))
  expect(first.urbanShare[0]).toBeLessThan(second.urbanShare[0] ?? 0)
})

test('the pyramid holds each cell of each area and year, the root first', () => {
  const at = (area: number, sex: number, age: number, year: number): number =>
    pyramid[((area * 2 + sex) * 101 + age) * years + year] ?? Number.NaN
  expect(pyramid.length).toBe(3 * 2 * 101 * years)
  expect(at(1, 0, 40, 0)).toBe(leaves[0]?.male[40])
  expect(at(2, 1, 100, 0)).toBe(leaves[1]?.female[100])
  expect(at(0, 1, 7, 2)).toBeCloseTo(at(1, 1, 7, 2) + at(2, 1, 7, 2), 9)
  let sum = 0
  for (let sex = 0; sex < 2; sex++) for (let age = 0; age <= 100; age++) sum += at(0, sex, age, 2)
  expect(sum).toBeCloseTo(root.total[2] ?? 0, 6)
})
