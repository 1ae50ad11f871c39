import fc from 'fast-check'
import { expect, test } from 'vitest'
import { recycle, type DrawnRow } from '../../../../renderer/table/recycled'

const span = (from: number, count: number): readonly number[] => Array.from({ length: count }, (_, k) => from + k)
const positions = (rows: readonly DrawnRow[]): readonly number[] => rows.map(({ position }) => position)

test('rows that go out of sight show the lines that come in, where they stand', () => {
  const before = recycle([], span(0, 5), false)
  const now = recycle(before, span(2, 5), true)
  expect(now.map(({ slot }) => slot)).toEqual(before.map(({ slot }) => slot))
  expect(positions(now)).toEqual([5, 6, 2, 3, 4])
  expect(now[2]).toBe(before[2])
})

test('at rest they stand in the order of their lines, each still the row it was', () => {
  const moving = recycle(recycle([], span(0, 5), false), span(2, 5), true)
  const rest = recycle(moving, span(2, 5), false)
  expect(positions(rest)).toEqual([2, 3, 4, 5, 6])
  for (const row of rest) expect(moving).toContain(row)
})

test('one line more or less in sight makes no row anew and takes none away', () => {
  let rows = recycle([], span(0, 20), false)
  const made = new Set<number>()
  for (let k = 1; k < 30; k++) {
    rows = recycle(rows, span(3 * k, 20 + (k % 2)), true)
    for (const { slot } of rows) made.add(slot)
  }
  expect(made.size).toBe(21)
})

test('whatever is scrolled, sorted or filtered: every line that is wanted is drawn once, by rows of different numbers', () => {
  const step = fc.tuple(fc.nat(500), fc.integer({ min: 0, max: 60 }), fc.boolean())
  fc.assert(
    fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
      let rows: readonly DrawnRow[] = []
      for (const [from, count, isMoving] of steps) {
        const wanted = span(from, count)
        rows = recycle(rows, wanted, isMoving)
        expect(new Set(rows.map(({ slot }) => slot)).size).toBe(rows.length)
        expect(
          positions(rows)
            .filter((position) => wanted.includes(position))
            .sort((a, b) => a - b),
        ).toEqual(wanted)
        if (isMoving) expect(rows.length).toBeLessThanOrEqual(count + 6)
        else expect(positions(rows)).toEqual(wanted)
      }
    }),
  )
})
