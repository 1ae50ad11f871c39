import type { FunctionBody } from './assembler'
import { Digits } from './digits'
import type { Block } from '../block'
import type { RowMap } from '../routes'
import { isSteady, type Leaf, type Tree } from '../tree'

/** The years an instruction works on: two side by side, one, or one that is only known when it runs. */
export type Lane =
  | { readonly kind: 'pair'; readonly year: number }
  | { readonly kind: 'single'; readonly year: number }
  /** @property year number of the local that holds it. */
  | { readonly kind: 'late'; readonly year: number }

/**
 * Where the operands of one row stand. Addresses and numbers that are the same for all years of the row are worked out
 * once and kept in locals; what is kept holds to the end of the branch in which it was worked out.
 */
export class Operands {
  private readonly body: FunctionBody
  private readonly row: number
  private readonly digits: Digits
  private readonly rowsRead: Map<string, number>
  private readonly addresses: Map<string, number>
  private readonly steady: Map<string, number>

  /** @param row number of the local that holds the row. @param digits what is known of its positions. */
  constructor(body: FunctionBody, row: number, digits = new Digits(body, row), known?: Operands) {
    this.body = body
    this.row = row
    this.digits = digits
    this.rowsRead = new Map(known?.rowsRead)
    this.addresses = new Map(known?.addresses)
    this.steady = new Map(known?.steady)
  }

  /** For the inside of a branch. */
  inner(): Operands {
    return new Operands(this.body, this.row, this.digits.inner(), this)
  }

  /** Put the address of a leaf's row on the stack. @returns what still has to be added to it. */
  address({ block, access }: Leaf): number {
    if (access.kind === 'one') {
      this.body.integer(0)
      return block.address + access.row * block.stride
    }
    this.body.get(this.rowAddress(access.kind === 'mapped' ? access.map : undefined, block.stride))
    return block.address
  }

  /** Bytes from the beginning of a block to the row. */
  rowAddress(map: RowMap | undefined, stride: number): number {
    const key = `${map?.key ?? ''}×${String(stride)}`
    const known = this.addresses.get(key)
    if (known !== undefined) return known
    const row = map === undefined ? this.row : this.mappedRow(map)
    const local = this.body.local('i32')
    this.body.get(row).integer(stride).do('i32.mul').set(local)
    this.addresses.set(key, local)
    return local
  }

  private mappedRow({ key, fixed, parts, none, isTotal }: RowMap): number {
    const known = this.rowsRead.get(key)
    if (known !== undefined) return known
    const { body } = this
    const positions = parts.map(({ digit }) => this.digits.local(digit))
    const local = body.local('i32')
    body.integer(fixed)
    for (const [k, { adds }] of parts.entries()) {
      body.get(positions[k] ?? this.row)
      if (typeof adds !== 'number') body.integer(2).do('i32.shl').reach('i32.load', adds.address)
      else if (adds !== 1) body.integer(adds).do('i32.mul')
      body.do('i32.add')
    }
    body.set(local)
    if (!isTotal) body.get(local).integer(none).get(local).integer(0).do('i32.ge_s').do('select').set(local)
    this.rowsRead.set(key, local)
    return local
  }

  /** Work out beforehand what all years of a row share. */
  prepare(leaves: readonly Leaf[], isPaired: boolean): void {
    for (const leaf of leaves) {
      if (isSteady(leaf)) this.steadyValue(leaf, isPaired)
      else if (leaf.access.kind !== 'one') this.rowAddress(leaf.access.kind === 'mapped' ? leaf.access.map : undefined, leaf.block.stride)
    }
  }

  /** The local with a number that is the same in all years; twice where two years are worked on at a time. */
  steadyValue(leaf: Leaf, isPaired: boolean): number {
    const { block, access } = leaf
    const place = access.kind === 'one' ? String(access.row) : access.kind === 'mapped' ? access.map.key : ''
    const key = `${block.name} ${place} ${String(isPaired)}`
    const known = this.steady.get(key)
    if (known !== undefined) return known
    const local = this.body.local(isPaired ? 'v128' : 'f64')
    const offset = this.address(leaf)
    this.body.reach(isPaired ? 'v128.load64_splat' : 'f64.load', offset)
    turn(this.body, block, isPaired)
    this.body.set(local)
    this.steady.set(key, local)
    return local
  }
}

