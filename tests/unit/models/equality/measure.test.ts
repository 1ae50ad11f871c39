import { describe, expect, test } from 'vitest'
import { totalIndex } from '../../../../models/layout'
import { equalityOf, type EqualitySubject } from '../../../../models/equality/measure'
import type { Actual } from '../../../../models/scenario/entries'
import { simulate } from '../../../../models/simulate'
import { bannerCatalogue } from '../../../fixtures/synthetic'
import { override, plan, shippedCatalogue, withOverrides } from '../../../fixtures/catalogue'

const catalogue = shippedCatalogue()
const result = simulate(catalogue, plan)
const total: EqualitySubject = { kind: 'total', id: '' }
const item: EqualitySubject = { kind: 'item', id: 'elderly-welfare-subsidy' }
const of = (subject: EqualitySubject, year: number, standard?: number) => equalityOf(result, catalogue, plan, subject, year, { standard })

describe('the plan', () => {
  test('has twelve leagues; with the region’s own programmes their spending is the region’s', () => {
    const { places, measures } = of(total, 2025)
    expect(places.length).toBe(12)
    // Three zones: what separates them and what differs in them is the whole.
    const { between = Number.NaN, within = Number.NaN } = measures.theil?.split ?? {}
    expect(between + within).toBeCloseTo(measures.theil?.total ?? Number.NaN, 12)
    expect(new Set(places.map(({ group }) => group))).toEqual(new Set(['east', 'centre', 'west']))
    const areas = result.layout.areas.length
    const at = (area: number): number =>
      catalogue.items.reduce((sum, _, k) => sum + (result.expenditure[totalIndex(result.layout, k, area, 5)] ?? 0), 0)
    const spent = places.reduce((sum, { spending }) => sum + spending, 0)
    expect(spent + at(areas - 1)).toBeCloseTo(at(0), 0)
    expect(places.reduce((sum, { residents }) => sum + residents, 0)).toBeCloseTo(result.population[0]?.total[5] ?? Number.NaN, 3)
  })
  test('domains add up to the total, items to their domain', () => {
    const sum = (subject: EqualitySubject): number => of(subject, 2030).places.reduce((all, { spending }) => all + spending, 0)
    const domains = catalogue.domains.reduce((all, { id }) => all + sum({ kind: 'domain', id }), 0)
    expect(domains / sum(total)).toBeCloseTo(1, 12)
  })
  test('is spread, not counted: the allowance per head is the age structure and nothing else', () => {
    const found = of(item, 2020)
    expect(found).toMatchObject({ basis: 'spread', counted: 0 })
    expect(found.lowest?.perHead).toBe(Math.min(...found.places.map(({ perHead }) => perHead)))
  })
  test('the gap to the mean is shared out among the leagues below it; a standard of one’s own takes its place', () => {
    const found = of(total, 2025)
    expect(found.standard).toBe(found.mean)
    expect(found.places.reduce((sum, { gap }) => sum + gap, 0)).toBeCloseTo(found.measures.at?.money ?? Number.NaN, 0)
    const high = of(total, 2025, 1e6)
    expect(high.measures.at).toMatchObject({ share: 0 })
    expect(of(total, 2025, 1).measures.at).toEqual({ share: 1, depth: 0, money: 0 })
  })
  test('a programme on the region’s own level reaches no league: nothing can be measured', () => {
    const found = of({ kind: 'item', id: 'minority-culture' }, 2025)
    expect(found.measures).toMatchObject({ gini: null, variationPlain: null, theil: null, at: null })
    expect(found.basis).toBe('spread')
  })
})

test('a league that pays more of its own moves the measures', () => {
  const richer = simulate(
    catalogue,
    withOverrides(override({ lever: 'standard', target: 'elderly-welfare-subsidy.aged-80-99', area: '150600', value: 5000, from: 2021 })),
  )
  const [before, after] = [of(item, 2025), equalityOf(richer, catalogue, plan, item, 2025)]
  expect(after.measures.largestToSmallest ?? 0).toBeGreaterThan(before.measures.largestToSmallest ?? 0)
  expect(after.measures.gini ?? 0).toBeGreaterThan(before.measures.gini ?? 0)
})

test('banners of leagues are places in groups: what is between leagues and within them adds up', () => {
  const banners = bannerCatalogue()
  const found = equalityOf(simulate(banners, plan), banners, plan, total, 2025)
  expect(found.places.length).toBeGreaterThan(50)
  expect(new Set(found.places.map(({ group }) => group)).size).toBe(12)
  const { theil } = found.measures
  expect((theil?.split?.between ?? Number.NaN) + (theil?.split?.within ?? Number.NaN)).toBeCloseTo(theil?.total ?? Number.NaN, 12)
})

describe('counts of the leagues’ own', () => {
  const { layout, quantity } = result
  const target = 'elderly-welfare-subsidy.aged-80-99'
  const countIn = (area: string, factor: number): Actual => {
    const value =
      quantity[(layout.components.indexOf(target) * layout.areas.length + layout.areas.indexOf(area)) * layout.years.length] ?? 0
    return {
      id: `c-${area}`,
      kind: 'count',
      target,
      area,
      year: 2020,
      value: value * factor,
      source: 's',
      grade: 'A',
      file: '',
      enabled: true,
      reason: '',
      author: '',
      at: '',
    }
  }
  const leagues = catalogue.regions.filter(({ parent }) => parent !== null).map(({ code }) => code)
  test('make a measure counted once every league has those that carry most of its spending', () => {
    const all = { actuals: leagues.map((code) => countIn(code, 1)) }
    const found = equalityOf(result, catalogue, all, item, 2025)
    expect(found.basis).toBe('counted')
    expect(found.counted).toBeGreaterThan(0.5)
    expect(found.counted).toBeLessThan(1)
    expect(equalityOf(result, catalogue, { actuals: all.actuals.slice(1) }, item, 2025).basis).toBe('spread')
    expect(equalityOf(result, catalogue, all, total, 2025).basis).toBe('spread')
  })
  test('that the run did not take, or that are switched off, do not', () => {
    expect(equalityOf(result, catalogue, { actuals: leagues.map((code) => countIn(code, 1.5)) }, item, 2025).counted).toBe(0)
    const off = leagues.map((code) => ({ ...countIn(code, 1), enabled: false }))
    expect(equalityOf(result, catalogue, { actuals: off }, item, 2025).counted).toBe(0)
  })
})
