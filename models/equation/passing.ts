import type { Block, Figures, Integers, Movement } from './block'
import type { Program } from './lower'
import { fillFunction } from './machine/rows'
import { Marker } from './marker'
import { writerOf } from './steps'
import type { Workshop } from './workshop'

/**
 * A variable that is worked out in passing, for those who want its figures all the same: some rows at a time, since of a large
 * catalogue all of them would be a good part of the memory.
 */
export class Passing implements Figures {
  readonly rows: number
  readonly years: number
  readonly moved: Movement
  private readonly out: Block
  private readonly workshop: Workshop
  private readonly filler: number
  private readonly yearFiller: number
  /** Absent where nobody is told which rows moved. */
  private readonly marker: Marker | undefined
  /** Where the rows are put that are asked for; empty until the memory is open. */
  private window = new Float64Array()
  /** As much of it as was asked for last. */
  private view = this.window
  private readonly address: number
  private putDownIn = 0

  /**
   * @param list for marks, shared with others. @param isTold whether runs say which rows moved.
   * @param most rows that are asked for at a time.
   */
  constructor(program: Program, workshop: Workshop, list: Integers, { isTold, most }: { readonly isTold: boolean; readonly most: number }) {
    const { out } = program
    this.out = out
    this.rows = out.rows
    this.years = out.years
    this.moved = out.moved
    this.workshop = workshop
    this.filler = workshop.functions.add(writerOf(program, workshop, fillFunction))
    this.yearFiller = workshop.functions.add(writerOf(program, workshop, fillFunction, true))
    // Nothing is written and compared: what would have to be written again counts as moved.
    this.marker = isTold ? new Marker(program, workshop, { runs: out.moved.runs, list }, new Set()) : undefined
    this.address = workshop.arena.reserve(most * out.stride, (memory, address) => {
      this.window = new Float64Array(memory, address, most * out.years)
    })
  }

  get sources(): readonly Block[] {
    return this.marker?.sources ?? []
  }

  look(run: number, isFirst: boolean): void {
    const { marker } = this
    if (marker === undefined) return
    marker.look(run, isFirst)
    this.moved.told(marker.isEverything ? this.rows : marker.marked, run)
  }

  /** @throws RangeError for more rows than are worked out at a time. */
  part(first: number, count: number): Float64Array {
    this.fill(first, count, this.placeFor(count))
    return this.inWindow(count * this.years)
  }

  /** @throws RangeError for more rows than are worked out at a time. */
  putColumn(first: number, count: number, year: number, out: Float64Array, at: number): void {
    this.workshop.functions.at(this.yearFiller)(first, first + count, this.placeFor(count), year)
    out.set(this.inWindow(count), at)
  }

  /** Put all rows down in their own room, once after a run. */
  putDown(run: number): void {
    if (this.putDownIn === run) return
    this.putDownIn = run
    this.fill(0, this.rows, this.out.address)
    this.tell(run)
  }

  /** Where it is not known what moved, anything may have. */
  tell(run: number): void {
    if (this.marker === undefined) this.moved.addAll(run)
  }

  private placeFor(count: number): number {
    if (count * this.years > this.window.length) throw new RangeError(`${String(count)} rows of ${this.out.name} are asked for at a time`)
    return this.address
  }

  /** A view costs more to make than what is read by it, and mostly the next is as long. */
  private inWindow(length: number): Float64Array {
    return this.view.length === length ? this.view : (this.view = this.window.subarray(0, length))
  }

  private fill(first: number, count: number, address: number): void {
    this.workshop.functions.at(this.filler)(first, first + count, address)
  }
}
