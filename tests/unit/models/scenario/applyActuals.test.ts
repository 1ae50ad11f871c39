import { describe, expect, test } from 'vitest'
import type { SimulationResult } from '../../../../models/result'
import { simulate } from '../../../../models/simulate'
import { account, count, standard, withActuals } from '../../../fixtures/actuals'
import { override, plan, shippedCatalogue } from '../../../fixtures/catalogue'

const catalogue = shippedCatalogue()
const base = simulate(catalogue, plan)
const { areas, components, standards, years } = base.layout
const leagues = areas.filter((code) => code !== '150000' && !code.endsWith('-own'))
const quantity = (result: SimulationResult, component: string, area: string, year: number): number =>
  result.quantity[(components.indexOf(component) * areas.length + areas.indexOf(area)) * years.length + years.indexOf(year)] ?? NaN
const valueOf = (result: SimulationResult, id: string, area: string, year: number): number =>
  result.standard[(standards.indexOf(id) * areas.length + areas.indexOf(area)) * years.length + years.indexOf(year)] ?? NaN
const unit = (result: SimulationResult, code: string) => result.units.find((one) => one.code === code) ?? result.units[0]
const at = (row: Float64Array | undefined, year: number): number => row?.[years.indexOf(year)] ?? NaN
const codes = (result: SimulationResult): readonly string[] => result.notices.map(({ code, overrideId }) => `${overrideId ?? ''} ${code}`)

const allowance = 'elderly-welfare-subsidy.aged-80-99'
const [hohhot = '', baotou = '', wuhai = ''] = leagues

describe('counts', () => {
  test('one of the base year stands in its league, the others share the rest as the group has them, the total stays', () => {
    const [total, own] = [quantity(base, allowance, '150000', 2020), quantity(base, allowance, hohhot, 2020)]
    const result = simulate(catalogue, withActuals(count(allowance, hohhot, 2020, own / 2)))
    expect(quantity(result, allowance, hohhot, 2020)).toBeCloseTo(own / 2, 6)
    expect(quantity(result, allowance, '150000', 2020) / total).toBeCloseTo(1, 12)
    // The rest is total − own/2 over the others' total − own.
    const factor = (total - own / 2) / (total - own)
    for (const code of [baotou, wuhai])
      expect(quantity(result, allowance, code, 2020) / quantity(base, allowance, code, 2020)).toBeCloseTo(factor, 12)
    // Later years follow the group from there.
    expect(quantity(result, allowance, hohhot, 2030) / quantity(base, allowance, hohhot, 2030)).toBeCloseTo(0.5, 12)
    expect(codes(result)).toEqual([])
  })

  test('where every league has one, the total is their sum', () => {
    const result = simulate(catalogue, withActuals(...leagues.map((code, k) => count(allowance, code, 2020, 1000 * (k + 1)))))
    expect(quantity(result, allowance, '150000', 2020)).toBeCloseTo(78_000, 6)
    expect(quantity(result, allowance, leagues[11] ?? '', 2020)).toBeCloseTo(12_000, 6)
  })

  test('some that come to more than the total are refused at each of them, with the sums', () => {
    const total = 260_000
    const result = simulate(catalogue, withActuals(count(allowance, hohhot, 2020, total), count(allowance, baotou, 2020, 1)))
    expect(codes(result)).toContain('a-1 counts-over')
    expect(codes(result)).toContain('a-2 counts-over')
    expect(result.notices.find(({ code }) => code === 'counts-over')?.params).toMatchObject({ component: allowance, sum: total + 1, total })
    expect(result.expenditure).toEqual(base.expenditure)
  })

  test('one of a later year holds in it, its relation holds until the next, and growth goes on from the last', () => {
    const plain = (year: number): number => quantity(base, allowance, wuhai, year)
    const result = simulate(catalogue, withActuals(count(allowance, wuhai, 2022, 5000), count(allowance, wuhai, 2024, 6000)))
    expect(quantity(result, allowance, wuhai, 2021)).toBe(plain(2021))
    expect(quantity(result, allowance, wuhai, 2022)).toBeCloseTo(5000, 9)
    expect(quantity(result, allowance, wuhai, 2023)).toBeCloseTo((5000 * plain(2023)) / plain(2022), 6)
    expect(quantity(result, allowance, wuhai, 2024)).toBeCloseTo(6000, 9)
    expect(quantity(result, allowance, wuhai, 2030)).toBeCloseTo((6000 * plain(2030)) / plain(2024), 6)
    expect(quantity(result, allowance, baotou, 2030)).toBe(quantity(base, allowance, baotou, 2030))
  })

  test('one of the whole region scales the leagues, less what some of them counted', () => {
    const total = quantity(base, allowance, '150000', 2022)
    const scaled = simulate(catalogue, withActuals(count(allowance, '150000', 2022, total * 1.1)))
    for (const code of leagues) expect(quantity(scaled, allowance, code, 2022) / quantity(base, allowance, code, 2022)).toBeCloseTo(1.1, 12)
    const both = simulate(catalogue, withActuals(count(allowance, '150000', 2022, total), count(allowance, hohhot, 2022, 10_000)))
    expect(quantity(both, allowance, hohhot, 2022)).toBeCloseTo(10_000, 6)
    expect(quantity(both, allowance, '150000', 2022) / total).toBeCloseTo(1, 12)
    const first = simulate(catalogue, withActuals(count(allowance, '150000', 2020, 100_000)))
    expect(quantity(first, allowance, '150000', 2020)).toBeCloseTo(100_000, 6)
  })

  test('a programme is counted on the region’s own level, a league’s caseload is not', () => {
    const result = simulate(
      catalogue,
      withActuals(count('minority-culture.programme', hohhot, 2022, 1), count(allowance, '150000-own', 2022, 1)),
    )
    expect(codes(result)).toEqual(['a-1 actual-nowhere', 'a-2 actual-nowhere'])
    const own = simulate(catalogue, withActuals(count('minority-culture.programme', '150000-own', 2022, 2)))
    expect(quantity(own, 'minority-culture.programme', '150000', 2022)).toBe(2)
  })

  test('far from what the model has, both are said; switched off, nothing is', () => {
    const own = quantity(base, allowance, hohhot, 2022)
    const far = { ...count(allowance, hohhot, 2022, own * 4), id: 'a-1' }
    const notice = simulate(catalogue, withActuals(far)).notices[0]
    expect(notice).toMatchObject({ code: 'actual-far', overrideId: 'a-1', params: { value: own * 4 } })
    expect(Number(notice?.params?.['known']) / own).toBeCloseTo(1, 12)
    expect(simulate(catalogue, { ...plan, actuals: [{ ...far, enabled: false }] })).toEqual(base)
  })
})

