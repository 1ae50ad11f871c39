import { Block, type Arena } from './block'
import { shapeOf } from './check'
import { assertNever } from '../shared/assertNever'
import { inverse, listsOf, type Lists } from './lists'
import { positionOf, type DimensionName, type Expression, type Mapping, type Space, type Variable } from './expression'
import { isTotal, noRoutes, rowRead, sourceOf, throughMapping, type RowMaps, type Routes, type Spread } from './routes'
import { leavesIn, steadyLeaf, type Guard, type Leaf, type Tree } from './tree'

/**
 * From equations to programs: mappings and fixed places are pushed down to what is read, so that what is left of an
 * equation is arithmetic on one row of every operand; sums become programs of their own, with blocks of their own.
 */

/** What writes a block. */
export interface Program {
  readonly out: Block
  /** What the tree's rows run over: what the block does, and with sums their members. */
  readonly over: readonly DimensionName[]
  readonly tree: Tree
  /** For a sum: for each row of the block the rows of the tree that are added up, in a list of few or by their positions. */
  readonly members?: Lists | Spread
  /** Nobody reads a row in which one of these does not hold. */
  readonly wanted: readonly Guard[]
  /** Whether it has to go year by year, because it reads rows of the year before that it, or its equation, writes. */
  readonly isYearly: boolean
}

/** What the equations of a model stand on. */
export interface Ground {
  readonly variables: ReadonlyMap<string, Variable>
  readonly space: Space
  readonly arena: Arena
  readonly maps: RowMaps
  /** Blocks of sums within variables that are worked out in passing: each is written once, whoever reads the variable. */
  readonly shared: Map<Expression, Block>
  /** Marks that no run moves, by name: the rows in which they hold. */
  readonly marked: ReadonlyMap<string, readonly number[]>
  block(name: string): Block
}

export const isInPassing = ({ inPassing, expression }: Variable): boolean => inPassing !== undefined && expression !== undefined

/** Sums over chosen elements of the last dimension beside the years, of a variable as it stands. */
export interface Total {
  readonly name: string
  readonly of: string
  /** Positions of the elements of each sum. */
  readonly members: readonly (readonly number[])[]
}

/** What writes a total: a row for each sum in place of a row for each element. To be asked for once all equations are lowered. */
export function programsOfTotal({ name, of, members }: Total, ground: Ground): readonly Program[] {
  const { arena, space, maps, block, variables } = ground
  const source = block(of)
  const last = source.dimensions.filter((d) => d !== 'year').at(-1)
  const elements = last === undefined ? 1 : space.elements[last].length
  const outer = source.rows / elements
  const out = new Block(arena, space, { name, dimensions: source.dimensions }, outer * members.length)
  const lowering = new Lowering(variables.get(of) ?? { name, dimensions: source.dimensions, unit: {}, section: '' }, ground)
  const total: Program = {
    out,
    over: source.dimensions,
    members: maps.spreadOf(outer, elements, listsOf(members)),
    tree: lowering.lower({ op: 'ref', name: of }, rowsOf(source)),
    wanted: [],
    isYearly: false,
  }
  return [...lowering.programs, total]
}

/** The programs of one equation in their order, the last one writing its variable. */
export function programsOf(variable: Variable, expression: Expression, ground: Ground): readonly Program[] {
  const lowering = new Lowering(variable, ground)
  lowering.write(expression, ground.block(variable.name))
  return lowering.programs
}

/** How an expression is reached from the rows it is read for. */
interface Way {
  readonly own: readonly DimensionName[]
  readonly routes: Routes
  readonly isFirstYear: boolean
  /** Choices on the way here, as long as it leads along the rows themselves. */
  readonly choices: readonly Choice[]
}
interface Choice {
  readonly condition: Expression
  readonly is: boolean
}

/** The rows of a block themselves. */
const rowsOf = ({ dimensions }: Pick<Block, 'dimensions'>): Way => ({ own: dimensions, routes: noRoutes, isFirstYear: false, choices: [] })

class Lowering {
  readonly programs: Program[] = []
  private readonly variable: Variable
  private readonly ground: Ground
  private hidden = 0
  /** Blocks that are written year by year. */
  private readonly yearly = new Set<Block>()

  constructor(variable: Variable, ground: Ground) {
    this.variable = variable
    this.ground = ground
  }

  write(e: Expression, out: Block): void {
    const isSum = e.op === 'sumOver' || e.op === 'rollUp'
    if (isSum && this.dimensionsOf(e).length === out.dimensions.length) this.sum(e, out, [])
    else this.add({ out, over: out.dimensions, wanted: [], tree: this.lower(e, rowsOf(out)) })
  }

