import { describe, expect, test } from 'vitest'
import { compileModel, type CompiledModel } from '../../../../models/equation/compile'
import {
  at,
  plus,
  rollUp,
  sumOver,
  times,
  where,
  type DimensionName,
  type Space,
  type Variable,
} from '../../../../models/equation/expression'
import type { InputValues } from '../../../../models/equation/inputs'

const none: Record<DimensionName, readonly string[]> = {
  unit: [],
  memo: [],
  between: [],
  grant: [],
  driver: [],
  basis: [],
  group: [],
  index: [],
  claim: [],
  class: [],
  target: [],
  fund: [],
  item: ['x', 'y'],
  component: ['p', 'q', 'r'],
  standard: [],
  leader: [],
  linked: [],
  payer: ['upper', 'lower'],
  cell: ['east', 'west'],
  year: ['2020', '2021'],
}
const space: Space = {
  elements: none,
  mappings: { itemOf: { from: 'component', to: 'item', index: Int32Array.of(0, 0, 1) } },
}
const input = (name: string, dimensions: readonly DimensionName[]): Variable => ({ name, dimensions, unit: {}, section: '1' })
/** What each component costs, and who pays it; the first and the second of which are kept, or worked out in passing. */
const list = (kept: Pick<Variable, 'inPassing'>): readonly Variable[] => [
  input('amount', ['component', 'cell', 'year']),
  input('price', ['component']),
  input('isUpper', ['payer']),
  input('part', ['item']),
  { ...input('cost', ['component', 'cell', 'year']), expression: times('amount', 'price'), ...kept },
  { ...input('whole', ['item', 'cell', 'year']), expression: rollUp('itemOf', 'cost') },
  {
    ...input('paid', ['item', 'payer', 'cell', 'year']),
    expression: where('isUpper', times('whole', 'part'), times('whole', plus(1, times(-1, 'part')))),
    ...kept,
  },
  {
    ...input('ofLower', ['item', 'cell', 'year']),
    expression: plus(at('payer', 'lower', 'paid'), at('cell', 'west', at('payer', 'lower', 'paid'))),
  },
  { ...input('ofUpper', ['item', 'year']), expression: sumOver('cell', at('payer', 'upper', 'paid')) },
]
const isUpper = Float64Array.of(1, 0)
const given = (amount: readonly number[], price: readonly number[], part: readonly number[]): Map<string, InputValues> =>
  new Map([
    ['amount', Float64Array.from(amount)],
    ['price', Float64Array.from(price)],
    ['part', Float64Array.from(part)],
    ['isUpper', isUpper],
  ])
const totals = [{ name: 'paid', of: 'paid', members: [[0, 1], [1]] }]
const first = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.1, 1.2]
const keptOf = (): CompiledModel => compileModel(list({}), space, totals)
const toldOf = (settled = new Map<string, Float64Array>()): CompiledModel =>
  compileModel(list({ inPassing: 'told' }), space, totals, settled)
const movedRows = (model: CompiledModel, name: string, run: number): readonly number[] => {
  const { rows, moved } = model.figures(name)
  return Array.from({ length: rows }, (_, row) => row).filter((row) => moved.isAnyAfter(run, row, 1))
}
/** Everything that can be asked of a model, some rows at a time where they are in passing. */
const figuresOf = (model: CompiledModel): readonly unknown[] => [
  ...['cost', 'paid'].map((name) => {
    const { rows } = model.figures(name)
    return Array.from({ length: rows / 2 }, (_, k) => [...model.figures(name).part(2 * k, 2)])
  }),
  ...['cost', 'paid', 'whole'].map((name) => {
    const [out, { rows }] = [new Float64Array(20), model.figures(name)]
    for (let row = 0; row < rows; row += 2) model.figures(name).putColumn(row, 2, 1, out, row + 3)
    return [...out]
  }),
  ...['whole', 'ofLower', 'ofUpper', 'cost', 'paid'].map((name) => [...model.block(name).data]),
  [...model.total('paid').data],
]

