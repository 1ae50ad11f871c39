import { FunctionBody } from './assembler'
import { Operands, Values, type Lane } from './operands'
import type { Block } from '../block'
import type { Program } from '../lower'
import { assume, firstGuard, leavesIn, type Leaf, type Tree } from '../tree'

/**
 * Functions that write rows of a block. They are given a list of rows (address and length; no list: all rows in their
 * order) and the number of the run, write every year of each row, list the rows in which any bit differs from before, and
 * say how many they listed.
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
  /** Locals: the row, how many rows were listed, and what differs in the row. */
  readonly row: number
  readonly found: number
  readonly differs: number
  readonly isPaired: boolean
}

/** A function over rows. @param isLate whether it writes one year only, which it is told with how many rows were listed before. */
export function rowFunction(out: Block, isPairedLoop: boolean, isLate: boolean, write: (loop: RowLoop) => void): FunctionBody {
  const body = new FunctionBody(isLate ? ['i32', 'i32', 'i32', 'i32', 'i32'] : ['i32', 'i32', 'i32'], 'i32')
  const [place, row, differs] = [body.local('i32'), body.local('i32'), body.local(isPairedLoop ? 'v128' : 'f64')]
  const found = isLate ? parameters.found : body.local('i32')
  body.block().loop()
  body.get(place).get(parameters.count).do('i32.ge_u').branchIf(1)
  body.get(parameters.list).if('i32')
  body.get(parameters.list).get(place).integer(2).do('i32.shl').do('i32.add').reach('i32.load', 0)
  body.do('else').get(place).do('end').set(row)
  if (isPairedLoop) body.pair(0)
  else body.number(0)
  body.set(differs)
  write({ body, row, found, differs, isPaired: isPairedLoop })
  listMoved({ body, row, found, differs, isPaired: isPairedLoop }, out, isLate)
  body.get(place).integer(1).do('i32.add').set(place).branch(0)
  body.do('end').do('end')
  body.get(found)
  return body
}

/** List the row if anything in it differs, once a run. */
function listMoved({ body, row, found, differs, isPaired: isPairedLoop }: RowLoop, { moved }: Block, isLate: boolean): void {
  const rowAddress = (): FunctionBody => body.get(row).integer(2).do('i32.shl')
  if (isPairedLoop) body.get(differs).do('v128.any_true')
  else body.get(differs).number(0).do('f64.ne')
  body.if()
  if (isLate) {
    rowAddress().reach('i32.load', moved.runs.address).get(parameters.run).do('i32.ne').if()
  }
  body.get(found).integer(2).do('i32.shl').get(row).reach('i32.store', moved.listed.address)
  rowAddress().get(parameters.run).reach('i32.store', moved.runs.address)
  body.get(found).integer(1).do('i32.add').set(found)
  if (isLate) body.do('end')
  body.do('end')
}

/** Store what is on the stack as a year or two of the row, and note whether it differs from what stood there. @param target local with the row's address. */
export function store({ body, differs }: RowLoop, out: Block, target: number, lane: Lane): void {
  const value = body.local(lane.kind === 'pair' ? 'v128' : 'f64')
  body.set(value)
  if (lane.kind === 'pair') {
    const offset = out.address + lane.year * 8
    body.get(target).reach('v128.load', offset).get(value).do('v128.xor').get(differs).do('v128.or').set(differs)
    body.get(target).get(value).reach('v128.store', offset)
    return
  }
  const [at, offset] = lane.kind === 'late' ? [body.local('i32'), out.address] : [target, out.address + lane.year * 8]
  if (lane.kind === 'late') body.get(target).get(lane.year).integer(3).do('i32.shl').do('i32.add').set(at)
  body.get(at).reach('f64.load', offset).do('i64.reinterpret_f64').get(value).do('i64.reinterpret_f64').do('i64.ne').if()
  body.number(1).set(differs).do('end')
  body.get(at).get(value).reach('f64.store', offset)
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

/** Every year of every row. */
export function writeRows(program: Program): FunctionBody {
  const { out, tree } = program
  return rowFunction(out, isPaired(program), false, (loop) => {
    const { body, row } = loop
    const operands = new Operands(body, row)
    const target = operands.rowAddress(undefined, out.stride)
    const past = loop.isPaired ? undefined : body.local('f64')
    branches(body, operands, tree, (part, inner) => {
      inner.prepare(leavesIn(part), loop.isPaired)
      const values = new Values(body, inner, past === undefined ? undefined : { local: past, is: isPastOf(out) })
      for (const lane of lanesOf(program)) {
        values.put(part, lane)
        if (past !== undefined) body.tee(past)
        store(loop, out, target, lane)
      }
    })
  })
}

/** One year of every row. */
export function writeRowsInYear({ out, tree }: Program): FunctionBody {
  return rowFunction(out, false, true, (loop) => {
    const { body, row } = loop
    const operands = new Operands(body, row)
    const target = operands.rowAddress(undefined, out.stride)
    branches(body, operands, tree, (part, inner) => {
      inner.prepare(leavesIn(part), false)
      const lane: Lane = { kind: 'late', year: parameters.year }
      new Values(body, inner, undefined).put(part, lane)
      store(loop, out, target, lane)
    })
  })
}

export const yearParameter = parameters.year
