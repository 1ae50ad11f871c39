import { expect, test } from 'vitest'
import { compileModel } from '../../../models/equation/compile'
import { dimensionNames, times, type DimensionName, type Space, type Variable } from '../../../models/equation/expression'
import type { InputValues } from '../../../models/equation/inputs'
import { spreadOf } from '../../../models/plainRun'
import type { Scenario } from '../../../models/scenario/document'

const space: Space = {
  elements: {
    ...(Object.fromEntries(dimensionNames.map((name) => [name, []])) as unknown as Record<DimensionName, readonly string[]>),
    item: ['x', 'y', 'z'],
    cell: ['east', 'west'],
    year: ['2020', '2021'],
  },
  mappings: {},
}
const variable = (name: string, dimensions: readonly DimensionName[]): Variable => ({ name, dimensions, unit: {}, section: '1' })
const list: readonly Variable[] = [
  variable('share', ['item']),
  variable('residents', ['cell', 'year']),
  variable('plainResidents', ['cell', 'year']),
  variable('plainClaim', ['item', 'cell', 'year']),
  { ...variable('grantClaim', ['item', 'cell', 'year']), expression: times('share', 'residents') },
]
const scenario = { populations: [], actuals: [], overrides: [] } as unknown as Scenario
const residents = Float64Array.of(3, 4, 0, 5)

test('of the claims on grants only rows are kept in which anything is claimed, and they stand where they were', () => {
  const model = compileModel(list, space)
  const inputs = new Map<string, InputValues>([
    ['share', Float64Array.of(0, 0.5, 0)],
    ['residents', residents],
  ])
  const spread = spreadOf(model, scenario, () => inputs)
  const claims = spread.get('plainClaim')
  if (claims === undefined || !('rows' in claims)) throw new Error('claims are rows beside nothing')
  expect([...claims.rows].map(([row, values]) => [row, [...values]])).toEqual([
    [2, [1.5, 2]],
    [3, [0, 2.5]],
  ])
  model.run(new Map([...inputs, ...spread]))
  expect([...model.block('plainClaim').data]).toEqual([0, 0, 0, 0, 1.5, 2, 0, 2.5, 0, 0, 0, 0])
  expect(model.block('plainClaim').moved.any).toBe(2)
})
