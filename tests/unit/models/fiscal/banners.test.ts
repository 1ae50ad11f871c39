import { describe, expect, test } from 'vitest'
import { explainPath, figureTerm, figureValue } from '../../../../models/explain/figure'
import { openRun } from '../../../../models/explain/run'
import { recompute } from '../../../../models/explain/term'
import { expenditureIndex } from '../../../../models/layout'
import type { MemoUnit, SimulationResult } from '../../../../models/result'
import { modelOf, simulate } from '../../../../models/simulate'
import { account, withActuals } from '../../../fixtures/actuals'
import { override, plan, shippedCatalogue } from '../../../fixtures/catalogue'
import { bannerCatalogue } from '../../../fixtures/synthetic'

const catalogue = shippedCatalogue()
const base = simulate(catalogue, plan)
const { years, areas } = base.layout
const claims = Object.fromEntries(catalogue.fiscal.priorClaims.map(({ id }) => [id, 2e8]))
const at = (row: Readonly<Float64Array> | undefined, year: number): number => row?.[years.indexOf(year)] ?? Number.NaN
const memoOf = (result: SimulationResult, code: string): MemoUnit => {
  const found = result.memos.find((memo) => memo.code === code)
  if (found === undefined) throw new Error(`no banner ${code}`)
  return found
}
/** Holingol, with residents in the catalogue (A), and Jining, without. */
const [holingol, jining, tongliao] = ['150581', '150902', '150500']
const lines = { generalTransfers: 1.2e9, taxReturns: 1e8, remittedUp: 5e7 }
const full = account(holingol, 2022, { ordinaryTax: 9e8, resourceTax: 1e8, nonTax: 2e8, lines, claims })

