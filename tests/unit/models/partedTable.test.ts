import fc from 'fast-check'
import { expect, test } from 'vitest'
import { PartedTable, tableAt } from '../../../models/partedTable'

const length = 5000
const counted = (): Float64Array => Float64Array.from({ length }, (_, k) => k)
const all = (table: PartedTable): Float64Array => table.slice(0, length)

test('one change after another: each state is what an array would be, and the ones before stay as they were', () => {
  const run = fc.tuple(fc.nat(length - 1), fc.integer({ min: 1, max: 3000 }))
  fc.assert(
    fc.property(fc.array(run, { minLength: 1, maxLength: 8 }), (changes) => {
      const plain = counted()
      const states: [PartedTable, Float64Array][] = [[PartedTable.of(counted()), plain.slice()]]
      for (const [k, [from, most]] of changes.entries()) {
        const count = Math.min(most, length - from)
        const figures = Float64Array.from({ length: count }, (_, n) => -k - n / 7)
        plain.set(figures, from)
        const table = states.at(-1)?.[0] ?? PartedTable.of(counted())
        states.push([table.with([from, count], figures), plain.slice()])
      }
      for (const [table, expected] of states) expect(all(table)).toEqual(expected)
    }),
    { numRuns: 50 },
  )
})

test('several stretches, across the borders of parts, are told one after the other', () => {
  const table = PartedTable.of(counted()).with([2047, 2, 4999, 1], Float64Array.of(7, 8, 9))
  expect([2046, 2047, 2048, 2049, 4998, 4999].map((place) => table.at(place))).toEqual([2046, 7, 8, 2049, 4998, 9])
  expect(table.slice(4998, 9999)).toEqual(Float64Array.of(4998, 9))
})

test('beside the table there is nothing, as in an array', () => {
  for (const table of [PartedTable.of(counted()), counted()]) {
    expect([-1, -4000, length, length + 1].map((place) => tableAt(table, place))).toEqual([undefined, undefined, undefined, undefined])
    expect(tableAt(table, 3)).toBe(3)
  }
})

test('what did not change is the memory that was there', () => {
  const figures = counted()
  const table = PartedTable.of(figures).with([0, 1], Float64Array.of(-1))
  figures[4999] = 1
  expect([table.at(0), table.at(4999)]).toEqual([-1, 1])
  expect(figures[0]).toBe(0)
})
