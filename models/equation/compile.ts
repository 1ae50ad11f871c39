import { assertNever } from '../shared/assertNever'
import { orderEquations, shapeOf } from './check'
import { namesIn, type Expression, type Space, type Variable } from './expression'
import { guarded, guardOf, type Guard } from './guard'
import { blockOf, combine, constant, copy, cut, lag, rowMap, select, sumInto, type Block, type Instruction } from './kernels'

/** Values of an input: an array, or one with some rows replaced (a row holds the years). */
export type InputValues = Readonly<Float64Array> | PatchedRows
export interface PatchedRows {
  readonly base: Readonly<Float64Array>
  readonly rows: ReadonlyMap<number, Readonly<Float64Array>>
}

/** One equation, compiled; the last instruction writes its variable: instructions over whole arrays, and those that must go year by year because they read their own last year. */
interface Program {
  readonly variable: Variable
  readonly reads: readonly string[]
  readonly whole: readonly Instruction[]
  readonly yearly: readonly Instruction[]
}

export interface CompiledModel {
  readonly space: Space
  readonly variables: ReadonlyMap<string, Variable>
  /** In the order in which they are computed. */
  readonly order: readonly Variable[]
  /** The array behind a variable, as of the last run; never to be written to from outside. */
  block(name: string): Block
  /**
   * Run the model on these inputs. Inputs that are equal to the last run's are not touched, and only those rows of an
   * equation are computed again that read a row that moved. The first run needs every input.
   * @throws RangeError for an unknown input, a wrong length or a missing one.
   */
  run(inputs: ReadonlyMap<string, InputValues>): void
}

/**
 * Check and compile a list of equations for one space.
 * @throws EquationError when names, units or dimensions do not fit.
 */
export function compileModel(list: readonly Variable[], space: Space): CompiledModel {
  const order = orderEquations(list, space.mappings)
  const variables = new Map(order.map((variable) => [variable.name, variable]))
  const blocks = new Map(order.map((variable) => [variable.name, blockOf(variable.dimensions, space)]))
  const block = (name: string): Block => {
    const found = blocks.get(name)
    if (found === undefined) throw new RangeError(`no variable ${name}`)
    return found
  }
  let runs = 0
  const programs = order
    .filter((v) => v.expression !== undefined)
    .map((v) => compileEquation(v, variables, block, space, (condition) => guardOf(condition, () => runs)))
  const given = new Set<string>()
  const taken = new Map<string, InputValues>()
  return {
    space,
    variables,
    order,
    block,
    run(inputs) {
      runs++
      for (const { moved, any } of blocks.values()) {
        if (any[0] !== 0) moved.fill(0)
        any[0] = 0
      }
      const moved = takeInputs(inputs, block, given, taken)
      const missing = order.find((variable) => variable.expression === undefined && !given.has(variable.name))
      if (missing !== undefined) throw new RangeError(`input ${missing.name} is missing`)
      for (const program of programs) {
        const isFirst = !given.has(program.variable.name)
        if (!isFirst && !program.reads.some((name) => moved.has(name))) continue
        if (mark(program, isFirst) === 0 && !isFirst) continue
        execute(program, space.elements.year.length)
        given.add(program.variable.name)
        moved.add(program.variable.name)
      }
    },
  }
}

/** Take over what moved, row by row. An array that was given last time too is not looked at again: inputs are never written to after they are given. */
function takeInputs(
  inputs: ReadonlyMap<string, InputValues>,
  block: (name: string) => Block,
  given: Set<string>,
  taken: Map<string, InputValues>,
): Set<string> {
  const moved = new Set<string>()
  for (const [name, values] of inputs) {
    const last = taken.get(name)
    if (last === values) continue
    const target = block(name)
    const { length } = 'base' in values ? values.base : values
    if (length !== target.data.length) throw new RangeError(`input ${name} has ${String(length)} values, not ${String(target.data.length)}`)
    taken.set(name, values)
    if (takeRows(target, values, last, !given.has(name))) moved.add(name)
    given.add(name)
  }
  return moved
}

function takeRows(target: Block, values: InputValues, last: InputValues | undefined, all: boolean): boolean {
  const [base, patches] = 'base' in values ? [values.base, values.rows] : [values, undefined]
  const [before, undone] = last === undefined ? [undefined, undefined] : 'base' in last ? [last.base, last.rows] : [last, undefined]
  let some = all
  const take = (row: number): void => {
    const { data, moved, years } = target
    const patch = patches?.get(row)
    const [from, at] = patch === undefined ? [base, row * years] : [patch, 0]
    for (let t = 0; t < years; t++) {
      const value = from[at + t] ?? 0
      if (all || data[row * years + t] !== value) {
        data[row * years + t] = value
        moved[row] = 1
        target.any[0] = 1
        some = true
      }
    }
  }
  // The same base as last time: only rows that are replaced now, or were, can differ.
  if (!all && base === before) {
    for (const row of undone?.keys() ?? []) take(row)
    for (const row of patches?.keys() ?? []) take(row)
  } else for (let row = 0; row < target.rows; row++) take(row)
  return some
}

