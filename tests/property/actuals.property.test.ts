import fc from 'fast-check'
import { expect, test } from 'vitest'
import { expenditureIndex, totalIndex } from '../../models/layout'
import { newMoney } from '../../models/actual/newMoney'
import { planAgainstActual } from '../../models/actual/planAgainstActual'
import type { Actual } from '../../models/scenario/entries'
import type { SimulationResult } from '../../models/result'
import { simulate } from '../../models/simulate'
import { structureOf } from '../../models/structure'
import { account, count, standard, withActuals } from '../fixtures/actuals'
import { plan, shippedCatalogue } from '../fixtures/catalogue'

const catalogue = shippedCatalogue()
const base = simulate(catalogue, plan)
const { areas, components, standards, years, items, payers } = base.layout
const leagues = structureOf(catalogue).leaves.map(({ code }) => code)
const spread = components.filter((_, c) => (base.quantity[(c * areas.length + areas.length - 1) * years.length] ?? 0) === 0)
const quantity = (result: SimulationResult, id: string, area: string, k: number): number =>
  result.quantity[(components.indexOf(id) * areas.length + areas.indexOf(area)) * years.length + k] ?? NaN
const near = (a: Float64Array, b: Float64Array): number =>
  a.reduce((worst, value, k) => Math.max(worst, Math.abs(value - (b[k] ?? 0)) / Math.max(1, Math.abs(b[k] ?? 0))), 0)

test('what some leagues counted in the base year re-spreads the rest: the region’s total stays', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...spread),
      fc.subarray(leagues, { minLength: 1, maxLength: 8 }),
      fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 8, maxLength: 8 }),
      (id, where, parts) => {
        const total = quantity(base, id, '150000', 0)
        // At most the whole for all of them together.
        const counts = where.map((code, k) => count(id, code, 2020, ((parts[k] ?? 0) * total) / 9))
        const result = simulate(catalogue, withActuals(...counts))
        expect(quantity(result, id, '150000', 0) / total).toBeCloseTo(1, 9)
        counts.forEach(({ area, value }) => {
          expect(Math.abs(quantity(result, id, area, 0) - value)).toBeLessThanOrEqual(1e-9 * Math.max(1, value))
        })
        const others = leagues.filter((code) => !where.includes(code))
        const factors = others
          .map((code) => quantity(result, id, code, 0) / quantity(base, id, code, 0))
          .filter((factor) => Number.isFinite(factor))
        for (const factor of factors) expect(factor).toBeCloseTo(factors[0] ?? 1, 9)
      },
    ),
    { seed: 150000, numRuns: 60 },
  )
})

const anyOfLeague = (area: string): fc.Arbitrary<Actual> =>
  fc.oneof(
    fc
      .tuple(fc.constantFrom(...spread), fc.integer({ min: 2021, max: 2030 }), fc.double({ min: 0, max: 1e6, noNaN: true }))
      .map(([id, year, value]) => count(id, area, year, value)),
    fc
      .tuple(fc.constantFrom(...standards), fc.integer({ min: 2020, max: 2030 }), fc.double({ min: 0, max: 1e5, noNaN: true }))
      .map(([id, year, value]) => standard(id, area, year, value)),
    fc
      .tuple(fc.integer({ min: 2020, max: 2030 }), fc.double({ min: 0, max: 1e11, noNaN: true }))
      .map(([year, value]) => account(area, year, { ordinaryTax: value, lines: { generalTransfers: value / 2 } })),
  )

test('a league’s actual figures never move another league’s resources, quantities or standards', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...leagues).chain((area) => fc.tuple(fc.constant(area), fc.array(anyOfLeague(area), { minLength: 1, maxLength: 4 }))),
      ([area, actuals]) => {
        const result = simulate(catalogue, withActuals(...actuals))
        for (const other of leagues.filter((code) => code !== area)) {
          const row = areas.indexOf(other)
          expect(result.units[row]?.resources).toEqual(base.units[row]?.resources)
          for (const [table, rows] of [
            ['quantity', components.length],
            ['standard', standards.length],
          ] as const)
            for (let k = 0; k < rows; k++) {
              const start = (k * areas.length + row) * years.length
              expect(result[table].subarray(start, start + years.length)).toEqual(base[table].subarray(start, start + years.length))
            }
        }
      },
    ),
    { seed: 150000, numRuns: 40 },
  )
})

