import type { Block } from './block'
import { inverseOf } from './lists'
import type { Program } from './lower'
import { markReaders, markRows, type Marks } from './machine/marks'
import { rowRead } from './routes'
import { usesIn, type Guard, type Leaf } from './tree'
import { keptLists, type Functions, type Workshop } from './workshop'

/** How rows of a source that moved lead to rows that have to be written again. */
interface Way {
  readonly source: Block
  /** Its number in the machine; absent where the source is one row for all. */
  readonly mark?: number
  /** Whether every row is reached from some row of the source. */
  readonly isTotal: boolean
  /** Where guards alone keep rows from being reached: what marks all that they let pass. */
  readonly markGuarded?: number
}

/** Part of the rows of a source from which on all of its readers are written. */
const most = 0.5

/** Finds the rows of a program that read anything that moved. */
export class Marker {
  readonly out: Block
  readonly marks: Marks
  private readonly ways: readonly Way[]
  protected readonly functions: Functions
  /** Rows marked in the run under way, the ways from other steps of the group having been seen so far. */
  marked = 0
  isEverything = false

  /** @param unsettled blocks that are written together with the program. */
  constructor(program: Program, workshop: Workshop, marks: Marks, unsettled: ReadonlySet<Block>) {
    this.out = program.out
    this.functions = workshop.functions
    this.marks = marks
    this.ways = waysOf(program, marks, workshop, unsettled)
  }

  get sources(): readonly Block[] {
    return this.ways.map(({ source }) => source)
  }

  /** Mark what reads a row that moved in this run. */
  look(run: number, isFirst: boolean): void {
    this.marked = 0
    this.isEverything = isFirst
    for (const way of this.ways) {
      const { moved } = way.source
      if (this.isEverything) return
      if (moved.any !== run) continue
      // Where most of a source moved, writing every row costs less than finding out which; where all did there may be no list.
      const count = moved.countIn(run)
      this.follow(way, run, moved.all === run ? 0 : moved.listed.address, count, count >= most * way.source.rows)
    }
  }

  /** Mark what reads one of the listed rows of a source; any row where there is no list. */
  private follow(way: Way, run: number, list: number, count: number, isAll: boolean): void {
    if (way.mark === undefined || (isAll && way.isTotal)) {
      this.isEverything = true
      return
    }
    if (isAll && way.markGuarded !== undefined) {
      this.marked = this.functions.at(way.markGuarded)(run, this.marked)
      return
    }
    this.marked = this.functions.at(way.mark)(list, count, run, this.marked)
  }

  /** Mark what reads rows that another step of the group has marked since. @returns whether anything came of it. */
  lookAt(other: Marker, since: number, run: number): boolean {
    const before = this.marked
    for (const way of this.ways)
      if (way.source === other.out) this.follow(way, run, other.marks.list.address + since * 4, other.marked - since, false)
    if (this.isEverything) this.markAll(run)
    return this.marked > before
  }

  /** List every row. */
  markAll(run: number): void {
    const { runs, list } = this.marks
    for (let row = 0; row < this.out.rows; row++) {
      if (runs.values[row] === run) continue
      runs.values[row] = run
      list.values[this.marked++] = row
    }
    this.isEverything = false
  }
}

/** A leaf as a program uses it. */
interface Used {
  readonly leaf: Leaf
  /** Guards for the rows that the program writes. */
  readonly guards: readonly Guard[]
  /** Whose rows read it: the members' of a sum, or those that are written. */
  readonly by: 'member' | 'row'
}

function usesOf({ tree, members, wanted }: Program): readonly Used[] {
  // Guards inside a sum are about its members, not about its rows.
  const inside = usesIn(tree).map(({ leaf, guards }): Used =>
    members === undefined ? { leaf, guards: [...guards, ...wanted], by: 'row' } : { leaf, guards: wanted, by: 'member' },
  )
  // A row that nobody read was not kept up to date: it is written again as soon as it is wanted.
  return [...inside, ...wanted.map(({ leaf }): Used => ({ leaf, guards: [], by: 'row' }))]
}

/** @param unsettled blocks that are written together with the program: their choices are not known when rows are marked. */
function waysOf(program: Program, marks: Marks, workshop: Workshop, unsettled: ReadonlySet<Block>): readonly Way[] {
  const settled = usesOf(program).map((use) => ({ ...use, guards: use.guards.filter((guard) => !unsettled.has(guard.leaf.block)) }))
  const known = new Set<string>()
  const fewestGuardsFirst = settled.toSorted((a, b) => a.guards.length - b.guards.length)
  return fewestGuardsFirst.flatMap((use) => {
    const place = `${use.by} ${placeOf(use.leaf)}`
    const key = `${place} ${use.guards.map((guard) => `${placeOf(guard.leaf)}${String(guard.is)}`).join()}`
    if (known.has(place) || known.has(key)) return []
    known.add(use.guards.length === 0 ? place : key)
    return [wayOf(use, program, marks, workshop)]
  })
}

const placeOf = ({ block, access }: Leaf): string =>
  `${block.name} ${access.kind === 'mapped' ? access.map.key : access.kind === 'one' ? String(access.row) : ''}`

function wayOf({ leaf, guards, by }: Used, { members }: Program, marks: Marks, { arena, functions }: Workshop): Way {
  const { block: source, access } = leaf
  if (access.kind === 'one') return { source, isTotal: true }
  const isCovering = access.kind === 'same' || access.map.isTotal
  const isTotal = isCovering && guards.length === 0
  const guarded = isCovering && !isTotal ? { markGuarded: functions.add(markRows(marks, guards)) } : {}
  const within = by === 'row' ? undefined : members
  const readers =
    within !== undefined && 'starts' in within
      ? keptLists(
          inverseOf(within, (member) => rowRead(access, member), source.rows + 1),
          arena,
        )
      : [...(access.kind === 'mapped' ? [access.map.readers] : []), ...(within === undefined ? [] : [within.sums])]
  return { source, mark: functions.add(markReaders(readers, marks, guards)), isTotal, ...guarded }
}
