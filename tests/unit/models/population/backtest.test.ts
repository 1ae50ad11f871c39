import { describe, expect, test } from 'vitest'
import { backtest } from '../../../../models/population/backtest'
import type { SimulationResult } from '../../../../models/result'
import { simulate } from '../../../../models/simulate'
import { plan, shippedCatalogue } from '../../../fixtures/catalogue'

const shipped = shippedCatalogue()
const point = { source: 'fact-41', grade: 'A' as const }
const series = (id: string, values: readonly { readonly year: number; readonly value: number }[]) => ({
  id,
  name: { zh: 'z', en: id },
  region: '150000',
  group: 'population' as const,
  unit: '',
  values: values.map((value) => ({ ...value, ...point })),
})
const catalogue = {
  ...shipped,
  series: [
    series('all', [
      { year: 2022, value: 0.0404 },
      { year: 2020, value: 1 },
      { year: 2021, value: 0.0202 },
      { year: 2060, value: 1 },
    ]),
    series('old', [{ year: 2021, value: 25 }]),
  ],
  population: {
    ...shipped.population,
    observed: [
      { series: 'all', ageFrom: 0, ageTo: 100, measure: 'persons' as const, scale: 1e4, usedUntil: 2021 },
      { series: 'old', ageFrom: 51, ageTo: 100, measure: 'share' as const, scale: 0.01, usedUntil: null },
    ],
  },
}
/** One person of each sex and age in 2020, and in 2021; two of each in 2022. */
const years = [2020, 2021, 2022]
const run = simulate(shipped, plan)
const result: SimulationResult = {
  ...run,
  layout: { ...run.layout, years },
  pyramid: Float64Array.from({ length: 2 * 101 * 3 }, (_, k) => (k % 3 === 2 ? 2 : 1)),
}

describe('a projection against what was published', () => {
  const rows = backtest(catalogue, result)

  test('one row a figure after the launch year that both know, years ascending', () =>
    expect(rows.map(({ series: id, year }) => [id, year])).toEqual([
      ['all', 2021],
      ['all', 2022],
      ['old', 2021],
    ]))

  test('persons: 202 of 202 are no error; 404 of 404 are none either', () => {
    expect(rows[0]).toMatchObject({ observed: 202, modelled: 202, error: 0 })
    expect(rows[1]).toMatchObject({ observed: 404, modelled: 404 })
  })

  test('a share: 50 of 101 ages are 49.5 %, published were 25 %', () => {
    expect(rows[2]?.modelled).toBeCloseTo(50 / 101, 12)
    expect(rows[2]?.error).toBeCloseTo(200 / 101 - 1, 12)
  })

  test('what was used for estimating is said to be, later years and unused series are a test', () =>
    expect(rows.map(({ fitted }) => fitted)).toEqual([true, false, false]))

  test('a figure keeps its source and grade', () => expect(rows[0]).toMatchObject(point))

  test('a series that the catalogue does not have gives no row', () => {
    const [first] = catalogue.population.observed
    if (first === undefined) throw new Error('no observed series')
    const observed = [{ ...first, series: 'none' }]
    expect(backtest({ ...catalogue, population: { ...catalogue.population, observed } }, result)).toEqual([])
  })
})

test('what the shipped base was estimated from agrees within a thousandth; one figure was kept for a test', () => {
  const rows = backtest(shipped, run)
  const fitted = rows.filter((row) => row.fitted)
  expect(fitted.filter(({ series }) => series === 'population-population-yearend').map(({ year }) => year)).toEqual([
    2021, 2022, 2023, 2024,
  ])
  // The children of 2021 follow from the census and that year's births alone: they agree a little less.
  for (const { error, series, year } of fitted) expect(Math.abs(error), `${series} ${String(year)}`).toBeLessThan(0.0011)
  expect(rows.filter((row) => !row.fitted).map(({ series, year }) => `${series} ${String(year)}`)).toEqual([
    'population-share-60-plus 2024',
  ])
})
