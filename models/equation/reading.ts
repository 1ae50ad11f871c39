import type { Block, View } from './block'
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
  /** Rows are read in their order, one for one. */
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
    const advances = this.step === 1 || (block.years === 1 && !outer.includes('year'))
    this.isPlain = advances && this.map.length === block.rows && this.map.every((row, k) => row === k)
  }

  /** Give the rows of the reader that read a row that moved in this run. */
  eachMoved(run: number, give: (row: number) => void): void {
    const { moved } = this.block
    const count = moved.countIn(run)
    if (count === 0) return
    if (moved.all === run) {
      for (let row = 0; row < this.map.length; row++) if ((this.map[row] ?? -1) >= 0) give(row)
      return
    }
    this.readers ??= readersOf(this.map, this.block.rows)
    const { starts, rows } = this.readers
    const listed = moved.rowsIn(run)
    for (let n = 0; n < count; n++) {
      const source = listed[n] ?? 0
      for (let k = starts[source] ?? 0, end = starts[source + 1] ?? 0; k < end; k++) give(rows[k] ?? 0)
    }
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

/** Rows of an output that are wanted at all: those where a condition without years is (or is not) 1. */
export interface Filter {
  readonly condition: Reading
  readonly wanted: boolean
}

const passes = (filters: readonly Filter[], row: number): boolean =>
  filters.every(({ condition: { data, map, stride }, wanted }) => (data[(map[row] ?? 0) * stride] !== 0) === wanted)

/**
 * Mark the rows of an output that read a moved row and are wanted.
 * @param all every row that is wanted, as in the first run.
 * @returns how many rows are marked in this run.
 */
export function markRows(out: Block, sources: readonly Reading[], filters: readonly Filter[], run: number, all: boolean): number {
  const { moved } = out
  const isEvery = all || sources.some(({ block, isTotal }) => isTotal && block.moved.all === run)
  if (filters.length === 0) {
    if (isEvery) moved.addAll(run)
    else
      for (const source of sources)
        source.eachMoved(run, (row) => {
          moved.add(row, run)
        })
    return moved.countIn(run)
  }
  const add = (row: number): void => {
    if (passes(filters, row)) moved.add(row, run)
  }
  if (isEvery) for (let row = 0; row < out.rows; row++) add(row)
  else {
    for (const source of sources) source.eachMoved(run, add)
    // A row that is wanted from now on was not kept up to date.
    for (const { condition } of filters) condition.eachMoved(run, add)
  }
  return moved.countIn(run)
}