  private add(program: Omit<Program, 'isYearly'>): void {
    const isYearly = leavesIn(program.tree).some((leaf) => this.readsOwnPast(leaf, program) || this.yearly.has(leaf.block))
    if (isYearly) this.yearly.add(program.out)
    this.programs.push({ ...program, isYearly })
  }

  /** Its own last year in its own row is at hand while a row is written from its first year to its last. */
  private readsOwnPast({ block, year, access }: Leaf, { out }: Pick<Program, 'out'>): boolean {
    return year === 'before' && block.name === this.variable.name && !(block === out && access.kind === 'same')
  }

  private dimensionsOf(e: Expression): readonly DimensionName[] {
    return shapeOf(e, this.ground.variables, this.ground.space.mappings).dimensions
  }

  lower(e: Expression, way: Way): Tree {
    switch (e.op) {
      case 'constant':
        return { kind: 'constant', value: e.value }
      case 'ref':
        return this.read(e.name, way)
      case 'previous':
        if (this.inPassing(e.name) !== undefined) throw new RangeError(`${e.name} is not kept, so nothing can read it a year later`)
        return way.isFirstYear ? zero : this.leaf(this.ground.block(e.name), 'before', way)
      case 'where':
        return this.choice(e, way)
      case 'at':
        return this.isOncePerPlace(e, way) ? this.leaf(this.hiddenRows(e), 'same', way) : this.lower(e.of, this.atPlace(e, way))
      case 'through':
        return this.through(e, way)
      case 'sumOver':
      case 'rollUp':
        return this.leaf(this.ground.shared.get(e) ?? this.sum(e, this.hiddenBlock(e), way.choices), 'same', way)
      default:
        if (!('left' in e)) return assertNever(e)
        return { kind: 'operation', op: e.op, left: this.lower(e.left, way), right: this.lower(e.right, way) }
    }
  }

  private choice(e: Extract<Expression, { op: 'where' }>, way: Way): Tree {
    const condition = this.lower(e.condition, way)
    const mark = steadyLeaf(condition)
    const rows = mark?.access.kind === 'one' ? this.ground.marked.get(mark.block.name) : undefined
    // One mark that no run moves chooses the same every time.
    if (rows !== undefined && mark?.access.kind === 'one') return this.lower(rows.includes(mark.access.row) ? e.then : e.otherwise, way)
    return {
      kind: 'choice',
      condition,
      then: this.lower(e.then, chosen(way, e.condition, true)),
      otherwise: this.lower(e.otherwise, chosen(way, e.condition, false)),
    }
  }

  /** Whether what stands at one place is worked out from others there, and read by many rows: then it is worked out once for all of them. */
  private isOncePerPlace(e: Extract<Expression, { op: 'at' }>, way: Way): boolean {
    if (e.dimension === 'year' || this.isPlain(e.of) || way.routes.size > 0 || way.isFirstYear) return false
    const own = this.dimensionsOf(e)
    return own.length < way.own.length && own.every((dimension) => way.own.includes(dimension))
  }

  /** A block for what stands at one place. */
  private hiddenRows(e: Extract<Expression, { op: 'at' }>): Block {
    const known = this.ground.shared.get(e)
    if (known !== undefined) return known
    const out = this.hiddenBlock(e)
    this.add({ out, over: out.dimensions, wanted: [], tree: this.lower(e.of, this.atPlace(e, rowsOf(out))) })
    return out
  }

  private inPassing(name: string): Expression | undefined {
    const variable = this.ground.variables.get(name)
    return variable === undefined || !isInPassing(variable) ? undefined : variable.expression
  }

  private read(name: string, way: Way): Tree {
    const expression = this.inPassing(name)
    return expression === undefined ? this.leaf(this.ground.block(name), 'same', way) : this.lower(expression, { ...way, choices: [] })
  }

  private atPlace({ dimension, element }: Extract<Expression, { op: 'at' }>, way: Way): Way {
    if (dimension === 'year') return { ...way, isFirstYear: true }
    const place = positionOf(this.ground.space, dimension, element)
    if (place < 0) throw new RangeError(`no element ${element} in ${dimension}`)
    return { ...way, routes: new Map([...way.routes, [dimension, { element: place }]]), choices: [] }
  }

