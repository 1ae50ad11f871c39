import { describe, expect, test } from 'vitest'
import { expenditureIndex, totalIndex } from '../../../../models/layout'
import type { FundAccount } from '../../../../models/service/fundAccounts'
import type { Scenario } from '../../../../models/scenario/document'
import { simulate } from '../../../../models/simulate'
import { override, plan, shippedCatalogue, withOverrides } from '../../../fixtures/catalogue'
import { shippedScenarios } from '../../../fixtures/shipped'

const catalogue = shippedCatalogue()
const fund = (id: string, scenario: Scenario = plan): FundAccount => {
  const found = simulate(catalogue, scenario).funds.find((account) => account.id === id)
  if (found === undefined) throw new Error(id)
  return found
}
const at = (values: Float64Array | null, year: number): number => values?.[year - 2020] ?? NaN
const pensions = 'employee-pension-fund'

describe('the pension fund of employees', () => {
  test('2020: 595.88 brought forward + 810.88 + 249.772 − 1,201.36 leaves 455.172, four and a half months', () => {
    const account = fund(pensions)
    expect(at(account.opening, 2020) / 1e8).toBeCloseTo(595.88, 6)
    expect(at(account.closing, 2020) / 1e8).toBeCloseTo(455.172, 6)
    expect(at(account.months, 2020)).toBeCloseTo(455.172 / (1201.36 / 12), 6)
  })
  test('runs out in 2024, and from then on what it lacks in each year is a line of its own', () => {
    const account = fund(pensions)
    expect(account.exhaustedFrom).toBe(2024)
    expect(at(account.uncovered, 2023)).toBe(0)
    expect(at(account.uncovered, 2024)).toBeCloseTo(-at(account.closing, 2024), 2)
    expect(at(account.uncovered, 2025)).toBeCloseTo(at(account.closing, 2024) - at(account.closing, 2025), 2)
  })
  test('a higher subsidy makes it last longer, and moves no benefit', () => {
    const more = withOverrides(override({ lever: 'standard', target: 'employee-pension.pensioners', mode: 'scale', value: 2, from: 2021 }))
    expect(fund(pensions, more).exhaustedFrom ?? 9999).toBeGreaterThan(2024)
    expect(fund(pensions, more).benefits).toEqual(fund(pensions).benefits)
  })
})

test('opening + contributions + subsidy − benefits is closing to one yuan in every year, and next year’s opening', () => {
  for (const scenario of shippedScenarios())
    for (const { opening, contributions, subsidy, benefits, closing } of simulate(catalogue, scenario).funds) {
      if (opening === null || contributions === null || benefits === null || closing === null) continue
      closing.forEach((value, k) => {
        const balance = (opening[k] ?? 0) + (contributions[k] ?? 0) + (subsidy[k] ?? 0) - (benefits[k] ?? 0)
        expect(Math.abs(balance - value)).toBeLessThan(1)
        if (k > 0) expect(opening[k]).toBe(closing[k - 1])
      })
    }
})

test('what is not known is not worked out', () => {
  for (const id of ['resident-pension-fund', 'employee-medical-fund', 'resident-medical-fund', 'unemployment-fund', 'work-injury-fund'])
    expect(fund(id), id).toMatchObject({ closing: null, months: null, uncovered: null, exhaustedFrom: null })
})

test('benefits of the funds are what the items cost outside the budget, subsidies are the items’ money', () => {
  const { fundPaid, expenditure, layout, funds } = simulate(catalogue, plan)
  const [areas, years] = [layout.areas.length, layout.years.length]
  const item = (id: string): number => layout.items.indexOf(id)
  expect(fund('unemployment-fund').benefits?.[5]).toBeCloseTo(fundPaid[item('unemployment-insurance') * areas * years + 5] ?? NaN, 2)
  const money = expenditure[totalIndex(layout, item('resident-medical-insurance'), 0, 5)]
  expect(funds.find(({ id }) => id === 'resident-medical-fund')?.subsidy[5]).toBeCloseTo(money ?? NaN, 2)
})

test('expenditure by item, by region, by payer and by function come to the same to one yuan', () => {
  for (const scenario of shippedScenarios()) {
    const { layout, expenditure } = simulate(catalogue, scenario)
    const { areas, payers, years, items } = layout
    const total = payers.indexOf('total')
    const sum = (a: number, p: number, k: number, within: (i: number) => boolean = () => true): number =>
      items.reduce((all, _, i) => all + (within(i) ? (expenditure[expenditureIndex(layout, i, a, p, k)] ?? 0) : 0), 0)
    const codes = new Set(catalogue.items.map(({ budgetFunction }) => budgetFunction.code))
    years.forEach((_, k) => {
      const byItem = sum(0, total, k)
      const byRegion = areas.slice(1).reduce((all, __, a) => all + sum(a + 1, total, k), 0)
      const byPayer = payers.slice(0, total).reduce((all, __, p) => all + sum(0, p, k), 0)
      const byFunction = [...codes].reduce(
        (all, code) => all + sum(0, total, k, (i) => catalogue.items[i]?.budgetFunction.code === code),
        0,
      )
      for (const other of [byRegion, byPayer, byFunction]) expect(Math.abs(other - byItem)).toBeLessThan(1)
    })
  }
})
