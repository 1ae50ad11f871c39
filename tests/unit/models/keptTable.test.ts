import { expect, test } from 'vitest'
import { giveBack, KeptTable, movedBetween, type TableRow } from '../../../models/keptTable'

/** Rows of two numbers, with the run in which each moved last and how often each was put down. */
function rowsOf(count: number) {
  const moved = Array.from({ length: count }, () => 1)
  const values = Array.from({ length: count }, (_, row) => row)
  const puts = Array.from({ length: count }, () => 0)
  const rows = moved.map((_, row): TableRow => ({
    isAfter: (run) => (moved[row] ?? 0) > run,
    put(table, at) {
      puts[row] = (puts[row] ?? 0) + 1
      table.fill(values[row] ?? 0, at, at + 2)
    },
  }))
  const move = (row: number, run: number, value: number): void => {
    moved[row] = run
    values[row] = value
  }
  return { table: new KeptTable(rows, 2), move, puts }
}

test('where no row moved the table is the same one, run after run', () => {
  const { table, puts } = rowsOf(4)
  const first = table.get(1)
  expect([...first]).toEqual([0, 0, 1, 1, 2, 2, 3, 3])
  expect(table.get(1)).toBe(first)
  expect(table.get(2)).toBe(first)
  expect(puts).toEqual([1, 1, 1, 1])
})

test('where some moved only these are put down again, and the table that was given away stays as it was', () => {
  const { table, move, puts } = rowsOf(4)
  const first = table.get(1)
  table.get(2)
  move(2, 3, 9)
  expect([...table.get(3)]).toEqual([0, 0, 1, 1, 9, 9, 3, 3])
  expect([...first]).toEqual([0, 0, 1, 1, 2, 2, 3, 3])
  expect(puts).toEqual([1, 1, 2, 1])
})

test('where most moved every row is put into an empty table', () => {
  const { table, move, puts } = rowsOf(4)
  const first = table.get(1)
  for (const row of [0, 1, 3]) move(row, 2, 7)
  expect([...table.get(2)]).toEqual([7, 7, 7, 7, 2, 2, 7, 7])
  expect([...first]).toEqual([0, 0, 1, 1, 2, 2, 3, 3])
  expect(puts).toEqual([2, 2, 2, 2])
})

test('a row that moved in a run nobody asked about is put down at the next', () => {
  const { table, move } = rowsOf(4)
  table.get(1)
  move(0, 2, 5)
  move(1, 3, 6)
  expect([...table.get(4)]).toEqual([5, 5, 6, 6, 2, 2, 3, 3])
})

test('what was given back is written again, as another array; what somebody still has stays', () => {
  const { table, move } = rowsOf(4)
  const first = table.lend(1).read()
  for (const row of [0, 1, 2]) move(row, 2, 7)
  const second = table.lend(2).read()
  expect(second.buffer, 'the first is still lent').not.toBe(first.buffer)
  giveBack(first)
  for (const row of [0, 1, 2, 3]) move(row, 3, 8)
  const third = table.lend(3).read()
  expect(third.buffer).toBe(first.buffer)
  expect(third).not.toBe(first)
  expect([...third]).toEqual([8, 8, 8, 8, 8, 8, 8, 8])
  expect([...second]).toEqual([7, 7, 7, 7, 7, 7, 3, 3])
})

test('a table that was given back is written on in place: only what moved since it was made, be it the last or one before', () => {
  const { table, move, puts } = rowsOf(4)
  const first = table.lend(1).read()
  giveBack(first)
  move(2, 2, 9)
  const second = table.lend(2).read()
  expect(second.buffer).toBe(first.buffer)
  expect([...second]).toEqual([0, 0, 1, 1, 9, 9, 3, 3])
  move(0, 3, 5)
  const third = table.lend(3).read()
  giveBack(second)
  move(1, 4, 6)
  const fourth = table.lend(4).read()
  expect(fourth.buffer).toBe(second.buffer)
  expect([...fourth]).toEqual([5, 5, 6, 6, 9, 9, 3, 3])
  expect([...third]).toEqual([5, 5, 1, 1, 9, 9, 3, 3])
  expect(puts, 'the first row once for the third table, once for the room of the second').toEqual([3, 2, 2, 1])
})

test('two tables that are given back by turns are each written on from where they stood', () => {
  const { table, move } = rowsOf(4)
  const expected = [0, 1, 2, 3]
  let held = table.lend(1).read()
  for (let run = 2; run < 12; run++) {
    const row = (run * 3) % 4
    move(row, run, run)
    expected[row] = run
    const next = table.lend(run).read()
    expect([...next]).toEqual(expected.flatMap((value) => [value, value]))
    giveBack(held)
    held = next
  }
})

