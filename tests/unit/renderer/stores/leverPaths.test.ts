import { describe, expect, test } from 'vitest'
import { leverIds } from '../../../../models/scenario/document'
import { levers } from '../../../../models/scenario/levers'
import { simulate } from '../../../../models/simulate'
import { cataloguePath, catalogueValue } from '../../../../renderer/stores/leverPaths'
import { plan, shippedCatalogue } from '../../../fixtures/catalogue'

const catalogue = shippedCatalogue()
const base = simulate(catalogue, plan)
const area = '150000'

/** Something each lever can act on. */
const targetOf = (kind: (typeof levers)[number]['target']): string | undefined =>
  ({
    standard: base.layout.standards[0],
    item: catalogue.items[0]?.id,
    index: catalogue.indices[0]?.id,
    claim: catalogue.fiscal.priorClaims[0]?.id,
    threshold: 'outpacesYellow',
    none: undefined,
  })[kind]

test('every lever has a value in the catalogue to be reset to', () => {
  expect(levers.map(({ id }) => id)).toEqual([...leverIds])
  for (const { id, target } of levers) {
    const value = catalogueValue(catalogue, base, { lever: id, area, target: targetOf(target), from: 2025 }, plan)
    expect(value, id).not.toBeNull()
    expect(Number.isFinite(value), id).toBe(true)
  }
})

describe('the old value beside a change', () => {
  test('of a standard is the standard of the plan in that year', () => {
    const id = base.layout.standards[3] ?? ''
    const path = base.standard.subarray(3 * base.layout.areas.length * base.layout.years.length)
    expect(catalogueValue(catalogue, base, { lever: 'standard', area, target: id, from: 2023 }, plan)).toBe(path[3])
  })

  test('of life expectancy lies between men and women', () => {
    const { e0Male, e0Female } = catalogue.population.mortality
    const [men, women] = [e0Male.points[0]?.value ?? 0, e0Female.points[0]?.value ?? 0]
    expect(cataloguePath(catalogue, { lever: 'lifeExpectancy', area }, plan)?.points[0]?.value).toBeCloseTo((men + women) / 2, 12)
  })

  test('of a year outside of the catalogue is that of its nearest year', () => {
    const at = (from: number): number | null => catalogueValue(catalogue, base, { lever: 'tfr', area, from }, plan)
    expect(at(1990)).toBe(at(catalogue.baseYear))
    expect(at(2090)).toBe(at(catalogue.horizonYear))
  })

  test('of something unknown is no value', () => {
    expect(catalogueValue(catalogue, base, { lever: 'coverage', area, target: 'no-such-item', from: 2025 }, plan)).toBeNull()
    expect(catalogueValue(catalogue, base, { lever: 'threshold', area, target: 'no-such-threshold', from: 2025 }, plan)).toBeNull()
    expect(catalogueValue(catalogue, undefined, { lever: 'standard', area, target: 'anything', from: 2025 }, plan)).toBeNull()
  })
})