/** Turn what is on the stack from a figure to what stands for it in the memory, or back: the same bits for both. */
export function turn(body: FunctionBody, { usual }: Block, isPaired: boolean): FunctionBody {
  if (usual === 0) return body
  if (isPaired) return body.pair(usual).do('v128.xor')
  return body.do('i64.reinterpret_f64').number(usual).do('i64.reinterpret_f64').do('i64.xor').do('f64.reinterpret_i64')
}

const instructions = {
  plus: ['f64.add', 'f64x2.add'],
  minus: ['f64.sub', 'f64x2.sub'],
  times: ['f64.mul', 'f64x2.mul'],
  min: ['f64.min', 'f64x2.min'],
  max: ['f64.max', 'f64x2.max'],
} as const

/** Puts the value of a tree on the stack, for one lane. */
export class Values {
  private readonly body: FunctionBody
  private readonly operands: Operands
  /** The local with the value of the year before, for what reads its own. */
  private readonly past: number | undefined
  private readonly isOwnPast: (leaf: Leaf) => boolean

  constructor(body: FunctionBody, operands: Operands, past: { readonly local: number; readonly is: (leaf: Leaf) => boolean } | undefined) {
    this.body = body
    this.operands = operands
    this.past = past?.local
    this.isOwnPast = past?.is ?? (() => false)
  }

  put(tree: Tree, lane: Lane): void {
    const { body } = this
    const isPaired = lane.kind === 'pair'
    switch (tree.kind) {
      case 'constant':
        if (isPaired) body.pair(tree.value)
        else body.number(tree.value)
        return
      case 'leaf':
        this.leaf(tree.leaf, lane)
        return
      case 'choice':
        this.choice(tree, lane)
        return
      case 'operation':
        this.put(tree.left, lane)
        this.put(tree.right, lane)
        if (tree.op === 'over') this.quotient(isPaired)
        else body.do(instructions[tree.op][isPaired ? 1 : 0])
    }
  }

  private leaf(leaf: Leaf, lane: Lane): void {
    const { body, operands } = this
    if (isSteady(leaf)) {
      body.get(operands.steadyValue(leaf, lane.kind === 'pair'))
      return
    }
    if (leaf.year === 'before') {
      this.before(leaf, lane)
      return
    }
    const offset = operands.address(leaf)
    if (lane.kind === 'pair') body.reach('v128.load', offset + lane.year * 8)
    else if (lane.kind === 'single') body.reach('f64.load', offset + lane.year * 8)
    else body.get(lane.year).integer(3).do('i32.shl').do('i32.add').reach('f64.load', offset)
    turn(body, leaf.block, lane.kind === 'pair')
  }

  /** The year before; 0 in the first year. */
  private before(leaf: Leaf, lane: Lane): void {
    const { body, operands, past } = this
    const turned = (isPaired = false): FunctionBody => turn(body, leaf.block, isPaired)
    if (lane.kind === 'late') {
      body.get(lane.year).do('i32.eqz').if('f64').number(0).do('else')
      const offset = operands.address(leaf)
      body.get(lane.year).integer(3).do('i32.shl').do('i32.add').integer(-8).do('i32.add').reach('f64.load', offset)
      turned().do('end')
    } else if (lane.kind === 'single') {
      if (lane.year === 0) body.number(0)
      else if (past !== undefined && this.isOwnPast(leaf)) body.get(past)
      else {
        body.reach('f64.load', operands.address(leaf) + (lane.year - 1) * 8)
        turned()
      }
    } else if (lane.year === 0) {
      body.reach('v128.load64_splat', operands.address(leaf))
      turned(true).number(0).replaceLane(0)
    } else {
      body.reach('v128.load', operands.address(leaf) + (lane.year - 1) * 8)
      turned(true)
    }
  }

  private choice({ condition, then, otherwise }: Extract<Tree, { kind: 'choice' }>, lane: Lane): void {
    this.put(then, lane)
    this.put(otherwise, lane)
    this.put(condition, lane)
    if (lane.kind === 'pair') this.body.pair(0).do('f64x2.ne').do('v128.bitselect')
    else this.body.number(0).do('f64.ne').do('select')
  }

  /** A part of nothing is nothing. */
  private quotient(isPaired: boolean): void {
    const { body } = this
    const divisor = body.local(isPaired ? 'v128' : 'f64')
    body.tee(divisor)
    if (isPaired) body.do('f64x2.div').get(divisor).pair(0).do('f64x2.ne').do('v128.and')
    else body.do('f64.div').number(0).get(divisor).number(0).do('f64.ne').do('select')
  }
}