describe('a banner’s account in a catalogue whose leaves are leagues', () => {
  const scenario = withActuals(full)
  const result = simulate(catalogue, scenario)
  const memo = memoOf(result, holingol)

  test('is taken, and moves no other figure: the banner stands beside its league, in no sum', () => {
    expect(result.notices).toEqual([])
    expect(result.units).toEqual(base.units)
    expect(result.expenditure).toEqual(base.expenditure)
    expect(memo).toMatchObject({ parent: tongliao, level: 'banner', knownFrom: 2022, lastActualYear: 2022, grade: 'D' })
  })

  test('its resources are its own revenue and 1.2 + 0.1 − 0.05 of transfers, and grow as its league’s do', () => {
    expect(at(memo.ownRevenue, 2022)).toBe(1.2e9)
    expect(at(memo.generalTransfers, 2022)).toBeCloseTo(1.25e9, 3)
    expect(at(memo.resources, 2021)).toBeNaN()
    const league = base.units[areas.indexOf(tongliao)]
    for (const part of ['ordinaryTax', 'resourceTax', 'nonTax'] as const)
      expect(at(memo.revenue[part], 2025) / at(memo.revenue[part], 2022)).toBeCloseTo(
        at(league?.revenue[part], 2025) / at(league?.revenue[part], 2022),
        12,
      )
    expect(at(memo.generalTransfers, 2025)).toBeCloseTo(1.25e9 * 1.03 ** 3, 0)
  })

  test('it pays its residents’ share of what the banners of its league pay, programmes of the region included', () => {
    const { layout, expenditure } = base
    const paid = (area: string, k: number): number =>
      layout.items.reduce((sum, _, item) => sum + (expenditure[expenditureIndex(layout, item, areas.indexOf(area), 3, k)] ?? 0), 0)
    const persons = (code: string, k: number): number => base.population.find(({ region }) => region === code)?.total[k] ?? 0
    const k = years.indexOf(2025)
    const share = 138_676 / ((persons(tongliao, 0) + persons(tongliao, 0)) / 2)
    expect(at(memo.share, 2025)).toBeCloseTo(share, 3)
    expect(at(memo.share, 2035)).toBe(at(memo.share, 2020))
    const region = layout.areas.slice(1, -1).reduce((sum, code) => sum + (persons(code, k) + persons(code, k - 1)) / 2, 0)
    const own = (persons(tongliao, k) + persons(tongliao, k - 1)) / 2 / region
    const whole = paid(tongliao, k) + own * paid('150000-own', k)
    expect(at(memo.required, 2025) / (whole * at(memo.share, 2025))).toBeCloseTo(1, 9)
  })

  test('all three questions have an answer, and it raises no flags', () => {
    expect(memo.tests.pay.verdict).toBe('can-pay')
    expect(memo.tests.room.verdict).toBe('nothing-asked')
    expect(memo.tests.pace, 'growth is counted from 2020, its account is of 2022').toMatchObject({ reason: 'account-later' })
    const rebased = memoOf(simulate(catalogue, { ...scenario, assessment: { from: 2022 } }), holingol)
    expect(rebased.tests.pace.reason).toBe(null)
    expect(result.flags).toEqual(base.flags)
    const poor = memoOf(simulate(catalogue, withActuals({ ...full, claims: { ...claims, pay: 9e9 } })), holingol)
    expect(poor.tests.pay).toMatchObject({ verdict: 'cannot-pay', level: 'mismatch', firstYear: 2023 })
  })

  test('a request asks for its part of it', () => {
    const asked = { ...scenario, overrides: [override({ lever: 'standard', target: 'basic-public-health', mode: 'scale', value: 2 })] }
    const room = memoOf(simulate(catalogue, asked), holingol).room
    const extra = at(memoOf(simulate(catalogue, asked), holingol).required, 2025) - at(memo.required, 2025)
    expect(extra).toBeGreaterThan(1e5)
    expect(at(room?.request.recurrent, 2025)).toBeCloseTo(extra, 3)
    const works = { ...scenario, overrides: [override({ lever: 'coverage', target: 'shantytown-renovation', value: 1.3 })] }
    const once = memoOf(simulate(catalogue, works), holingol).room
    expect(at(once?.request.oneOff, 2025)).toBeGreaterThan(1e4)
    expect(at(once?.request.recurrent, 2025)).toBeCloseTo(0, 3)
  })

  test('its figures open down to its account and the census, and give themselves again', () => {
    const open = openRun(modelOf(catalogue, scenario), scenario)
    for (const [path, value] of [
      [`unitResources/${holingol}/2025`, at(memo.resources, 2025)],
      [`unitRequired/${holingol}/2025`, at(memo.required, 2025)],
      [`residualRatio/${holingol}/2025`, at(memo.residual?.ratio, 2025)],
      [`memoShare/${holingol}/2025`, at(memo.share, 2025)],
      [`headroom/${holingol}/2025`, at(memo.room?.headroom, 2025)],
    ] as const) {
      expect(figureValue(open, path), path).toBe(value)
      const term = figureTerm(open, path)
      expect(term === null ? value : recompute(term, (operand) => figureValue(open, operand)), path).toBe(value)
    }
    const opened = explainPath(catalogue, scenario, `memoAccountNonTax/${holingol}/2022`, 0)
    expect(opened.ok && opened.value.source).toMatchObject({ entry: 'actuals(a-1)', grade: 'A', year: 2022 })
    const census = explainPath(catalogue, scenario, `memoResidents/${holingol}/2020`, 0)
    expect(census.ok && census.value.source).toMatchObject({ entry: `banners(${holingol}).residents`, grade: 'A' })
  })
})

