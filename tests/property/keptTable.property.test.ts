import fc from 'fast-check'
import { expect, test } from 'vitest'
import { KeptTable, type TableRow } from '../../models/keptTable'
import type { Loan } from '../../models/loan'

const count = 8
const width = 2

/** One thing that happens: a run in which some rows move, or something done with one of the results so far. */
const step = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('run' as const),
      rows: fc.oneof(fc.subarray([0, 1, 2, 3, 4, 5, 6, 7]), fc.constant([0, 1, 2, 3, 4, 5, 6, 7])),
      isShown: fc.nat(9),
      isAnnounced: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom('read' as const, 'give back' as const), which: fc.nat(30) }) },
)

test('a table is what it was in its run, whenever it is read and whatever became of the others', () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 60 }), (steps) => {
      const values = Array.from({ length: count }, () => 0)
      const movedIn = values.map(() => 1)
      let run = 0
      const rows = values.map((_, row): TableRow => ({
        isAfter: (since) => (movedIn[row] ?? 0) > since,
        put: (table, at) => void table.fill(values[row] ?? 0, at, at + width),
      }))
      const table = new KeptTable(rows, width)
      const held: { readonly loan: Loan; readonly expected: readonly number[] }[] = []
      const shown: { readonly array: Float64Array; readonly expected: readonly number[] }[] = []
      for (const now of steps) {
        if (now.kind === 'run') {
          run += 1
          if (now.isAnnounced) {
            table.leaveLast()
            table.takeRoom()
          }
          for (const row of now.rows) {
            values[row] = run * 10 + row
            movedIn[row] = run
          }
          const expected = values.flatMap((value) => Array.from({ length: width }, () => value))
          expect([...table.peek(run)]).toEqual(expected)
          held.push({ loan: table.lend(run), expected })
          if (now.isShown === 0) shown.push({ array: table.get(run), expected })
        } else if (held.length > 0) {
          const place = now.which % held.length
          const { loan, expected } = held[place] ?? { expected: [] }
          if (now.kind === 'read') expect([...(loan?.read() ?? [])]).toEqual(expected)
          else {
            loan?.giveBack()
            held.splice(place, 1)
          }
        }
        for (const { array, expected } of shown) expect([...array]).toEqual(expected)
      }
      const reads = held.map(({ loan, expected }) => ({ array: loan.read(), expected }))
      for (const { array, expected } of reads) expect([...array]).toEqual(expected)
    }),
    { numRuns: 2000 },
  )
})
