import { describe, expect, test } from 'vitest'
import { simulate } from '../../../../models/simulate'
import {
  fastestItems,
  flagOf,
  fundAmount,
  growthTo,
  itemAmount,
  itemsAmount,
  itemsOfDomain,
  pyramidAt,
  quantityAt,
  standardPath,
  unitOf,
  yearIndex,
} from '../../../../renderer/stores/select'
import { plan, shippedCatalogue } from '../../../fixtures/catalogue'
import { flag, smallResult } from '../smallResult'

describe('one figure out of the flat tables', () => {
  const result = smallResult()

  test('expenditure stands at ((item × payers + payer) × areas + area) × years + year', () => {
    expect(itemAmount(result, 0, '150000', 'central', 2020)).toBe(0)
    // (4 × 3 + 0) × 3 + 2
    expect(itemAmount(result, 0, '150000', 'total', 2022)).toBe(38)
    expect(itemAmount(result, 0, '150100', 'central', 2020)).toBe(3)
    // ((1 × 5 + 3) × 3 + 2) × 3 + 1
    expect(itemAmount(result, 1, '150000-own', 'banner', 2021)).toBe(79)
  })

  test('several items add up', () => expect(itemsAmount(result, [0, 1], '150000', 'central', 2020)).toBe(0 + 45))

  test('money of the funds has no payers', () => expect(fundAmount(result, 1, '150100', 2021)).toBe((1 * 3 + 1) * 3 + 1))

  test('a standard is a row of years, of a component or of a pool', () => {
    expect(standardPath(result, 'a.x', '150000')).toEqual([0, 1, 2])
    expect(standardPath(result, 'pool', '150100')).toEqual([12, 13, 14])
  })

  test('deliveries of a component', () => expect(quantityAt(result, 'b.y', '150000-own', 2022)).toBe((1 * 3 + 2) * 3 + 2))

  test('the pyramid has men first, then women, age by age', () => {
    const league = pyramidAt(result, '150100', 2021)
    expect([league.male.length, league.female.length]).toEqual([101, 101])
    expect(league.male[0]).toBe(202 * 3 + 1)
    expect(league.female[0]).toBe((202 + 101) * 3 + 1)
    expect(league.female[100]).toBe((202 + 201) * 3 + 1)
  })

  test('a unit is found by its code', () => expect(unitOf(result, '150000-own')?.level).toBe('own'))
  test('years are places in the layout', () => expect(yearIndex(result, 2022)).toBe(2))
})

describe('growth per year', () => {
  test('100 to 121 in two years is a tenth a year', () => expect(growthTo(100, 121, 2)).toBeCloseTo(0.1, 12))
  test('from nothing no growth can be said', () => expect(growthTo(0, 5, 2)).toBeNull())
})

describe('flags of a subject', () => {
  const flags = [
    flag({ severity: 'orange' }),
    flag({ severity: 'yellow' }),
    flag({ unit: '150100' }),
    flag({ subject: { kind: 'pool', id: 'a' } }),
  ]
  const result = smallResult({ flags })
  test('the first of its unit and kind is taken', () => {
    expect(flagOf(result, 'item', 'a', '150000')?.severity).toBe('orange')
    expect(flagOf(result, 'item', 'a', '150100')?.unit).toBe('150100')
    expect(flagOf(result, 'item', 'b', '150000')).toBeUndefined()
  })
})

describe('items that run ahead of the resources', () => {
  // Resources of the region grow from 100 to 121: the pace is 1.21.
  const borne = new Float64Array(18)
  borne.set([10, 11, 13.1], 0)
  borne.set([100, 110, 122], 9)
  const result = smallResult({ borne })
  test('the excess is what lies above the pace, the largest first', () => {
    const found = fastestItems(result, '150000', 2022)
    expect(found.map(({ item }) => item)).toEqual([0, 1])
    expect(found[0]?.excess).toBeCloseTo(13.1 - 12.1, 10)
    expect(found[1]?.excess).toBeCloseTo(122 - 121, 10)
  })
  test('what keeps the pace is not listed', () => expect(fastestItems(result, '150000', 2021)).toEqual([]))
  test('the base year has nothing to compare with', () => expect(fastestItems(result, '150000', 2020)).toEqual([]))
})

describe('the shipped plan through the same selectors', () => {
  const catalogue = shippedCatalogue()
  const result = simulate(catalogue, plan)
  const all = catalogue.items.map((_, k) => k)

  test('the nine domains are the whole, each item in one of them', () => {
    const items = catalogue.domains.flatMap((domain) => itemsOfDomain(catalogue, domain.id))
    expect([...items].sort((a, b) => a - b)).toEqual(all)
    expect(catalogue.domains.map((domain) => itemsOfDomain(catalogue, domain.id).length)).toEqual([9, 9, 12, 16, 4, 3, 15, 4, 9])
  })

  test('2020 costs 636.41 hundred million yuan, and its payers bear it', () => {
    const amount = (payer: 'central' | 'region' | 'league' | 'banner' | 'total'): number =>
      itemsAmount(result, all, '150000', payer, 2020) / 1e8
    expect(amount('total')).toBeCloseTo(636.41, 1.7)
    expect(amount('central') + amount('region') + amount('league') + amount('banner')).toBeCloseTo(amount('total'), 6)
  })

  test('the pyramid of the region holds its people', () => {
    const { male, female } = pyramidAt(result, '150000', 2020)
    const persons = [...male, ...female].reduce((sum, value) => sum + value, 0)
    expect(persons).toBeCloseTo(24_049_155, 3)
  })
})