  private through(e: Extract<Expression, { op: 'through' }>, way: Way): Tree {
    const { from, to, index } = this.mapping(e.mapping)
    const source = throughMapping(sourceOf(way.routes, from), e.mapping, index)
    const inner: Way = { ...way, routes: new Map([...way.routes, [to, source]]), choices: [] }
    if (isTotal(source) || this.isPlain(e.of)) return this.lower(e.of, inner)
    // A member of no group reads 0, which an expression of zeros need not be: it is worked out group by group and then read.
    const known = this.ground.shared.get(e)
    const out = known ?? this.hiddenBlock(e)
    if (known === undefined) this.add({ out, over: out.dimensions, wanted: [], tree: this.lower(e.of, rowsOf(out)) })
    return this.leaf(out, 'same', inner)
  }

  private leaf(block: Block, year: 'same' | 'before', { own, routes, isFirstYear }: Way): Tree {
    if (year === 'before' && block.years === 1) return zero
    const access = this.ground.maps.access(own, block.dimensions, routes)
    return { kind: 'leaf', leaf: { block, access, year: block.years === 1 ? 'none' : isFirstYear ? 'first' : year } }
  }

  /** Reads one number of one block. */
  private isPlain(e: Expression): boolean {
    return e.op === 'previous' || (e.op === 'ref' && this.inPassing(e.name) === undefined)
  }

  /** A block for a sum, for what a mapping that does not lead everywhere leads to, or for one place. */
  private hiddenBlock(e: Extract<Expression, { op: 'sumOver' | 'rollUp' | 'through' | 'at' }>): Block {
    const { arena, space, shared } = this.ground
    const of = e.op === 'through' ? e.of : e
    const out = new Block(arena, space, { name: `${this.variable.name}.${String(++this.hidden)}`, dimensions: this.dimensionsOf(of) })
    if (isInPassing(this.variable)) shared.set(e, out)
    return out
  }

  private sum(e: Extract<Expression, { op: 'sumOver' | 'rollUp' }>, out: Block, choices: readonly Choice[]): Block {
    const over = this.dimensionsOf(e.of)
    const { maps } = this.ground
    const wanted = this.guardsOn(out, choices)
    const tree = this.lower(e.of, rowsOf({ dimensions: over }))
    const summands = this.summandsOf(tree)
    if (summands === undefined) this.add({ out, over, members: maps.spread(over, out.dimensions, this.routeOfSum(e)), wanted, tree })
    else {
      const leads = maps.access(over, out.dimensions, this.routeOfSum(e))
      const sums = Int32Array.from(summands.rows, (row) => rowRead(leads, row))
      const { starts, rows } = inverse(sums, out.rows + 1)
      const members = { starts: starts.subarray(0, out.rows + 1), rows: rows.map((place) => summands.rows[place] ?? 0) }
      this.add({ out, over, members, wanted, tree: summands.tree })
    }
    return out
  }

  /**
   * What is left to be summed where a mark that no run moves lets only few rows count: of all places and units, say, who
   * belongs to which. The others would add zeros, and lists of them would be most of a large model's memory.
   */
  private summandsOf(tree: Tree): { readonly rows: readonly number[]; readonly tree: Tree } | undefined {
    if (tree.kind !== 'choice' || tree.otherwise.kind !== 'constant' || tree.otherwise.value !== 0) return undefined
    const mark = steadyLeaf(tree.condition)
    const rows = mark?.access.kind === 'same' ? this.ground.marked.get(mark.block.name) : undefined
    return rows === undefined ? undefined : { rows, tree: tree.then }
  }

  /** Choices that can be told from a row of the block alone. */
  private guardsOn(out: Block, choices: readonly Choice[]): readonly Guard[] {
    return choices.flatMap(({ condition, is }): readonly Guard[] => {
      if (!this.dimensionsOf(condition).every((d) => d !== 'year' && out.dimensions.includes(d))) return []
      const leaf = steadyLeaf(this.lower(condition, rowsOf(out)))
      return leaf === undefined ? [] : [{ leaf, is }]
    })
  }

  /** Members of a roll-up are added where the mapping leads. */
  private routeOfSum(e: Extract<Expression, { op: 'sumOver' | 'rollUp' }>): Routes {
    if (e.op === 'sumOver') return noRoutes
    const { from, to, index } = this.mapping(e.mapping)
    return new Map([[to, throughMapping(sourceOf(noRoutes, from), e.mapping, index)]])
  }

  private mapping(name: string): Mapping {
    const mapping = this.ground.space.mappings[name]
    if (mapping === undefined) throw new RangeError(`no mapping ${name}`)
    return mapping
  }
}

const chosen = (way: Way, condition: Expression, is: boolean): Way => ({ ...way, choices: [...way.choices, { condition, is }] })

const zero: Tree = { kind: 'constant', value: 0 }
