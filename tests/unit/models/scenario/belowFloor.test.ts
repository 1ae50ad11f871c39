import { describe, expect, test } from 'vitest'
import type { Override } from '../../../../models/scenario/document'
import { simulate } from '../../../../models/simulate'
import { override, shippedCatalogue, withOverrides } from '../../../fixtures/catalogue'

const catalogue = shippedCatalogue()
const told = (change: Partial<Override>) => {
  const { notices } = simulate(catalogue, withOverrides(override({ lever: 'standard', from: 2024, ...change })))
  return notices
    .filter(({ code }) => code === 'below-national-floor')
    .map(({ overrideId, params }) => [overrideId, Number(params?.['year']), params?.['low']])
}

describe('standards below what the nation asks for are told with their first year, however they were changed', () => {
  test('the pool of 94 yuan in 2024 may not be 90: it is the nation’s', () =>
    expect(told({ target: 'basic-public-health', value: 90 })).toEqual([['o-1', 2024, 94]]))
  test('nor nine tenths of it, nor five yuan less, nor 95 in a single later year', () => {
    expect(told({ target: 'basic-public-health', mode: 'scale', value: 0.9 })).toHaveLength(1)
    expect(told({ target: 'basic-public-health', mode: 'add', value: -5 })).toHaveLength(1)
    expect(told({ target: 'basic-public-health', mode: 'series', values: { '2030': 95 } })).toEqual([['o-1', 2030, 124]])
  })
  test('a regional top-up may be cut, but not the national minimum below it: 143 of 183 yuan in 2025', () => {
    expect(told({ target: 'resident-pension.recipients', mode: 'add', value: -39 })).toEqual([])
    expect(told({ target: 'resident-pension.recipients', value: 130, after: 'hold' })).toEqual([['o-1', 2025, 143]])
    // Phased in to a half, the path crosses the floor on the way.
    expect(told({ target: 'resident-pension.recipients', mode: 'scale', value: 0.5, fullFrom: 2027 })[0]?.[1]).toBe(2025)
  })
  test('where the national amount is not known apart, the base year’s holds: 800 yuan for pupils of the regional pilots', () => {
    expect(told({ target: 'rural-school-meals.regional-pilots', value: 801, after: 'hold' })).toEqual([])
    expect(told({ target: 'rural-school-meals.regional-pilots', value: 799, after: 'hold' })).toEqual([['o-1', 2024, 800]])
  })
  test('what is told names the floor’s unit, its kind, its source and its grade', () => {
    const params = (target: string, value: number) =>
      simulate(catalogue, withOverrides(override({ lever: 'standard', from: 2027, target, value, after: 'hold' }))).notices[0]?.params
    expect(params('resident-pension.recipients', 100)).toMatchObject({
      unit: 'CNY/person/month',
      floor: 'national',
      source: 'recall',
      // 163 yuan of 2026 by a rule that is assumed.
      grade: 'D',
    })
    expect(params('compulsory-free-textbooks.primary', 10)).toMatchObject({
      floor: 'national-path',
      unit: 'CNY/person/year',
      source: 'recall',
    })
    expect(params('rural-school-meals.regional-pilots', 10)).toMatchObject({ floor: 'base-year', source: 'nut21', grade: 'B' })
    expect(params('film-viewing.screenings', 100)).toMatchObject({ floor: 'national', low: 200, source: 'film', grade: 'B' })
  })
  test('what the region alone decides has no floor', () =>
    expect(told({ target: 'elderly-welfare-subsidy.aged-80-99', value: 50 })).toEqual([]))
})
