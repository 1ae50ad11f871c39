import { expect, test } from 'vitest'
import { compileModel, type CompiledModel } from '../../../../models/equation/compile'
import {
  minus,
  over,
  rollUp,
  sumOver,
  through,
  times,
  type DimensionName,
  type Space,
  type Variable,
} from '../../../../models/equation/expression'

const dimensions = ['unit', 'memo', 'between', 'grant', 'driver', 'basis', 'group', 'index', 'claim', 'class', 'target', 'fund'] as const
const others = ['standard', 'leader', 'linked', 'payer', 'component'] as const
const none = Object.fromEntries([...dimensions, ...others].map((name) => [name, []])) as unknown as Record<DimensionName, readonly string[]>
/** @param memo elements that may be none. */
const spaceOf = (memo: readonly string[]): Space => ({
  elements: { ...none, memo, item: ['x', 'y'], cell: ['east', 'west'], year: ['2020', '2021'] },
  mappings: { cellOf: { from: 'memo', to: 'cell', index: Int32Array.from(memo, () => 1) } },
})
const input = (name: string, over: readonly DimensionName[]): Variable => ({ name, dimensions: over, unit: {}, section: '1' })
const list: readonly Variable[] = [
  input('cost', ['item', 'cell', 'year']),
  { ...input('whole', ['cell', 'year']), expression: sumOver('item', 'cost') },
  { ...input('part', ['cell', 'year']), expression: over('whole', sumOver('cell', 'whole')) },
  { ...input('rest', ['cell', 'year']), expression: minus(1, 'part') },
  { ...input('ofMemo', ['memo', 'year']), expression: times(2, through('cellOf', 'rest')) },
  { ...input('backInCell', ['cell', 'year']), expression: rollUp('cellOf', 'ofMemo') },
]
const run = (model: CompiledModel, cost: readonly number[]): void => {
  model.run(new Map([['cost', Float64Array.from(cost)]]))
}
const first = [1, 2, 3, 4, 5, 6, 7, 8]
// 6, 8 in the east of 16, 20 in all.
const rest = [10 / 16, 12 / 20, 6 / 16, 8 / 20]

test('what nobody reads but what has no rows is worked out when it is asked for, and told as moved then', () => {
  const model = compileModel(list, spaceOf([]))
  run(model, first)
  expect([...model.block('backInCell').data]).toEqual([0, 0, 0, 0])
  const { moved } = model.figures('part')
  expect([...model.block('rest').data].map((value, k) => value - (rest[k] ?? 0))).toEqual([0, 0, 0, 0])
  run(model, first.with(0, 3))
  // Nobody has asked since.
  expect(moved.isAnyAfter(1, 0, 2)).toBe(false)
  expect(model.block('rest').data[0]).toBe(1 - 8 / 18)
  expect([moved.isAnyAfter(1, 0, 1), model.block('part').moved.isAnyAfter(2, 0, 1)]).toEqual([true, false])
  run(model, first)
  run(model, first)
  expect([...model.block('part').data]).toEqual([6 / 16, 8 / 20, 10 / 16, 12 / 20])
})

test('where there are rows the same is worked out in every run', () => {
  const model = compileModel(list, spaceOf(['m']))
  run(model, first)
  run(model, first.with(0, 3))
  const { moved } = model.figures('part')
  expect(moved.isAnyAfter(1, 0, 2)).toBe(true)
  expect(model.block('backInCell').data[2]).toBe(2 * (1 - 10 / 18))
})

test('a variable that no equation reads is a result, whatever it reads', () => {
  const model = compileModel(list.slice(0, 2), spaceOf([]))
  run(model, first)
  run(model, first.with(0, 3))
  expect(model.figures('whole').moved.isAnyAfter(1, 0, 1)).toBe(true)
})
