import { describe, expect, test } from 'vitest'
import { expenditureIndex, totalIndex } from '../../../../models/layout'
import { explainPath } from '../../../../models/explain/figure'
import type { FundAccount } from '../../../../models/service/fundAccounts'
import type { Scenario } from '../../../../models/scenario/document'
import { simulate } from '../../../../models/simulate'
import { fund as booked, withActuals } from '../../../fixtures/actuals'
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

describe('what is entered of a fund', () => {
  const unemployment = 'unemployment-fund'
  const entered = booked(unemployment, 2022, { opening: 40e8, contributions: 12e8, benefits: 9e8, subsidy: 1e8 })
  const scenario = withActuals(entered)

  test('stands for its year: 40 + 12 + 1 − 9 leave 44, and the balance goes on from there', () => {
    const account = fund(unemployment, scenario)
    expect([account.knownFrom, at(account.opening, 2022), at(account.closing, 2022)]).toEqual([2022, 40e8, 44e8])
    expect(at(account.closing, 2021), 'nothing is known before').toBeNaN()
    expect(at(account.opening, 2023)).toBe(44e8)
    expect(at(account.contributions, 2023)).toBeGreaterThan(12e8)
    // The statutory subsidy is the items' money again: this fund has none.
    expect(at(account.subsidy, 2023)).toBe(0)
  })

  test('contributions go on as those aged 16–59 and the average wage do, benefits as the items do', () => {
    const account = fund(unemployment, scenario)
    const plain = fund(unemployment)
    expect(at(account.benefits, 2023) / 9e8).toBeCloseTo(at(plain.benefits, 2023) / at(plain.benefits, 2022), 12)
    const pension = fund(pensions)
    expect(at(account.contributions, 2025) / 12e8).toBeCloseTo(at(pension.contributions, 2025) / at(pension.contributions, 2022), 12)
  })

  test('a flow alone gives no balance; the balance brought forward of the catalogue is enough for the other', () => {
    expect(fund(unemployment, withActuals(booked(unemployment, 2022, { contributions: 12e8 })))).toMatchObject({
      closing: null,
      knownFrom: null,
    })
    // 348.8 at the end of 2019 is known, contributions were not.
    const medical = fund('employee-medical-fund', withActuals(booked('employee-medical-fund', 2020, { contributions: 200e8 })))
    expect(at(medical.opening, 2020) / 1e8).toBeCloseTo(348.8, 6)
    expect(medical.knownFrom).toBe(2020)
  })

  test('later figures replace what went on from earlier ones, line by line', () => {
    const later = booked(unemployment, 2024, { benefits: 20e8 })
    const account = fund(unemployment, withActuals(entered, later))
    expect(at(account.benefits, 2024)).toBe(20e8)
    expect(at(account.contributions, 2024)).toBe(at(fund(unemployment, scenario).contributions, 2024))
  })

  test('moves no money of the budget, and a subsidy that is not the items’ is told', () => {
    const told = simulate(catalogue, withActuals(booked(pensions, 2022, { subsidy: 300e8 })))
    expect(told.expenditure).toEqual(simulate(catalogue, plan).expenditure)
    expect(told.notices).toMatchObject([{ code: 'fund-subsidy', overrideId: 'a-1', params: { target: pensions, booked: 300e8 } }])
    const own = at(fund(pensions).subsidy, 2022)
    expect(simulate(catalogue, withActuals(booked(pensions, 2022, { subsidy: own * 1.004 }))).notices).toEqual([])
  })

  test('another place than the whole region, a fund that is not known, nothing at all and negative flows are refused', () => {
    const codes = simulate(
      catalogue,
      withActuals(
        { ...entered, area: '150100' },
        booked('nothing', 2022, { opening: 1 }),
        booked(unemployment, 2022, {}),
        booked(pensions, 2022, { benefits: -1 }),
      ),
    ).notices.map(({ code }) => code)
    expect(codes).toEqual(['actual-area', 'actual-unknown', 'actual-empty', 'actual-negative'])
    expect(simulate(catalogue, withActuals(booked(unemployment, 2022, { opening: -5e8 }))).notices).toEqual([])
  })

  test('opens down to what was entered, with its grade', () => {
    const opened = explainPath(catalogue, scenario, `fundBalance/${unemployment}/2022`, 2)
    if (!opened.ok) throw new Error(opened.message)
    const leaves = opened.value.operands.flatMap((operand) => [operand, ...operand.operands])
    for (const [figure, value] of [
      ['bookedOpening', 40e8],
      ['bookedContributions', 12e8],
      ['bookedBenefits', 9e8],
    ] as const)
      expect(leaves.find((leaf) => leaf.figure === `${figure}/${unemployment}/2022`)).toMatchObject({
        value,
        source: { entry: 'actuals(a-1)', grade: 'A', year: 2022 },
      })
    const gap = explainPath(catalogue, plan, 'uncovered/2025', 1)
    expect(gap.ok && gap.value.operands.map(({ figure }) => figure)).toEqual([`fundUncovered/${pensions}/2025`])
    expect(gap.ok && gap.value.value).toBe(at(fund(pensions).uncovered, 2025))
  })
})

describe('the local part of the pooled fund', () => {
  test('is the local subsidy of 2021 × 1.035 in 2022, and 3.5% more each year', () => {
    const account = fund(pensions)
    expect(account.localPart?.slice(0, 2).every(Number.isNaN)).toBe(true)
    expect(at(account.localPart, 2022)).toBeCloseTo(at(account.localSubsidy, 2021) * 1.035, 2)
    expect(at(account.localPart, 2025)).toBeCloseTo(at(account.localSubsidy, 2021) * 1.035 ** 4, 0)
    expect(fund('resident-pension-fund').localPart).toBeNull()
  })
  test('its growth is a lever, and what was agreed on can be entered', () => {
    const faster = withOverrides(override({ lever: 'pooledGrowth', target: pensions, from: 2024, value: 0.1 }))
    expect(at(fund(pensions, faster).localPart, 2023)).toBe(at(fund(pensions).localPart, 2023))
    expect(at(fund(pensions, faster).localPart, 2024)).toBeCloseTo(at(fund(pensions).localPart, 2023) * 1.1, 2)
    const agreed = withActuals(booked(pensions, 2023, { localPart: 111e8 }))
    expect(at(fund(pensions, agreed).localPart, 2023)).toBe(111e8)
    expect(at(fund(pensions, agreed).localPart, 2024)).toBeCloseTo(111e8 * 1.035, 2)
  })
})

test('growth of contributions and benefits a head are levers: 8% from 2024 on, on top of the group', () => {
  const plain = fund(pensions)
  const moved = fund(
    pensions,
    withOverrides(
      override({ lever: 'fundContributionGrowth', target: pensions, from: 2024, value: 0.08 }),
      override({ lever: 'fundBenefitGrowth', target: pensions, from: 2024, mode: 'add', value: 0.01 }),
    ),
  )
  expect(at(moved.contributions, 2023)).toBe(at(plain.contributions, 2023))
  const wage = catalogue.indices.find(({ id }) => id === 'average-wage')?.growth.points.at(-1)?.value ?? 0
  expect(at(moved.contributions, 2024) / at(plain.contributions, 2024)).toBeCloseTo(1.08 / (1 + wage), 12)
  expect(at(moved.benefits, 2025) / at(plain.benefits, 2025)).toBeCloseTo((1.045 / 1.035) ** 2, 12)
})