/** Mark what has to be computed again; rows that read their own last year until nothing more is marked. */
function mark({ whole, yearly }: Program, all: boolean): number {
  let count = 0
  for (const instruction of whole) count = instruction.mark(all)
  if (yearly.length === 0) return count
  for (let before = -1; ; before = count) {
    for (const instruction of yearly) count = instruction.mark(all)
    if (count === before) return count
  }
}

function execute(program: Program, years: number): void {
  for (const instruction of program.whole) instruction.run(0, years)
  for (let year = 0; year < years && program.yearly.length > 0; year++) {
    for (const instruction of program.yearly) instruction.run(year, year + 1)
  }
}

function compileEquation(
  variable: Variable,
  variables: ReadonlyMap<string, Variable>,
  block: (name: string) => Block,
  space: Space,
  guardOn: (condition: Block) => Guard,
): Program {
  const expression = variable.expression
  if (expression === undefined) throw new RangeError(`${variable.name} is an input`)
  const whole: Instruction[] = []
  const yearly: Instruction[] = []
  const isYearly = (e: Expression): boolean => namesIn(e).previous.has(variable.name)
  const place = (e: Expression, instruction: Instruction, out: Block, guards: readonly Guard[]): void =>
    void (isYearly(e) ? yearly : whole).push(guarded(instruction, out, guards))
  const temporary = (e: Expression): Block => blockOf(shapeOf(e, variables, space.mappings).dimensions, space)

  /** Emit the instructions that put `e` into a block; without a target the block is the node's own. */
  const emit = (e: Expression, guards: readonly Guard[], target?: Block): Block => {
    if (e.op === 'ref' && target === undefined) return block(e.name)
    const own = temporary(e)
    const fits = target !== undefined && target.dimensions.length === own.dimensions.length
    const sums = e.op === 'sumOver' || e.op === 'rollUp'
    const out = target === undefined || (sums && !fits) ? own : target
    const inner: Emit = (operand, condition) => emit(operand, condition === undefined ? guards : [...guards, guardOn(condition)])
    place(e, instructionFor(e, out, inner, block, space), out, guards)
    if (target !== undefined && out !== target) place(e, copy(target, out, rowMap(target, out, space)), target, guards)
    return target ?? out
  }
  emit(expression, [], block(variable.name))
  const names = namesIn(expression)
  return {
    variable,
    reads: [...names.current, ...names.previous].filter((name) => name !== variable.name),
    whole,
    yearly,
  }
}

/** @param only a variable that says by 0 or 1 where the operand is wanted at all. */
type Emit = (e: Expression, only?: Block) => Block

function instructionFor(e: Expression, out: Block, emit: Emit, block: (name: string) => Block, space: Space): Instruction {
  switch (e.op) {
    case 'constant':
      return constant(out, e.value)
    case 'ref':
      return copy(out, block(e.name), rowMap(out, block(e.name), space))
    case 'previous':
      return lag(out, block(e.name), rowMap(out, block(e.name), space))
    case 'where': {
      const condition = emit(e.condition)
      // What is worked out in this very equation is not known yet when the guard is asked.
      const [then, otherwise] = [emit(e.then, e.condition.op === 'ref' ? condition : undefined), emit(e.otherwise)]
      return select(
        out,
        [condition, then, otherwise],
        [condition, then, otherwise].map((b) => rowMap(out, b, space)),
      )
    }
    case 'sumOver': {
      const of = emit(e.of)
      return sumInto(out, of, rowMap(of, out, space))
    }
    case 'at': {
      const of = emit(e.of)
      const element = e.dimension === 'year' ? 0 : space.elements[e.dimension].indexOf(e.element)
      if (element < 0) throw new RangeError(`no element ${e.element} in ${e.dimension}`)
      const map = rowMap(out, of, space, e.dimension === 'year' ? undefined : { dimension: e.dimension, element })
      return e.dimension === 'year' ? cut(out, of, map) : copy(out, of, map)
    }
    case 'rollUp':
    case 'through': {
      const of = emit(e.of)
      return regroup(e, out, of, space)
    }
    default: {
      if (!('left' in e)) return assertNever(e)
      const [left, right] = [emit(e.left), emit(e.right)]
      return combine(e.op, out, left, rowMap(out, left, space), right, rowMap(out, right, space))
    }
  }
}

function regroup(e: Extract<Expression, { op: 'rollUp' | 'through' }>, out: Block, of: Block, space: Space): Instruction {
  const mapping = space.mappings[e.mapping]
  if (mapping === undefined) throw new RangeError(`no mapping ${e.mapping}`)
  const route = { dimension: mapping.to, via: mapping.from, index: mapping.index }
  return e.op === 'through' ? copy(out, of, rowMap(out, of, space, route)) : sumInto(out, of, rowMap(of, out, space, route))
}
