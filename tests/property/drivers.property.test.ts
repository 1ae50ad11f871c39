import fc from 'fast-check'
import { expect, test } from 'vitest'
import { expenditureIndex } from '../../models/layout'
import { fillConstruction } from '../../models/population/countedDrivers'
import { simulate } from '../../models/simulate'
import type { Catalogue } from '../../models/catalogue/schema'
import { plan } from '../fixtures/catalogue'
import { capacityCatalogue, madeUp, withRule, worksDriver } from '../fixtures/drivers'

const units = fc.array(fc.double({ min: 0, max: 1e4, noNaN: true }), { minLength: 6, maxLength: 6 })
const life = fc.integer({ min: 1, max: 60 })
const built = (years: number, stock: readonly number[]): Float64Array => {
  const row = new Float64Array(stock.length)
  fillConstruction(worksDriver(years), row, Float64Array.from(stock))
  return row
}

test('a stock that is higher from a year on is never cheaper to build in any year', () => {
  fc.assert(
    fc.property(life, units, fc.integer({ min: 1, max: 5 }), fc.double({ min: 0, max: 1e4, noNaN: true }), (years, stock, from, more) => {
      const raised = stock.map((value, k) => (k >= from ? value + more : value))
      const [before, after] = [built(years, stock), built(years, raised)]
      after.forEach((value, k) => {
        expect(value).toBeGreaterThanOrEqual((before[k] ?? 0) - 1e-9 * Math.max(1, value))
      })
    }),
    { seed: 150000, numRuns: 500 },
  )
})

test('a stock that falls is never dearer to build than one that stands, and closing saves no building', () => {
  fc.assert(
    fc.property(life, units, (years, parts) => {
      const falling = [...parts].sort((a, b) => b - a)
      const standing = falling.map(() => falling[0] ?? 0)
      expect([...built(years, falling)]).toEqual([...built(years, standing)])
    }),
    { seed: 150000, numRuns: 500 },
  )
})

/** Yuan by year of the item that has a stock, of the whole region. */
function spending(catalogue: Catalogue): Float64Array {
  const { layout, expenditure } = simulate(catalogue, plan)
  const { items, payers, years, areas } = layout
  const start = expenditureIndex(layout, items.indexOf('nursing'), areas.indexOf('150000'), payers.indexOf('total'), 0)
  return expenditure.slice(start, start + years.length)
}

test('in a whole run too: more units cost no less, fewer units cost no more, and the base year stays', () => {
  const base = spending(capacityCatalogue([2020, 2000]))
  expect(base[0]).toBeGreaterThan(0)
  fc.assert(
    fc.property(fc.integer({ min: 2021, max: 2035 }), fc.double({ min: 0, max: 2000, noNaN: true }), (year, by) => {
      const steady = [2020, 2000] as const
      const before = year === 2021 ? [steady] : [steady, [year - 1, 2000] as const]
      const [more, fewer] = [
        spending(capacityCatalogue(...before, [year, 2000 + by])),
        spending(capacityCatalogue(...before, [year, 2000 - by])),
      ]
      base.forEach((value, k) => {
        const tolerance = 1e-9 * value
        expect(more[k]).toBeGreaterThanOrEqual(value - tolerance)
        expect(fewer[k]).toBeLessThanOrEqual(value + tolerance)
      })
      expect([more[0], fewer[0]]).toEqual([base[0], base[0]])
    }),
    { seed: 150000, numRuns: 8 },
  )
})

test('a scheduled standard is the last of its steps in every year', () => {
  const id = 'elderly-welfare-subsidy.aged-80-99'
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.integer({ min: 2021, max: 2035 }), { minLength: 1, maxLength: 5 }),
      fc.array(fc.double({ min: 0, max: 1e4, noNaN: true }), { minLength: 5, maxLength: 5 }),
      (years, values) => {
        const points = [...years].sort((a, b) => a - b).map((year, k) => ({ year, value: values[k] ?? 0, ...madeUp }))
        const catalogue = withRule('elderly-welfare-subsidy', 'aged-80-99', { kind: 'schedule', points, ...madeUp }, { history: [] })
        const { layout, standard } = simulate(catalogue, plan)
        const start = layout.standards.indexOf(id) * layout.areas.length * layout.years.length
        layout.years.forEach((year, k) => {
          const step = points.findLast((point) => point.year <= year)
          expect(standard[start + k]).toBe(step?.value ?? standard[start])
        })
      },
    ),
    { seed: 150000, numRuns: 12 },
  )
})
