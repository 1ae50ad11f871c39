import { describe, expect, test } from 'vitest'
import { compileModel } from '../../../../models/equation/compile'
import { rollUp, sumOver, times, where, type DimensionName, type Space, type Variable } from '../../../../models/equation/expression'
import type { InputValues } from '../../../../models/equation/inputs'
import { allOf, Repeated } from '../../../../models/equation/repeated'

const none: Record<DimensionName, readonly string[]> = {
  unit: ['u'],
  memo: [],
  between: [],
  grant: [],
  driver: [],
  basis: [],
  group: [],
  index: ['cpi', 'wage'],
  claim: [],
  class: [],
  target: [],
  fund: [],
  item: ['x', 'y'],
  component: ['p', 'q', 'r'],
  standard: [],
  leader: [],
  linked: [],
  payer: [],
  cell: ['east', 'west'],
  year: ['2020', '2021', '2022'],
}
const space: Space = {
  elements: none,
  mappings: {
    itemOf: { from: 'component', to: 'item', index: Int32Array.of(0, 0, 1) },
    indexOf: { from: 'component', to: 'index', index: Int32Array.of(1, -1, 0) },
  },
}
const input = (name: string, dimensions: readonly DimensionName[], unit: Variable['unit'] = {}): Variable => ({
  name,
  dimensions,
  unit,
  section: '1',
})
describe('inputs that are told once, or settled', () => {
  const cells = [input('mark', ['component', 'cell']), input('a', ['component', 'cell', 'year'])]
  const summed: readonly Variable[] = [
    ...cells,
    { ...input('sum', ['component', 'year']), expression: sumOver('cell', where('mark', 'a', 0)) },
    { ...input('all', ['item', 'year']), expression: rollUp('itemOf', 'sum') },
  ]
  const one = Float64Array.of(1)
  const members = { base: allOf(0, 6), rows: new Map([1, 2, 5].map((row) => [row, one])) }
  const values = Float64Array.from({ length: 18 }, (_, k) => 0.1 * (k + 1))
  const figures = (model: ReturnType<typeof compileModel>): readonly number[] =>
    ['sum', 'all'].flatMap((name) => [...model.block(name).data])

  test('sums over settled marks are those over marks that might move, to the bit', () => {
    const [free, settled] = [compileModel(summed, space), compileModel(summed, space, [], new Map([['mark', members]]))]
    for (const factor of [1, 3]) {
      const inputs = new Map<string, InputValues>([
        ['mark', members],
        ['a', values.map((value) => value * factor)],
      ])
      free.run(inputs)
      settled.run(inputs)
      expect(figures(settled)).toEqual(figures(free))
    }
    expect([...settled.block('sum').data].slice(0, 3)).toEqual(
      [3 * 0.1 * 4, 3 * 0.1 * 5, 3 * 0.1 * 6].map((value) => expect.closeTo(value, 12)),
    )
  })
  test('of what is given for the first time everything moved, without a list of it', () => {
    const model = compileModel(summed, space)
    const given = new Map<string, InputValues>([
      ['mark', members],
      ['a', values],
    ])
    model.run(given)
    const { moved, rows } = model.block('a')
    expect([moved.count, moved.countIn(1), moved.isAfter(0, 3), moved.isAfter(1, 3)]).toEqual([0, rows, true, false])
    model.run(given.set('a', { base: values, rows: new Map([[3, Float64Array.of(1, 2, 3)]]) }))
    expect([moved.countIn(2), moved.listed.values[0], moved.isAfter(1, 3), moved.isAfter(1, 2)]).toEqual([1, 3, true, false])
  })
  test('a settled mark is not moved by a run', () => {
    const model = compileModel(summed, space, [], new Map([['mark', members]]))
    expect(() => {
      model.run(
        new Map<string, InputValues>([
          ['mark', Float64Array.from([0, 1, 1, 0, 0, 0])],
          ['a', values],
        ]),
      )
    }).toThrow('settled')
  })
  test('what repeats gives what the array would that is written out', () => {
    const list = [input('a', ['component', 'cell', 'year']), { ...input('b', ['component', 'cell', 'year']), expression: times('a', 2) }]
    const told = new Repeated(Float64Array.of(4, 0, -1.5), 6)
    const model = compileModel(list, space)
    const with9 = { base: told, rows: new Map([[3, Float64Array.of(9, 9, 9)]]) }
    for (const [given, fourth] of [
      [told, 0],
      [with9, 18],
      [Float64Array.from({ length: 18 }, (_, k) => told.at(k) ?? 0), 0],
      [allOf(0, 18), 0],
    ] as const) {
      model.run(new Map<string, InputValues>([['a', given]]))
      const first = given instanceof Repeated && given.isNil ? 0 : 8
      expect([...model.block('b').data].filter((_, k) => k % 3 === 0)).toEqual([
        first,
        first,
        0,
        fourth,
        first === 0 ? 0 : -3,
        first === 0 ? 0 : -3,
      ])
    }
    expect([told.length, told.at(17), told.at(18)]).toEqual([18, -1.5, undefined])
  })
})
