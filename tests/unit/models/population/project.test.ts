import { expect, test } from 'vitest'
import { personsOf, stockCells } from '../../../../models/population/cohort'
import { projectPopulation, type Projection } from '../../../../models/population/project'
import { urbanPersons } from '../../../../models/population/residenceSplit'
import { constant, inputOf, leafOf } from '../../../fixtures/population'

const years = 4
const atEnd = (projection: Projection, leaf: number, index: number, of = projection.stock): number =>
  personsOf(of, (leaf * (projection.years.length + 1) + index) * stockCells)

test('the launch stock is the given one and its year has births, deaths and no migrants', () => {
  const leaf = leafOf(1000, years)
  const run = projectPopulation(inputOf([leaf], years))
  expect(run.years).toEqual([2020, 2021, 2022, 2023])
  expect([...run.stock.subarray(stockCells, stockCells + 101)]).toEqual([...leaf.male])
  expect([...run.stock.subarray(stockCells + 101, 2 * stockCells)]).toEqual([...leaf.female])
  // 2000 children under one at the end of the year, and the few born in it that died
  expect(run.births[0]).toBeGreaterThan(2000)
  expect(run.births[0]).toBeLessThan(2040)
  expect(run.netMigrants[0]).toBe(0)
  expect(atEnd(run, 0, 0) + (run.births[0] ?? 0) - (run.deaths[0] ?? 0)).toBeCloseTo(atEnd(run, 0, 1), 8)
})

test('net migrants are the rate of the year times the persons at its start', () => {
  const migrationRate = Float64Array.of(0.5, 0.01, -0.02, 0)
  const run = projectPopulation(inputOf([leafOf(1000, years, { paths: { migrationRate } })], years))
  expect(run.netMigrants[1]).toBeCloseTo(0.01 * atEnd(run, 0, 1), 8)
  expect(run.netMigrants[2]).toBeCloseTo(-0.02 * atEnd(run, 0, 2), 8)
  expect(run.netMigrants[3]).toBe(0)
})

test('a leaf with an urban path of its own is on it, also in the year before the launch, and the others do not feel it', () => {
  const plain = [leafOf(1000, years, { baseUrbanShare: 0.4 }), leafOf(3000, years, { baseUrbanShare: 0.7 })]
  const own = leafOf(1000, years, { baseUrbanShare: 0.4, paths: { urbanShare: Float64Array.of(0.4, 0.5, 0.8, 0.999) } })
  const [before, after] = [projectPopulation(inputOf(plain, years)), projectPopulation(inputOf([own, ...plain.slice(1)], years))]
  expect([0, 1, 2, 3, 4].map((index) => atEnd(after, 0, index, urbanPersons(after)) / atEnd(after, 0, index))).toEqual(
    [0.4, 0.4, 0.5, 0.8, 0.999].map((share) => expect.closeTo(share, 12)),
  )
  expect(urbanPersons(after).subarray(urbanPersons(after).length / 2)).toEqual(
    urbanPersons(before).subarray(urbanPersons(before).length / 2),
  )
})

test('the year before the launch has the shares of the launch year', () => {
  const run = projectPopulation(inputOf([leafOf(1000, years, { baseUrbanShare: 0.3 })], years, Float64Array.of(0.5, 0.6, 0.7, 0.8)))
  expect(atEnd(run, 0, 0, urbanPersons(run)) / atEnd(run, 0, 0)).toBeCloseTo(0.5, 12)
})

test('paths that are too short and stocks without all ages are a mistake of the caller', () => {
  expect(() => projectPopulation(inputOf([leafOf(1000, years, { paths: { tfr: constant(1, 3) } })], years))).toThrow(RangeError)
  expect(() => projectPopulation(inputOf([leafOf(1000, years)], years, constant(0.5, 3)))).toThrow(RangeError)
  expect(() => projectPopulation(inputOf([{ ...leafOf(1000, years), male: new Float64Array(100) }], years))).toThrow(RangeError)
})

test('leaves share survival only where both life expectancies are the same', () => {
  const same = leafOf(1000, years)
  const men = leafOf(1000, years, { paths: { e0Male: constant(70, years) } })
  const women = leafOf(1000, years, { paths: { e0Female: constant(84, years) } })
  const together = projectPopulation(inputOf([same, men, women, leafOf(1000, years)], years))
  ;[same, men, women, same].forEach((leaf, position) => {
    const alone = projectPopulation(inputOf([leaf], years))
    const block = alone.stock.length
    expect(together.stock.slice(position * block, (position + 1) * block)).toEqual(alone.stock)
  })
})
