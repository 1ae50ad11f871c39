import { Arena, Block, Integers, type Figures } from './block'
import { orderEquations } from './check'
import type { Expression, Space, Variable } from './expression'
import { takeInputs, type InputValues, type PatchedRows } from './inputs'
import { idleVariables } from './idle'
import { isInPassing, programsOf, programsOfTotal, type Ground, type Program, type Total } from './lower'
import { Passing } from './passing'
import { RowMaps } from './routes'
import { Step } from './steps'
import { leavesIn } from './tree'
import { Functions, type Workshop } from './workshop'

export interface CompiledModel {
  readonly space: Space
  readonly variables: ReadonlyMap<string, Variable>
  /** In the order in which they are computed. */
  readonly order: readonly Variable[]
  /** The array behind a variable, as of the last run; never to be written to from outside. What is worked out in passing is put down now. */
  block(name: string): Block
  /** The same by rows, without putting all of it down: what is worked out in passing gives as many as its last dimension beside the years has elements. */
  figures(name: string): Figures
  /** The array behind a total, laid out as its variable with sums in place of elements; as of the last run. */
  total(name: string): Block
  /** Number of the last run; 0 before the first. What moved after a run is told by the blocks. */
  readonly runs: number
  /**
   * Run the model on these inputs. Inputs that are equal to the last run's are not touched, and only those rows of an
   * equation are computed again that read a row that moved. The first run needs every input.
   * @throws RangeError for an unknown input, a wrong length or a missing one.
   */
  run(inputs: ReadonlyMap<string, InputValues>): void
}

/** Steps that are run together: one after the other, or year by year where a later year reads what the others made of an earlier one. */
interface Group {
  readonly steps: readonly Step[]
  readonly isYearly: boolean
  /** What they read of other equations. */
  readonly reads: readonly Block[]
  /** In place of steps: what is only told of. */
  readonly passing?: Passing
}

/**
 * Check and compile a list of equations for one space.
 * @param totals sums that are kept beside the variables, as they are shown.
 * @param settled inputs that no run moves, each nil but in some rows, or marks one by one: sums pass over what they leave out,
 * and what is chosen by one of them alone is chosen beforehand. Every run is given the same again.
 * @throws EquationError when names, units or dimensions do not fit.
 */
export function compileModel(
  list: readonly Variable[],
  space: Space,
  totals: readonly Total[] = [],
  settled: ReadonlyMap<string, PatchedRows | Float64Array> = new Map(),
): CompiledModel {
  const order = orderEquations(list, space.mappings)
  const variables = new Map(order.map((variable) => [variable.name, variable]))
  const arena = new Arena()
  const blocks = new Map(order.map((variable) => [variable.name, blockOf(variable, arena, space)]))
  const block = named(blocks, 'variable')
  const marked = new Map([...settled].map(([name, values]) => [name, markedIn(values)]))
  const ground = { variables, space, arena, maps: new RowMaps(space, arena), shared: new Map<Expression, Block>(), marked, block }
  const { groups, wake, asked, sums, unread } = assemble(order, totals, ground, settled)
  const inputNames = order.filter((v) => v.expression === undefined).map(({ name }) => name)
  const taken = new Map(unread)
  let runs = 0
  return {
    space,
    variables,
    order,
    block(name) {
      wake(name, runs)
      asked.get(name)?.putDown(runs)
      return block(name)
    },
    figures(name) {
      wake(name, runs)
      const passing = asked.get(name)
      passing?.tell(runs)
      return passing ?? block(name)
    },
    total: named(sums, 'total'),
    get runs() {
      return runs
    },
    run(inputs) {
      const [run, isFirst] = [runs + 1, runs === 0]
      requireSettled(inputs, settled)
      takeInputs(inputs, block, run, taken)
      if (isFirst) requireAll(inputNames, taken)
      for (const group of groups) if (isFirst || group.reads.some(({ moved }) => moved.any === run)) execute(group, run, isFirst)
      runs = run
    },
  }
}

/** Rows of a settled input that are not nil. */
function markedIn(values: PatchedRows | Float64Array): readonly number[] {
  if ('rows' in values) return [...values.rows.keys()].sort((a, b) => a - b)
  return [...values.keys()].filter((row) => values[row] !== 0)
}

/** What is worked out in passing stands nowhere, so memory need not stand for its usual figure. */
const blockOf = (variable: Variable, arena: Arena, space: Space): Block =>
  new Block(arena, space, isInPassing(variable) ? { name: variable.name, dimensions: variable.dimensions } : variable)

const named =
  (blocks: ReadonlyMap<string, Block>, kind: string) =>
  (name: string): Block => {
    const found = blocks.get(name)
    if (found === undefined) throw new RangeError(`no ${kind} ${name}`)
    return found
  }

function requireSettled(inputs: ReadonlyMap<string, InputValues>, settled: ReadonlyMap<string, InputValues>): void {
  for (const [name, values] of settled)
    if ((inputs.get(name) ?? values) !== values) throw new RangeError(`input ${name} was settled when the model was compiled`)
}

function requireAll(names: readonly string[], taken: ReadonlyMap<string, InputValues>): void {
  const missing = names.find((name) => !taken.has(name))
  if (missing !== undefined) throw new RangeError(`input ${missing} is missing`)
}

/** What is run every time, what is only worked out when it is asked for, by its variable, and totals by their names. */
interface Assembly {
  readonly groups: readonly Group[]
  /** Bring what is idle to a run, where it is asked for. */
  readonly wake: (name: string, run: number) => void
  readonly asked: ReadonlyMap<string, Passing>
  readonly sums: ReadonlyMap<string, Block>
  /** Settled inputs that are read by no equation any more: they are put down when they are asked for. */
  readonly unread: ReadonlyMap<string, InputValues>
}

