import { assertNever } from '../shared/assertNever'
import { blockOf, viewOf, type Block, type View } from './block'
import { shapeOf } from './check'
import { namesIn, positionOf, type DimensionName, type Expression, type Space, type Variable } from './expression'
import { guarded, guardOf, type Guard } from './guard'
import { combine, constant, copy, filterOf, lag, productOfThree, select, type Destination, type Instruction } from './kernels'
import { sumInto } from './sums'
import { WantedRows, type Filter } from './reading'

/** What the equations of a model stand on. */
export interface Ground {
  readonly variables: ReadonlyMap<string, Variable>
  readonly space: Space
  block(name: string): Block
}

/** Where a branch of a choice is wanted: in which runs, and in which rows. */
interface Wanted {
  readonly guards: readonly Guard[]
  readonly filters: readonly Wish[]
}
interface Wish {
  readonly condition: View
  readonly is: boolean
}

/** Puts the instructions of one equation in their order. */
export class Emitter {
  readonly whole: Instruction[] = []
  readonly yearly: Instruction[] = []
  private readonly variable: Variable
  /** Rows that are wanted under the same wishes, by what they run over: looked for once a run. */
  private readonly rowsWanted = new Map<readonly Wish[], Map<string, WantedRows>>()
  private readonly ground: Ground

  constructor(variable: Variable, ground: Ground) {
    this.variable = variable
    this.ground = ground
  }

  /** Emit the instructions that put `e` into a block; without a target the block is the node's own, or nothing is copied at all. */
  emit(e: Expression, wanted: Wanted, target?: Block): View {
    const { space } = this.ground
    const seen = target === undefined ? this.viewOf(e) : undefined
    if (seen !== undefined) return seen
    const own = blockOf(this.dimensionsOf(e), space)
    const fits = target !== undefined && target.dimensions.length === own.dimensions.length
    const sums = e.op === 'sumOver' || e.op === 'rollUp'
    const out = target === undefined || (sums && !fits) ? own : target
    this.place(e, this.instructionFor(e, this.destination(out, wanted), wanted), wanted)
    if (target !== undefined && out !== target) this.place(e, copy(this.destination(target, wanted), viewOf(out)), wanted)
    return viewOf(target ?? out)
  }

  /** A view that can still be given a route of its own. */
  private unrouted(e: Expression, wanted: Wanted): View {
    const view = this.emit(e, wanted)
    return view.route === undefined ? view : this.emit(e, wanted, blockOf(view.dimensions, this.ground.space))
  }

  private dimensionsOf(e: Expression): readonly DimensionName[] {
    return shapeOf(e, this.ground.variables, this.ground.space.mappings).dimensions
  }

  private place(e: Expression, instruction: Instruction, { guards }: Wanted): void {
    ;(this.isYearly(e) ? this.yearly : this.whole).push(guarded(instruction, guards))
  }

  private isYearly(e: Expression): boolean {
    return namesIn(e).previous.has(this.variable.name)
  }

  private destination(block: Block, { filters }: Wanted): Destination {
    const { space } = this.ground
    const key = block.dimensions.join()
    const byShape = this.rowsWanted.get(filters) ?? new Map<string, WantedRows>()
    this.rowsWanted.set(filters, byShape)
    const known = byShape.get(key)
    if (known !== undefined) return { block, space, wanted: known }
    const told = filters.map(({ condition, is }) => filterOf(block.dimensions, condition, is, space))
    const wanted = new WantedRows(
      block.rows,
      told.filter((filter): filter is Filter => filter !== undefined),
    )
    byShape.set(key, wanted)
    return { block, space, wanted }
  }

  /** A variable as it stands, through a mapping or at one place of a dimension: nothing has to be written for it. */
  private viewOf(e: Expression): View | undefined {
    const { block, space } = this.ground
    if (e.op === 'ref') return viewOf(block(e.name))
    if ((e.op !== 'at' && e.op !== 'through') || e.of.op !== 'ref') return undefined
    const of = block(e.of.name)
    const dimensions = this.dimensionsOf(e)
    if (e.op === 'at') {
      if (e.dimension === 'year') return { block: of, dimensions, firstYear: true }
      return { block: of, dimensions, route: { dimension: e.dimension, element: elementIn(space, e.dimension, e.element) } }
    }
    const { from, to, index } = mappingIn(space, e.mapping)
    // A member of no group reads 0, which stands nowhere.
    return index.every((group) => group >= 0) ? { block: of, dimensions, route: { dimension: to, via: from, index } } : undefined
  }

