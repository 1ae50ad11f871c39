import { expect, test } from 'vitest'
import { summaryOf } from '../../../../models/sensitivity/summary'
import { runsOf, sensitivityOf } from '../../../../models/sensitivity/table'
import { variations } from '../../../../models/sensitivity/variations'
import { simulate } from '../../../../models/simulate'
import { plan, shippedCatalogue } from '../../../fixtures/catalogue'

const catalogue = shippedCatalogue()
const scenario = { ...plan, assessment: { from: 2022 } }
const from = 2023
const results = runsOf(scenario, '150000', from).map((run) => simulate(catalogue, run))
const [own] = results
if (own === undefined) throw new Error('nothing was run')
const summaries = results.map(summaryOf)
const of = (unit: string) => sensitivityOf(summaries, own.layout, unit, 2027, from)

test('the scenario comes first, then every assumption moved both ways', () => {
  expect(results).toHaveLength(1 + 2 * variations(from).length)
})

test('a row holds what the run itself says, against the scenario', () => {
  const { base, rows } = of('150000')
  const growth = rows.find(({ id }) => id === 'realGrowth')
  const [, slower, faster] = results
  const margin = (result: typeof own | undefined): number => result?.units[0]?.margin[7] ?? Number.NaN
  expect(base).toMatchObject({ by: 0, margin: margin(own), change: 0, isRefused: false })
  expect(growth?.less).toMatchObject({ by: -0.01, margin: margin(slower), change: margin(slower) - margin(own) })
  expect(growth?.more).toMatchObject({ by: 0.01, margin: margin(faster), change: margin(faster) - margin(own) })
  expect(growth?.less.change).toBeLessThan(0)
  expect(growth?.more.change).toBeGreaterThan(0)
  expect(rows.every(({ less, more }) => !less.isRefused && !more.isRefused)).toBe(true)
})

test('the assumption that decides most stands first, and no row is left out', () => {
  const { rows } = of('150000')
  const swings = rows.map(({ less, more }) => Math.max(Math.abs(less.change), Math.abs(more.change)))
  expect(swings).toEqual([...swings].sort((a, b) => b - a))
  expect(new Set(rows.map(({ id }) => id))).toEqual(new Set(variations(from).map(({ id }) => id)))
})

test('of a league without accounts the first year is not known, its margin is', () => {
  const { base, rows } = of('150400')
  expect(base.firstYear).toBe(null)
  expect(base.margin).toBe(own.units[own.layout.areas.indexOf('150400')]?.margin[7])
  expect(rows.some(({ less }) => less.change !== 0)).toBe(true)
})

test('a unit or a year that is not there is a mistake of the caller', () => {
  expect(() => of('110000')).toThrow(RangeError)
})
