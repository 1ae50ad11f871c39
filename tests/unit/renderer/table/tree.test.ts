import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { shownOf } from '../../../../renderer/table/shown'
import { listed, sumsOf, treeOf, type Leaf, type Sort } from '../../../../renderer/table/tree'

const group = (id: string): Leaf['groups'][number] => ({ id, label: id.toUpperCase() })
const leaf = (id: string, ...groups: readonly string[]): Leaf => ({ id, label: id, groups: groups.map(group) })
const leaves = [leaf('p', 'a'), leaf('q', 'a'), leaf('r', 'b', 'x'), leaf('s', 'b', 'y')]
const tree = treeOf(leaves, 'all')
const names = (lines: readonly number[]): readonly string[] => lines.map((line) => tree[line]?.label ?? '')
const sums = sumsOf(
  tree,
  2,
  (position, column) =>
    [
      [3, 30],
      [1, 10],
      [7, 70],
      [2, 20],
    ][position]?.[column] ?? 0,
)
const at = (label: string, column: number): number => sums[tree.findIndex((node) => node.label === label) * 2 + column] ?? 0
const shownLines = (sort?: Sort, closed: readonly string[] = []): readonly string[] =>
  names(
    listed(
      tree,
      new Set(closed),
      sort,
      (line, column) => sums[line * 2 + column] ?? 0,
      (a, b) => (a < b ? -1 : 1),
    ),
  )

describe('rows under their groups', () => {
  test('every group stands before its own, the whole first', () =>
    expect(tree.map(({ label, level }) => [label, level])).toEqual([
      ['all', 0],
      ['A', 1],
      ['p', 2],
      ['q', 2],
      ['B', 1],
      ['X', 2],
      ['r', 3],
      ['Y', 2],
      ['s', 3],
    ]))
  test('a group of the same name under another is another one', () =>
    expect(treeOf([leaf('p', 'a', 'x'), leaf('q', 'b', 'x')], '').filter(({ label }) => label === 'X').length).toBe(2))
  test('groups are the sums of their own: 3 + 1 = 4, 7 + 2 = 9, together 13', () =>
    expect([at('A', 0), at('B', 0), at('all', 0), at('all', 1)]).toEqual([4, 9, 13, 130]))
  test('sorted inside each group, groups by their sums', () => {
    expect(shownLines({ column: 0, isDescending: true })).toEqual(['B', 'X', 'r', 'Y', 's', 'A', 'p', 'q'])
    expect(shownLines({ column: 0, isDescending: false })).toEqual(['A', 'q', 'p', 'B', 'Y', 's', 'X', 'r'])
    expect(shownLines({ column: -1, isDescending: true })).toEqual(['B', 'Y', 's', 'X', 'r', 'A', 'q', 'p'])
  })
  test('unsorted as they came', () => expect(shownLines()).toEqual(['A', 'p', 'q', 'B', 'X', 'r', 'Y', 's']))
  test('a folded group hides its own and keeps its sum', () => {
    expect(shownLines(undefined, ['group/b'])).toEqual(['A', 'p', 'q', 'B'])
    expect(at('B', 0)).toBe(9)
  })
  test('what cannot be said stands last, whichever way it is sorted', () => {
    for (const isDescending of [true, false])
      expect(
        names(
          listed(
            tree,
            new Set(['group/b']),
            { column: 0, isDescending },
            (line) => (line === 2 ? null : 1),
            () => 0,
          ),
        ).at(2),
      ).toBe('p')
  })
})

describe('what is shown adds up', () => {
  const columns = 5
  /** Up to 3 groups of up to 5 rows, four parts each and their sum; amounts with a lot of noughts among them. */
  const amount = fc.oneof(
    { weight: 1, arbitrary: fc.constant(0) },
    { weight: 3, arbitrary: fc.double({ min: 0, max: 5e8, noNaN: true }) },
    { weight: 1, arbitrary: fc.integer({ min: 0, max: 40 }).map((n) => n * 1e6) },
  )
  const rows = fc.array(fc.array(fc.tuple(amount, amount, amount, amount), { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 3 })
  const built = (groups: readonly (readonly (readonly number[])[])[]) => {
    const flat = groups.flatMap((own, g) => own.map((parts, k) => ({ ...leaf(`r${String(g)}-${String(k)}`, `g${String(g)}`), parts })))
    const made = treeOf(flat, 'all')
    const exact = sumsOf(made, columns, (position, column) => {
      const parts = flat[position]?.parts ?? []
      return column === 0 ? parts.reduce((sum, part) => sum + part, 0) : (parts[column - 1] ?? 0)
    })
    return { made, exact }
  }
  const unit = 1e6

  test('down every column and along every row, each figure rounded up or down and no further', () => {
    fc.assert(
      fc.property(rows, (groups) => {
        const { made, exact } = built(groups)
        const shown = shownOf(made, exact, columns, unit, { whole: 0, parts: [1, 2, 3, 4] })
        // Asked for from the last line up: the order in which lines come to the screen must not matter.
        for (let line = made.length - 1; line >= 0; line--) {
          const own = Array.from({ length: columns }, (_, column) => shown.units(line, column))
          expect(own.slice(1).reduce((a, b) => a + b, 0)).toBe(own[0])
          for (let column = 1; column < columns; column++) {
            const value = (exact[line * columns + column] ?? 0) / unit
            expect(Math.abs((own[column] ?? 0) - value)).toBeLessThan(1)
            if (value === 0) expect(own[column]).toBe(0)
          }
          const below = made[line]?.children ?? []
          for (let column = 0; below.length > 0 && column < columns; column++)
            expect(below.reduce((sum, child) => sum + shown.units(child, column), 0)).toBe(own[column])
        }
      }),
      { seed: 11, numRuns: 400 },
    )
  })
  test('the whole is what it is everywhere else: plainly rounded', () => {
    fc.assert(
      fc.property(rows, (groups) => {
        const { made, exact } = built(groups)
        expect(shownOf(made, exact, columns, unit, { whole: 0, parts: [1, 2, 3, 4] }).units(0, 0)).toBe(Math.round((exact[0] ?? 0) / unit))
      }),
      { seed: 12, numRuns: 200 },
    )
  })
  test('rows with parts stay close to their own sums: of 1,000 random tables less than one row in fifty is off by more than a unit', () => {
    let [off, all] = [0, 0]
    fc.assert(
      fc.property(rows, (groups) => {
        const { made, exact } = built(groups)
        const shown = shownOf(made, exact, columns, unit, { whole: 0, parts: [1, 2, 3, 4] })
        made.forEach((_, line) => {
          all += 1
          if (Math.abs(shown.units(line, 0) - (exact[line * columns] ?? 0) / unit) > 1) off += 1
        })
      }),
      { seed: 13, numRuns: 1000 },
    )
    expect(off / all).toBeLessThan(0.02)
  })
})
