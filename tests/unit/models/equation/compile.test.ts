import { describe, expect, test } from 'vitest'
import { EquationError } from '../../../../models/equation/check'
import { compileModel } from '../../../../models/equation/compile'
import {
  at,
  atBaseYear,
  max,
  minus,
  over,
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
const run = (list: readonly Variable[], inputs: Record<string, number[]>) => {
  const model = compileModel(list, space)
  model.run(new Map(Object.entries(inputs).map(([name, values]) => [name, Float64Array.from(values)])))
  return (name: string) => [...model.block(name).data]
}

describe('compiled equations', () => {
  test('an operand without a dimension stands for every element of it', () => {
    const read = run(
      [input('a', ['cell', 'year']), input('b', ['year']), { ...input('c', ['cell', 'year']), expression: times('a', plus('b', 1)) }],
      { a: [1, 2, 3, 4, 5, 6], b: [0, 1, 2] },
    )
    expect(read('c')).toEqual([1, 4, 9, 4, 10, 18])
  })

  test('a recurrence starts from its first year and reads its own last year', () => {
    const read = run(
      [
        input('first', ['year']),
        input('rate', ['cell', 'year']),
        { ...input('x', ['cell', 'year']), expression: where('first', 100, times(previous('x'), plus(1, 'rate'))) },
      ],
      { first: [1, 0, 0], rate: [9, 0.1, 0.5, 9, 0, 1] },
    )
    expect(read('x')).toEqual([100, 110.00000000000001, 165.00000000000003, 100, 100, 200])
  })

  test('members are summed into their group, and a group is read by its members', () => {
    const list = [
      input('cost', ['component', 'cell']),
      { ...input('byItem', ['item', 'cell']), expression: rollUp('itemOf', 'cost') },
      { ...input('share', ['component', 'cell']), expression: over('cost', through('itemOf', 'byItem')) },
      { ...input('total', []), expression: sumOver('item', sumOver('cell', 'byItem')) },
    ]
    const read = run(list, { cost: [1, 2, 3, 4, 5, 0] })
    expect(read('byItem')).toEqual([4, 6, 5, 0])
    expect(read('share')).toEqual([1 / 4, 2 / 6, 3 / 4, 4 / 6, 1, 0])
    expect(read('total')).toEqual([15])
  })

  test('a member of no group reads nothing', () => {
    const read = run(
      [input('growth', ['index', 'year']), { ...input('of', ['component', 'year']), expression: through('indexOf', 'growth') }],
      { growth: [1, 2, 3, 4, 5, 6] },
    )
    expect(read('of')).toEqual([4, 5, 6, 0, 0, 0, 1, 2, 3])
  })

  test('one element and the base year can be picked out', () => {
    const read = run(
      [
        input('a', ['cell', 'year']),
        { ...input('west', ['year']), expression: at('cell', 'west', 'a') },
        { ...input('change', ['cell', 'year']), expression: minus('a', atBaseYear('a')) },
      ],
      { a: [1, 2, 3, 10, 20, 40] },
    )
    expect(read('west')).toEqual([10, 20, 40])
    expect(read('change')).toEqual([0, 1, 2, 0, 10, 30])
  })

  test('a quotient by nothing is nothing, and a floor holds', () => {
    const read = run([input('a', ['year']), input('b', ['year']), { ...input('q', ['year']), expression: max(0, over('a', 'b')) }], {
      a: [1, -4, 6],
      b: [0, 2, 3],
    })
    expect(read('q')).toEqual([0, 0, 2])
  })

  test('only what reads a moved input is computed again', () => {
    const model = compileModel(
      [
        input('a', ['year']),
        input('b', ['year']),
        { ...input('twice', ['year']), expression: times('a', 2) },
        { ...input('half', ['year']), expression: over('b', 2) },
      ],
      space,
    )
    model.run(
      new Map([
        ['a', Float64Array.of(1, 2, 3)],
        ['b', Float64Array.of(2, 4, 6)],
      ]),
    )
    model.block('half').data.fill(-1)
    model.run(new Map([['a', Float64Array.of(5, 5, 5)]]))
    expect([...model.block('twice').data]).toEqual([10, 10, 10])
    expect([...model.block('half').data], 'left alone because b did not move').toEqual([-1, -1, -1])
    model.run(new Map([['b', Float64Array.of(2, 4, 8)]]))
    expect([...model.block('half').data]).toEqual([1, 2, 4])
  })

  test('a missing input and a wrong length are refused', () => {
    const model = compileModel([input('a', ['year'])], space)
    expect(() => {
      model.run(new Map())
    }).toThrow('input a is missing')
    expect(() => {
      model.run(new Map([['a', new Float64Array(2)]]))
    }).toThrow('2 values, not 3')
  })
})

describe('checks when the equations are loaded', () => {
  const money = { CNY: 1 } as const
  const load =
    (...list: Variable[]) =>
    () =>
      compileModel(list, space)

  test('a sum of money and persons does not load', () => {
    expect(
      load(input('a', ['year'], money), input('b', ['year'], { person: 1 }), {
        ...input('c', ['year'], money),
        expression: plus('a', 'b'),
      }),
    ).toThrow(/c: plus: units differ/)
  })
  test('a result in another unit than declared does not load', () => {
    expect(load(input('a', ['year'], money), { ...input('c', ['year'], money), expression: times('a', 'a') })).toThrow(
      /c: yields CNY\^2 where CNY\^1 is declared/,
    )
  })
  test('money over persons times persons is money', () => {
    expect(
      load(input('u', ['year'], { CNY: 1, person: -1 }), input('n', ['year'], { person: 1 }), {
        ...input('c', ['year'], money),
        expression: times('u', 'n'),
      }),
    ).not.toThrow()
  })
  test('an unknown name, a circle and a lost dimension do not load', () => {
    expect(load({ ...input('c', ['year']), expression: plus('nobody', 1) })).toThrow('c: unknown name nobody')
    expect(load({ ...input('c', ['year']), expression: plus('d', 1) }, { ...input('d', ['year']), expression: plus('c', 1) })).toThrow(
      EquationError,
    )
    expect(load(input('a', ['cell', 'year']), { ...input('c', ['year']), expression: plus('a', 1) })).toThrow(
      /c: runs over cell year where year is declared/,
    )
    expect(load(input('a', ['item', 'component']), { ...input('c', ['item']), expression: rollUp('itemOf', 'a') })).toThrow(
      /c: rollUp itemOf: operand runs over item already/,
    )
  })
})

describe('a branch that nothing takes', () => {
  const list: readonly Variable[] = [
    { name: 'is', dimensions: ['cell', 'year'], unit: {}, section: '0' },
    { name: 'given', dimensions: ['cell', 'year'], unit: {}, section: '0' },
    { name: 'path', dimensions: ['cell', 'year'], unit: {}, section: '0' },
    {
      name: 'factor',
      dimensions: ['cell', 'year'],
      unit: {},
      section: '0',
      expression: where('is', over('given', 'path'), previous('factor')),
    },
  ]
  const run = (model: ReturnType<typeof compileModel>, is: readonly number[], path: readonly number[]): readonly number[] => {
    const given = Float64Array.of(6, 6, 6, 8, 8, 8)
    model.run(
      new Map([
        ['is', Float64Array.from(is)],
        ['given', given],
        ['path', Float64Array.from(path)],
      ]),
    )
    return [...model.block('factor').data]
  }
  const [none6, path] = [
    [0, 0, 0, 0, 0, 0],
    [1, 2, 3, 1, 2, 4],
  ]

  test('is worked out as soon as something takes it, with what moved while nothing did', () => {
    const model = compileModel(list, space)
    expect(run(model, none6, path)).toEqual([0, 0, 0, 0, 0, 0])
    // The path moves while nobody reads it.
    expect(run(model, none6, [2, 3, 6, 2, 4, 8])).toEqual([0, 0, 0, 0, 0, 0])
    // 6 ÷ 3 in the first cell's second year, held; 8 ÷ 8 in the other's third.
    expect(run(model, [0, 1, 0, 0, 0, 1], [2, 3, 6, 2, 4, 8])).toEqual([0, 2, 2, 0, 0, 1])
    expect(run(model, [0, 1, 0, 0, 0, 0], [2, 6, 6, 2, 4, 8])).toEqual([0, 1, 1, 0, 0, 0])
    expect(run(model, none6, path)).toEqual([0, 0, 0, 0, 0, 0])
    expect(run(model, [1, 0, 0, 0, 0, 0], path)).toEqual([6, 6, 6, 0, 0, 0])
  })
})

describe('a branch is worked out only in the rows that take it', () => {
  const list: readonly Variable[] = [
    input('is', ['component']),
    input('cost', ['component', 'cell']),
    { ...input('kept', ['component', 'cell']), expression: where('is', times('cost', 2, 3), 'cost') },
    { ...input('ofItem', ['item']), expression: sumOver('cell', rollUp('itemOf', where('is', times('cost', 1), 0))) },
    { ...input('chosen', ['cell']), expression: sumOver('component', where('is', 'cost', 0)) },
  ]
  const given = (is: readonly number[], cost: readonly number[]) =>
    new Map([
      ['is', Float64Array.from(is)],
      ['cost', Float64Array.from(cost)],
    ])
  const read = (model: ReturnType<typeof compileModel>) => ['kept', 'ofItem', 'chosen'].map((name) => [...model.block(name).data])
  const [first, later] = [
    [1, 2, 3, 4, 5, 6],
    [10, 20, 30, 40, 50, 60],
  ]

  test('and comes up to date when it is taken again, in products, roll-ups and sums of chosen members', () => {
    const model = compileModel(list, space)
    model.run(given([1, 0, 1], first))
    expect(read(model)).toEqual([
      [6, 12, 3, 4, 30, 36],
      [3, 11],
      [6, 8],
    ])
    // What q costs moves while nobody takes it.
    model.run(given([1, 0, 1], later))
    expect(read(model)).toEqual([
      [60, 120, 30, 40, 300, 360],
      [30, 110],
      [60, 80],
    ])
    model.run(given([0, 1, 0], later))
    expect(read(model)).toEqual([
      [10, 20, 180, 240, 50, 60],
      [70, 0],
      [30, 40],
    ])
    model.run(given([1, 1, 0], [11, 20, 30, 40, 50, 60]))
    expect(read(model)).toEqual([
      [66, 120, 180, 240, 50, 60],
      [101, 0],
      [41, 60],
    ])
  })

  test('a sum that nobody wanted is up to date when it is wanted again, in the rows that want it', () => {
    const sums = compileModel(
      [
        input('is', ['component']),
        input('cost', ['component', 'cell']),
        { ...input('shares', ['component', 'cell']), expression: where('is', over('cost', sumOver('cell', 'cost')), 0) },
      ],
      space,
    )
    const run = (is: readonly number[], cost: readonly number[]) => {
      sums.run(given(is, cost))
      return [...sums.block('shares').data]
    }
    expect(run([0, 0, 0], first)).toEqual([0, 0, 0, 0, 0, 0])
    // All costs move while nobody asks for a share; then the last component does, without any cost moving.
    expect(run([0, 0, 0], [1, 1, 1, 1, 1, 3])).toEqual([0, 0, 0, 0, 0, 0])
    expect(run([0, 0, 1], [1, 1, 1, 1, 1, 3])).toEqual([0, 0, 0, 0, 1 / 4, 3 / 4])
  })

  test('blocks tell after a run which rows moved in it', () => {
    const model = compileModel(list, space)
    model.run(given([1, 0, 1], first))
    const run = model.runs
    model.run(given([1, 0, 1], [1, 2, 3, 4, 5, 7]))
    const { moved } = model.block('kept')
    expect([0, 1, 2, 3, 4, 5].filter((row) => moved.isAfter(run, row))).toEqual([5])
    expect(model.block('ofItem').moved.isAfter(run, 0)).toBe(false)
    expect(model.block('ofItem').moved.isAfter(run, 1)).toBe(true)
  })
})

test('an element may go by a name that every catalogue gives to another', () => {
  const list = [input('a', ['cell', 'year']), { ...input('own', ['year']), expression: at('cell', 'own-level', 'a') }]
  const model = compileModel(list, { ...space, aliases: { 'own-level': 'west' } })
  model.run(new Map([['a', Float64Array.of(1, 2, 3, 10, 20, 40)]]))
  expect([...model.block('own').data]).toEqual([10, 20, 40])
})

test('a mapping through what was itself mapped, or a place of it, is followed to the end', () => {
  const read = run(
    [
      input('growth', ['index', 'year']),
      input('byItem', ['item', 'cell']),
      { ...input('base', ['component']), expression: through('indexOf', atBaseYear('growth')) },
      { ...input('west', ['component']), expression: through('itemOf', at('cell', 'west', 'byItem')) },
      { ...input('sum', []), expression: sumOver('component', through('itemOf', at('cell', 'west', 'byItem'))) },
    ],
    { growth: [1, 2, 3, 4, 5, 6], byItem: [7, 8, 9, 10] },
  )
  expect(read('base')).toEqual([4, 0, 1])
  expect(read('west')).toEqual([8, 8, 10])
  expect(read('sum')).toEqual([26])
})
