import { describe, expect, test } from 'vitest'
import { simulate } from '../../models/simulate'
import { expenditureIndex } from '../../models/layout'
import { plan, shippedCatalogue } from '../fixtures/catalogue'

const catalogue = shippedCatalogue()
const result = simulate(catalogue, plan)
const { layout } = result
const yi = (yuan: number): number => yuan / 1e8
const amount = (item: number, area: number, payer: number, year: number): number =>
  result.expenditure[expenditureIndex(layout, item, area, payer, year)] ?? Number.NaN

describe('the base year is the catalogue’s', () => {
  test.each([
    ['children', 5.72, 9],
    ['education', 47.65, 9],
    ['employment', 16.63, 12],
    ['health', 112.97, 16],
    ['elderly', 303.97, 4],
    ['housing', 22.55, 3],
    ['vulnerable', 105.69, 15],
    ['veterans', 14.09, 4],
    ['culture', 7.15, 9],
  ])('%s costs %d in %i items', (domain, cost, count) => {
    const items = catalogue.items.flatMap((item, k) => (item.domain === domain ? [k] : []))
    expect(items).toHaveLength(count)
    expect(Math.abs(yi(items.reduce((sum, item) => sum + amount(item, 0, 4, 0), 0)) - cost)).toBeLessThanOrEqual(0.01)
  })
  test.each([
    ['central', 421.98],
    ['region', 119.36],
    ['league', 47.31],
    ['banner', 47.76],
    ['total', 636.41],
  ] as const)('%s pays %d', (payer, cost) => {
    const p = layout.payers.indexOf(payer)
    expect(Math.abs(yi(catalogue.items.reduce((sum, _, item) => sum + amount(item, 0, p, 0), 0)) - cost)).toBeLessThanOrEqual(0.01)
  })
  test('81 items, 24 indicators, 45 commitments, 12 leagues', () => {
    expect([catalogue.items.length, catalogue.indicators.length, catalogue.commitments.length, catalogue.regions.length]).toEqual([
      81, 24, 45, 13,
    ])
  })
})

describe('everything adds up', () => {
  const near = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-9 * Math.max(Math.abs(a), Math.abs(b), 1)
  test('leagues and the region’s own level are the region, payers are the total, in every item and year', () => {
    for (let item = 0; item < layout.items.length; item++) {
      for (let year = 0; year < layout.years.length; year++) {
        for (let payer = 0; payer < layout.payers.length; payer++) {
          const parts = layout.areas.slice(1).reduce((sum, _, k) => sum + amount(item, k + 1, payer, year), 0)
          expect(near(parts, amount(item, 0, payer, year)), `${layout.items[item] ?? ''} ${String(year)}`).toBe(true)
        }
        for (let area = 0; area < layout.areas.length; area++) {
          const paid = [0, 1, 2, 3].reduce((sum, payer) => sum + amount(item, area, payer, year), 0)
          expect(near(paid, amount(item, area, 4, year))).toBe(true)
        }
      }
    }
  })
  test('what the units bear is what the levels below the centre pay', () => {
    layout.years.forEach((_, year) => {
      const borne = result.units.slice(1).reduce((sum, unit) => sum + (unit.required[year] ?? 0), 0)
      const paid = layout.items.reduce(
        (sum, _item, item) => sum + [1, 2, 3].reduce((part, payer) => part + amount(item, 0, payer, year), 0),
        0,
      )
      expect(near(borne, result.units[0]?.required[year] ?? 0)).toBe(true)
      expect(near(borne, paid)).toBe(true)
    })
  })
  test('resources of the units add up to the region’s', () => {
    layout.years.forEach((_, year) =>
      expect(
        near(
          result.units.slice(1).reduce((sum, unit) => sum + (unit.resources[year] ?? 0), 0),
          result.units[0]?.resources[year] ?? 0,
        ),
      ).toBe(true),
    )
  })
})

describe('the population is the census’s', () => {
  const region = result.population[0]
  test('24,049,155 residents', () => expect(region?.total[0]).toBe(24_049_155))
  test.each([
    ['age0to14', 14.04],
    ['age15to59', 66.17],
    ['age60plus', 19.78],
    ['age65plus', 13.05],
  ] as const)('%s is %d%%', (group, share) =>
    expect(Number((((region?.[group][0] ?? 0) / (region?.total[0] ?? 1)) * 100).toFixed(2))).toBeCloseTo(share, 1),
  )
  test('the urban share is the census’s', () => expect(region?.urbanShare[0]).toBeCloseTo(0.6748, 6))
  test.each([
    [2021, 2400.0],
    [2022, 2401.17],
    [2023, 2396.0],
  ])('the total of %i is within 0.3%% of the published %d', (year, published) =>
    expect(Math.abs((region?.total[year - 2020] ?? 0) / 1e4 / published - 1)).toBeLessThanOrEqual(0.003),
  )
  test.each([
    [2021, 487.0],
    [2022, 515.05],
    [2023, 546.38],
  ])('60 and over in %i are within 2%% of the published %d (the estimated base ages a little slower)', (year, published) =>
    expect(Math.abs((region?.age60plus[year - 2020] ?? 0) / 1e4 / published - 1)).toBeLessThanOrEqual(0.02),
  )
  test.each([
    [2021, 15.03],
    [2022, 13.4],
    [2023, 12.0],
    [2024, 13.2],
  ])('births of %i are the published %d', (year, published) => expect((region?.births[year - 2020] ?? 0) / 1e4).toBeCloseTo(published, 2))
})

test('the growth test starts at balance, and no flag claims a first year that it cannot know', () => {
  expect(result.units.every((unit) => Math.abs((unit.coverageRatio[0] ?? 0) - 1) <= 1e-12)).toBe(true)
  expect(result.flags.filter((flag) => flag.test === 'growth').every((flag) => flag.firstYear === null)).toBe(true)
})

test('an empty change changes nothing', () => {
  const again = simulate(catalogue, { ...plan, name: 'another name' })
  expect(again.expenditure.every((value, k) => value === result.expenditure[k])).toBe(true)
  expect(again.flags).toEqual(result.flags)
})
