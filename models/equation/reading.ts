import type { Block, Movement, View } from './block'
import { rowMap } from './block'
import type { DimensionName, Space } from './expression'

/** Rows of the reader for each row of what is read: those of row `r` are `rows[starts[r] … starts[r + 1] - 1]`, ascending. */
interface Readers {
  readonly starts: Int32Array
  readonly rows: Int32Array
}

/** How a loop reads one operand. */
export class Reading {
  readonly block: Block
  readonly data: Float64Array
  /** For every row of the reader the row it reads; -1 where it reads none. */
  readonly map: Int32Array
  /** Numbers per row of the operand, and 1 where years advance. */
  readonly stride: number
  readonly step: 0 | 1
  /** Every row of the reader reads one. */
  readonly isTotal: boolean
  /** Rows are read in their order, one for one; and so are the years. */
  readonly isAligned: boolean
  readonly isPlain: boolean
  private readers: Readers | undefined

  constructor(outer: readonly DimensionName[], view: View, space: Space) {
    const { block } = view
    this.block = block
    this.data = block.data
    this.map = rowMap(outer, view, space)
    this.stride = block.years
    this.step = block.years === 1 || view.firstYear === true ? 0 : 1
    this.isTotal = this.map.every((row) => row >= 0)
    this.isAligned = this.map.length === block.rows && this.map.every((row, k) => row === k)
    const advances = this.step === 1 || (block.years === 1 && !outer.includes('year'))
    this.isPlain = advances && this.isAligned
  }

  /** Mark the rows of the reader that read a row that moved in this run, as far as they are wanted. */
  mark(reader: Movement, run: number, wanted: WantedRows): void {
    const { moved } = this.block
    const count = moved.countIn(run)
    if (count === 0) return
    const isEverything = wanted.isEverything
    if (moved.all === run) {
      const { map } = this
      for (let row = 0; row < map.length; row++) if ((map[row] ?? -1) >= 0 && (isEverything || wanted.has(row))) reader.add(row, run)
      return
    }
    const listed = moved.rowsIn(run)
    if (this.isAligned) {
      for (let n = 0; n < count; n++) {
        const row = listed[n] ?? 0
        if (isEverything || wanted.has(row)) reader.add(row, run)
      }
      return
    }
    const { starts, rows } = this.readersOfRows()
    for (let n = 0; n < count; n++) {
      const source = listed[n] ?? 0
      for (let k = starts[source] ?? 0, end = starts[source + 1] ?? 0; k < end; k++) {
        const row = rows[k] ?? 0
        if (isEverything || wanted.has(row)) reader.add(row, run)
      }
    }
  }

  /** Give the rows of the reader that read a row that moved in this run. */
  eachMoved(run: number, give: (row: number) => void): void {
    const { moved } = this.block
    const [listed, count] = [moved.rowsIn(run), moved.countIn(run)]
    if (count === 0) return
    const { starts, rows } = this.readersOfRows()
    for (let n = 0; n < count; n++) {
      const source = listed[n] ?? 0
      for (let k = starts[source] ?? 0, end = starts[source + 1] ?? 0; k < end; k++) give(rows[k] ?? 0)
    }
  }

  private readersOfRows(): Readers {
    this.readers ??= readersOf(this.map, this.block.rows)
    return this.readers
  }
}

/** The map the other way round. */
export function readersOf(map: Int32Array, rows: number): Readers {
  const starts = new Int32Array(rows + 1)
  for (const row of map) if (row >= 0) starts[row + 1] = (starts[row + 1] ?? 0) + 1
  for (let row = 0; row < rows; row++) starts[row + 1] = (starts[row + 1] ?? 0) + (starts[row] ?? 0)
  const next = starts.slice()
  const out = new Int32Array(starts[rows] ?? 0)
  for (let reader = 0; reader < map.length; reader++) {
    const row = map[reader] ?? -1
    if (row < 0) continue
    const place = next[row] ?? 0
    out[place] = reader
    next[row] = place + 1
  }
  return { starts, rows: out }
}

/** A condition without years by which rows of an output are wanted or not. */
export interface Filter {
  readonly condition: Reading
  readonly wanted: boolean
}

/** Rows of an output that are wanted at all: those where all conditions are as they should be. */
export class WantedRows {
  /** The rows, ascending, as of the last look. */
  rows = new Int32Array()
  private readonly is: Uint8Array
  private readonly filters: readonly Filter[]
  private seen = -1
  private hasChanged = false

  constructor(rows: number, filters: readonly Filter[]) {
    this.is = new Uint8Array(rows)
    this.filters = filters
  }

  get isEverything(): boolean {
    return this.filters.length === 0
  }

  has(row: number): boolean {
    return this.is[row] === 1
  }

  /** Look at the conditions again where they moved since. @returns whether any row came or went. */
  look(run: number): boolean {
    if (this.isEverything) return false
    if (this.seen === run) return this.hasChanged
    // Nothing was missed: only rows whose conditions moved in this run can have changed.
    const isNext = this.seen === run - 1
    this.hasChanged = false
    for (const { condition } of this.filters) {
      if (this.seen >= 0 && condition.block.moved.any <= this.seen) continue
      if (isNext) condition.eachMoved(run, this.judge)
      else for (let row = 0; row < this.is.length; row++) this.judge(row)
    }
    this.seen = run
    if (this.hasChanged) this.list()
    return this.hasChanged
  }

  private list(): void {
    const rows: number[] = []
    for (let row = 0; row < this.is.length; row++) if (this.is[row] === 1) rows.push(row)
    this.rows = Int32Array.from(rows)
  }

  private readonly judge = (row: number): void => {
    let is = 1
    for (const { condition, wanted } of this.filters)
      if ((condition.data[(condition.map[row] ?? 0) * condition.stride] !== 0) !== wanted) is = 0
    if (this.is[row] === is) return
    this.is[row] = is
    this.hasChanged = true
  }
}

/**
 * Mark the rows of an output that read a moved row and are wanted.
 * @param all every row that is wanted, as in the first run.
 * @returns how many rows are marked in this run.
 */
export function markRows({ moved }: Block, sources: readonly Reading[], wanted: WantedRows, run: number, all: boolean): number {
  // A row that is wanted from now on was not kept up to date.
  const isEvery = wanted.look(run) || all || sources.some(({ block, isTotal }) => isTotal && block.moved.all === run)
  if (isEvery && wanted.isEverything) moved.addAll(run)
  else if (isEvery) moved.addEach(wanted.rows, run)
  else for (const source of sources) source.mark(moved, run, wanted)
  return moved.countIn(run)
}