describe('accounts', () => {
  test('a league’s stand for their year and move no other; later years go on from them', () => {
    const entered = account(hohhot, 2023, { ordinaryTax: 3e10, resourceTax: 1e9, nonTax: 4e9 })
    const result = simulate(catalogue, withActuals(entered))
    expect(at(unit(result, hohhot)?.ownRevenue, 2022)).toBe(at(unit(base, hohhot)?.ownRevenue, 2022))
    expect(at(unit(result, hohhot)?.ownRevenue, 2023)).toBe(3.5e10)
    expect(at(unit(result, hohhot)?.ownRevenue, 2024)).toBeGreaterThan(3.5e10)
    // General transfers are not given: they stay.
    expect(unit(result, hohhot)?.generalTransfers).toEqual(unit(base, hohhot)?.generalTransfers)
    for (const code of leagues.slice(1)) expect(unit(result, code)?.resources).toEqual(unit(base, code)?.resources)
  })

  test('general transfers are returns and general transfers less what is remitted up, and grow from there by 3%', () => {
    const lines = { generalTransfers: 5e9, taxReturns: 1e9, remittedUp: 2e8, sharedMatterTransfers: 9e9 }
    const result = simulate(catalogue, withActuals(account(baotou, 2024, { ordinaryTax: 1e10, lines })))
    expect(at(unit(result, baotou)?.generalTransfers, 2024)).toBe(5.8e9)
    expect(at(unit(result, baotou)?.generalTransfers, 2025)).toBeCloseTo(5.8e9 * 1.03, 3)
  })

  test('the region’s own level keeps what it does not pass down, the same part of general money as of all it gets', () => {
    const lines = { generalTransfers: 6e10, sharedMatterTransfers: 4e10, transferredDown: 5e10 }
    const result = simulate(catalogue, withActuals(account('150000-own', 2022, { ordinaryTax: 1e10, lines })))
    // 60 − 50 × 60 / 100.
    expect(at(unit(result, '150000-own')?.generalTransfers, 2022)).toBe(3e10)
  })

  test.each([2021, 2024])('the whole region’s of %i are spread as its units have them, and it is said', (year) => {
    const entered = account('150000', year, { ordinaryTax: 2e11, resourceTax: 5e10, nonTax: 7e10, lines: { generalTransfers: 2.1e11 } })
    const result = simulate(catalogue, withActuals(entered, account(wuhai, year, { ordinaryTax: 5e9, resourceTax: 1e9, nonTax: 1e9 })))
    expect(at(unit(result, '150000')?.ownRevenue, year)).toBeCloseTo(3.2e11, 2)
    expect(at(unit(result, '150000')?.generalTransfers, year)).toBeCloseTo(2.1e11, 2)
    expect(at(unit(result, wuhai)?.ownRevenue, year)).toBe(7e9)
    expect(codes(result)).toEqual(['a-1 actual-spread'])
    // The catalogue has accounts of 2022 of its own.
    const next = at(unit(base, '150000')?.ownRevenue, year + 1)
    expect(at(unit(result, '150000')?.ownRevenue, year + 1) === next).toBe(year === 2021)
  })
})

