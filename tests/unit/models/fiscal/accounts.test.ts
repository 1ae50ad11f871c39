import { describe, expect, test } from 'vitest'
import { availableFunds } from '../../../../models/fiscal/availableFunds'
import { claimsByFunction, claimsGrowth, threeGuarantees } from '../../../../models/fiscal/priorClaims'
import { accountRatios, interestLine } from '../../../../models/fiscal/ratios'
import { leagueShares } from '../../../../models/fiscal/sharingClass'
import { sumOfClaims, unitClaims } from '../../../../models/fiscal/unitClaims'
import type { Actual } from '../../../../models/scenario/entries'
import { simulate } from '../../../../models/simulate'
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
const account = (change: Partial<Extract<Actual, { kind: 'account' }>>): Actual => ({
  id: 'a-1',
  kind: 'account',
  area: '150100',
  year: 2022,
  source: 's',
  grade: 'A',
  file: '',
  enabled: true,
  reason: '',
  author: '',
  at: '',
  ordinaryTax: 1,
  resourceTax: 1,
  nonTax: 1,
  lines: {},
  claims: {},
  ...change,
})

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
    expect(Math.abs(column(2020).left?.value ?? 1e9)).toBeLessThan(1)
    expect(yi(column(2020).otherMoney)).toBeCloseTo(244.96, 1)
    expect(yi(column(2020).tiedTransfers)).toBeCloseTo(827.02, 1)
  })
  test('the parts of own revenue add up in every year of the run; a projection is called one', () => {
    for (const year of result.layout.years) {
      const { ordinaryTax, resourceTax, nonTax, ownRevenue, generalTransfers, available } = column(year)
      const own = (ordinaryTax?.value ?? 0) + (resourceTax?.value ?? 0) + (nonTax?.value ?? 0)
      expect(own).toBeCloseTo(ownRevenue?.value ?? 0, 0)
      expect(own + (generalTransfers?.value ?? 0)).toBeCloseTo(available?.value ?? 0, 0)
    }
    expect(column(2025).available?.nature).toBe('path')
    expect(column(2020).generalTransfers?.nature).toBe('estimate')
    expect(column(2020).expenditure).toMatchObject({ nature: 'account', grade: 'A' })
  })
  test('lines of an entered account of the region stand in the table with their grade', () => {
    const entered = availableFunds(catalogue, result, [account({ area: '150000', year: 2021, grade: 'B', lines: { remittedUp: 5e8 } })])
    expect(entered.columns[entered.years.indexOf(2021)]?.remittedUp).toMatchObject({ value: 5e8, grade: 'B', nature: 'account' })
  })
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
  test('a league with claims entered for 2021 can be tested: pay 100 becomes 104 at 4% a year', () => {
    const claims = Object.fromEntries(catalogue.fiscal.priorClaims.map(({ id }) => [id, 100]))
    const growth = new Float64Array(catalogue.fiscal.priorClaims.length * 16).fill(0.04)
    const found = unitClaims({ catalogue, years: result.layout.years }, [account({ year: 2021, claims })], growth, '150100', 2022)
    if (!found.ok) throw new Error(found.reason)
    expect(found.byClaim[0]?.[2]).toBeCloseTo(104, 9)
    expect(found.byClaim[0]?.[0]).toBeCloseTo(100 / 1.04, 9)
    expect(sumOfClaims(found.byClaim, 16)[1]).toBe(400)
  })
  test('an account without claims, or with one of them missing, is no basis', () => {
    const growth = new Float64Array(64)
    const of = (actual: Actual) => unitClaims({ catalogue, years: result.layout.years }, [actual], growth, '150100', 2022)
    expect(of(account({}))).toEqual({ ok: false, reason: 'no-accounts' })
    expect(of(account({ claims: { pay: 1 } }))).toEqual({ ok: false, reason: 'claims-missing' })
  })
})

describe('ratios and classes', () => {
  test('interest is 3.4, 5.2 and 3.8% of expenditure in 2020–2022, under the line of 10%', () => {
    const share = (year: number): number => (accountRatios(catalogue).find((row) => row.year === year)?.interestShare?.value ?? 1) * 100
    expect([2020, 2021, 2022].map((year) => share(year).toFixed(1))).toEqual(['3.4', '5.2', '3.8'])
    expect(share(2021) / 100).toBeLessThan(interestLine)
  })
  test('self-sufficiency of 2020 is 38.9%, as bad as its revenue’s grade; debt is known for 2020 and 2022 alone', () => {
    const rows = accountRatios(catalogue)
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
