import { FunctionBody } from './assembler'
import { Operands, turn, Values, type Lane } from './operands'
import type { Block, Integers } from '../block'
import type { Program } from '../lower'
import { assume, firstGuard, leavesIn, type Leaf, type Tree } from '../tree'

/**
 * Functions that write rows of a block. They are given a list of rows (address and length; no list: all rows in their
 * order) and the number of the run, write every year of each row, list the rows in which any bit differs from before, and
 * say how many they listed: of all rows in a list that they share, since mostly all of them differ and no list is wanted.
 */
const parameters = { list: 0, count: 1, run: 2, year: 3, found: 4 } as const

/** Whether two years are worked on at a time: not where a row reads its own year before, or the years are odd. */
export const isPaired = ({ out, tree }: Program): boolean => out.years % 2 === 0 && !leavesIn(tree).some(isPastOf(out))

/** Whether a leaf is the block's own row, a year before. */
export const isPastOf =
  (out: Block) =>
  ({ block, year, access }: Leaf): boolean =>
    block === out && year === 'before' && access.kind === 'same'

export const lanesOf = (program: Program): readonly Lane[] =>
  isPaired(program)
    ? Array.from({ length: program.out.years / 2 }, (_, k): Lane => ({ kind: 'pair', year: 2 * k }))
    : Array.from({ length: program.out.years }, (_, year): Lane => ({ kind: 'single', year }))

/** A loop over the rows that a function is given. */
export interface RowLoop {
  readonly body: FunctionBody
  /** The local that holds the row. */
  readonly row: number
  readonly lanes: readonly Lane[]
  /** For each lane the local that takes its value. */
  readonly values: readonly number[]
  readonly isPaired: boolean
}

/**
 * Makes a function over rows.
 * @param lanes the years of a row; a late one: the one year that the function is told.
 * @param write puts every lane's value into its local.
 */
export type MakeFunction = (out: Block, lanes: readonly Lane[], write: (loop: RowLoop) => void) => FunctionBody

/**
 * Makes a function over rows. What differs from before is stored and listed; of a row that does not, nothing is written, so that
 * memory of which nothing but zeros is known is never claimed.
 * @param shared where it lists rows when it is given no list.
 */
export const rowFunction =
  (shared: Integers): MakeFunction =>
  (out, lanes, write) => {
    const isLate = lanes.some(({ kind }) => kind === 'late')
    const inPairs = lanes.some(({ kind }) => kind === 'pair')
    const body = new FunctionBody(isLate ? ['i32', 'i32', 'i32', 'i32', 'i32'] : ['i32', 'i32', 'i32'], 'i32')
    const place = body.local('i32')
    const row = body.local('i32')
    const found = isLate ? parameters.found : body.local('i32')
    const values = lanes.map(() => body.local(inPairs ? 'v128' : 'f64'))
    const target = body.local('i32')
    const base = body.local('i32')
    body.integer(out.moved.listed.address).integer(shared.address).get(parameters.list).do('select').set(base)
    body.block().loop()
    body.get(place).get(parameters.count).do('i32.ge_u').branchIf(1)
    body.get(parameters.list).if('i32')
    body.get(parameters.list).get(place).integer(2).do('i32.shl').do('i32.add').reach('i32.load', 0)
    body.do('else').get(place).do('end').set(row)
    write({ body, row, lanes, values, isPaired: inPairs })
    body.get(row).integer(out.stride).do('i32.mul').set(target)
    if (isLate) body.get(target).get(parameters.year).integer(3).do('i32.shl').do('i32.add').set(target)
    lanes.forEach((lane, k) => {
      differs(body, out, lane, target, values[k] ?? 0)
      if (k > 0) body.do(inPairs ? 'v128.or' : 'i32.or')
    })
    if (inPairs) body.do('v128.any_true')
    body.if()
    lanes.forEach((lane, k) => {
      body.get(target).get(values[k] ?? 0)
      turn(body, out, inPairs).reach(inPairs ? 'v128.store' : 'f64.store', placeOf(out, lane))
    })
    list(body, out, { row, found, base }, isLate)
    body.do('end')
    body.get(place).integer(1).do('i32.add').set(place).branch(0)
    body.do('end').do('end')
    return body.get(found)
  }

