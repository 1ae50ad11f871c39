import { describe, expect, test } from 'vitest'
import type { Evidence } from '../../../../models/result'
import type { Scenario } from '../../../../models/scenario/document'
import type { Actual } from '../../../../models/scenario/entries'
import { byMoney, Mix, worseOf } from '../../../../models/evidence/mix'
import { codeInBaseYear, codeOfPath } from '../../../../models/evidence/codes'
import { evidenceIn, simulate } from '../../../../models/simulate'
import { account, count, standard, withActuals } from '../../../fixtures/actuals'
import { override, plan, shippedCatalogue, withOverrides } from '../../../fixtures/catalogue'
import { numbers } from '../../../fixtures/drivers'

const catalogue = shippedCatalogue()
const leagues = catalogue.regions.flatMap(({ code, parent }) => (parent === '150000' ? [code] : []))
const at = (scenario: Scenario, area = '150000', year = 2023) => {
  const found = evidenceIn(catalogue, scenario, area, year)
  if (found === undefined) throw new Error('no such place')
  return found
}
const itemAt = (scenario: Scenario, item: string, area?: string, year?: number): Evidence =>
  at(scenario, area, year).byItem[catalogue.items.findIndex(({ id }) => id === item)] ?? { A: NaN, B: NaN, C: NaN, D: NaN }
const onlyA = { A: 1, B: 0, C: 0, D: 0 }
const onlyD = { A: 0, B: 0, C: 0, D: 1 }
const sum = ({ A, B, C, D }: Evidence): number => A + B + C + D
const graded = <A extends Actual>(actual: A, grade: Actual['grade']): A => ({ ...actual, grade })

describe('mixing', () => {
  test('of a sum by money, whatever the sign', () => {
    expect(
      byMoney([
        { evidence: onlyA, amount: 30 },
        { evidence: onlyD, amount: -10 },
      ]),
    ).toEqual({ A: 0.75, B: 0, C: 0, D: 0.25 })
    expect(new Mix().shares()).toEqual({ A: 0, B: 0, C: 0, D: 0 })
    expect(new Mix().add(1, 5).add(2, 0).worst).toBe(1)
  })
  test('of a product no better than the worse side, and no worse for what stands in it twice', () => {
    expect(worseOf(onlyA, onlyD)).toEqual(onlyD)
    const half = { A: 0.5, B: 0, C: 0.25, D: 0.25 }
    expect(worseOf(half, half)).toEqual(half)
    expect(worseOf(half, { A: 0.25, B: 0.5, C: 0, D: 0.25 })).toEqual({ A: 0.25, B: 0.25, C: 0.25, D: 0.25 })
  })
  test('a value of an earlier year stands one grade lower; a year between two points is as good as the worse of them', () => {
    expect([codeInBaseYear({ grade: 'A', year: 2019 }, 2020), codeInBaseYear({ grade: 'D', year: 2012 }, 2020)]).toEqual([1, 3])
    const path = numbers([2020, 1], [2024, 2])
    const points = path.points.map((point, k) => ({ ...point, grade: k === 0 ? ('A' as const) : ('C' as const) }))
    expect([2019, 2020, 2022, 2024, 2030].map((year) => codeOfPath({ ...path, points }, year))).toEqual([0, 0, 2, 2, 2])
    expect(codeOfPath({ ...path, points, between: 'hold' }, 2022)).toBe(0)
  })
})

