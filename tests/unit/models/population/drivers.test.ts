import { expect, test } from 'vitest'
import type { Driver } from '../../../../models/catalogue/schema'
import { driverValues } from '../../../../models/population/drivers'
import type { Projection } from '../../../../models/population/project'

/** Two leaves, two years (three stocks): persons are set by hand, a fifth of the first leaf and half of the second is urban. */
function byHand(persons: (leaf: number, index: number, sex: number, age: number) => number): Projection {
  const stock = new Float64Array(2 * 3 * 2 * 101)
  // The second leaf's urban persons are known by age; they are half of all there.
  const urban = new Float64Array(stock.length / 2)
  for (let leaf = 0; leaf < 2; leaf++)
    for (let index = 0; index < 3; index++)
      for (let sex = 0; sex < 2; sex++)
        for (let age = 0; age <= 100; age++) {
          const cell = ((leaf * 3 + index) * 2 + sex) * 101 + age
          stock[cell] = persons(leaf, index, sex, age)
          if (leaf === 1) urban[cell - urban.length] = (stock[cell] ?? 0) * 0.5
        }
  const flows = { deaths: new Float64Array(4), netMigrants: new Float64Array(4), clamped: new Float64Array(4) }
  const residence = { urbanShare: Float64Array.of(0.2, 0.2, 0.2, 0, 0, 0), urbanByAge: new Map([[1, urban]]) }
  return { years: [2020, 2021], leafCount: 2, stock, ...residence, births: Float64Array.of(10, 20, 30, 40), ...flows }
}

const name = { zh: 'made up', en: 'made up' }
const fact = { year: 2020, source: 'made-up', grade: 'D' } as const
const population = (changes: Partial<Extract<Driver, { kind: 'population' }>>): Driver => ({
  id: 'group',
  name,
  kind: 'population',
  ageFrom: 60,
  ageTo: 100,
  sex: 'both',
  residence: 'all',
  ...changes,
})
const rows = (drivers: readonly Driver[], projection: Projection, counties: readonly number[] = [0, 0]): number[][] => {
  const values = driverValues(drivers, projection, counties)
  return Array.from({ length: values.length / 2 }, (_, k) => [...values.subarray(2 * k, 2 * k + 2)])
}

test('a population group is the mean of both ends of the year; the own level has none', () => {
  // 41 ages × 2 sexes; the stocks of the first leaf have 1, 2, 4 persons a cell, those of the second ten times as many
  const projection = byHand((leaf, index) => (leaf === 0 ? 1 : 10) * (index === 0 ? 1 : 2 * index))
  expect(rows([population({})], projection)).toEqual([
    [82 * 1.5, 82 * 3],
    [820 * 1.5, 820 * 3],
    [0, 0],
  ])
})

test('a group can be of one sex, of few ages and of one residence', () => {
  const projection = byHand((_, __, sex, age) => (sex === 0 ? 10 : 20) * (age === 5 ? 1 : 0))
  const of = (changes: Parameters<typeof population>[0]): number | undefined =>
    rows([population({ ageFrom: 5, ageTo: 5, ...changes })], projection)[0]?.[0]
  expect(of({ sex: 'male' })).toBe(10)
  expect(of({ sex: 'female' })).toBe(20)
  expect(of({ residence: 'urban' })).toBe(6)
  expect(of({ residence: 'rural' })).toBe(24)
  expect(of({ ageFrom: 6, ageTo: 9 })).toBe(0)
})

test('births are those of the year; rural ones by where women of 15 to 49 live', () => {
  const projection = byHand((_, __, sex, age) => (sex === 1 && age === 30 ? 50 : 1))
  const births = (residence: 'all' | 'urban' | 'rural'): number[][] => rows([{ id: 'births', name, kind: 'births', residence }], projection)
  expect(births('all')).toEqual([
    [10, 20],
    [30, 40],
    [0, 0],
  ])
  expect(births('rural')).toEqual([
    [expect.closeTo(8, 12), expect.closeTo(16, 12)],
    [expect.closeTo(15, 12), expect.closeTo(20, 12)],
    [0, 0],
  ])
})

