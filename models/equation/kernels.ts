import { rowMap, type Block, type View } from './block'
import type { DimensionName, Space } from './expression'
import { loops, threefold, type Operator, type Stretch } from './loops'
import { markRows, readersOf, Reading, WantedRows, type Filter } from './reading'

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
      const row = rows[n] as number
      const base = (map[row] as number) * stride
      const target = row * ny
      if (base < 0) o.fill(0, target + first, target + last)
      else for (let t = first; t < last; t++) o[target + t] = s[base + t * step] as number
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
      const row = rows[n] as number
      const base = (map[row] as number) * ny - 1
      const target = row * ny
      for (let t = first; t < last; t++) o[target + t] = t === 0 ? 0 : (s[base + t] as number)
    }
  })
}

/**
 * Sums over rows of a source. A sum that moved is taken again over all its members, in their order, so that it is the
 * same to the bit.
 * @param of what is summed: it runs over the members' dimension as well.
 * @param route from members to the groups they are added to; none where a dimension is summed over.
 */
export function sumInto({ block: out, wanted, space }: Destination, of: View, route?: View['route']): Instruction {
  const groups = rowMap(of.dimensions, route === undefined ? { block: out } : { block: out, route }, space)
  const { block: source, map } = new Reading(of.dimensions, of, space)
  const { starts, rows } = readersOf(groups, out.rows)
  // Rows of the source in place of those of the view: none of them leads nowhere, or it would not be a view.
  const members = rows.map((row) => map[row] ?? 0)
  const byRow = readersOf(map, source.rows)
  const { data: o, years: ny, moved } = out
  const { data: s, years: stride } = source
  return {
    mark(run, all) {
      const isEvery = wanted.look(run) || all || source.moved.all === run
      if (isEvery && wanted.isEverything) moved.addAll(run)
      else if (isEvery) moved.addEach(wanted.rows, run)
      else {
        const [listed, count] = [source.moved.rowsIn(run), source.moved.countIn(run)]
        for (let n = 0; n < count; n++) {
          const row = listed[n] as number
          for (let k = byRow.starts[row] as number, end = byRow.starts[row + 1] as number; k < end; k++) {
            const group = groups[byRow.rows[k] as number] as number
            if (group >= 0 && (wanted.isEverything || wanted.has(group))) moved.add(group, run)
          }
        }
      }
      return moved.countIn(run)
    },
    execute(run, from, to) {
      const [first, last] = ny === 1 ? [0, 1] : [from, to]
      const [count, rows] = [moved.countIn(run), moved.rowsIn(run)]
      for (let n = 0; n < count; n++) {
        const group = rows[n] as number
        const target = group * ny
        for (let t = first; t < last; t++) o[target + t] = 0
        for (let k = starts[group] as number, end = starts[group + 1] as number; k < end; k++) {
          const base = (members[k] as number) * stride
          let t = first
          for (; t + 4 <= last; t += 4) {
            o[target + t] = (o[target + t] as number) + (s[base + t] as number)
            o[target + t + 1] = (o[target + t + 1] as number) + (s[base + t + 1] as number)
            o[target + t + 2] = (o[target + t + 2] as number) + (s[base + t + 2] as number)
            o[target + t + 3] = (o[target + t + 3] as number) + (s[base + t + 3] as number)
          }
          for (; t < last; t++) o[target + t] = (o[target + t] as number) + (s[base + t] as number)
        }
      }
    },
  }
}

/** Three operands: `condition` is 0 or 1. */
export function select(to: Destination, condition: View, then: View, otherwise: View): Instruction {
  const [c, a, b] = [readingOf(to, condition), readingOf(to, then), readingOf(to, otherwise)]
  const { data: o, years: ny } = to.block
  const { data: cd, map: mc, stride: cy, step: sc } = c
  return rowByRow(to, [c, a, b], ({ rows, count, first, last }) => {
    for (let n = 0; n < count; n++) {
      const row = rows[n] as number
      let ci = (mc[row] as number) * cy + first * sc
      const [start, end] = [row * ny + first, row * ny + last]
      if (sc === 0) {
        const { data, map, stride, step } = cd[ci] !== 0 ? a : b
        let from = (map[row] as number) * stride + first * step
        for (let i = start; i < end; i++, from += step) o[i] = data[from] as number
        continue
      }
      let ai = (a.map[row] as number) * a.stride + first * a.step
      let bi = (b.map[row] as number) * b.stride + first * b.step
      for (let i = start; i < end; i++, ci += sc, ai += a.step, bi += b.step)
        o[i] = cd[ci] !== 0 ? (a.data[ai] as number) : (b.data[bi] as number)
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