describe('what a cost rests on', () => {
  test('everywhere and always the shares are a whole, or nothing', () => {
    for (const area of ['150000', '150100', '150000-own'])
      for (const year of [2020, 2023, 2025, 2035]) {
        const { total, byItem, byDomain, byPayer, unit, areas } = at(plan, area, year)
        const all = [total, ...byItem, ...byDomain, ...Object.values(byPayer), ...Object.values(unit)]
        for (const evidence of [...all, ...areas.flatMap(({ spending, required, resources }) => [spending, required, resources])])
          expect([0, 1]).toContain(Number(sum(evidence).toFixed(12)))
        expect(sum(total)).toBeCloseTo(1, 12)
      }
  })

  test('of the base year: the quantity’s grade and the standard’s, the spread only for the leagues', () => {
    // A fund pays it, so there is no money of the budget's to be known.
    expect(itemAt(plan, 'maternity-insurance', '150000', 2020)).toEqual({ A: 0, B: 0, C: 0, D: 0 })
    // 13,215 pupils (A, of 2019: one lower) at a standard of 2016 (B: one lower too).
    expect(itemAt(plan, 'disabled-child-education', '150000', 2020)).toEqual({ A: 0, B: 0, C: 1, D: 0 })
    expect(itemAt(plan, 'disabled-child-education', '150100', 2020)).toEqual(onlyD)
  })

  test('of a later year also the group served and the rule: the projection is an estimate', () => {
    expect(itemAt(plan, 'disabled-child-education', '150000', 2021)).toEqual(onlyD)
  })

  test('counts and standards that were entered with a better grade make the years they are of better known', () => {
    const item = 'disabled-child-education'
    const target = `${item}.pupils`
    const counts = leagues.map((area) => graded(count(target, area, 2023, 1000), 'A'))
    const inForce = graded(standard(target, '150000', 2023, 8000), 'A')
    expect(itemAt(plan, item)).toEqual(onlyD)
    expect(itemAt(withActuals(...counts), item)).toEqual(onlyD)
    expect(itemAt(withActuals(...counts, inForce), item)).toEqual(onlyA)
    expect(itemAt(withActuals(...counts, inForce), item, '150100')).toEqual(onlyA)
    // The year after goes on with the group served, which is an estimate.
    expect(itemAt(withActuals(...counts, inForce), item, '150100', 2024)).toEqual(onlyD)
    // One league without a count is only known as what is left.
    const most = withActuals(...counts.slice(1), inForce)
    expect(itemAt(most, item, '150100')).toEqual(onlyD)
    const share = itemAt(most, item)
    expect(share.A).toBeGreaterThan(0.5)
    expect(share.A + share.D).toBeCloseTo(1, 12)
    // The region's money as a whole is better known, and so is what its levels pay.
    const [before, after] = [at(plan), at(withActuals(...counts, inForce))]
    expect(after.total.A).toBeGreaterThan(before.total.A)
    const domain = catalogue.domains.findIndex(({ id }) => id === catalogue.items.find((known) => known.id === item)?.domain)
    expect(after.byDomain[domain]?.A ?? 0).toBeGreaterThan(before.byDomain[domain]?.A ?? 0)
    expect(
      simulate(catalogue, { ...withActuals(...counts, inForce), assessment: { target: 2023 } }).itemGrades[
        catalogue.items.findIndex(({ id }) => id === item)
      ],
    ).toBe('A')
  })

  test('a count of the whole region says nothing of its leagues', () => {
    const target = 'disabled-child-education.pupils'
    const scenario = withActuals(graded(count(target, '150000', 2023, 12_000), 'A'), graded(standard(target, '150000', 2023, 8000), 'A'))
    expect(itemAt(scenario, 'disabled-child-education')).toEqual(onlyA)
    expect(itemAt(scenario, 'disabled-child-education', '150100')).toEqual(onlyD)
  })

  test('what the scenario changes is an assumption, unless it says more', () => {
    const target = 'disabled-child-education.pupils'
    const actuals = [...leagues.map((area) => count(target, area, 2023, 1000)), standard(target, '150000', 2023, 8000)]
    const known: Scenario = { ...withActuals(...actuals) }
    const moved = (grade?: 'A'): Scenario => ({
      ...known,
      overrides: withOverrides(override({ lever: 'standard', target, from: 2023, value: 9000, ...(grade === undefined ? {} : { grade }) }))
        .overrides,
    })
    expect(itemAt(known, 'disabled-child-education')).toEqual(onlyA)
    expect(itemAt(moved(), 'disabled-child-education')).toEqual(onlyD)
    expect(itemAt(moved('A'), 'disabled-child-education')).toEqual(onlyA)
    expect(
      itemAt(
        {
          ...known,
          overrides: withOverrides(
            override({ lever: 'coverage', target: 'disabled-child-education', area: '150100', mode: 'scale', from: 2022, value: 1.1 }),
          ).overrides,
        },
        'disabled-child-education',
        '150100',
        2022,
      ),
    ).toEqual(onlyD)
  })

  test('what was refused makes nothing better known', () => {
    const target = 'disabled-child-education.pupils'
    const nowhere = leagues.map((area) => ({ ...count(target, area, 2023, 1000), target: 'nothing.at-all' }))
    expect(at(withActuals(...nowhere))).toEqual(at(plan))
  })

  test('payers are no better known than their parts', () => {
    const item = catalogue.items.find(({ id }) => id === 'disabled-child-education')
    expect(item?.shares?.gradeByLevel.region).toBe('D')
    const target = 'disabled-child-education.pupils'
    const scenario = withActuals(...leagues.map((area) => count(target, area, 2023, 1000)), standard(target, '150000', 2023, 8000))
    const { byPayer, total } = at(scenario)
    expect(total.A).toBeGreaterThan(0)
    expect(byPayer.region.A).toBe(0)
  })
})