/** Lower every equation, put the machine together and start it. */
function assemble(
  order: readonly Variable[],
  totals: readonly Total[],
  ground: Ground,
  settled: ReadonlyMap<string, InputValues>,
): Assembly {
  const { arena, space } = ground
  const functions = new Functions()
  const workshop = { arena, functions }
  const equations = order.flatMap((variable) =>
    variable.expression === undefined ? [] : [{ variable, programs: programsOf(variable, variable.expression, ground) }],
  )
  const summing = totals.map((total) => programsOfTotal(total, ground))
  // Marks of one step are of no use to the next, so they share a list.
  const all = [...equations.flatMap(({ programs }) => programs), ...summing.flat()]
  const shared = new Integers(arena, Math.max(0, ...all.map(({ out }) => out.rows)))
  const asked = new Map<string, Passing>()
  const idle = idleVariables(equations, summing.flat())
  const asleep: Group[] = []
  const groups = equations.flatMap(({ variable, programs }): readonly Group[] => {
    const last = programs.at(-1)
    if (last === undefined || !isInPassing(variable)) {
      const made = groupsOf(programs, workshop, shared)
      if (!idle.has(variable.name)) return made
      asleep.push(...made)
      return []
    }
    const along = variable.dimensions.filter((d) => d !== 'year').at(-1)
    const isTold = variable.inPassing === 'told'
    const passing = new Passing(last, workshop, shared, { isTold, most: along === undefined ? 1 : space.elements[along].length })
    asked.set(variable.name, passing)
    return [
      ...groupsOf(programs.slice(0, -1), workshop, shared),
      ...(isTold ? [{ steps: [], isYearly: false, reads: sourcesOf([passing]), passing }] : []),
    ]
  })
  groups.push(...summing.flatMap((programs) => groupsOf(programs, workshop, shared)))
  arena.open(functions.start(arena.bytes))
  const read = new Set(all.flatMap(({ tree, wanted }) => [...leavesIn(tree), ...wanted.map(({ leaf }) => leaf)]).map(({ block }) => block))
  const unread = new Map([...settled].filter(([name]) => !read.has(ground.block(name))))
  const isAsleep = (name: string): boolean => idle.has(name) && ground.block(name).rows > 0
  return {
    groups,
    unread,
    wake: wakerOf({ asleep, isAsleep, unread, block: ground.block }),
    asked,
    sums: new Map(summing.flatMap((programs) => programs.slice(-1)).map(({ out }) => [out.name, out])),
  }
}

interface Sleeping extends Pick<Ground, 'block'>, Pick<Assembly, 'unread'> {
  readonly asleep: readonly Group[]
  readonly isAsleep: (name: string) => boolean
}

/** Runs what is idle as a whole, once for each run after which somebody asks for any of it; puts what is settled and unread down once. */
function wakerOf({ asleep, isAsleep, unread, block }: Sleeping): Assembly['wake'] {
  let awake = 0
  const waiting = new Map(unread)
  return (name, run) => {
    const values = waiting.get(name)
    if (values !== undefined && waiting.delete(name)) takeInputs(new Map([[name, values]]), block, run, new Map())
    if (awake === run || !isAsleep(name)) return
    awake = run
    for (const group of asleep) execute(group, run, true)
  }
}

/** What goes year by year goes together, the rest one by one before it. */
function groupsOf(programs: readonly Program[], workshop: Workshop, shared: Integers): readonly Group[] {
  const yearly = programs.filter(({ isYearly }) => isYearly)
  const together = new Set(yearly.map(({ out }) => out))
  const alone = programs.filter(({ isYearly }) => !isYearly).map((program) => [new Step(program, workshop, shared, new Set())])
  const groups = alone.map((steps): Group => ({ steps, isYearly: false, reads: sourcesOf(steps) }))
  if (yearly.length === 0) return groups
  const steps = yearly.map((program) => new Step(program, workshop, new Integers(workshop.arena, program.out.rows), together))
  return [...groups, { steps, isYearly: true, reads: sourcesOf(steps).filter((source) => !together.has(source)) }]
}

const sourcesOf = (steps: readonly Pick<Step, 'sources'>[]): readonly Block[] => [...new Set(steps.flatMap(({ sources }) => sources))]

function execute({ steps, isYearly, passing }: Group, run: number, isFirst: boolean): void {
  passing?.look(run, isFirst)
  for (const step of steps) step.look(run, isFirst)
  if (!isYearly) {
    for (const step of steps) step.write(run)
    return
  }
  markTogether(steps, run)
  const years = Math.max(...steps.map(({ out }) => out.years))
  const found = steps.map(() => 0)
  for (let year = 0; year < years; year++) for (const [k, step] of steps.entries()) found[k] = step.writeYear(run, year, found[k] ?? 0)
  for (const [k, step] of steps.entries()) step.out.moved.told(found[k] ?? 0, run)
}

/** Rows that read a marked row of a step of the group are marked too, until nothing more comes of it. */
function markTogether(steps: readonly Step[], run: number): void {
  for (const step of steps) if (step.isEverything) step.markAll(run)
  const seen = new Map<Step, Map<Step, number>>()
  for (let goesOn = true; goesOn;) {
    goesOn = false
    for (const step of steps) {
      for (const other of steps) {
        const since = seen.get(step)?.get(other) ?? 0
        const { marked } = other
        if (marked === since) continue
        seen.set(step, new Map([...(seen.get(step) ?? []), [other, marked]]))
        if (step.lookAt(other, since, run)) goesOn = true
      }
    }
  }
}
