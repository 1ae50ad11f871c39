import { describe, expect, test } from 'vitest'
import { isRankable, leagueFigures, leagueMeasures } from '../../../../models/equality/leagues'
import { equalityOf } from '../../../../models/equality/measure'
import { comparedPlaces, groupingsOf } from '../../../../models/equality/places'
import { simulate } from '../../../../models/simulate'
import { account, withActuals } from '../../../fixtures/actuals'
import { plan, shippedCatalogue } from '../../../fixtures/catalogue'

const catalogue = shippedCatalogue()
const result = simulate(catalogue, plan)
const places = catalogue.regions.filter(({ level }) => level === 'league').map(({ code }) => code)
const measure = (id: string) => {
  const found = leagueMeasures.find((entry) => entry.id === id)
  if (found === undefined) throw new Error(id)
  return found
}
const figures = (id: string, year: number, scenario = plan, of = result) =>
  leagueFigures(of, catalogue, scenario, measure(id), { year, places })

describe('measures of the leagues', () => {
  test('every measure has a value for every league in the target year', () => {
    for (const { id } of leagueMeasures)
      for (const { code, value } of figures(id, 2025)) expect(Number.isFinite(value), `${id} ${code}`).toBe(true)
  })
  test('spending per head is what equality is measured of', () => {
    const { places: compared } = equalityOf(result, catalogue, plan, { kind: 'total', id: '' }, 2025)
    expect(figures('spendingPerHead', 2025).map(({ value }) => value)).toEqual(compared.map(({ perHead }) => perHead))
  })
  test('growth and vital rates say nothing of the base year', () => {
    for (const id of ['requiredGrowth', 'resourcesGrowth', 'birthRate'])
      expect(figures(id, 2020).every(({ value }) => value === null)).toBe(true)
  })
  test('nothing is ranked that rests on nobody’s own figures; accounts of all leagues make resources comparable', () => {
    expect(isRankable(figures('resources', 2025))).toBe(false)
    expect(figures('resources', 2025)[0]?.missing).toEqual(['accounts'])
    const own = withActuals(...places.map((code) => account(code, 2021, { ordinaryTax: 3e9, lines: { generalTransfers: 4e9 } })))
    const after = simulate(catalogue, own)
    expect(isRankable(figures('resources', 2025, own, after))).toBe(true)
    expect(isRankable(figures('margin', 2025, own, after))).toBe(false)
  })
})

describe('groups of leagues', () => {
  test('the catalogue has zones and the border; every league is in one group of each', () => {
    expect(groupingsOf(catalogue)).toEqual(['zone', 'border'])
    for (const grouping of groupingsOf(catalogue))
      expect(comparedPlaces(catalogue, grouping).every(({ group }) => group !== undefined)).toBe(true)
  })
  test('another grouping splits the same total differently', () => {
    const by = (grouping: string) => equalityOf(result, catalogue, plan, { kind: 'total', id: '' }, 2025, { grouping }).measures.theil
    expect(by('border')?.total).toBe(by('zone')?.total)
    expect(by('border')?.split?.between).not.toBe(by('zone')?.split?.between)
  })
  test('without works a league that builds does not look rich', () => {
    const all = equalityOf(result, catalogue, plan, { kind: 'domain', id: 'housing' }, 2025)
    const recurrent = equalityOf(result, catalogue, plan, { kind: 'domain', id: 'housing' }, 2025, { recurrentOnly: true })
    expect(recurrent.mean).toBeLessThan(all.mean)
  })
})