test('the model’s own figures, entered as actual ones, change nothing beyond 1e-9', () => {
  const k = 3
  const at = (code: string): SimulationResult['units'][number] | undefined => base.units[areas.indexOf(code)]
  const own = (code: string): Actual =>
    account(code, 2023, {
      ordinaryTax: at(code)?.revenue.ordinaryTax[k] ?? 0,
      resourceTax: at(code)?.revenue.resourceTax[k] ?? 0,
      nonTax: at(code)?.revenue.nonTax[k] ?? 0,
      lines: { generalTransfers: at(code)?.generalTransfers[k] ?? 0 },
    })
  const standardAt = (id: string, area: string): number =>
    base.standard[(standards.indexOf(id) * areas.length + areas.indexOf(area)) * years.length + k] ?? 0
  const sets: readonly (readonly Actual[])[] = [
    spread.flatMap((id) => leagues.slice(0, 5).map((code) => count(id, code, 2023, quantity(base, id, code, k)))),
    spread.flatMap((id) => leagues.slice(0, 5).map((code) => count(id, code, 2020, quantity(base, id, code, 0)))),
    components.map((id) => count(id, '150000', 2023, quantity(base, id, '150000', k))),
    [...leagues, '150000-own'].map(own),
    [own('150000')],
    // After a fact the rule goes on from it, so the last published year must not lie behind it.
    standards.flatMap((id) => {
      const c = catalogue.items.flatMap((item) => item.components.map((part) => ({ name: `${item.id}.${part.id}`, part })))
      const history = c.find(({ name }) => name === id)?.part.history ?? catalogue.pools.find((pool) => pool.id === id)?.history ?? []
      return history.some(({ year }) => year > 2023)
        ? []
        : leagues.slice(0, 3).map((code) => standard(id, code, 2023, standardAt(id, code)))
    }),
  ]
  for (const [place, actuals] of sets.entries()) {
    const result = simulate(catalogue, withActuals(...actuals))
    expect(
      result.notices.filter(({ code }) => code !== 'actual-spread'),
      String(place),
    ).toEqual([])
    for (const table of ['expenditure', 'quantity', 'standard', 'borne'] as const)
      expect(near(result[table], base[table]), `${String(place)} ${table}`).toBeLessThan(1e-9)
    result.units.forEach((unit, row) => {
      for (const figure of ['required', 'resources', 'capacity', 'generalTransfers'] as const)
        expect(near(unit[figure], base.units[row]?.[figure] ?? unit[figure]), `${String(place)} ${figure}`).toBeLessThan(1e-9)
    })
  }
})

test('with actual figures too, leagues and the own level add up to the region, and payers to the total', () => {
  const scenario = withActuals(
    count(spread[0] ?? '', leagues[0] ?? '', 2020, 10),
    count(spread[1] ?? '', leagues[1] ?? '', 2023, 10),
    account(leagues[2] ?? '', 2023, { ordinaryTax: 1e9 }),
    account('150000', 2024, { ordinaryTax: 2e11, nonTax: 1e10 }),
  )
  const result = simulate(catalogue, scenario)
  years.forEach((_, k) => {
    const sum = result.units.slice(1).reduce((all, unit) => all + (unit.resources[k] ?? 0), 0)
    expect(Math.abs(sum - (result.units[0]?.resources[k] ?? 0))).toBeLessThanOrEqual(1)
    for (let item = 0; item < items.length; item++) {
      const at = (area: number, payer: number): number => result.expenditure[expenditureIndex(result.layout, item, area, payer, k)] ?? 0
      const cells = areas.slice(1).reduce((all, _area, row) => all + at(row + 1, payers.length - 1), 0)
      expect(Math.abs(cells - at(0, payers.length - 1))).toBeLessThanOrEqual(1)
      expect(Math.abs(at(0, 0) + at(0, 1) + at(0, 2) + at(0, 3) - at(0, 4))).toBeLessThanOrEqual(1)
    }
  })
})