/**
 * A function that puts rows down one after the other, whatever stood there: it is given the first, the one behind the last, the
 * address and, where of every row only one year is put down, which; it says where it ended.
 */
export const fillFunction: MakeFunction = (out, lanes, write) => {
  const [first, end, address] = [0, 1, 2]
  const isLate = lanes.some(({ kind }) => kind === 'late')
  const inPairs = lanes.some(({ kind }) => kind === 'pair')
  const body = new FunctionBody(isLate ? ['i32', 'i32', 'i32', 'i32'] : ['i32', 'i32', 'i32'], 'i32')
  const row = body.local('i32')
  const values = lanes.map(() => body.local(inPairs ? 'v128' : 'f64'))
  body.get(first).set(row)
  body.block().loop()
  body.get(row).get(end).do('i32.ge_u').branchIf(1)
  write({ body, row, lanes, values, isPaired: inPairs })
  lanes.forEach((lane, k) => {
    body.get(address).get(values[k] ?? 0)
    body.reach(inPairs ? 'v128.store' : 'f64.store', lane.kind === 'late' ? 0 : lane.year * 8)
  })
  body
    .get(address)
    .integer(isLate ? 8 : out.stride)
    .do('i32.add')
    .set(address)
  body.get(row).integer(1).do('i32.add').set(row).branch(0)
  body.do('end').do('end')
  return body.get(row)
}

/** Where a lane stands, from the address of the row on; a late one's address is that of its year. */
const placeOf = (out: Block, lane: Lane): number => out.address + (lane.kind === 'late' ? 0 : lane.year * 8)

/** Put on the stack whether a value differs in any bit from what stands in its place. */
function differs(body: FunctionBody, out: Block, lane: Lane, target: number, value: number): void {
  if (lane.kind === 'pair') {
    body.get(target).reach('v128.load', placeOf(out, lane)).get(value)
    turn(body, out, true).do('v128.xor')
  } else {
    body.get(target).reach('f64.load', placeOf(out, lane)).do('i64.reinterpret_f64')
    body.get(value)
    turn(body, out, false).do('i64.reinterpret_f64').do('i64.ne')
  }
}

/** List the row, once a run; in which run it was is put down where rows are written one by one. */
function list(
  body: FunctionBody,
  { moved }: Block,
  { row, found, base }: Readonly<Record<'row' | 'found' | 'base', number>>,
  isLate: boolean,
): void {
  const rowAddress = (): FunctionBody => body.get(row).integer(2).do('i32.shl')
  if (isLate) rowAddress().reach('i32.load', moved.runs.address).get(parameters.run).do('i32.ne').if()
  body.get(found).integer(2).do('i32.shl').get(base).do('i32.add').get(row).reach('i32.store', 0)
  body.get(found).integer(1).do('i32.add').set(found)
  if (!isLate) body.get(parameters.list).if()
  rowAddress().get(parameters.run).reach('i32.store', moved.runs.address)
  body.do('end')
}

/** Emit what is to be done for a tree, once for every way its choices for a whole row can go. */
export function branches(body: FunctionBody, operands: Operands, tree: Tree, leaf: (tree: Tree, operands: Operands) => void): void {
  const guard = firstGuard(tree)
  if (guard === undefined) {
    leaf(tree, operands)
    return
  }
  body.get(operands.steadyValue(guard, false)).number(0).do('f64.ne').if()
  branches(body, operands.inner(), assume(tree, { leaf: guard, is: true }), leaf)
  body.do('else')
  branches(body, operands.inner(), assume(tree, { leaf: guard, is: false }), leaf)
  body.do('end')
}

/** The one lane of a function that writes a year at a time. */
export const lateLane: Lane = { kind: 'late', year: parameters.year }

/** The lanes of every row. */
export const writeRows = (program: Program, lanes: readonly Lane[], make: MakeFunction): FunctionBody =>
  make(program.out, lanes, ({ body, row, values, isPaired: inPairs }) => {
    branches(body, new Operands(body, row), program.tree, (part, operands) => {
      operands.prepare(leavesIn(part), inPairs)
      lanes.forEach((lane, k) => {
        // Its own year before is at hand in a local, unless it is written a year at a time.
        const past = k === 0 ? undefined : { local: values[k - 1] ?? 0, is: isPastOf(program.out) }
        new Values(body, operands, past).put(part, lane)
        body.set(values[k] ?? 0)
      })
    })
  })