  private instructionFor(e: Expression, to: Destination, wanted: Wanted): Instruction {
    const { block, space } = this.ground
    switch (e.op) {
      case 'constant':
        return constant(to, e.value)
      case 'ref':
        return copy(to, viewOf(block(e.name)))
      case 'previous':
        return lag(to, viewOf(block(e.name)))
      case 'where':
        return this.choice(e, to, wanted)
      case 'sumOver':
        return this.sum(e, to, without(wanted, e.dimension))
      case 'at': {
        const of = this.unrouted(e.of, without(wanted, e.dimension))
        if (e.dimension === 'year') return copy(to, { ...of, dimensions: this.dimensionsOf(e), firstYear: true })
        return copy(to, { ...of, route: { dimension: e.dimension, element: elementIn(space, e.dimension, e.element) } })
      }
      case 'rollUp': {
        const { from, to: group, index } = mappingIn(space, e.mapping)
        const route = { dimension: group, via: from, index }
        return sumInto(to, this.emit(e.of, ofMembers(wanted, mappingIn(space, e.mapping))), { route })
      }
      case 'through': {
        const { from, to: group, index } = mappingIn(space, e.mapping)
        return copy(to, { ...this.unrouted(e.of, without(wanted, from, group)), route: { dimension: group, via: from, index } })
      }
      default:
        if (!('left' in e)) return assertNever(e)
        return this.operation(e, to, wanted)
    }
  }

  /** A sum over members that a condition names adds up these alone. */
  private sum({ of }: Extract<Expression, { op: 'sumOver' }>, to: Destination, wanted: Wanted): Instruction {
    const members = of.op === 'where' && of.otherwise.op === 'constant' && of.otherwise.value === 0 ? this.viewOf(of.condition) : undefined
    if (of.op !== 'where' || members === undefined || members.dimensions.includes('year')) return sumInto(to, this.emit(of, wanted))
    const then = this.emit(of.then, wanted)
    return sumInto(to, { ...then, dimensions: this.dimensionsOf(of) }, { members })
  }

  private operation(e: Extract<Expression, { op: Operator }>, to: Destination, wanted: Wanted): Instruction {
    const { left, right } = e
    if (e.op === 'times' && left.op === 'times' && !this.isYearly(e)) {
      const factors = [left.left, left.right, right].map((factor) => this.emit(factor, wanted))
      const [a, b, c] = factors
      if (a !== undefined && b !== undefined && c !== undefined) return productOfThree(to, a, b, c)
    }
    return combine(e.op, to, this.emit(left, wanted), this.emit(right, wanted))
  }

  /** What no row takes is not worked out, as far as the condition is known before this equation. */
  private choice(e: Extract<Expression, { op: 'where' }>, to: Destination, wanted: Wanted): Instruction {
    const condition = this.emit(e.condition, wanted)
    const isKnown = this.viewOf(e.condition) !== undefined && !this.isYearly(e.condition) && condition.block !== to.block
    const { guards, filters } = wanted
    const branch = (is: boolean): Wanted => ({
      guards: is ? [...guards, guardOf(condition)] : guards,
      filters: [...filters, { condition, is }],
    })
    const [then, otherwise] = isKnown
      ? [this.emit(e.then, branch(true)), this.emit(e.otherwise, branch(false))]
      : [this.emit(e.then, wanted), this.emit(e.otherwise, wanted)]
    return select(to, condition, then, otherwise)
  }
}

type Operator = 'plus' | 'minus' | 'times' | 'over' | 'min' | 'max'

/** Inside a sum, a dimension that is summed or mapped is not the one that the rows of the whole run over. */
const without = ({ guards, filters }: Wanted, ...names: readonly DimensionName[]): Wanted => ({
  guards,
  filters: filters.filter(({ condition }) => !condition.dimensions.some((name) => names.includes(name))),
})

/** What is asked of a group is asked of its members; a member of none is asked for nowhere. */
function ofMembers({ guards, filters }: Wanted, { from, to, index }: Space['mappings'][string]): Wanted {
  const members = filters.flatMap(({ condition, is }): readonly Wish[] => {
    if (condition.dimensions.includes(from)) return []
    if (!condition.dimensions.includes(to)) return [{ condition, is }]
    if (condition.route !== undefined || index.some((group) => group < 0)) return []
    const dimensions = condition.dimensions.map((name) => (name === to ? from : name))
    return [{ condition: { ...condition, dimensions, route: { dimension: to, via: from, index } }, is }]
  })
  return { guards, filters: members }
}

function elementIn(space: Space, dimension: DimensionName, element: string): number {
  const found = positionOf(space, dimension, element)
  if (found < 0) throw new RangeError(`no element ${element} in ${dimension}`)
  return found
}

function mappingIn(space: Space, name: string): Space['mappings'][string] {
  const mapping = space.mappings[name]
  if (mapping === undefined) throw new RangeError(`no mapping ${name}`)
  return mapping
}
