import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { differenceOf, withDifference, type Difference } from '../../../electron/contract/difference'
import { packFrame, unpackFrame } from '../../../electron/contract/frame'

/** As it crosses to the window. */
const crossed = (difference: Difference): Difference => unpackFrame(packFrame(difference).slice().buffer as ArrayBuffer) as Difference
const through = (before: unknown, after: unknown): unknown => withDifference(before, crossed(differenceOf(before, after)))

/** Numbers with the odd ones among them; long enough for runs to be worth it. */
const numbers = fc.array(fc.oneof(fc.constantFrom(0, -0, 1, Number.NaN, Infinity), fc.double()), { maxLength: 60 })
const leaf = fc.oneof(
  fc.string(),
  fc.boolean(),
  fc.constant(null),
  fc.integer(),
  numbers.map((list) => Float64Array.from(list)),
)
const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    leaf,
    fc.array(tie('value'), { maxLength: 6 }),
    fc.dictionary(fc.constantFrom('a', 'b', 'c', 'name'), tie('value'), { noNullPrototype: true }),
  ),
}))

test('what is put together equals the whole, to the bit', () => {
  fc.assert(
    fc.property(value, value, (before, after) => {
      expect(through(before, after)).toEqual(after)
    }),
    { numRuns: 400 },
  )
})

test('numbers that moved a little are put together to the bit, and what they were put on stays as it was', () => {
  const change = fc.array(fc.tuple(fc.nat(999), fc.constantFrom(0, -0, 1, Number.NaN, 7.5)), { maxLength: 30 })
  fc.assert(
    fc.property(change, (moves) => {
      const before = Float64Array.from({ length: 1000 }, (_, k) => (k % 3 === 0 ? 0 : k))
      const after = before.slice()
      for (const [place, to] of moves) after[place] = to
      const [copy, made] = [before.slice(), through(before, after) as Float64Array]
      expect(new BigInt64Array(made.buffer, made.byteOffset, 1000)).toEqual(new BigInt64Array(after.buffer))
      expect(before).toEqual(copy)
    }),
  )
})

