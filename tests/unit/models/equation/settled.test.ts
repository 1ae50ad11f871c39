import { describe, expect, test } from 'vitest'
import { compileModel } from '../../../../models/equation/compile'
import {
  atBaseYear,
  minus,
  plus,
  previous,
  rollUp,
  sumOver,
  through,
  times,
  where,
  type DimensionName,
  type Space,
  type Variable,
} from '../../../../models/equation/expression'
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
  test('a settled mark that sums have passed over stands in the memory once it is asked for', () => {
    const model = compileModel(summed, space, [], new Map([['mark', members]]))
    const inputs = new Map<string, InputValues>([
      ['mark', members],
      ['a', values],
    ])
    model.run(inputs)
    const sum = model.block('sum')
    const { address, rows } = compileModel(summed, space).block('mark')
    const marks = new Float64Array(sum.data.buffer, address, rows)
    expect([...marks]).toEqual([0, 0, 0, 0, 0, 0])
    model.run(inputs)
    expect([...model.block('mark').data]).toEqual([0, 1, 1, 0, 0, 1])
    expect([...marks]).toEqual([0, 1, 1, 0, 0, 1])
    expect([...model.figures('mark').part(1, 2)]).toEqual([1, 1])
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

  describe('a variable of which most figures are alike', () => {
    /** Read in its own year, the year before, the first, through a mapping, by a sum and as a choice. */
    const reading = (usual?: number): readonly Variable[] => {
      const own = usual === undefined ? {} : { usual }
      return [
        { ...input('given', ['component', 'cell', 'year']), ...own },
        { ...input('flat', ['component', 'cell']), ...own },
        { ...input('at', ['item', 'cell', 'year']), expression: rollUp('itemOf', times('given', 'flat')) },
        {
          ...input('worked', ['component', 'cell', 'year']),
          ...own,
          expression: where('flat', plus(previous('given'), atBaseYear('given')), 1),
        },
        { ...input('running', ['component', 'cell', 'year']), ...own, expression: times('given', plus(previous('running'), 'flat')) },
        { ...input('looked', ['component', 'year']), ...own, expression: through('indexOf', sumOver('cell', rollUp('indexOf', 'worked'))) },
        { ...input('grouped', ['index', 'cell', 'year']), ...own, expression: rollUp('indexOf', 'given') },
        { ...input('seen', ['component', 'cell', 'year']), expression: through('indexOf', plus(previous('grouped'), 'grouped')) },
        { ...input('straight', ['component', 'cell', 'year']), ...own, expression: through('indexOf', 'grouped') },
        { ...input('chosen', ['component', 'cell', 'year']), expression: where('flat', 'running', minus('given', 1)) },
      ]
    }
    const ones = { given: allOf(1, 18), flat: allOf(1, 6) }
    const given: readonly Map<string, InputValues>[] = [
      new Map(Object.entries(ones)),
      new Map<string, InputValues>([
        ['given', { base: ones.given, rows: new Map([[2, Float64Array.of(0, -2.5, 1)]]) }],
        ['flat', { base: ones.flat, rows: new Map([[4, Float64Array.of(0)]]) }],
      ]),
      new Map<string, InputValues>([
        ['given', Float64Array.from({ length: 18 }, (_, k) => (k % 4) / 2)],
        ['flat', Float64Array.of(0, 1, 0.1, 2, 0, 1)],
      ]),
      new Map(Object.entries(ones)),
    ]

    test.each([3, 4])('has the figures of one that is kept as it is, run after run, over %i years', (years) => {
      const over: Space = { ...space, elements: { ...space.elements, year: space.elements.year.concat('2023').slice(0, years) } }
      const longer = (values: InputValues, rows: number): InputValues => {
        if (values instanceof Repeated) return values.length === 6 ? values : allOf(1, rows * years)
        if ('base' in values)
          return {
            base: longer(values.base, rows) as Repeated,
            rows: new Map(
              [...values.rows].map(([row, of]) => [row, of.length === 1 ? of : Float64Array.from({ length: years }, (_, k) => of[k] ?? 7)]),
            ),
          }
        return values.length === 6 ? values : Float64Array.from({ length: rows * years }, (_, k) => values[k % 18] ?? 0)
      }
      const [usual, plain] = [compileModel(reading(1), over), compileModel(reading(), over)]
      for (const inputs of given) {
        const these = new Map([...inputs].map(([name, values]) => [name, longer(values, 6)]))
        usual.run(these)
        plain.run(these)
        for (const { name } of reading()) expect([name, ...usual.block(name).data]).toEqual([name, ...plain.block(name).data])
      }
    })
    test('and nothing stands in its memory where they are', () => {
      const model = compileModel(reading(1), space)
      model.run(given[0] ?? new Map())
      const { address, rows, stride } = model.block('given')
      const memory = model.block('at').data.buffer
      expect(new Uint8Array(memory, address, rows * stride).every((byte) => byte === 0)).toBe(true)
      expect([...model.block('given').data]).toEqual(Array.from({ length: 18 }, () => 1))
    })
  })
})