describe('a variable that is worked out in passing, and told', () => {
  const scenarios = [
    given(first, [3, 5, 7], [0.3, 0.6]),
    given(first, [3, 5, 11], [0.3, 0.6]),
    given(first, [3, 5, 11], [0.25, 0.6]),
    given(first.with(5, 9), [3, 5, 11], [0.25, 0.6]),
    given(
      first.map((value) => value * 3),
      [1, 2, 3],
      [0.5, 0.1],
    ),
  ]
  test.each([
    ['whichever marks are settled', undefined],
    ['with a settled mark', new Map([['isUpper', isUpper]])],
  ])('has the figures of one that is kept, to the bit, %s', (_, settled) => {
    const [kept, told] = [keptOf(), toldOf(settled)]
    for (const inputs of scenarios) {
      kept.run(inputs)
      told.run(inputs)
      expect(figuresOf(told)).toEqual(figuresOf(kept))
    }
  })

  test('tells of every row that moved, and of few others', () => {
    const [kept, told] = [keptOf(), toldOf()]
    for (const inputs of scenarios) {
      const { runs } = told
      kept.run(inputs)
      told.run(inputs)
      for (const name of ['cost', 'paid'])
        expect(movedRows(told, name, runs)).toEqual(expect.arrayContaining([...movedRows(kept, name, runs)]))
    }
    told.run(scenarios[2] ?? new Map())
    told.run(scenarios[3] ?? new Map())
    // What q costs in the east: all payers of x pay something else there.
    expect(movedRows(told, 'cost', told.runs - 1)).toEqual([2])
    expect(movedRows(told, 'paid', told.runs - 1)).toEqual([0, 2])
  })

  test('stands nowhere until all of it is asked for', () => {
    const model = toldOf()
    model.run(given(first, [3, 5, 7], [0.3, 0.6]))
    const memory = new Float64Array(model.block('whole').data.buffer)
    const told = [...model.figures('cost').part(0, 2)]
    const isAnywhere = (): boolean => memory.some((value, k) => value === told[0] && memory[k + 1] === told[1])
    // Where the next rows take its place.
    expect(isAnywhere()).toBe(true)
    model.figures('cost').part(4, 2)
    expect(isAnywhere()).toBe(false)
    expect([...model.block('cost').data].slice(0, 4)).toEqual(told)
    expect(isAnywhere()).toBe(true)
  })

  test('is not asked for more rows than its last dimension has', () => {
    const model = toldOf()
    model.run(given(first, [3, 5, 7], [0.3, 0.6]))
    expect(() => model.figures('cost').part(0, 3)).toThrow('3 rows of cost')
    expect(() => {
      model.figures('cost').putColumn(0, 3, 0, new Float64Array(3), 0)
    }).toThrow('3 rows of cost')
  })
})

test('of what is worked out in passing and not told anything may have moved, whenever it is asked for', () => {
  const model = compileModel(list({ inPassing: true }), space)
  model.run(given(first, [3, 5, 7], [0.3, 0.6]))
  model.run(given(first, [3, 5, 8], [0.3, 0.6]))
  expect(movedRows(model, 'cost', 1)).toEqual([0, 1, 2, 3, 4, 5])
})

test('what stands at one place is worked out once for all rows that read it, and moves them', () => {
  const model = toldOf()
  model.run(given(first, [3, 5, 7], [0.3, 0.6]))
  // West's cost of r moves what is below in both cells of y.
  model.run(given(first.with(10, 100), [3, 5, 7], [0.3, 0.6]))
  expect(movedRows(model, 'ofLower', 1)).toEqual([2, 3])
  const lower = 100 * 7 * (1 + -1 * 0.6)
  expect(model.block('ofLower').data[6]).toBe(lower + lower)
})
