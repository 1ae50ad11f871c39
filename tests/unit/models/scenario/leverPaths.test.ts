import { describe, expect, test } from 'vitest'
import { leverIds } from '../../../../models/scenario/document'
import { levers } from '../../../../models/scenario/levers'
import { simulate } from '../../../../models/simulate'
import { cataloguePath, catalogueValue, firstFreeYear, inheritedValues, movedValues } from '../../../../models/scenario/leverPaths'
import { override, plan, shippedCatalogue, withOverrides } from '../../../fixtures/catalogue'
import { bannerCatalogue } from '../../../fixtures/synthetic'

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
    basis: 'insured',
    targetCost: 'hospital-beds',
    targetPart: 'hospital-beds.capital',
    // The one fund that has everything that is moved.
    fund: 'employee-pension-fund',
    none: undefined,
  })[kind]

test('every lever has a value in the catalogue to be reset to', () => {
  expect(levers.map(({ id }) => id)).toEqual([...leverIds])
  for (const { id, target } of levers) {
    // Leagues differ in their class; the whole region has none.
    const where = id === 'sharingClass' ? '150400' : area
    const value = catalogueValue(catalogue, base, { lever: id, area: where, target: targetOf(target), from: 2025 }, plan)
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

  test('of a league urban share is what the run has there, not the path of the region', () => {
    const value = catalogueValue(catalogue, base, { lever: 'urbanShare', area: '150400', from: 2030 }, plan)
    expect(value).toBe(base.population.find(({ region }) => region === '150400')?.urbanShare[10])
    expect(value).not.toBe(catalogueValue(catalogue, base, { lever: 'urbanShare', area, from: 2030 }, plan))
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

describe('the region’s part of an item', () => {
  const part = { lever: 'regionShare' as const, target: 'legal-aid' }
  const toClass = override({ id: 'o-8', lever: 'sharingClass', area: '150400', from: 2027, value: 3 })
  const at = (values: Float64Array, year: number): number => values[year - catalogue.baseYear] ?? Number.NaN

  test('follows the class of the league in each year, with the source of the class', () => {
    const scenario = withOverrides(toClass)
    const values = inheritedValues(catalogue, scenario, { ...part, area: '150400' })
    expect([2026, 2027].map((year) => at(values, year))).toEqual([0.5, 0.7])
    expect(cataloguePath(catalogue, { ...part, area: '150400' }, scenario)?.points.map(({ year, source }) => [year, source])).toEqual([
      [2020, 'dis19'],
      [2027, 'dis19'],
    ])
    expect(at(inheritedValues(catalogue, scenario, { ...part, area: '150500' }), 2027)).toBe(0.5)
  })
  test('is the item’s own where no class decides, and nothing where nobody below the centre pays', () => {
    const food = { lever: 'regionShare' as const, target: 'food-drug-safety', area }
    expect(at(inheritedValues(catalogue, plan, food), 2025)).toBeCloseTo(0.25 / 0.85, 12)
    expect(cataloguePath(catalogue, { ...part, target: 'employee-medical-insurance', area }, plan)).toBeNull()
  })
  test('of the increment alone does not move the part of the whole', () => {
    const only = withOverrides(override({ ...part, value: 1, from: 2025, onlyIncrement: true }))
    const address = { ...part, area }
    expect(at(movedValues(catalogue, only, address, inheritedValues(catalogue, only, address)), 2026)).toBe(0.5)
  })
  test('can be moved from the first year after the base year on', () =>
    expect(firstFreeYear(catalogue, { ...part, area: '150400' }, withOverrides(toClass))).toBe(catalogue.baseYear + 1))
})

test('coverage stands still in the catalogue, and a league inherits the region’s changes of it', () => {
  const scenario = withOverrides(override({ lever: 'coverage', target: 'legal-aid', mode: 'scale', value: 1.2, from: 2025 }))
  const values = inheritedValues(catalogue, scenario, { lever: 'coverage', target: 'legal-aid', area: '150400' })
  expect([values[4], values[5]]).toEqual([1, 1.2])
})

describe('under an outlook', () => {
  const outlook = { id: 'low-fertility', reason: '', author: '', at: '' }
  const low = { ...plan, outlook }
  const at = (values: Float64Array, year: number): number | undefined => values[year - catalogue.baseYear]

  test('a lever acts on the path of the outlook, and on the catalogue own where it gives none', () => {
    expect(cataloguePath(catalogue, { lever: 'tfr', area }, low)).toBe(
      catalogue.population.outlooks.find(({ id }) => id === outlook.id)?.tfr,
    )
    expect(cataloguePath(catalogue, { lever: 'urbanShare', area }, low)).toBe(catalogue.population.urbanShare)
  })
  test('an outlook that is not known is the first', () =>
    expect(cataloguePath(catalogue, { lever: 'tfr', area }, { outlook: { ...outlook, id: 'gone' } })).toBe(
      catalogue.population.fertility.tfr,
    ))
  test('the old value of a change is that of the outlook', () => {
    const value = (scenario: typeof plan): number | null => catalogueValue(catalogue, base, { lever: 'tfr', area, from: 2035 }, scenario)
    expect((value(plan) ?? 0) - (value(low) ?? 0)).toBeCloseTo(0.25, 6)
  })
  test('published years stay locked whatever the outlook', () => {
    expect(firstFreeYear(catalogue, { lever: 'tfr', area }, plan)).toBe(2025)
    expect(firstFreeYear(catalogue, { lever: 'tfr', area }, { outlook: { ...outlook, id: 'un-national' } })).toBe(2025)
    expect(firstFreeYear(catalogue, { lever: 'lifeExpectancy', area }, plan)).toBe(catalogue.baseYear + 1)
  })

  describe('a league', () => {
    const league = { lever: 'tfr' as const, area: '150400' }
    const scenario = withOverrides(
      override({ lever: 'tfr', mode: 'set', from: 2030, value: 1.5 }),
      override({ lever: 'tfr', area: '150400', mode: 'series', from: 2032, values: { '2032': 2 } }),
    )
    test('inherits the region with its changes, and the region itself only the outlook', () => {
      expect(at(inheritedValues(catalogue, scenario, league), 2031)).toBe(1.5)
      expect(at(inheritedValues(catalogue, scenario, { lever: 'tfr', area }), 2031)).not.toBe(1.5)
    })
    test('has its own change on top, in the years that it names', () => {
      const values = movedValues(catalogue, scenario, league, inheritedValues(catalogue, scenario, league))
      expect([2031, 2032, 2033].map((year) => at(values, year))).toEqual([1.5, 2, 1.5])
    })
    test('a change that is switched off moves nothing', () => {
      const off = { ...scenario, overrides: scenario.overrides.map((change) => ({ ...change, enabled: false })) }
      expect([...movedValues(catalogue, off, league, inheritedValues(catalogue, off, league))]).toEqual([
        ...inheritedValues(catalogue, plan, league),
      ])
    })
    test('its urban share comes from a run where one is given', () => {
      const own = new Float64Array(16).fill(0.4)
      expect([...inheritedValues(catalogue, scenario, { lever: 'urbanShare', area: '150400' }, own)]).toEqual([...own])
    })
  })
})

test.each(catalogue.population.outlooks.map(({ id }) => id))('under the outlook %s the years after the published ones are free', (id) => {
  const chosen = { outlook: { id, reason: '', author: '', at: '' } }
  for (const lever of ['tfr', 'lifeExpectancy', 'netMigration', 'urbanShare', 'sexRatioAtBirth'] as const)
    expect(firstFreeYear(catalogue, { lever, area }, chosen), lever).toBeLessThanOrEqual(2025)
  expect(firstFreeYear(catalogue, { lever: 'tfr', area }, chosen)).toBe(2025)
})

test('a banner inherits the region’s changes and then its league’s', () => {
  const made = bannerCatalogue()
  const scenario = withOverrides(
    override({ lever: 'tfr', area: '990000', from: 2025, value: 1.2 }),
    override({ lever: 'tfr', area: '990300', mode: 'add', from: 2030, value: 0.1 }),
  )
  const inherited = (code: string): readonly number[] =>
    [5, 10].map((k) => Number((inheritedValues(made, scenario, { lever: 'tfr', area: code })[k] ?? 0).toFixed(9)))
  expect([inherited('990000')[0] === 1.2, inherited('990300'), inherited('990301'), inherited('990401')]).toEqual([
    false,
    [1.2, 1.2],
    [1.2, 1.3],
    [1.2, 1.2],
  ])
})