describe('what resources, capacity and margin rest on', () => {
  const booked = { ordinaryTax: 12e9, resourceTax: 1e9, nonTax: 2e9, lines: { generalTransfers: 5e9 } }
  test('an account by itself in its year, estimates afterwards', () => {
    const scenario = withActuals(graded(account('150100', 2023, booked), 'A'))
    expect(at(plan, '150100').unit.resources).toEqual(onlyD)
    expect(at(scenario, '150100').unit.resources).toEqual(onlyA)
    expect(at(scenario, '150100', 2024).unit.resources).toEqual(onlyD)
    expect(at(scenario, '150200').unit.resources).toEqual(onlyD)
    expect(at(scenario).unit.resources.A).toBeGreaterThan(0.02)
    const unitOf = (of: Scenario) => simulate(catalogue, of).units.find(({ code }) => code === '150100')
    expect([unitOf(plan)?.grade, unitOf(scenario)?.grade]).toEqual(['D', 'A'])
  })
  test('without general transfers the account leaves them as they were', () => {
    const { unit } = at(withActuals(graded(account('150100', 2023, { ...booked, lines: {} }), 'B')), '150100')
    expect(unit.ownRevenue).toEqual({ A: 0, B: 1, C: 0, D: 0 })
    expect(unit.generalTransfers).toEqual(onlyD)
    expect(unit.resources.B).toBeGreaterThan(0)
    expect(unit.resources.B).toBeLessThan(1)
  })
  test('an account of the whole region is known of the region and of none of its parts', () => {
    const scenario = withActuals(graded(account('150000', 2023, { ...booked, ordinaryTax: 150e9 }), 'A'))
    expect(at(scenario).unit.resources).toEqual(onlyA)
    expect(at(scenario, '150100').unit.resources).toEqual(onlyD)
  })
  test('capacity is no better known than the base year’s relation, the margin by the money of both sides', () => {
    const { unit } = at(withActuals(graded(account('150100', 2023, booked), 'A')), '150100')
    expect(unit.capacity).toEqual(onlyD)
    expect(unit.margin).toEqual(onlyD)
    const base = at(plan, '150000', 2020)
    expect(base.unit.capacity).toEqual(base.unit.required)
  })
})

test('a population of the scenario’s own is as good as it is said to be', () => {
  const persons = Array.from({ length: 101 }, () => 10_000)
  const projection = (area: string): Scenario['populations'][number] => ({
    id: `p-${area}`,
    kind: 'projection',
    area,
    firstYear: 2020,
    male: Array.from({ length: 16 }, () => persons),
    female: Array.from({ length: 16 }, () => persons),
    source: 'bureau',
    grade: 'B',
    file: '',
    enabled: true,
    reason: '',
    author: '',
    at: '',
  })
  const gradeIn = (scenario: Scenario): string | undefined =>
    simulate(catalogue, scenario).population.find(({ region }) => region === '150100')?.grade
  expect([gradeIn(plan), gradeIn({ ...plan, populations: [projection('150100')] })]).toEqual(['D', 'B'])
  // Of a whole region only the sum is known.
  expect(gradeIn({ ...plan, populations: [projection('150000')] })).toBe('D')
})