describe('standards', () => {
  const general = catalogue.items.find(
    ({ discretion, components: parts }) => discretion === 'regional' && parts.some(({ history }) => history.length > 0),
  )
  const regional = `${general?.id ?? ''}.${general?.components.find(({ history }) => history.length > 0)?.id ?? ''}`

  test('the region’s is a fact for its year, and the rule goes on from it', () => {
    const rising = 'urban-subsistence-allowance.recipients'
    const id = standards.includes(rising) ? rising : regional
    const result = simulate(catalogue, withActuals(standard(id, '150000', 2024, 1000)))
    const growth = valueOf(base, id, '150000', 2026) / valueOf(base, id, '150000', 2025)
    expect(valueOf(result, id, hohhot, 2024)).toBe(1000)
    expect(valueOf(result, id, '150000', 2024)).toBeCloseTo(1000, 9)
    expect(valueOf(result, id, hohhot, 2026) / valueOf(result, id, hohhot, 2025)).toBeCloseTo(growth, 9)
  })

  test('a league’s holds there alone', () => {
    const result = simulate(catalogue, withActuals(standard(allowance, hohhot, 2023, 150)))
    expect(valueOf(result, allowance, hohhot, 2022)).toBe(valueOf(base, allowance, hohhot, 2022))
    expect(valueOf(result, allowance, hohhot, 2023)).toBe(150)
    expect(valueOf(result, allowance, baotou, 2023)).toBe(valueOf(base, allowance, baotou, 2023))
  })

  test('a pool’s moves its slices, and a change of the scenario acts on top of it', () => {
    const pool = catalogue.pools[0]?.id ?? ''
    const value = valueOf(base, pool, '150000', 2026) + 20
    const result = simulate(catalogue, withActuals(standard(pool, '150000', 2026, value)))
    expect(valueOf(result, pool, wuhai, 2026)).toBe(value)
    expect(valueOf(result, pool, wuhai, 2027)).toBeCloseTo(valueOf(base, pool, wuhai, 2027) + 20, 9)
    // A change of the standard from the same year on acts on top of it.
    const changed = simulate(catalogue, {
      ...withActuals(standard(pool, '150000', 2026, value)),
      overrides: [override({ lever: 'standard', target: pool, from: 2027, mode: 'scale', value: 2 })],
    })
    expect(valueOf(changed, pool, wuhai, 2027)).toBeCloseTo(2 * valueOf(result, pool, wuhai, 2027), 9)
  })
})

describe('years of assessment', () => {
  test('growth is counted from the last actual year to the fifth after it, and years before carry no flag', () => {
    const result = simulate(catalogue, { ...plan, assessment: { from: 2024 } })
    expect([result.assessedFrom, result.targetYear, result.lastActualYear]).toEqual([2024, 2029, 2024])
    for (const flag of result.flags.filter(({ test: kind }) => kind === 'growth'))
      expect([flag.baseYear, flag.targetYear]).toEqual([2024, 2029])
    expect(result.units[0]?.capacity).toEqual(base.units[0]?.capacity)
    expect(result.flags.every(({ firstYear }) => firstYear === null || firstYear > 2024)).toBe(true)
  })

  test('a target of its own, and the horizon as the end', () => {
    expect(simulate(catalogue, { ...plan, assessment: { from: 2022, target: 2030 } }).targetYear).toBe(2030)
    expect(simulate(catalogue, { ...plan, assessment: { from: 2033 } }).targetYear).toBe(2035)
    expect(simulate(catalogue, { ...plan, assessment: { target: 2028 } })).toMatchObject({
      assessedFrom: 2020,
      targetYear: 2028,
      lastActualYear: 2022,
    })
  })

  test.each([{ from: 2025, target: 2025 }, { target: 2040 }, { from: 2019 }, { from: 2035 }])(
    '%j cannot be: it is said, and the plan’s years stay',
    (assessment) => {
      const result = simulate(catalogue, { ...plan, assessment })
      expect(codes(result)).toEqual([' assessment-years'])
      expect(result.flags).toEqual(base.flags)
    },
  )
})

test('what is not known or outside the years is refused at its place, one figure said twice is told', () => {
  const result = simulate(
    catalogue,
    withActuals(
      count('nothing.there', hohhot, 2022, 1),
      count(allowance, '999999', 2022, 1),
      count(allowance, hohhot, 2019, 1),
      account(hohhot, 2022, { nonTax: -1 }),
      account(baotou, 2022, { ordinaryTax: 100, lines: { generalTransfers: 50, expenditure: 140 } }),
      account(wuhai, 2029, { ordinaryTax: 1 }),
      account(wuhai, 2029, { ordinaryTax: 2 }),
    ),
  )
  expect(codes(result)).toEqual([
    'a-1 actual-unknown',
    'a-2 actual-area',
    'a-3 actual-year',
    'a-4 actual-negative',
    'a-5 actual-unbalanced',
    'a-6 actual-late',
    'a-7 actual-late',
    'a-6 actual-twice',
  ])
  // 150 came in, 140 went out.
  expect(result.notices.find(({ code }) => code === 'actual-unbalanced')?.params).toEqual({ in: 150, out: 140, yuan: 10 })
})
