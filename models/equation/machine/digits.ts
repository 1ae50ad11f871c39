import type { FunctionBody } from './assembler'
import type { Digit, Place, Reach } from '../reach'

/** Positions within a row, each worked out once and kept in a local; what is kept holds to the end of the branch in which it was worked out. */
export class Digits {
  private readonly body: FunctionBody
  private readonly row: number
  private readonly known: Map<string, number>

  /** @param row number of the local that holds the row. */
  constructor(body: FunctionBody, row: number, known?: Digits) {
    this.body = body
    this.row = row
    this.known = new Map(known?.known)
  }

  /** For the inside of a branch. */
  inner(): Digits {
    return new Digits(this.body, this.row, this)
  }

  /** The local that holds a position. */
  local(digit: Digit): number {
    const { stride, size, isLeading } = digit
    if (stride === 1 && isLeading) return this.row
    const known = this.known.get(keyOf(digit))
    if (known !== undefined) return known
    const { body } = this
    const local = body.local('i32')
    body.get(this.row)
    if (stride > 1) body.integer(stride).do('i32.div_u')
    if (!isLeading) body.integer(size).do('i32.rem_u')
    body.set(local)
    this.take(digit, local)
    return local
  }

  /** A position is at hand already. */
  take(digit: Digit, local: number): void {
    this.known.set(keyOf(digit), local)
  }
}

const keyOf = ({ stride, size }: Digit): string => `${String(stride)} ${String(size)}`

/**
 * Do something for every row that is reached from a row, ascending.
 * @param from number of the local that holds the row one comes from.
 * @param give is told the local with a row that is reached, and what is known of its positions.
 */
export function eachReached(body: FunctionBody, from: number, { only, places }: Reach, give: (row: number, digits: Digits) => void): void {
  const digits = new Digits(body, from)
  const row = body.local('i32')
  body.block()
  for (const { digit, position } of only) body.get(digits.local(digit)).integer(position).do('i32.ne').branchIf(0)
  const strides = places.map((_, k) => places.slice(k + 1).reduce((product, { size }) => product * size, 1))
  const positions: number[] = []
  const place = (k: number, sum: number | undefined): void => {
    const [next, stride] = [places[k], strides[k] ?? 1]
    if (next === undefined) {
      if (sum === undefined) body.integer(0)
      else body.get(sum)
      body.set(row)
      give(row, digitsOfReached(body, row, places, strides, positions))
      return
    }
    eachPosition(body, next, digits, (position) => {
      positions[k] = position
      const local = body.local('i32')
      body.get(position).integer(stride).do('i32.mul')
      if (sum !== undefined) body.get(sum).do('i32.add')
      body.set(local)
      place(k + 1, local)
    })
  }
  place(0, undefined)
  body.do('end')
}

function digitsOfReached(
  body: FunctionBody,
  row: number,
  places: readonly Place[],
  strides: readonly number[],
  positions: readonly number[],
): Digits {
  const digits = new Digits(body, row)
  places.forEach(({ size }, k) => {
    digits.take({ stride: strides[k] ?? 1, size, isLeading: k === 0 }, positions[k] ?? row)
  })
  return digits
}

/** Do something for every position of a dimension. */
function eachPosition(body: FunctionBody, place: Place, digits: Digits, give: (position: number) => void): void {
  const position = body.local('i32')
  const once = (): void => {
    body.block()
    for (const { digit, index } of place.also ?? []) {
      body.get(position).integer(2).do('i32.shl').reach('i32.load', index.address)
      body.get(digits.local(digit)).do('i32.ne').branchIf(0)
    }
    give(position)
    body.do('end')
  }
  if (place.by === 'same' || place.by === 'one') {
    if (place.by === 'one') body.integer(place.position)
    else body.get(digits.local(place.digit))
    body.set(position)
    once()
    return
  }
  const [at, end] = [body.local('i32'), body.local('i32')]
  if (place.by === 'all') body.integer(0).set(at).integer(place.size).set(end)
  else {
    const list = digits.local(place.digit)
    body.get(list).integer(2).do('i32.shl').reach('i32.load', place.lists.starts.address).set(at)
    body
      .get(list)
      .integer(2)
      .do('i32.shl')
      .reach('i32.load', place.lists.starts.address + 4)
      .set(end)
  }
  body.block().loop()
  body.get(at).get(end).do('i32.ge_u').branchIf(1)
  if (place.by === 'all') body.get(at).set(position)
  else body.get(at).integer(2).do('i32.shl').reach('i32.load', place.lists.rows.address).set(position)
  once()
  body.get(at).integer(1).do('i32.add').set(at).branch(0)
  body.do('end').do('end')
}
