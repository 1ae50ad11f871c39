import { describe, expect, test } from 'vitest'
import type { Scenario } from '../../../../models/scenario/document'
import { simulate } from '../../../../models/simulate'
import type { TargetCostResult } from '../../../../models/target/costs'
import { override, plan, shippedCatalogue, withOverrides } from '../../../fixtures/catalogue'

const catalogue = shippedCatalogue()
const run = (scenario: Scenario = plan) => simulate(catalogue, scenario).targets
const cost = (id: string, scenario: Scenario = plan): TargetCostResult => {
  const found = run(scenario).costs.find((entry) => entry.id === id)
  if (found === undefined) throw new Error(id)
  return found
}
/** Zero where nothing is known. */
const at = (values: Float64Array | null, year: number): number => (values === null ? 0 : (values[year - 2020] ?? NaN))
const sum = (values: Float64Array): number => values.reduce((all, value) => all + value, 0)
const entered = (target: string, year: number, value: number): Scenario => ({
  ...plan,
  actuals: [
    {
      id: 'a-1',
      kind: 'indicator',
      area: '150000',
      target,
      year,
      value,
      source: 'bulletin',
      grade: 'A',
      file: '',
      enabled: true,
      reason: '',
      author: '',
      at: '',
    },
  ],
})

describe('what the targets cost outside the 81', () => {
  test('nursing beds: 13% of 85,400 beds are 11,102 conversions in five years', () => {
    const beds = cost('nursing-bed-share')
    expect(at(beds.units, 2020)).toBeCloseTo(0.42 * 85400, 6)
    expect(sum(beds.added)).toBeCloseTo(0.13 * 85400, 6)
    // 30,000 yuan of 2023 at construction prices of 2024: one year of 2.5%.
    const growth = catalogue.indices.find(({ id }) => id === 'construction-price')?.growth.points ?? []
    const rate = growth.findLast(({ year }) => year <= 2024)?.value ?? NaN
    expect(at(beds.capital, 2024) / at(beds.added, 2024)).toBeCloseTo(30000 * (1 + rate), 4)
    // Running money for what stands above 2020, this year's included.
    expect(at(beds.running, 2025) / (0.13 * 85400)).toBeGreaterThan(16000)
    expect(at(beds.capital, 2026)).toBe(0)
    expect(at(beds.running, 2026)).toBeGreaterThan(at(beds.running, 2025) * 0.99)
  })

  test('beds per 1,000: what 7.5 asks for the run’s own residents', () => {
    const result = simulate(catalogue, plan)
    const residents = at(result.population[0]?.total ?? new Float64Array(), 2025)
    expect(at(cost('hospital-beds').units, 2025)).toBeCloseTo((7.5 * residents) / 1000, 4)
  })

  test('old communities: 240,000 homes a year, 13,446 yuan at prices of 2023', () => {
    const homes = cost('old-community-renovation')
    // 2020: what the base year's own money paid for.
    expect([...homes.added].slice(0, 7)).toEqual([60307, 240000, 240000, 240000, 240000, 240000, 0])
    expect(at(homes.capital, 2023)).toBeCloseTo(240000 * 13446, 0)
    expect(homes.capitalRange[1]).toBeCloseTo(16135 / 13446, 12)
  })

  test('the box’s 119.1 may be read instead of the table’s 120, the nation’s 4.5 instead of the plan’s 4', () => {
    const box = cost('old-community-renovation', { ...plan, readings: { 'number-differs.old-community-renovation': 'box' } })
    expect(sum(box.added.subarray(1))).toBeCloseTo(1191000, 6)
    const nation = cost('nursery-places', { ...plan, readings: { 'below-national.nursery-places': 'nation' } })
    expect(at(nation.units, 2025) / at(cost('nursery-places').units, 2025)).toBeCloseTo(4.5 / 4, 12)
  })

  test('an entered year is taken as it was: beds built early are not built again', () => {
    const early = cost('hospital-beds', entered('hospital-beds', 2023, 8))
    expect(at(early.added, 2023)).toBeGreaterThan(at(cost('hospital-beds').added, 2023))
    expect(at(early.added, 2025)).toBe(0)
    expect(run(entered('hospital-beds', 2023, 8)).indicators.find(({ id }) => id === 'hospital-beds')?.state).toBe('met')
  })

  test('fewer people never make a stock for each of them dearer', () => {
    const fewer = withOverrides(override({ lever: 'netMigration', mode: 'add', value: -0.01 }))
    for (const id of ['hospital-beds', 'nursery-places', 'doctors'])
      for (let year = 2024; year <= 2035; year++) expect(at(cost(id, fewer).units, year)).toBeLessThan(at(cost(id).units, year))
  })

  test('the block is the sum of its costs, and none of it is in what the 81 require', () => {
    const { costs, outside } = run()
    for (let year = 2020; year <= 2035; year++) {
      const parts = costs.reduce((all, { capital, renewal, running }) => all + at(capital, year) + at(renewal, year) + at(running, year), 0)
      expect(at(outside.total, year)).toBeCloseTo(parts, 2)
    }
    const required = simulate(catalogue, plan).units[0]?.required
    expect(simulate(catalogue, { ...plan, readings: { 'below-national.nursery-places': 'nation' } }).units[0]?.required).toEqual(required)
  })
})

