import { describe, expect, test } from 'vitest'
import type { BacktestRow } from '../../../../models/population/backtest'
import type { PopulationSummary } from '../../../../models/result'
import {
  dependencyOf,
  flowsOf,
  groupsByArea,
  pairBacktests,
  personsAged,
  residenceOf,
  serviceGroups,
  summaryOf,
  widestGroup,
  worstTested,
} from '../../../../renderer/stores/populationFigures'
import { smallResult } from '../smallResult'

const summary = (region: string): PopulationSummary => ({
  region,
  total: Float64Array.of(100, 200, 400),
  age0to14: new Float64Array(3),
  age15to59: new Float64Array(3),
  age60plus: new Float64Array(3),
  age65plus: new Float64Array(3),
  age80plus: new Float64Array(3),
  urbanShare: Float64Array.of(0.5, 0.6, 0.7),
  births: Float64Array.of(0, 12, 10),
  deaths: Float64Array.of(0, 9, 14),
  netMigrants: Float64Array.of(0, 1, -2),
  clamped: new Float64Array(3),
  grade: 'D',
})
/** One person of each sex and age in the first year, two in the second, three in the third; the league has ten times as many. */
const result = smallResult({
  population: [summary('150000'), summary('150100')],
  pyramid: Float64Array.from({ length: 2 * 202 * 3 }, (_, k) => ((k % 3) + 1) * (k < 202 * 3 ? 1 : 10)),
})

test('persons of both sexes, both ends of the ages included', () => {
  expect(personsAged(result, '150000', { from: 3, to: 5 }, 2020)).toBe(6)
  expect(personsAged(result, '150000', { from: 100, to: 100 }, 2022)).toBe(6)
  expect(personsAged(result, '150100', { from: 0, to: 0 }, 2021)).toBe(40)
})

test('the widest bar of all years: one age, or five together', () => {
  expect(widestGroup(result, '150000', 1)).toBe(3)
  expect(widestGroup(result, '150100', 5)).toBe(150)
})

test('natural growth is births less deaths', () => expect(flowsOf(summary('x')).natural).toEqual([0, 3, -4]))

describe('dependency ratios', () => {
  test('15 ages of children and 36 of the old to a hundred of 50 working ages', () => {
    const { child, old, total } = dependencyOf(result, '150000', 65)
    expect(child[0]).toBeCloseTo(30, 12)
    expect(old[0]).toBeCloseTo(72, 12)
    expect(total[2]).toBeCloseTo(102, 12)
  })
  test('with working age to 59 there are fewer to bear more', () =>
    expect(dependencyOf(result, '150000', 60).old[0]).toBeCloseTo((100 * 41) / 45, 12))
  test('where nobody works there is no ratio', () =>
    expect(dependencyOf(smallResult({ pyramid: new Float64Array(2 * 202 * 3) }), '150000', 65).total).toEqual([0, 0, 0]))
})

test('groups by area: the region first, each against the base year', () => {
  const rows = groupsByArea(result, serviceGroups, 2021)
  expect(rows.map(({ area }) => area)).toEqual(['150000', '150100'])
  expect(rows[0]?.cells[0]).toEqual({ persons: 12, change: 1 })
  expect(rows[1]?.cells[1]).toEqual({ persons: 240, change: 1 })
})

test('school stages follow one upon the other', () =>
  expect(serviceGroups.slice(0, 4).map(({ from, to }) => [from, to])).toEqual([
    [3, 5],
    [6, 11],
    [12, 14],
    [15, 17],
  ]))

test('urban and rural persons are everybody', () => {
  const { urban, rural } = residenceOf(summary('x'))
  expect(urban[1]).toBeCloseTo(120, 9)
  expect(rural[1]).toBeCloseTo(80, 9)
})

test('a summary by its region', () => {
  expect(summaryOf(result, '150100')?.region).toBe('150100')
  expect(summaryOf(result, '150000-own')).toBeUndefined()
})

describe('the backtest', () => {
  const row = (change: Partial<BacktestRow>): BacktestRow => ({
    series: 'a',
    year: 2021,
    measure: 'persons',
    observed: 100,
    modelled: 101,
    error: 0.01,
    fitted: false,
    grade: 'A',
    source: 's',
    ...change,
  })
  test('each figure beside the yardstick of the same series and year', () => {
    const pairs = pairBacktests([row({}), row({ year: 2022 })], [row({ year: 2022, modelled: 7 })])
    expect(pairs.map((pair) => pair.yardstick?.modelled)).toEqual([undefined, 7])
    expect(pairBacktests([row({})], undefined)[0]?.yardstick).toBeUndefined()
  })
  test('the largest error of a series, of either sign, that was no fitting and exceeds the limit', () => {
    const rows = [
      row({ error: 0.012 }),
      row({ error: -0.03, year: 2022 }),
      row({ error: 0.5, fitted: true }),
      row({ error: 0.9, series: 'b' }),
    ]
    expect(worstTested(rows, 'a', 0.01)?.year).toBe(2022)
    expect(worstTested(rows, 'a', 0.05)).toBeUndefined()
  })
})
