import { describe, expect, test } from 'vitest'
import { availableFunds } from '../../../../models/fiscal/availableFunds'
import { claimsByFunction, claimsGrowth, threeGuarantees } from '../../../../models/fiscal/priorClaims'
import { accountRatios, interestLine } from '../../../../models/fiscal/ratios'
import { leagueShares } from '../../../../models/fiscal/sharingClass'
import type { Actual } from '../../../../models/scenario/entries'
import { simulate } from '../../../../models/simulate'
import { account, withActuals } from '../../../fixtures/actuals'
import { override, plan, shippedCatalogue, withOverrides } from '../../../fixtures/catalogue'

const catalogue = shippedCatalogue()
const result = simulate(catalogue, plan)
const table = availableFunds(catalogue, result)
const column = (year: number) => {
  const found = table.columns[table.years.indexOf(year)]
  if (found === undefined) throw new Error(`no column ${String(year)}`)
  return found
}
const yi = (figure: { readonly value: number } | null): number => Number(((figure?.value ?? Number.NaN) / 1e8).toFixed(2))
describe('available funds', () => {
  test('2016: 2016.43 + 2376.21 + 2181.64 + 364.35 + 52.71 + 55.66 − 4512.71 − 9.93 − 1840.68 − 130.38 − 450.76 − 217.83 leaves the small items', () => {
    const before = 2016.43 + 2376.21 + 2181.64 + 364.35 + 52.71 + 55.66
    const after = 4512.71 + 9.93 + 1840.68 + 130.38 + 450.76 + 217.83
    expect(yi(column(2016).remainder)).toBeCloseTo(before - after, 1)
    expect(column(2016).available, 'general transfers of 2016 are not known').toBeNull()
  })
  test('what is not known is nothing, never zero', () => {
    expect(column(2018).nonTax).toBeNull()
    expect(column(2019).remittedUp).toBeNull()
    expect(column(2025).expenditure).toBeNull()
    expect(column(2014).remainder, 'no balance brought forward is known').toBeNull()
  })
  test('2017: 1703.21 + 1464', () => expect(yi(column(2017).available)).toBeCloseTo(3167.21, 1))
  test('2020: resources less prior claims and the 81 leave nothing, and other money is 244.96', () => {
    expect(Math.abs(column(2020).left?.value ?? 1e9)).toBeLessThan(1e3)
    expect(yi(column(2020).otherMoney)).toBeCloseTo(244.96, 1)
    expect(yi(column(2020).tiedTransfers)).toBeCloseTo(827.02, 1)
  })
  test('the parts of own revenue add up in every year of the run; a projection is called one', () => {
    for (const year of result.layout.years) {
      const { ordinaryTax, resourceTax, nonTax, ownRevenue, netTransfers, available } = column(year)
      const own = (ordinaryTax?.value ?? 0) + (resourceTax?.value ?? 0) + (nonTax?.value ?? 0)
      expect(own).toBeCloseTo(ownRevenue?.value ?? 0, 0)
      expect(own + (netTransfers?.value ?? 0)).toBeCloseTo(available?.value ?? 0, 0)
    }
    expect(column(2025).available?.nature).toBe('path')
    expect(column(2020).netTransfers?.nature).toBe('estimate')
    expect(column(2020).expenditure).toMatchObject({ nature: 'account', grade: 'A' })
  })
  test('lines of an entered account stand in the table with their grade and source; one that does not act stands nowhere', () => {
    const entered = account('150000', 2021, { grade: 'B', ordinaryTax: 2e11, lines: { remittedUp: 5e8, generalTransfers: 1.8e11 } })
    const run = simulate(catalogue, withActuals(entered))
    const funds = availableFunds(catalogue, run)
    const of2021 = funds.columns[funds.years.indexOf(2021)]
    expect(of2021?.remittedUp).toEqual({ value: 5e8, grade: 'B', nature: 'account', source: 'bureau' })
    expect(of2021?.netTransfers).toMatchObject({ grade: 'B', nature: 'account' })
    expect(of2021?.netTransfers?.value).toBeCloseTo(1.795e11, 0)
    const refused = simulate(catalogue, withActuals({ ...entered, nonTax: -1 }))
    expect(availableFunds(catalogue, refused)).toEqual(table)
  })
})