describe('what is entered and what is not known', () => {
  const standing = (id: string, scenario: Scenario) => run(scenario).indicators.find((entry) => entry.id === id)
  test('a target that asked for nothing can still be missed: kindergartens at 80 where 85 are promised', () =>
    expect(standing('inclusive-kindergarten', entered('inclusive-kindergarten', 2023, 80))).toMatchObject({ state: 'behind', asked: 85 }))
  test('a value entered for 2020 is the baseline: 2.5 nursery places are not built again', () => {
    const known = entered('nursery-places', 2020, 2.5)
    expect(standing('nursery-places', known)).toMatchObject({ state: 'cannot-say', reason: 'no-actual' })
    expect(at(cost('nursery-places', known).added, 2025)).toBeLessThan(at(cost('nursery-places').added, 2025) * 0.5)
    expect(run(known).contradictions.some(({ id }) => id === 'no-baseline.nursery-places')).toBe(false)
  })
  test('a target met early by an entered year is found', () =>
    expect(run(entered('doctors', 2023, 3.7)).contradictions.some(({ id }) => id === 'met-early.doctors')).toBe(true))
  test('a unit cost that nobody knows is not nothing', () => {
    expect(cost('hospital-beds').running).toBeNull()
    expect(cost('higher-ed-enrolment').capital).toBeNull()
    expect(cost('b3-1').capital).toBeNull()
  })
  test('60,307 homes a year were paid for in 2020 already', () => {
    const { outside } = run()
    expect(at(outside.already, 2023)).toBeCloseTo(60307 * 13446, 0)
    expect(at(outside.already, 2026)).toBe(0)
  })
  test('a reading that the plan does not offer is told and not used', () => {
    const { notices, targets } = simulate(catalogue, { ...plan, readings: { 'number-differs.old-community-renovation': 'neither' } })
    expect(notices).toMatchObject([{ code: 'reading-unknown', params: { reading: 'neither' } }])
    expect(targets.outside.total).toEqual(run().outside.total)
  })
})

describe('what the plan says twice', () => {
  const contradictions = run().contradictions
  const values = (id: string) => contradictions.find((entry) => entry.id === id)?.values
  test('the contradictions that were known are found', () => {
    expect(values('number-differs.old-community-renovation')).toEqual([120, 119.1])
    expect(values('other-yardstick.sumu-care-coverage')).toEqual([60, 50])
    expect(values('looser-than-baseline.inclusive-kindergarten')).toEqual([85, 85.5])
    expect(values('looser-than-baseline.maternal-mortality')).toEqual([20, 14.92])
    expect(values('looser-than-baseline.infant-mortality')).toEqual([10, 3.56])
    expect(values('easing.new-urban-jobs')).toEqual([100, 128.4])
    expect(values('below-national.nursery-places')).toEqual([4, 4.5])
    expect(values('other-statistic.surveyed-unemployment')).toEqual([6, 4])
    expect(values('counted-once.disability-living')).toEqual([2, 1])
    expect(values('met-early.compulsory-retention')).toEqual([96, 98.3])
    expect(contradictions.some(({ id }) => id === 'no-unit.sumu-care-coverage')).toBe(true)
  })
  test('the insured are 77% of residents aged 16 and over', () => expect(values('rate-of-whom.pension-coverage')?.[1]).toBeCloseTo(76.7, 1))
  test('the beds of 2020 come to more for fewer people', () =>
    expect(values('falling-population.hospital-beds')?.[1]).toBeGreaterThan(6.73))
  test('every indicator is judged, every commitment has its place', () => {
    const { indicators, commitments } = run()
    expect(indicators).toHaveLength(24)
    expect(commitments).toHaveLength(45)
    const count = (state: string): number => indicators.filter((entry) => entry.state === state).length
    expect([count('met'), count('on-path'), count('behind'), count('not-constraining'), count('cannot-say')]).toEqual([2, 2, 1, 5, 14])
  })
})
