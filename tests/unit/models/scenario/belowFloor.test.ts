import { describe, expect, test } from 'vitest'
import type { Override } from '../../../../models/scenario/document'
import { simulate } from '../../../../models/simulate'
import { override, shippedCatalogue, withOverrides } from '../../../fixtures/catalogue'

const catalogue = shippedCatalogue()
const told = (change: Partial<Override>) => {
  const { notices } = simulate(catalogue, withOverrides(override({ lever: 'standard', from: 2024, ...change })))
  return notices
    .filter(({ code }) => code === 'below-national-floor')
    .map(({ overrideId, params }) => [overrideId, params?.['year'], params?.['low']])
}

describe('standards below what the nation asks for are told with their first year, however they were changed', () => {
  test('the pool of 94 yuan in 2024 may not be 90: it is the nation’s', () =>
    expect(told({ target: 'basic-public-health', value: 90 })).toEqual([['o-1', 2024, 94]]))
  test('nor nine tenths of it, nor five yuan less, nor 95 in a single later year', () => {
    expect(told({ target: 'basic-public-health', mode: 'scale', value: 0.9 })).toHaveLength(1)
    expect(told({ target: 'basic-public-health', mode: 'add', value: -5 })).toHaveLength(1)
    expect(told({ target: 'basic-public-health', mode: 'series', values: { '2030': 95 } })).toEqual([['o-1', 2030, 124]])
  })
  test('a regional top-up may grow less, but not fall below 2020: 133 yuan', () => {
    expect(told({ target: 'resident-pension.recipients', mode: 'scale', value: 0.95 })).toEqual([])
    expect(told({ target: 'resident-pension.recipients', value: 130 })).toEqual([['o-1', 2024, 133]])
    // Phased in to a half, the path crosses the floor on the way.
    expect(told({ target: 'resident-pension.recipients', mode: 'scale', value: 0.5, fullFrom: 2027 })[0]?.[1]).toBe(2025)
  })
  test('what the region alone decides has no floor', () =>
    expect(told({ target: 'elderly-welfare-subsidy.aged-80-99', value: 50 })).toEqual([]))
})
