import { expect, test } from 'vitest'
import { putStocks, type AgeGroup } from '../../../../models/population/ageGroups'
import { projectPopulation } from '../../../../models/population/project'
import { countRanges, personsOf } from '../../../../models/target/people'
import { inputOf, leafOf } from '../../../fixtures/population'

const years = 2
/** More leaves than stand side by side; every third has shares of its own by age. */
const leaves = Array.from({ length: 300 }, (_, k) =>
  leafOf(100 + k, years, {
    baseUrbanShare: 0.1 + k / 1000,
    ...(k % 3 === 0 ? { urbanShares: Float64Array.from({ length: 202 }, (_age, cell) => 0.2 + (cell + k) / 1000) } : {}),
  }),
)
const projection = projectPopulation(inputOf(leaves, years, Float64Array.of(0.4, 0.5)))
const group: AgeGroup = { ageFrom: 20, ageTo: 34, sex: 'female', residence: 'urban' }
const stocksOf = (leaf: number): readonly number[] => {
  const out = new Float64Array(years + 1)
  putStocks(projection, leaf, group, out)
  return [...out]
}

test('groups of many leaves are the same whichever leaf was asked for before', () => {
  const alone = [0, 1, 127, 128, 255, 256, 299].map((leaf) => {
    const fresh = { ...projection }
    const out = new Float64Array(years + 1)
    putStocks(fresh, leaf, group, out)
    return [leaf, [...out]] as const
  })
  const inOrder = leaves.map((_, leaf) => stocksOf(leaf))
  const backwards = leaves.map((_, k) => stocksOf(leaves.length - 1 - k)).reverse()
  expect(backwards).toEqual(inOrder)
  for (const [leaf, stocks] of alone) expect(inOrder[leaf]).toEqual(stocks)
  expect(new Set(inOrder.map((stocks) => stocks.join())).size).toBe(leaves.length)
})

test('ranges counted leaf by leaf are those counted one by one, and are not counted again', () => {
  const [once, again] = [{ ...projection }, { ...projection }]
  const count = countRanges(once, [
    { from: 0, to: 100 },
    { from: 3, to: 17 },
  ])
  leaves.forEach((_, leaf) => {
    count(leaf)
  })
  for (const [from, to] of [
    [0, 100],
    [3, 17],
  ] as const) {
    expect([...personsOf(once, from, to)]).toEqual([...personsOf(again, from, to)])
    expect(personsOf(once, from, to)).toBe(personsOf(once, from, to))
  }
  const total = leaves.reduce((sum, { male, female }) => sum + [...male, ...female].reduce((all, persons) => all + persons, 0), 0)
  expect(personsOf(once, 0, 100)[0]).toBeCloseTo(total, 3)
})