describe('available funds of a league', () => {
  const lines = {
    taxReturns: 1e9,
    generalTransfers: 8e9,
    sharedMatterTransfers: 3e9,
    specialTransfers: 2e9,
    bondIncome: 1e9,
    broughtForward: 5e8,
    stabilisationIn: 3e8,
    transferredIn: 2e8,
    expenditure: 25e9,
    remittedUp: 4e8,
    bondRepayment: 6e8,
    carriedForward: 9e8,
  }
  const claims = Object.fromEntries(catalogue.fiscal.priorClaims.map(({ id }) => [id, 2e9]))
  const entered = account('150100', 2023, { ordinaryTax: 8e9, resourceTax: 1e9, nonTax: 2e9, lines, claims })
  const run = simulate(catalogue, withActuals(entered))
  const funds = availableFunds(catalogue, run, '150100')
  const of = (year: number) => funds.columns[funds.years.indexOf(year)]

  test('2023: 8 + 1 + 2 of its own and 1 + 8 − 0.4 from above are 19.6, as booked; 0.2 and 0.3 of reserves stand beside', () => {
    expect(of(2023)?.ownRevenue).toMatchObject({ value: 11e9, grade: 'A', nature: 'account' })
    expect(yi(of(2023)?.netTransfers ?? null)).toBe(86)
    expect(of(2023)?.available).toMatchObject({ grade: 'A', nature: 'account' })
    expect(yi(of(2023)?.available ?? null)).toBe(196)
    expect(yi(of(2023)?.withReserves ?? null)).toBe(201)
    expect(run.units[1]?.resources[3]).toBeCloseTo(19.6e9, 3)
  })
  test('what the identity leaves over is worked out: 11 + 14 + 2 in, 25 + 1.9 out leave 0.1', () => {
    const inward = 11 + 1 + 8 + 3 + 2 + 1 + 0.5 + 0.3 + 0.2
    const outward = 25 + 0.4 + 0.6 + 0.9
    expect(yi(of(2023)?.remainder ?? null)).toBeCloseTo((inward - outward) * 10, 6)
  })
  test('years without an account are the catalogue’s estimate, then the run’s path; what is left needs its claims', () => {
    expect(of(2022)?.available).toMatchObject({ grade: 'D', nature: 'estimate' })
    expect(of(2022)?.generalTransfers).toBeNull()
    expect(of(2022)?.left).toBeNull()
    expect(of(2025)?.available?.nature).toBe('path')
    expect(yi(of(2023)?.left ?? null)).toBeCloseTo(196 - 80 - (run.units[1]?.required[3] ?? 0) / 1e8, 1)
  })
  test('other tied transfers are what it got for tasks less the centre’s part of the 81 there', () => {
    const tied = of(2023)
    expect(yi(tied?.subsidies ?? null)).toBe(140)
    expect(yi(tied?.tiedTransfers ?? null)).toBeCloseTo(140 - 86 - yi(tied?.tiedForItems ?? null), 1)
  })
  test('the own level prints what it passes down of general money: 60 of 100 from above, 50 passed down, 30 of it general', () => {
    const own = account('150000-own', 2022, {
      ordinaryTax: 1e10,
      lines: { generalTransfers: 6e10, sharedMatterTransfers: 4e10, transferredDown: 5e10 },
    })
    const result2 = simulate(catalogue, withActuals(own))
    const found = availableFunds(catalogue, result2, '150000-own')
    const column2 = found.columns[found.years.indexOf(2022)]
    expect([yi(column2?.generalTransfers ?? null), yi(column2?.passedDown ?? null), yi(column2?.netTransfers ?? null)]).toEqual([
      600, 300, 300,
    ])
  })
  test('its own table of ratios: 11 over 25, interest 2 of 25, and a debt ratio once every part is known', () => {
    const [row] = accountRatios(catalogue, run, '150100')
    expect(row?.selfSufficiency?.value).toBeCloseTo(11 / 25, 12)
    expect(row?.interestShare?.value).toBeCloseTo(2 / 25, 12)
    expect(row?.debtRatio, 'no debt is entered').toBeNull()
    const beside = { generalDebt: 2e10, specialDebt: 1e10, fundReceipts: 4e9, capitalReceipts: 1e8 }
    const [known] = accountRatios(catalogue, simulate(catalogue, withActuals({ ...entered, beside })), '150100')
    // 11 + 1 + 8 + 3 + 2 − 0.4 + 4 + 0.1.
    expect(yi(known?.comprehensive ?? null)).toBe(287)
    expect(known?.debtRatio?.value).toBeCloseTo(300 / 287, 9)
    const { capitalReceipts: _, ...three } = beside
    const [part] = accountRatios(catalogue, simulate(catalogue, withActuals({ ...entered, beside: three })), '150100')
    expect(part?.debtRatio, 'a half-known denominator is none').toBeNull()
    expect(accountRatios(catalogue, run, '150200')).toEqual([])
  })
})