describe('what nothing stands in for', () => {
  test('general transfers that the account leaves out, residents that nobody counted', () => {
    const without = simulate(catalogue, withActuals(account(holingol, 2022, { ordinaryTax: 9e8, claims })))
    expect(memoOf(without, holingol).tests.pay.reason).toBe('transfers-missing')
    expect(memoOf(without, holingol).tests.pace.reason).toBe('transfers-missing')
    const nobody = simulate(catalogue, withActuals({ ...full, area: jining }))
    expect(memoOf(nobody, jining).tests.pay.reason).toBe('residents-missing')
    const counted = memoOf(simulate(catalogue, withActuals({ ...full, area: jining, residents: 400_000 })), jining)
    expect(counted.tests.pay.verdict).toBe('can-pay')
    expect(at(counted.required, 2022)).toBeGreaterThan(0)
    const { pay: _, ...rest } = claims
    expect(memoOf(simulate(catalogue, withActuals({ ...full, claims: rest })), holingol).tests).toMatchObject({
      pay: { reason: 'claims-missing' },
      room: { reason: 'claims-missing' },
    })
  })

  test('a banner that the catalogue does not know is refused, and a count of a known one too', () => {
    const unknown = simulate(catalogue, withActuals({ ...full, area: '150599' }))
    expect(unknown.notices.map(({ code }) => code)).toEqual(['actual-area'])
    expect(unknown.memos).toEqual([])
  })
})

describe('a league’s account in a catalogue that goes down to banners', () => {
  const banners = bannerCatalogue()
  const plain = simulate(banners, plan)
  const league = banners.regions.find(({ parent, level }) => level === 'league' && parent === '990000')?.code ?? ''
  const leaves = banners.regions.filter(({ parent }) => parent === league).map(({ code }) => code)
  const unit = (result: SimulationResult, code: string) => result.units[result.layout.areas.indexOf(code)]

  test.each([2021, 2024])('of %i is spread over its banners as they have it, and moves no other league', (year) => {
    const [first = ''] = leaves
    const entered = account(league, year, { ordinaryTax: 3e9, resourceTax: 5e8, nonTax: 9e8, lines: { generalTransfers: 4e9 } })
    const own = account(first, year, { ordinaryTax: 1e8, resourceTax: 1e7, nonTax: 2e7 })
    const result = simulate(banners, withActuals(entered, own))
    expect(result.notices.map(({ code }) => code)).toEqual(['actual-spread'])
    const k = result.layout.years.indexOf(year)
    expect(unit(result, league)?.ownRevenue[k]).toBeCloseTo(4.4e9, 0)
    expect(unit(result, league)?.generalTransfers[k]).toBeCloseTo(4e9, 0)
    expect(unit(result, first)?.ownRevenue[k]).toBeCloseTo(1.3e8, 3)
    const others = leaves.slice(1)
    const factors = others.map((code) => (unit(result, code)?.revenue.nonTax[k] ?? 0) / (unit(plain, code)?.revenue.nonTax[k] ?? 1))
    for (const factor of factors) expect(factor).toBeCloseTo(factors[0] ?? 0, 9)
    for (const { code } of banners.regions.filter(({ parent }) => parent !== league && parent !== '990000' && parent !== null))
      expect(unit(result, code)?.resources).toEqual(unit(plain, code)?.resources)
  })

  test('beside the region’s, which is spread over what neither leagues nor banners account for', () => {
    const year = 2024
    const entered = account(league, year, { ordinaryTax: 3e9, resourceTax: 5e8, nonTax: 9e8 })
    const whole = account('990000', year, { ordinaryTax: 2e11, resourceTax: 5e10, nonTax: 7e10 })
    const result = simulate(banners, withActuals(whole, entered))
    const k = result.layout.years.indexOf(year)
    expect(unit(result, '990000')?.ownRevenue[k]).toBeCloseTo(3.2e11, 0)
    expect(unit(result, league)?.ownRevenue[k]).toBeCloseTo(4.4e9, 0)
  })

  test('with its claims the league answers, its banners cannot say', () => {
    const entered = account(league, 2022, { ordinaryTax: 3e9, lines: { generalTransfers: 4e9 }, claims })
    const result = simulate(banners, withActuals(entered))
    expect(unit(result, league)?.tests.pay.verdict).not.toBe('cannot-say')
    expect(unit(result, leaves[0] ?? '')?.tests.pay.reason).toBe('no-accounts')
  })
})