test('a table that stands in two results is only given back by both', () => {
  const { table, move } = rowsOf(4)
  const first = table.lend(1).read()
  expect(table.lend(2).read()).toBe(first)
  giveBack(first)
  move(0, 3, 5)
  expect(table.lend(3).read().buffer).not.toBe(first.buffer)
  expect([...first]).toEqual([0, 0, 1, 1, 2, 2, 3, 3])
})

test('a table that was given back and is lent again is not written to', () => {
  const { table, move } = rowsOf(4)
  const first = table.lend(1).read()
  giveBack(first)
  expect(table.lend(2).read()).toBe(first)
  move(0, 3, 5)
  expect(table.lend(3).read().buffer).not.toBe(first.buffer)
  expect([...first]).toEqual([0, 0, 1, 1, 2, 2, 3, 3])
})

test('what was never lent cannot be given back', () => {
  const { table, move } = rowsOf(4)
  const first = table.get(1)
  giveBack(first)
  giveBack(new Float64Array(8))
  for (const row of [0, 1, 2, 3]) move(row, 2, 5)
  expect(table.get(2).buffer).not.toBe(first.buffer)
})

test('of two tables that stand in results it is known which rows may differ', () => {
  const { table, move } = rowsOf(4)
  const first = table.lend(1).read()
  move(2, 2, 9)
  const second = table.lend(2).read()
  move(0, 3, 7)
  const third = table.lend(3).read()
  expect(movedBetween(second, third)).toEqual({ rows: [0], width: 2 })
  expect(movedBetween(first, third)).toEqual({ rows: [0, 2], width: 2 })
  expect(movedBetween(third, third)).toEqual({ rows: [], width: 2 })
})

test('a table that stands in results of several runs differs from the next as the last of them does', () => {
  const { table, move } = rowsOf(4)
  const first = table.lend(1).read()
  expect(table.lend(2).read()).toBe(first)
  move(1, 3, 5)
  expect(movedBetween(first, table.lend(3).read())).toEqual({ rows: [1], width: 2 })
})

test('nobody knows of tables of another model, of one that was passed over, or of what stands in no result', () => {
  const [one, other] = [rowsOf(4), rowsOf(4)]
  const first = one.table.lend(1).read()
  one.move(3, 2, 8)
  const second = one.table.lend(2).read()
  expect(movedBetween(first, other.table.lend(1).read())).toBeUndefined()
  expect(movedBetween(first, second.slice())).toBeUndefined()
  expect(movedBetween(first.slice(), second)).toBeUndefined()
  one.move(3, 3, 9)
  one.table.lend(3).read()
  expect(movedBetween(first, second)).toBeUndefined()
})

test('where most moved the last table is left to those who have it before the next run, and room is at hand', () => {
  const { table, move, puts } = rowsOf(4)
  const moveAll = (run: number): void => {
    for (const row of [0, 1, 2, 3]) move(row, run, run * 10 + row)
  }
  const begin = (): void => {
    table.leaveLast()
    table.takeRoom()
  }
  begin()
  const first = table.lend(1)
  begin()
  // It is the loan's own now, and stays so.
  expect(table.tableOf(first)).toBeUndefined()
  moveAll(2)
  const second = table.lend(2)
  expect([...first.read()]).toEqual([0, 0, 1, 1, 2, 2, 3, 3])
  // Few move: all are put down once more, and after that only those.
  begin()
  move(1, 3, 7)
  const third = table.lend(3)
  expect(puts).toEqual([3, 3, 3, 3])
  begin()
  move(1, 4, 8)
  table.lend(4)
  expect(puts).toEqual([3, 4, 3, 3])
  expect([second, third].map((loan) => [...loan.read()])).toEqual([
    [20, 20, 21, 21, 22, 22, 23, 23],
    [20, 20, 7, 7, 22, 22, 23, 23],
  ])
})

test('a table that nobody has, or that was given back, is written on all the same', () => {
  const { table, move } = rowsOf(2)
  const first = table.lend(1)
  const { buffer } = first.read()
  first.giveBack()
  table.leaveLast()
  table.takeRoom()
  for (const row of [0, 1]) move(row, 2, 5)
  const second = table.lend(2)
  expect(second.read().buffer).toBe(buffer)
  table.leaveLast()
  second.giveBack()
  table.takeRoom()
  for (const row of [0, 1]) move(row, 3, 6)
  expect(table.peek(3).buffer).toBe(buffer)
  expect([...table.peek(3)]).toEqual([6, 6, 6, 6])
})

test('where nothing moved after the last table was left, the next is made of what stands', () => {
  const { table } = rowsOf(2)
  const first = table.lend(1)
  table.leaveLast()
  table.takeRoom()
  expect([...table.peek(2)]).toEqual([0, 0, 1, 1])
  expect([...first.read()]).toEqual([0, 0, 1, 1])
})
