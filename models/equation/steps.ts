import { Integers, type Block } from './block'
import type { Program } from './lower'
import { lanesOf, lateLane, rowFunction, writeRows, type MakeFunction } from './machine/rows'
import type { FunctionBody } from './machine/assembler'
import { writeSums } from './machine/sums'
import { Marker } from './marker'
import { keptLists, type Workshop } from './workshop'

/** Part of the rows of a block from which on all of them count as moved. */
const nearly = 0.75

/** One program, ready to be run: which rows it has to write again, and how. */
export class Step extends Marker {
  private readonly writer: number

  constructor(program: Program, workshop: Workshop, list: Integers, unsettled: ReadonlySet<Block>) {
    super(program, workshop, { runs: new Integers(workshop.arena, program.out.rows), list }, unsettled)
    this.writer = workshop.functions.add(writerOf(program, workshop, rowFunction(list)))
  }

  /** Write all years of what is marked. */
  write(run: number): void {
    const { out, marks, functions, writer } = this
    const { moved, rows } = out
    if (!this.isEverything) {
      if (this.marked > 0) moved.told(functions.at(writer)(marks.list.address, this.marked, run), run)
      return
    }
    const found = functions.at(writer)(0, rows, run)
    // Who reads most of a block is written as a whole: a list of nearly all rows would only take room.
    if (found >= nearly * rows && found > 0) moved.addAll(run)
    else for (let k = 0; k < found; k++) moved.add(marks.list.values[k] ?? 0, run)
  }

  /** Write one year of what is marked. @param found rows found moved in the years before. @returns the same with this year. */
  writeYear(run: number, year: number, found: number): number {
    return this.marked === 0 ? 0 : this.functions.at(this.writer)(this.marks.list.address, this.marked, run, year, found)
  }
}

/** @param make a function over rows. @param isLate whether it works on the one year that it is told. */
export function writerOf(program: Program, { arena }: Workshop, make: MakeFunction, isLate = program.isYearly): FunctionBody {
  const { members } = program
  const lanes = isLate ? [lateLane] : lanesOf(program)
  if (members === undefined) return writeRows(program, lanes, make)
  return writeSums(program, 'members' in members ? members.members : keptLists(members, arena), lanes, make)
}
