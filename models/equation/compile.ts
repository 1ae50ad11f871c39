import { blockOf, type Block } from './block'
import { orderEquations } from './check'
import { Emitter, type Ground } from './emit'
import { namesIn, type Space, type Variable } from './expression'
import type { Instruction } from './kernels'

/** Values of an input: an array, or one with some rows replaced (a row holds the years). */
export type InputValues = Readonly<Float64Array> | PatchedRows
export interface PatchedRows {
  readonly base: Readonly<Float64Array>
  readonly rows: ReadonlyMap<number, Readonly<Float64Array>>
}

/**
 * One equation, compiled; the last instruction writes its variable: instructions over whole arrays, and those that must go
 * year by year because they read their own last year.
 */
interface Program {
  readonly variable: Variable
  readonly reads: readonly Block[]
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
  /** Number of the last run; 0 before the first. What moved after a run is told by the blocks. */
  readonly runs: number
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
  const programs = order.filter((v) => v.expression !== undefined).map((v) => compileEquation(v, { variables, block, space }))
  const inputNames = order.filter((v) => v.expression === undefined).map(({ name }) => name)
  const taken = new Map<string, InputValues>()
  let runs = 0
  return {
    space,
    variables,
    order,
    block,
    get runs() {
      return runs
    },
    run(inputs) {
      const [run, isFirst] = [runs + 1, runs === 0]
      takeInputs(inputs, block, run, taken)
      if (isFirst) requireAll(inputNames, taken)
      for (const program of programs) {
        if (!isFirst && !program.reads.some(({ moved }) => moved.any === run)) continue
        if (mark(program, run, isFirst) > 0) execute(program, run, space.elements.year.length)
      }
      runs = run
    },
  }
}

function requireAll(names: readonly string[], taken: ReadonlyMap<string, InputValues>): void {
  const missing = names.find((name) => !taken.has(name))
  if (missing !== undefined) throw new RangeError(`input ${missing} is missing`)
}

/** Take over what moved, row by row. An array that was given last time too is not looked at again: inputs are never written to after they are given. */
function takeInputs(
  inputs: ReadonlyMap<string, InputValues>,
  block: (name: string) => Block,
  run: number,
  taken: Map<string, InputValues>,
): void {
  for (const [name, values] of inputs) {
    const last = taken.get(name)
    if (last === values) continue
    const target = block(name)
    const { length } = 'base' in values ? values.base : values
    if (length !== target.data.length) throw new RangeError(`input ${name} has ${String(length)} values, not ${String(target.data.length)}`)
    taken.set(name, values)
    takeRows(target, values, last, run)
  }
}

function takeRows(target: Block, values: InputValues, last: InputValues | undefined, run: number): void {
  const [base, patches] = 'base' in values ? [values.base, values.rows] : [values, undefined]
  const [before, undone] = last === undefined ? [undefined, undefined] : 'base' in last ? [last.base, last.rows] : [last, undefined]
  const take = (row: number): void => {
    const patch = patches?.get(row)
    if (patch === undefined) takeRow(target, row, base, row * target.years, run)
    else takeRow(target, row, patch, 0, run)
  }
  // The same base as last time: only rows that are replaced now, or were, can differ.
  if (base === before) {
    for (const row of undone?.keys() ?? []) take(row)
    for (const row of patches?.keys() ?? []) take(row)
  } else for (let row = 0; row < target.rows; row++) take(row)
  if (last === undefined) target.moved.addAll(run)
}

function takeRow({ data, moved, years }: Block, row: number, from: Readonly<Float64Array>, at: number, run: number): void {
  const start = row * years
  for (let t = 0; t < years; t++) {
    const value = from[at + t] ?? 0
    if (data[start + t] === value) continue
    data[start + t] = value
    moved.add(row, run)
  }
}

/** Mark what has to be computed again; rows that read their own last year until nothing more is marked. */
function mark({ whole, yearly }: Program, run: number, all: boolean): number {
  let count = 0
  for (const instruction of whole) count = instruction.mark(run, all)
  if (yearly.length === 0) return count
  for (let before = -1; ; before = count) {
    for (const instruction of yearly) count = instruction.mark(run, all)
    if (count === before) return count
  }
}

function execute(program: Program, run: number, years: number): void {
  for (const instruction of program.whole) instruction.execute(run, 0, years)
  for (let year = 0; year < years && program.yearly.length > 0; year++) {
    for (const instruction of program.yearly) instruction.execute(run, year, year + 1)
  }
}

function compileEquation(variable: Variable, ground: Ground): Program {
  const { expression } = variable
  if (expression === undefined) throw new RangeError(`${variable.name} is an input`)
  const emitter = new Emitter(variable, ground)
  emitter.emit(expression, { guards: [], filters: [] }, ground.block(variable.name))
  const names = namesIn(expression)
  return {
    variable,
    reads: [...new Set([...names.current, ...names.previous])].filter((name) => name !== variable.name).map((name) => ground.block(name)),
    whole: emitter.whole,
    yearly: emitter.yearly,
  }
}
