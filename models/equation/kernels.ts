import type { Block, View } from './block'
import type { DimensionName, Space } from './expression'
import { loops, threefold, type Operator, type Stretch } from './loops'
import { markRows, Reading, WantedRows, type Filter } from './reading'

/** One loop: first `mark` says which rows of the output read a row that moved, then `run` writes those. */
export interface Instruction {
  /**
   * @param run number of the run.
   * @param all every row, as in the first run.
   * @returns how many rows of the output will be written.
   */
  mark(run: number, all: boolean): number
  /** Write the years `from` … `to - 1` of the rows marked in this run; a row without years is written whole. */
  execute(run: number, from: number, to: number): void
}

/** Where a loop writes: a block, and the rows of it that are wanted. */
export interface Destination {
  readonly block: Block
  readonly wanted: WantedRows
  readonly space: Space
}

const readingOf = ({ block, space }: Destination, view: View): Reading => new Reading(block.dimensions, view, space)

/** A loop over the marked rows of an output. */
function rowByRow({ block, wanted }: Destination, sources: readonly Reading[], loop: (at: Stretch) => void): Instruction {
  const isSingle = block.years === 1
  return {
    mark: (run, all) => markRows(block, sources, wanted, run, all),
    execute(run, from, to) {
      const count = block.moved.countIn(run)
      if (count > 0) loop({ rows: block.moved.rowsIn(run), count, first: isSingle ? 0 : from, last: isSingle ? 1 : to })
    },
  }
}

/** The same value in every row; moves only when it is first written. */
export const constant = (to: Destination, value: number): Instruction =>
  rowByRow({ ...to, wanted: new WantedRows(to.block.rows, []) }, [], () => {
    to.block.data.fill(value)
  })

/** Rows of the source; 0 where the map leads nowhere. */
export function copy(to: Destination, view: View): Instruction {
  const source = readingOf(to, view)
  const { data: o, years: ny } = to.block
  const { data: s, map, stride, step } = source
  return rowByRow(to, [source], ({ rows, count, first, last }) => {
    for (let n = 0; n < count; n++) {
      const row = rows[n] ?? 0
      const base = (map[row] ?? 0) * stride
      const target = row * ny
      if (base < 0) o.fill(0, target + first, target + last)
      else for (let t = first; t < last; t++) o[target + t] = s[base + t * step] ?? 0
    }
  })
}

/** The year before; 0 in the first year. */
export function lag(to: Destination, view: View): Instruction {
  const source = readingOf(to, view)
  const { data: o, years: ny } = to.block
  const { data: s, map } = source
  return rowByRow(to, [source], ({ rows, count, first, last }) => {
    for (let n = 0; n < count; n++) {
      const row = rows[n] ?? 0
      const base = (map[row] ?? 0) * ny - 1
      const target = row * ny
      for (let t = first; t < last; t++) o[target + t] = t === 0 ? 0 : (s[base + t] ?? 0)
    }
  })
}

/** Three operands: `condition` is 0 or 1. */
export function select(to: Destination, condition: View, then: View, otherwise: View): Instruction {
  const [c, a, b] = [readingOf(to, condition), readingOf(to, then), readingOf(to, otherwise)]
  const { data: o, years: ny } = to.block
  const { data: cd, map: mc, stride: cy, step: sc } = c
  return rowByRow(to, [c, a, b], ({ rows, count, first, last }) => {
    for (let n = 0; n < count; n++) {
      const row = rows[n] ?? 0
      let ci = (mc[row] ?? 0) * cy + first * sc
      const [start, end] = [row * ny + first, row * ny + last]
      if (sc === 0) {
        const { data, map, stride, step } = cd[ci] !== 0 ? a : b
        let from = (map[row] ?? 0) * stride + first * step
        for (let i = start; i < end; i++, from += step) o[i] = data[from] ?? 0
        continue
      }
      let ai = (a.map[row] ?? 0) * a.stride + first * a.step
      let bi = (b.map[row] ?? 0) * b.stride + first * b.step
      for (let i = start; i < end; i++, ci += sc, ai += a.step, bi += b.step) o[i] = cd[ci] !== 0 ? (a.data[ai] ?? 0) : (b.data[bi] ?? 0)
    }
  })
}

export function combine(op: Operator, to: Destination, left: View, right: View): Instruction {
  const [l, r, loop] = [readingOf(to, left), readingOf(to, right), loops[op]]
  return rowByRow(to, [l, r], (at) => {
    loop(to.block, at, l, r)
  })
}

export function productOfThree(to: Destination, left: View, middle: View, right: View): Instruction {
  const factors = [readingOf(to, left), readingOf(to, middle), readingOf(to, right)] as const
  return rowByRow(to, factors, (at) => {
    threefold(to.block, at, factors)
  })
}

/** What a filter reads, if it can be told for every row of the output. */
export function filterOf(outer: readonly DimensionName[], condition: View, wanted: boolean, space: Space): Filter | undefined {
  const isTold = condition.dimensions.every((d) => d !== 'year' && outer.includes(d))
  if (!isTold) return undefined
  const reading = new Reading(outer, condition, space)
  return reading.isTotal ? { condition: reading, wanted } : undefined
}
