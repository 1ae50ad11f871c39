import { Integers, type Block } from './block'
import type { Program } from './lower'
import { lanesOf, lateLane, rowFunction, writeRows } from './machine/rows'
import type { FunctionBody } from './machine/assembler'
import { writeSums } from './machine/sums'
import { Marker } from './marker'
import { keptLists, type Workshop } from './workshop'

/** One program, ready to be run: which rows it has to write again, and how. */
export class Step extends Marker {
  private readonly writer: number

  constructor(program: Program, workshop: Workshop, list: Integers, unsettled: ReadonlySet<Block>) {
    super(program, workshop, { runs: new Integers(workshop.arena, program.out.rows), list }, unsettled)
    this.writer = workshop.functions.add(writerOf(program, workshop))
  }

  /** Write all years of what is marked. */
  write(run: number): void {
    const { out, marks, functions, writer } = this
    const found = this.isEverything
      ? functions.at(writer)(0, out.rows, run)
      : this.marked === 0
        ? 0
        : functions.at(writer)(marks.list.address, this.marked, run)
    out.moved.told(found, run)
  }

  /** Write one year of what is marked. @param found rows found moved in the years before. @returns the same with this year. */
  writeYear(run: number, year: number, found: number): number {
    return this.marked === 0 ? 0 : this.functions.at(this.writer)(this.marks.list.address, this.marked, run, year, found)
  }
}

/** @param make a function over rows. */
export function writerOf(program: Program, { arena }: Workshop, make = rowFunction): FunctionBody {
  const { members, isYearly } = program
  const lanes = isYearly ? [lateLane] : lanesOf(program)
  if (members === undefined) return writeRows(program, lanes, make)
  return writeSums(program, 'members' in members ? members.members : keptLists(members, arena), lanes, make)
}