test('new money by level adds up over the years, recurrent and one-off apart, to what is spent more than in the base year', () => {
  const rows = newMoney(base, catalogue)
  const total = (k: number): number => items.reduce((all, _, item) => all + (base.expenditure[totalIndex(base.layout, item, 0, k)] ?? 0), 0)
  const last = rows.find(({ year, payer }) => year === 2025 && payer === 'total')
  const sum = rows
    .filter(({ year, payer }) => year > 2020 && year <= 2025 && payer === 'total')
    .reduce((all, { sinceYearBefore: money }) => all + (money?.recurrent ?? 0) + (money?.oneOff ?? 0), 0)
  expect(Math.abs(sum - (total(5) - total(0)))).toBeLessThanOrEqual(1)
  expect(Math.abs((last?.sinceBase?.recurrent ?? 0) + (last?.sinceBase?.oneOff ?? 0) - sum)).toBeLessThanOrEqual(1)
  // Shantytown and dilapidated housing are projects: their money is one-off.
  const housing = ['shantytown-renovation', 'rural-dilapidated-housing'].map((id) => items.indexOf(id))
  const once = housing.reduce((all, item) => {
    const start = totalIndex(base.layout, item, 0, 0)
    return all + (base.expenditure[start + 5] ?? 0) - (base.expenditure[start] ?? 0)
  }, 0)
  expect(Math.abs((last?.sinceBase?.oneOff ?? 0) - once)).toBeLessThanOrEqual(1)
  expect(rows[0]?.sinceYearBefore).toBe(null)
})

test('plan against actual: what was planned, by how much it differs, and by how much it grew', () => {
  const [league = ''] = leagues
  const k = years.indexOf(2023)
  const id = spread[0] ?? ''
  const planned = quantity(base, id, league, k)
  const scenario = withActuals(
    count(id, league, 2022, 100),
    count(id, league, 2023, 120),
    account(league, 2023, { ordinaryTax: 1e10, nonTax: 1e9 }),
  )
  const { rows, totals } = planAgainstActual(catalogue, scenario)
  const second = rows.find(({ year, kind }) => kind === 'count' && year === 2023)
  expect(second).toMatchObject({ planned, actual: 120, difference: 120 - planned })
  expect(second?.before).toBeCloseTo(100, 9)
  expect(second?.changeShare).toBeCloseTo(0.2, 9)
  expect(rows.map(({ target }) => target).slice(2)).toEqual(['ordinaryTax', 'resourceTax', 'nonTax', 'ownRevenue'])
  expect(rows.find(({ target }) => target === 'ownRevenue')).toMatchObject({ actual: 1.1e10, planned: base.units[1]?.ownRevenue[k] })
  const total = (id: string) => totals.find((one) => one.id === id)
  expect(total('required')?.planned[0]).toBe(total('required')?.actual[0])
  expect(total('resources')?.actual[k]).not.toBe(total('resources')?.planned[k])
  expect(total('resources')?.planned[k]).toBe(base.units[0]?.resources[k])
})

test('an indicator is held against the straight path to its target', () => {
  const indicator = catalogue.indicators.find(
    ({ baselines, target }) => baselines.some(({ year }) => year === 2020) && target.year === 2025,
  )
  const start = indicator?.baselines.findLast(({ year }) => year <= 2020)?.value ?? 0
  const entered: Actual = { ...count(indicator?.id ?? '', '150000', 2022, 1), kind: 'indicator' }
  const row = planAgainstActual(catalogue, withActuals(entered)).rows[0]
  expect(row?.planned).toBeCloseTo(start + (((indicator?.target.value ?? 0) - start) * 2) / 5, 9)
  expect(simulate(catalogue, withActuals(entered)).expenditure).toEqual(base.expenditure)
})
