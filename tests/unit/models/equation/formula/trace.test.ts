import { describe, expect, test } from 'vitest'
import { compileModel } from '../../../../../models/equation/compile'
import {
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
} from '../../../../../models/equation/expression'
import { printFormula } from '../../../../../models/equation/formula/print'
import { tidy } from '../../../../../models/equation/formula/tidy'
import { Tracer, type Ground, type Role } from '../../../../../models/equation/formula/trace'
import type { Row } from '../../../../../models/equation/formula/formula'

const none: Record<DimensionName, readonly string[]> = {
  unit: [],
  grant: [],
  driver: [],
  basis: [],
  group: [],
  index: ['cpi'],
  claim: [],
  class: [],
  target: [],
  fund: [],
  memo: [],
  between: [],
  item: ['x', 'y'],
  component: ['p', 'q', 'r'],
  standard: [],
  leader: [],
  linked: [],
  payer: [],
  cell: ['east', 'west', 'own'],
  year: ['2020', '2021', '2022'],
}
const space: Space = {
  elements: none,
  mappings: {
    itemOf: { from: 'component', to: 'item', index: Int32Array.of(0, 0, 1) },
    indexOf: { from: 'component', to: 'index', index: Int32Array.of(0, -1, 0) },
  },
}
const variable = (name: string, dimensions: readonly DimensionName[], expression?: Variable['expression']): Variable => ({
  name,
  dimensions,
  unit: {},
  section: '1',
  ...(expression === undefined ? {} : { expression }),
})

interface Case {
  readonly list: readonly Variable[]
  readonly inputs: Readonly<Record<string, readonly number[]>>
  readonly roles?: Readonly<Record<string, Role>>
  readonly shown: readonly string[]
  readonly rest?: Partial<Ground>
  readonly inlined?: readonly string[]
}

/** Lines of a sheet called S, as far as shown variables need them: name, then what stands in each cell. */
function sheetOf({ list, inputs, roles = {}, shown, rest = {}, inlined = [] }: Case): readonly (readonly string[])[] {
  const model = compileModel(list, space)
  model.run(new Map(Object.entries(inputs).map(([name, values]) => [name, Float64Array.from(values)])))
  const tracer = new Tracer({
    variables: model.variables,
    space,
    values: (name) => model.block(name).data,
    roleOf: (name) => roles[name] ?? { is: 'given' },
    overwritten: new Set(),
    shown: new Set(shown),
    same: new Map(),
    parties: () => [{ cells: [0, 1, 2], area: 'all' }],
    ...rest,
  })
  const roots = shown.flatMap((name) => tracer.rowsOf(name))
  const rows = tidy({ pool: tracer.pool, rows: tracer.rows, shown: roots, inlined: new Set(inlined) })
  const read = (row: Row, year: number): number => {
    const [member] = row.members
    return model.block(member?.name ?? '').data[(member?.row ?? 0) * (row.isYearly ? 3 : 1) + (row.isYearly ? year : 0)] ?? 0
  }
  const places = { of: (row: Row) => ({ sheet: 'S', line: rows.indexOf(row) + 1 }), column: (year: number) => 'CDE'.charAt(year), read }
  return rows.map((row) => [
    row.name,
    ...row.formulas.map((formula, year) =>
      formula.op === 'given'
        ? String(read(row, year))
        : formula.op === 'constant'
          ? `${String(formula.value)}`
          : `=${printFormula(formula, row, year, places)}`,
    ),
  ])
}

