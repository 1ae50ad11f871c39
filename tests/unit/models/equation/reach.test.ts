import { describe, expect, test } from 'vitest'
import { compileModel } from '../../../../models/equation/compile'
import {
  at,
  dimensionNames,
  minus,
  plus,
  rollUp,
  sumOver,
  through,
  times,
  where,
  type DimensionName,
  type Expression,
  type Space,
  type Variable,
} from '../../../../models/equation/expression'
import type { Total } from '../../../../models/equation/lower'

const names = (prefix: string, count: number): readonly string[] => Array.from({ length: count }, (_, k) => `${prefix}${String(k)}`)
const spaceOf = (cells: number): Space => ({
  elements: {
    ...(Object.fromEntries(dimensionNames.map((name) => [name, []])) as unknown as Record<DimensionName, readonly string[]>),
    item: names('i', 3),
    component: names('c', 5),
    payer: names('p', 2),
    between: names('b', 2),
    cell: names('z', cells),
    year: ['2020', '2021', '2022'],
  },
  mappings: {
    itemOf: { from: 'component', to: 'item', index: Int32Array.of(2, 0, -1, 0, 1) },
    leagueOf: { from: 'cell', to: 'between', index: Int32Array.from({ length: cells }, (_, k) => (k % 3) - 1) },
  },
})
const variable = (name: string, dimensions: readonly DimensionName[], expression?: Expression): Variable => ({
  name,
  dimensions,
  unit: {},
  section: '1',
  ...(expression === undefined ? {} : { expression }),
})

const list: readonly Variable[] = [
  variable('a', ['item', 'cell', 'year']),
  variable('b', ['item', 'component', 'cell', 'year']),
  variable('c', ['between', 'cell', 'year']),
  variable('d', ['item', 'payer', 'cell', 'year']),
  variable('mark', ['item']),
  // Dimensions left out, added, mapped, fixed, and read twice over.
  variable('own', ['component', 'cell', 'year'], through('itemOf', 'b')),
  variable('league', ['cell', 'year'], through('leagueOf', 'c')),
  variable('spread', ['item', 'payer', 'cell', 'year'], times('a', plus('d', 1))),
  variable('one', ['item', 'cell', 'year'], minus(at('payer', 'p1', 'd'), at('cell', 'z1', 'a'))),
  variable('grouped', ['item', 'cell', 'year'], rollUp('itemOf', plus('own', through('itemOf', 'a')))),
  variable('whole', ['year'], sumOver('item', sumOver('cell', at('payer', 'p0', 'd')))),
  variable('taken', ['component', 'year'], where(through('itemOf', 'mark'), through('itemOf', sumOver('cell', 'a')), 1)),
  variable('leagues', ['item', 'between', 'year'], rollUp('leagueOf', 'a')),
]
const totals: readonly Total[] = [{ name: 'd', of: 'd', members: [[0, 1, 2, 3], [2], [], [1, 3]] }]
const outputs = list.flatMap(({ name, expression }) => (expression === undefined ? [] : [name]))
const inputs = list.filter(({ expression }) => expression === undefined)

describe('rows that belong together are worked out from their positions', () => {
  const space = spaceOf(4)
  const sizeOf = ({ dimensions }: Variable): number => dimensions.reduce((size, d) => size * space.elements[d].length, 1)
  const first = new Map(inputs.map((input, k) => [input.name, Float64Array.from({ length: sizeOf(input) }, (_, at) => 0.1 * (at + 7 * k))]))
  const figures = (model: ReturnType<typeof compileModel>): readonly number[] => [
    ...outputs.flatMap((name) => [...model.block(name).data]),
    ...model.total('d').data,
  ]

  test.each(inputs.map(({ name, dimensions }) => [name, dimensions.includes('year') ? 3 : 1] as const))(
    'any row of %s that moves moves what reads it, and nothing is left as it was',
    (name, years) => {
      const model = compileModel(list, space, totals)
      model.run(first)
      const values = first.get(name) ?? new Float64Array()
      for (let row = 0; row < values.length / years; row++) {
        const moved = new Map([...first, [name, values.map((value, k) => (Math.floor(k / years) === row ? 3 - value : value))]])
        model.run(moved)
        const fresh = compileModel(list, space, totals)
        fresh.run(moved)
        expect(figures(model)).toEqual(figures(fresh))
      }
    },
  )
  test('what is read is what the mappings say, and sums are over their members', () => {
    const model = compileModel(list, space, totals)
    model.run(first)
    const of = (name: string, ...positions: readonly (readonly [number, number])[]): number =>
      first.get(name)?.[positions.reduce((row, [position, size]) => row * size + position, 0) * 3] ?? Number.NaN
    expect(model.block('own').data[(1 * 4 + 2) * 3]).toBe(of('b', [0, 3], [1, 5], [2, 4]))
    expect(model.block('own').data[2 * 4 * 3]).toBe(0)
    expect([0, 1, 2, 3].map((cell) => model.block('league').data[cell * 3])).toEqual([
      0,
      of('c', [0, 2], [1, 4]),
      of('c', [1, 2], [2, 4]),
      0,
    ])
    const cell = (item: number, k: number): number => of('d', [item, 3], [1, 2], [k, 4])
    const row = (item: number, sum: number): number => model.total('d').data[((item * 2 + 1) * 4 + sum) * 3] ?? Number.NaN
    expect([0, 1, 2, 3].map((sum) => row(2, sum))).toEqual([
      cell(2, 0) + cell(2, 1) + cell(2, 2) + cell(2, 3),
      cell(2, 2),
      0,
      cell(2, 1) + cell(2, 3),
    ])
  })
  test('and take no room of their own', () => {
    const [few, many] = [400, 800].map((cells) => {
      const model = compileModel(list, spaceOf(cells), [{ name: 'd', of: 'd', members: [Array.from({ length: cells }, (_, k) => k)] }])
      return model.block('own').data.buffer.byteLength
    })
    // A cell's rows: their figures, and for every row when it moved, its place in the list of those, and when it was marked.
    const rows = 3 + 15 + 2 + 6 + 5 + 1 + 6 + 3 + 3 + 5
    expect(((many ?? 0) - (few ?? 0)) / 400).toBeLessThan(rows * (3 * 8 + 3 * 4))
  })
})