describe('what crosses', () => {
  test('nothing, where nothing changed', () => {
    const of = (): unknown => ({ a: [1, { b: Float64Array.of(1, Number.NaN) }], c: 'x', d: undefined })
    expect(differenceOf(of(), of())).toBe('kept')
  })
  test('of many numbers only those that changed, near ones together', () => {
    const before = new Float64Array(1000)
    const after = before.slice()
    for (const place of [100, 103, 900]) after[place] = 1
    expect(differenceOf(before, after)).toEqual({ runs: [100, 4, 900, 1], numbers: Float64Array.of(1, 0, 0, 1, 1) })
  })
  test('of a table of which it is said where to look, what is found there', () => {
    const before = new Float64Array(1000)
    const after = before.slice()
    for (const place of [99, 100, 103, 119, 900]) after[place] = 1
    expect(differenceOf({ a: before, b: [before] }, { a: after, b: [after] }, () => ({ rows: [5, 45], width: 20 }))).toEqual({
      fields: {
        a: { runs: [100, 20, 900, 1], numbers: Float64Array.of(1, 0, 0, 1, ...new Array<number>(15).fill(0), 1, 1) },
        b: { length: 1, entries: [[0, 0, { runs: [100, 20, 900, 1], numbers: expect.any(Float64Array) as Float64Array }]] },
      },
    })
    expect(differenceOf(before, before.slice(), () => ({ rows: [], width: 20 }))).toBe('kept')
  })
  test('all of them where most changed', () => {
    expect(differenceOf(new Float64Array(4), Float64Array.of(1, 2, 3, 0))).toEqual({ whole: Float64Array.of(1, 2, 3, 0) })
  })
  test('a list that was sorted anew tells where its entries stood', () => {
    const flag = (id: string, size: number): object => ({ subject: { kind: 'item', id }, size, standings: [] })
    const [a, b, c] = [flag('a', 3), flag('b', 2), flag('c', 1)]
    expect(differenceOf([a, b, c], [a, flag('c', 2.5), flag('b', 2)])).toEqual({
      length: 3,
      moves: [2, 1, 1],
      rows: [{ shape: [[['size'], 'number']], places: [1, 2], numbers: Float64Array.of(2.5), others: [] }],
      entries: [],
    })
    const made = through([a, b, c], [flag('c', 4), a]) as readonly object[]
    expect(made).toEqual([flag('c', 4), a])
    expect(made[1]).toBe(a)
  })
  test('entries that move side by side are told as one move', () => {
    const list = Array.from({ length: 40 }, (_, k) => ({ id: `flag ${String(k)}`, size: k }))
    expect(differenceOf(list, list.slice(3))).toEqual({ length: 37, moves: [0, 3, 37], entries: [] })
    const [made, turned] = [through(list, list.slice(3)) as readonly object[], [...list.slice(30), ...list.slice(0, 30)]]
    expect(made[0]).toBe(list[3])
    expect(differenceOf(list, turned)).toEqual({ length: 40, moves: [0, 30, 10, 10, 0, 30], entries: [] })
    expect(through(list, turned)).toEqual(turned)
  })
  test('what stayed behind many entries that are all new is the very object that was there', () => {
    const flag = (id: string, size: number): object => ({ id, size })
    const list = Array.from({ length: 600 }, (_, k) => flag(String(k), k))
    const after = list.map((known, k) => (k < 500 ? flag(String(k), -k) : known))
    const made = through(list, after) as readonly object[]
    expect(made).toEqual(after)
    expect(made.slice(500).every((one, k) => one === list[500 + k])).toBe(true)
    const behind = [...Array.from({ length: 300 }, (_, k) => flag(`new ${String(k)}`, k)), ...list]
    const longer = through(list, behind) as readonly object[]
    expect(longer).toEqual(behind)
    expect(longer.slice(300).every((one, k) => one === list[k])).toBe(true)
  })
  test('records of which the same fields changed are told as rows of one table', () => {
    const unit = (code: string, year: number | null, ratio: number, margin: number): object => ({
      code,
      tests: { verdict: year === null ? 'can-pay' : 'cannot-pay', year, room: { ratio } },
      margin: Float64Array.of(1, margin),
      payers: ['league'],
    })
    const before = ['a', 'b', 'c', 'd'].map((code) => unit(code, null, 1, 2))
    const after = [unit('a', null, 1, 3), unit('b', 2027, 0.5, 4), unit('c', null, 1, 2), unit('d', null, 1, 5)]
    const difference = differenceOf(before, after)
    expect(difference).toEqual({
      length: 4,
      rows: [
        { shape: [[['margin'], 2]], places: [0, 0, 3, 3], numbers: Float64Array.of(1, 3, 1, 5), others: [] },
        {
          shape: [
            [['tests', 'verdict'], 'else'],
            [['tests', 'year'], 'number'],
            [['tests', 'room', 'ratio'], 'number'],
            [['margin'], 2],
          ],
          places: [1, 1],
          numbers: Float64Array.of(2027, 0.5, 1, 4),
          others: ['cannot-pay'],
        },
      ],
      entries: [],
    })
    const [copy, made] = [structuredClone(before), through(before, after) as typeof before]
    expect(made).toEqual(after)
    expect(before).toEqual(copy)
    expect(made[2]).toBe(before[2])
  })
  test('a number that JSON does not know crosses all the same', () => {
    const of = (size: number): readonly object[] => [{ id: 'a', size }]
    for (const size of [Number.NaN, -0, Infinity]) expect(through(of(1), of(size))).toEqual(of(size))
  })
  test('what stayed is the very object that was there', () => {
    const before = { units: [{ code: 'x', values: Float64Array.of(1) }], total: 1 }
    const made = through(before, { ...structuredClone(before), total: 2 }) as typeof before
    expect(made.total).toBe(2)
    expect(made.units).toBe(before.units)
  })
  test('a field that is gone is gone, and one that came is there', () => {
    expect(through({ a: 1, low: 'red' }, { a: 1, high: 'red' })).toStrictEqual({ a: 1, high: 'red' })
  })
})

test('a difference of something else is refused', () => {
  const ofNumbers = differenceOf(new Float64Array(9), Float64Array.of(0, 0, 0, 0, 0, 0, 0, 0, 1))
  const ofList = differenceOf([1], [2])
  const ofRecord = differenceOf({ a: 1 }, { a: 2 })
  for (const difference of [ofNumbers, ofList, ofRecord]) expect(() => withDifference(null, difference)).toThrow(RangeError)
  const ofRows = differenceOf([{ id: 'a', of: { size: 1 } }], [{ id: 'a', of: { size: 2 } }])
  for (const other of [[1], [], [{ id: 'a', of: 1 }]]) expect(() => withDifference(other, ofRows)).toThrow(RangeError)
})