describe('interest follows the debt', () => {
  const interest = catalogue.fiscal.priorClaims.findIndex(({ id }) => id === 'interest')
  const { interest: _, ...others } = Object.fromEntries(catalogue.fiscal.priorClaims.map(({ id }) => [id, 1e9]))
  const of = (change: Partial<Extract<Actual, { kind: 'account' }>>, ...more: readonly Actual[]) =>
    simulate(catalogue, withActuals(account('150100', 2022, { ordinaryTax: 1e10, claims: others, ...change }), ...more)).units[1]

  test('a debt of 10.5 at the end of 2022 was 10 a year before: at 3.22% it costs 0.322 in 2022, 0.3381 in 2023', () => {
    const unit = of({ beside: { generalDebt: 1.05e10 } })
    expect(unit?.tests.pay.verdict).not.toBe('cannot-say')
    expect(unit?.residual?.byClaim[interest]?.[2]).toBeCloseTo(3.22e8, 0)
    expect(unit?.residual?.byClaim[interest]?.[3]).toBeCloseTo(1.05e10 * 0.0322, 0)
    expect(unit?.residual?.byClaim[interest]?.[4]).toBeCloseTo(1.05e10 * 1.05 * 0.0322, 0)
  })
  test('where the interest is booked too, its own rate goes on: 0.4 on 10 is 4%', () => {
    const unit = of({ beside: { generalDebt: 1.05e10 }, claims: { ...others, interest: 4e8 } })
    expect(unit?.residual?.byClaim[interest]?.[2]).toBe(4e8)
    expect(unit?.residual?.byClaim[interest]?.[3]).toBeCloseTo(1.05e10 * 0.04, 0)
  })
  test('a later debt moves the interest of the years after it', () => {
    const unit = of({ beside: { generalDebt: 1.05e10 } }, account('150100', 2024, { ordinaryTax: 1e10, beside: { generalDebt: 2e10 } }))
    expect(unit?.residual?.byClaim[interest]?.[4]).toBeCloseTo(1.05e10 * 1.05 * 0.0322, 0)
    expect(unit?.residual?.byClaim[interest]?.[5]).toBeCloseTo(2e10 * 0.0322, 0)
  })
  test('without either the claims are not known', () => expect(of({})?.tests.pay.reason).toBe('claims-missing'))
})

describe('prior claims', () => {
  test('a function’s rest is its accounts less the 81: 642.17 − education’s items in 2020', () => {
    const education = claimsByFunction(catalogue, result, [2020, 2022]).find(({ code }) => code === '205')
    expect(yi(education?.accounts[0] ?? null)).toBe(642.17)
    expect(yi(education?.rest[0] ?? null)).toBeCloseTo(642.17 - (education?.items[0] ?? 0) / 1e8, 1)
    expect(education?.rest[0]?.grade, 'the 81 are no accounts').toBe('D')
  })
  test('a quarter of a point more of growth lowers the ratio, less raises it', () => {
    const unit = result.units[0]
    if (unit === undefined) throw new Error('no unit')
    const growth = claimsGrowth(result, unit)
    const [less, same, more] = growth?.cases ?? []
    expect(growth?.growth).toBeCloseTo(0.0299, 3)
    expect(same?.ratio).toBeCloseTo(unit.residual?.ratio[5] ?? 0, 9)
    expect((less?.ratio ?? 0) > (same?.ratio ?? 0) && (same?.ratio ?? 0) > (more?.ratio ?? 0)).toBe(true)
  })
  test('the three guarantees are tagged items with pay and running costs: 1623.17 + 405.79 of claims in 2020', () => {
    const found = threeGuarantees(catalogue, result)
    expect(found?.claims.map(({ id }) => id)).toEqual(['pay', 'running'])
    expect((found?.total[0] ?? 0) - (found?.items[0] ?? 0)).toBeCloseTo(1623.168e8 + 405.792e8, 0)
  })
})

