import { expect, test } from 'vitest'
import { Codes } from '../../../../models/evidence/codes'

const [first, second] = [Uint8Array.of(3, 0, 1, 2, 3, 1), Uint8Array.of(0, 3, 2, 1, 0, 2)]

test('rows of grades come out as they were put down, whatever stands beside them and stood there before', () => {
  const codes = new Codes(3, 6)
  codes.put(1, second)
  codes.put(0, first)
  codes.put(2, first)
  codes.put(1, first)
  codes.put(1, second)
  const room = new Uint8Array(6)
  expect([0, 1, 2].map((row) => [...codes.read(row, room)])).toEqual([[...first], [...second], [...first]])
  expect([codes.at(1, 1), codes.at(1, 5), codes.at(2, 0), codes.at(2, 4)]).toEqual([3, 2, 3, 3])
})

test('what was not put down is A, and what is no row is as bad as can be', () => {
  const codes = new Codes(2, 5)
  codes.put(1, second)
  expect([...codes.read(0, new Uint8Array(5))]).toEqual([0, 0, 0, 0, 0])
  expect([codes.at(2, 0), codes.at(7, 3)]).toEqual([3, 3])
})

test('the worst of two rows and of a grade, for every three of them', () => {
  const pairs = Array.from({ length: 16 }, (_, k) => [k % 4, Math.floor(k / 4)] as const)
  const of = (pick: (pair: readonly [number, number]) => number): Uint8Array => Uint8Array.from(pairs, pick)
  const [one, other] = [new Codes(2, 16), new Codes(3, 16)]
  one.put(
    1,
    of(([a]) => a),
  )
  other.put(
    2,
    of(([, b]) => b),
  )
  const found = new Codes(2, 16)
  for (const code of [0, 1, 2, 3]) {
    found.putWorst(1, [one, 1], [other, 2], code)
    expect(found.read(1, new Uint8Array(16))).toEqual(of(([a, b]) => Math.max(a, b, code)))
  }
  expect(found.read(0, new Uint8Array(16))).toEqual(new Uint8Array(16))
})