describe('equations as formulas of a sheet', () => {
  test('a product of two inputs reads them in its own year', () => {
    const list = [variable('a', ['year']), variable('b', ['year']), variable('c', ['year'], times('a', 'b'))]
    expect(sheetOf({ list, inputs: { a: [1, 2, 3], b: [4, 5, 6] }, shown: ['c'] })).toEqual([
      ['a', '1', '2', '3'],
      ['b', '4', '5', '6'],
      ['c', '=C1*C2', '=D1*D2', '=E1*E2'],
    ])
  })

  test('a recurrence starts from nought and then reads the year before', () => {
    const list = [variable('g', ['year']), variable('c', ['year'], plus(times(previous('c'), 2), 'g'))]
    expect(sheetOf({ list, inputs: { g: [5, 1, 1] }, shown: ['c'] })).toEqual([
      ['g', '5', '1', '1'],
      ['c', '=C1', '=C2*2+D1', '=D2*2+E1'],
    ])
  })

  test('a mark chooses the branch before the sheet is made, year by year', () => {
    const list = [
      variable('isFact', ['year']),
      variable('fact', ['year']),
      variable('c', ['year'], where('isFact', 'fact', times(previous('c'), 1.5))),
    ]
    const lines = sheetOf({ list, inputs: { isFact: [1, 0, 1], fact: [7, 0, 9] }, roles: { isFact: { is: 'settled' } }, shown: ['c'] })
    // The facts stand where they act; a row of their own is not needed.
    expect(lines).toEqual([['c', '7', '=C1*1.5', '9']])
  })

  test('what is nought is left out of products and sums, and its row of the sheet', () => {
    const list = [variable('a', ['cell', 'year']), variable('b', ['cell', 'year']), variable('c', ['cell', 'year'], times('a', 'b'))]
    const inputs = { a: [1, 1, 1, 0, 0, 0, 2, 2, 2], b: [3, 3, 3, 3, 3, 3, 3, 3, 3] }
    expect(sheetOf({ list, inputs, shown: ['c'] }).map(([name]) => name)).toEqual(['a', 'b', 'c', 'a', 'b', 'c'])
  })

  test('a part of nothing is nothing, asked only where the divisor may become nought', () => {
    const list = [variable('a', ['year']), variable('b', ['year']), variable('c', ['year'], over('a', 'b'))]
    const inputs = { a: [1, 2, 3], b: [4, 5, 6] }
    expect(sheetOf({ list, inputs, shown: ['c'] }).at(-1)).toEqual(['c', '=C1/C2', '=D1/D2', '=E1/E2'])
    const changed = sheetOf({
      list,
      inputs,
      roles: { b: { is: 'changed' } },
      shown: ['c'],
      rest: { parties: () => [{ cells: [0], area: 'all' }] },
    })
    // The base year's cell cannot be changed.
    expect(changed.at(-1)).toEqual(['c', '=C1/C2', '=IF(D2=0,0,D1/D2)', '=IF(E2=0,0,E1/E2)'])
  })

  test('a divisor that is nought now is asked for, although nothing moves it', () => {
    const list = [variable('a', ['year']), variable('b', ['year']), variable('c', ['year'], over('a', minus('b', 4)))]
    expect(sheetOf({ list, inputs: { a: [1, 1, 1], b: [4, 5, 6] }, shown: ['c'] }).at(-1)?.[1]).toBe('=IF(C2-4=0,0,C1/(C2-4))')
  })

  test('a sum over cells that stand below each other is a range; the base year is anchored', () => {
    const list = [variable('a', ['cell', 'year']), variable('share', ['cell', 'year'], over('a', sumOver('cell', atBaseYear('a'))))]
    const lines = sheetOf({ list, inputs: { a: [1, 2, 3, 4, 5, 6, 7, 8, 9] }, shown: ['a', 'share'] })
    expect(lines.slice(3)).toEqual([
      ['share', '=C1/SUM($C1:$C3)', '=D1/SUM($C1:$C3)', '=E1/SUM($C1:$C3)'],
      ['share', '=C2/SUM($C1:$C3)', '=D2/SUM($C1:$C3)', '=E2/SUM($C1:$C3)'],
      ['share', '=C3/SUM($C1:$C3)', '=D3/SUM($C1:$C3)', '=E3/SUM($C1:$C3)'],
    ])
  })

  test('members of a group are added; a group of one is that one, and has its row alone', () => {
    const list = [variable('a', ['component', 'year']), variable('t', ['item', 'year'], rollUp('itemOf', times('a', 2)))]
    const lines = sheetOf({ list, inputs: { a: [1, 1, 1, 2, 2, 2, 3, 3, 3] }, shown: ['t'] })
    expect(lines.filter(([name]) => name === 't')).toEqual([
      ['t', '=C1*2+C2*2', '=D1*2+D2*2', '=E1*2+E2*2'],
      ['t', '=C4*2', '=D4*2', '=E4*2'],
    ])
  })

  test('a mapping that leads nowhere gives nought', () => {
    const list = [variable('g', ['index', 'year']), variable('c', ['component', 'year'], plus(through('indexOf', 'g'), 1))]
    const lines = sheetOf({ list, inputs: { g: [5, 6, 7] }, shown: ['c'] })
    expect(lines.filter(([name]) => name === 'c')).toEqual([
      ['c', '=C1+1', '=D1+1', '=E1+1'],
      ['c', '1', '1', '1'],
      ['c', '=C1+1', '=D1+1', '=E1+1'],
    ])
  })

  test('rows that say the same are one row', () => {
    const list = [
      variable('g', ['year']),
      variable('c', ['cell', 'year'], times('g', 3)),
      variable('t', ['cell', 'year'], plus('c', 'w')),
      variable('w', ['cell', 'year']),
    ]
    const lines = sheetOf({ list, inputs: { g: [1, 2, 3], w: [1, 1, 1, 2, 2, 2, 3, 3, 3] }, shown: ['t'] })
    expect(lines.filter(([name]) => name === 'c')).toEqual([['c', '=C1*3', '=D1*3', '=E1*3']])
    expect(lines.filter(([name]) => name === 't').map((line) => line[1])).toEqual(['=C2+C3', '=C2+C5', '=C2+C7'])
  })

  test('a step on the way is worked into its reader where that is asked for', () => {
    const list = [variable('a', ['year']), variable('step', ['year'], plus('a', 1)), variable('c', ['year'], times('step', 'a'))]
    const given = { list, inputs: { a: [1, 2, 3] }, shown: ['c'] }
    expect(sheetOf(given).map(([name]) => name)).toEqual(['a', 'step', 'c'])
    expect(sheetOf({ ...given, inlined: ['step'] }).at(-1)).toEqual(['c', '=(C1+1)*C1', '=(D1+1)*D1', '=(E1+1)*E1'])
  })

  test('a step that the year after reads keeps its row', () => {
    const list = [
      variable('a', ['year']),
      variable('step', ['year'], plus('a', 1)),
      variable('c', ['year'], plus(previous('step'), 'step')),
    ]
    expect(sheetOf({ list, inputs: { a: [1, 2, 3] }, shown: ['c'], inlined: ['step'] }).map(([name]) => name)).toEqual(['a', 'step', 'c'])
  })

  test('a shown row that only repeats another takes its place; one that may be changed keeps apart', () => {
    const list = [
      variable('a', ['year']),
      variable('b', ['year'], times('a', 2)),
      variable('c', ['year'], max('b', 'b')),
      variable('d', ['year'], plus('b', 1)),
    ]
    const given = { list, inputs: { a: [1, 2, 3] }, shown: ['c', 'd'] }
    expect(sheetOf(given)).toEqual([
      ['a', '1', '2', '3'],
      ['c', '=C1*2', '=D1*2', '=E1*2'],
      ['d', '=C2+1', '=D2+1', '=E2+1'],
    ])
    const rest = { overwritten: new Set(['c']), parties: () => [{ cells: [0], area: 'all' }] }
    expect(sheetOf({ ...given, rest })).toEqual([
      ['a', '1', '2', '3'],
      ['b', '=C1*2', '=D1*2', '=E1*2'],
      ['c', '=C2', '=D2', '=E2'],
      ['d', '=C2+1', '=D2+1', '=E2+1'],
    ])
  })

  test('sums within products, and what is taken away, stand in brackets', () => {
    const list = [
      variable('a', ['year']),
      variable('b', ['year']),
      variable('c', ['year'], times(plus('a', 1), minus('a', minus('b', 'a')))),
      variable('d', ['year'], minus(0, over(1, times('a', 'b')))),
    ]
    const lines = sheetOf({ list, inputs: { a: [1, 2, 3], b: [4, 5, 6] }, shown: ['c', 'd'] })
    expect(lines.map((line) => line[1])).toEqual(['1', '4', '=(C1+1)*(C1-(C2-C1))', '=-1/(C1*C2)'])
  })
})