test('pupils of a year are counted in the autumn before, the first grade two thirds six and one third seven years old', () => {
  // One boy a cell, as many persons as years of age: grade g of primary has 2/3 (5 + g) + 1/3 (6 + g) = g + 16/3 pupils.
  const projection = byHand((leaf, index, sex, age) => (leaf === 0 && sex === 0 ? age * (index + 1) : 0))
  const of = (stage: 'kindergarten' | 'primary' | 'junior' | 'senior'): number[] | undefined =>
    rows([{ id: 'pupils', name, kind: 'enrolment', stages: [stage], residence: 'all' }], projection)[0]
  // In the year after the launch the stock of the launch year's end counts: here twice as many.
  expect(of('kindergarten')).toEqual([3 + 4 + 5, 24])
  expect(of('primary')).toEqual([expect.closeTo(21 + 32, 12), expect.closeTo(106, 12)]) // grades 1…6
  expect(of('junior')).toEqual([expect.closeTo(24 + 16, 12), expect.closeTo(80, 12)]) // 7…9
  expect(of('senior')).toEqual([expect.closeTo(33 + 16, 12), expect.closeTo(98, 12)]) // 10…12
  const both = rows([{ id: 'pupils', name, kind: 'enrolment', stages: ['primary', 'junior'], residence: 'rural' }], projection)[0]
  expect(both?.[0]).toBeCloseTo(0.8 * 93, 12)
})

test('counties stay, programmes sit on the own level alone', () => {
  const projection = byHand(() => 1)
  const drivers: Driver[] = [
    { id: 'counties', name, kind: 'counties' },
    { id: 'programme', name, kind: 'programme' },
  ]
  expect(rows(drivers, projection, [7, 9])).toEqual([
    [7, 7],
    [9, 9],
    [0, 0],
    [0, 0],
    [0, 0],
    [1, 1],
  ])
})

test('a project is spread as its group and follows its path relative to the base year, whatever the order of the drivers', () => {
  const point = (year: number, value: number) => ({ ...fact, year, value })
  const project: Driver = {
    id: 'dwellings',
    name,
    kind: 'project',
    spread: 'group',
    path: { unit: 'dwelling', between: 'linear', points: [point(2020, 200), point(2022, 0)] },
  }
  const projection = byHand((leaf) => (leaf === 0 ? 1 : 3))
  expect(rows([project, population({ ageFrom: 0, ageTo: 0 })], projection).slice(0, 3)).toEqual([
    [2, 1],
    [6, 3],
    [0, 0],
  ])
})

test('a trend grows by its rate up to its last year and then as another group', () => {
  const trend = (until: number, id = 'pensioners'): Driver => ({
    id,
    name,
    kind: 'trend',
    spread: 'group',
    rate: { ...fact, value: 0.1, unit: 'rate/year' },
    until,
    then: 'group',
  })
  // Means of 1 and 2, then 2 and 4: the group doubles.
  const projection = byHand((leaf, index) => (leaf === 0 ? (index === 0 ? 1 : 2 * index) : 0))
  const group = population({ ageFrom: 0, ageTo: 0 })
  expect(rows([trend(2021), group], projection)[0]).toEqual([3, expect.closeTo(3.3, 12)])
  expect(rows([trend(2020), group], projection)[0]).toEqual([3, 6])
  expect(rows([trend(2020), group], projection)[1]).toEqual([0, 0])
})

test('a driver that leans on itself, on nobody or on a project without a base is a mistake of the catalogue', () => {
  const projection = byHand(() => 1)
  const trend = (id: string, spread: string): Driver => ({
    id,
    name,
    kind: 'trend',
    spread,
    rate: { ...fact, value: 0, unit: 'rate/year' },
  })
  expect(() => rows([trend('a', 'b'), trend('b', 'a')], projection)).toThrow('a > b > a')
  expect(() => rows([trend('a', 'missing')], projection)).toThrow('a > missing')
  const empty: Driver = {
    id: 'p',
    name,
    kind: 'project',
    spread: 'group',
    path: { unit: 'dwelling', between: 'hold', points: [{ ...fact, value: 0 }] },
  }
  expect(() => rows([population({}), empty], projection)).toThrow(RangeError)
})