describe('ratios and classes', () => {
  test('interest is 3.4, 5.2 and 3.8% of expenditure in 2020–2022, under the line of 10%', () => {
    const share = (year: number): number =>
      (accountRatios(catalogue, result).find((row) => row.year === year)?.interestShare?.value ?? 1) * 100
    expect([2020, 2021, 2022].map((year) => share(year).toFixed(1))).toEqual(['3.4', '5.2', '3.8'])
    expect(share(2021) / 100).toBeLessThan(interestLine)
  })
  test('self-sufficiency of 2020 is 38.9%, as bad as its revenue’s grade; debt is known for 2020 and 2022 alone', () => {
    const rows = accountRatios(catalogue, result)
    const of2020 = rows.find(({ year }) => year === 2020)?.selfSufficiency
    expect(of2020?.value).toBeCloseTo(0.3892, 4)
    expect(of2020?.grade).toBe('C')
    expect(rows.filter(({ debt }) => debt !== null).map(({ year }) => year)).toEqual([2020, 2022])
  })
  test('every league is class II (D): the region pays half of what is shared by class, and more where the scenario says so', () => {
    expect(leagueShares(catalogue, result).every(({ region }) => region.every((share) => Math.abs((share ?? 0) - 0.5) < 1e-9))).toBe(true)
    const item = catalogue.items.find(({ shares }) => shares?.rule === 'by-class')?.id ?? ''
    const moved = leagueShares(catalogue, simulate(catalogue, withOverrides(override({ lever: 'regionShare', target: item, value: 0.9 }))))
    expect(moved[0]?.region[2]).toBeCloseTo(0.5, 9)
    expect(moved[0]?.region[3] ?? 0).toBeGreaterThan(0.5)
  })
})

describe('a run', () => {
  test('asks for nothing by default; an earlier policy does not count as asked, a new standard does', () => {
    expect(result.units[0]?.tests.room).toMatchObject({ verdict: 'nothing-asked', severity: null })
    const grown = simulate(catalogue, withOverrides(override({ lever: 'realGrowth', value: 0.02 })))
    expect(grown.units[0]?.tests.room.verdict, 'the economy is no request').toBe('nothing-asked')
    const standard = result.layout.standards.find((id) => id.startsWith('minimum-living-allowance')) ?? ''
    const asked = simulate(catalogue, withOverrides(override({ lever: 'standard', target: standard, mode: 'scale', value: 2 })))
    const room = asked.units[0]?.room
    const extra = (asked.units[0]?.required[5] ?? 0) - (result.units[0]?.required[5] ?? 0)
    expect(room?.request.recurrent[5]).toBeCloseTo(extra, 3)
    expect(room?.multiple[5]).toBeCloseTo((room?.headroom[5] ?? 0) / extra, 9)
    expect(room?.headroom[5], 'what is asked is no rigid growth').toBeCloseTo(result.units[0]?.room?.headroom[5] ?? 0, 3)
  })
  test('a granted policy takes its amount from the room at once', () => {
    const granted = [
      {
        id: 'g-1',
        name: 'a',
        document: '',
        area: '150000',
        kind: 'recurrent' as const,
        from: 2024,
        amount: 5e8,
        enabled: true,
        reason: '',
        author: '',
        at: '',
      },
    ]
    const room = simulate(catalogue, { ...plan, granted }).units[0]?.room
    expect((result.units[0]?.room?.headroom[4] ?? 0) - (room?.headroom[4] ?? 0)).toBeCloseTo(5e8, 3)
    expect(room?.headroom[3]).toBe(result.units[0]?.room?.headroom[3])
  })
  test('more renovations are a one-off request', () => {
    const built = simulate(catalogue, withOverrides(override({ lever: 'coverage', target: 'shantytown-renovation', value: 1.3 })))
    expect(built.units[0]?.room?.request.recurrent[5]).toBeCloseTo(0, 3)
    expect(built.units[0]?.room?.request.oneOff[5] ?? 0).toBeGreaterThan(1e8)
  })
  test('low and high definitions part after the accounts and lie on both sides of the run', () => {
    const unit = result.units[0]
    expect(unit?.lowResources[2]).toBe(unit?.resources[2])
    for (const k of [3, 5, 15]) {
      expect(unit?.lowResources[k] ?? 0).toBeLessThan(unit?.resources[k] ?? 0)
      expect(unit?.highResources[k] ?? 0).toBeGreaterThan(unit?.resources[k] ?? 0)
    }
  })
  test('by default fewer than a third of the flags are grey, and each says what both definitions say', () => {
    const grey = result.flags.filter(({ severity }) => severity === 'grey')
    expect(grey.length * 3).toBeLessThan(result.flags.length)
    expect(result.flags.filter(({ test: of }) => of === 'growth').every(({ low, high }) => low !== undefined && high !== undefined)).toBe(
      true,
    )
  })
})
