import type { DimensionName, Space } from './expression'

/**
 * The loops behind the equations. A block is a flat array of rows; a row holds the years (or one number where the
 * variable does not run over years).
 */
export interface Block {
  readonly dimensions: readonly DimensionName[]
  readonly rows: number
  /** Numbers per row: the years of the space, or 1. */
  readonly years: number
  readonly data: Float64Array
  /** 1 for rows that moved in this run. */
  readonly moved: Uint8Array
  /** One number: 1 if any row moved, so that those of a block that stood still need not be looked at. */
  readonly any: Uint8Array
}

/** One loop: first `mark` says which rows of the output read a row that moved, then `run` writes those. */
export interface Instruction {
  /** @param all every row, as in the first run. @returns how many rows of the output will be written. */
  mark(all: boolean): number
  /** Write the years `from` … `to - 1` of the marked rows; a row without years is written whole. */
  run(from: number, to: number): void
}

export function blockOf(dimensions: readonly DimensionName[], space: Space): Block {
  const years = dimensions.includes('year') ? space.elements.year.length : 1
  const rows = dimensions.reduce((product, d) => (d === 'year' ? product : product * space.elements[d].length), 1)
  return { dimensions, rows, years, data: new Float64Array(rows * years), moved: new Uint8Array(rows), any: new Uint8Array(1) }
}

/** A dimension of the input that is fixed, or reached through a mapping from a dimension of the output. */
type Route =
  | { readonly dimension: DimensionName; readonly element: number }
  | { readonly dimension: DimensionName; readonly via: DimensionName; readonly index: Int32Array }

/** For every row of `out`, the row of `source` it reads; -1 where a mapping leads nowhere. */
export function rowMap(out: Block, source: Block, space: Space, route?: Route): Int32Array {
  const outer = out.dimensions.filter((d) => d !== 'year')
  const inner = source.dimensions.filter((d) => d !== 'year')
  const map = new Int32Array(out.rows)
  const position = new Int32Array(outer.length)
  for (let row = 0; row < out.rows; row++) {
    let target = 0
    for (const dimension of inner) {
      const element = elementOf(dimension, outer, position, route)
      target = element < 0 || target < 0 ? -1 : target * space.elements[dimension].length + element
    }
    map[row] = target
    for (let d = outer.length - 1; d >= 0; d--) {
      const next = (position[d] ?? 0) + 1
      position[d] = next
      const name = outer[d]
      if (name !== undefined && next < space.elements[name].length) break
      position[d] = 0
    }
  }
  return map
}

function elementOf(dimension: DimensionName, outer: readonly DimensionName[], position: Int32Array, route?: Route): number {
  if (route?.dimension === dimension) {
    if ('element' in route) return route.element
    return route.index[position[outer.indexOf(route.via)] ?? 0] ?? -1
  }
  return position[outer.indexOf(dimension)] ?? 0
}

/** Offset arithmetic shared by all loops: where a row starts, and whether years advance. */
const stepOf = (block: Block): 0 | 1 => (block.years === 1 ? 0 : 1)

/** A source of a loop: the block, and for every row of the output the row it reads; -1 where it reads none. */
interface Source {
  readonly block: Block
  readonly map: Int32Array
}

/** Marked rows of an output: `rows[0 … count - 1]`. */
interface Marked {
  readonly rows: Int32Array
  count: number
}

/** Mark the rows of an output that read a moved row of any source. */
function markRows(out: Block, sources: readonly Source[], marked: Marked, all: boolean): number {
  const { moved } = out
  if (!all && sources.every(({ block }) => block.any[0] === 0)) return standStill(out, marked)
  moved.fill(all ? 1 : 0)
  if (!all) {
    for (const { block, map } of sources) {
      if (block.any[0] === 0) continue
      const from = block.moved
      for (let row = 0; row < map.length; row++) {
        const source = map[row] as number
        if (source >= 0 && from[source] === 1) moved[row] = 1
      }
    }
  }
  return collect(out, marked)
}

function standStill(out: Block, marked: Marked): number {
  if (out.any[0] !== 0) out.moved.fill(0)
  out.any[0] = 0
  marked.count = 0
  return 0
}

function collect({ moved, any }: Block, marked: Marked): number {
  let count = 0
  for (let row = 0; row < moved.length; row++) if (moved[row] === 1) marked.rows[count++] = row
  marked.count = count
  any[0] = count > 0 ? 1 : 0
  return count
}

type RowLoop = (rows: Int32Array, count: number, first: number, last: number) => void

/** A loop over the marked rows of an output; `-1` in a map leads nowhere. */
function rowByRow(out: Block, sources: readonly Source[], loop: RowLoop): Instruction {
  const marked: Marked = { rows: new Int32Array(out.rows), count: 0 }
  const single = out.years === 1
  return {
    mark: (all) => markRows(out, sources, marked, all),
    run: (from, to) => {
      if (marked.count > 0) loop(marked.rows, marked.count, single ? 0 : from, single ? 1 : to)
    },
  }
}

/** The same value in every row; moves only when it is first written. */
export const constant = (out: Block, value: number): Instruction =>
  rowByRow(out, [], () => {
    out.data.fill(value)
  })

/** Rows of the source; 0 where the map leads nowhere. */
export function copy(out: Block, source: Block, map: Int32Array): Instruction {
  const { data: o, years: ny } = out
  const { data: s, years: sy } = source
  const step = stepOf(source)
  return rowByRow(out, [{ block: source, map }], (rows, count, first, last) => {
    for (let n = 0; n < count; n++) {
      const row = rows[n] as number
      const base = (map[row] as number) * sy
      const target = row * ny
      if (base < 0) o.fill(0, target + first, target + last)
      else for (let t = first; t < last; t++) o[target + t] = s[base + t * step] as number
    }
  })
}

/** The first year of the source. */
export function cut(out: Block, source: Block, map: Int32Array): Instruction {
  return rowByRow(out, [{ block: source, map }], (rows, count) => {
    for (let n = 0; n < count; n++) {
      const row = rows[n] as number
      out.data[row] = source.data[(map[row] as number) * source.years] as number
    }
  })
}

/** The year before; 0 in the first year. */
export function lag(out: Block, source: Block, map: Int32Array): Instruction {
  const { data: o, years: ny } = out
  const { data: s } = source
  return rowByRow(out, [{ block: source, map }], (rows, count, first, last) => {
    for (let n = 0; n < count; n++) {
      const row = rows[n] as number
      const base = (map[row] as number) * ny - 1
      const target = row * ny
      for (let t = first; t < last; t++) o[target + t] = t === 0 ? 0 : (s[base + t] as number)
    }
  })
}

/**
 * Sums of the rows of a source.
 * @param map for every row of the source, the row of the output it is added to; -1: to none. A sum that moved is taken
 * again over all its rows, in their order, so that it is the same to the bit.
 */
export function sumInto(out: Block, source: Block, map: Int32Array): Instruction {
  const { data: o, years: ny, moved } = out
  const { data: s } = source
  const marked: Marked = { rows: new Int32Array(out.rows), count: 0 }
  return {
    mark(all) {
      if (!all && source.any[0] === 0) return standStill(out, marked)
      moved.fill(all ? 1 : 0)
      if (!all) {
        for (let row = 0; row < map.length; row++) {
          const target = map[row] as number
          if (target >= 0 && source.moved[row] === 1) moved[target] = 1
        }
      }
      return collect(out, marked)
    },
    run(from, to) {
      const [first, last] = ny === 1 ? [0, 1] : [from, to]
      for (let n = 0; n < marked.count; n++) {
        const row = (marked.rows[n] as number) * ny
        o.fill(0, row + first, row + last)
      }
      if (marked.count === 0) return
      for (let row = 0; row < map.length; row++) {
        const group = map[row] as number
        if (group < 0 || moved[group] === 0) continue
        const [target, base] = [group * ny, row * ny]
        for (let t = first; t < last; t++) o[target + t] = (o[target + t] as number) + (s[base + t] as number)
      }
    },
  }
}

/** Three operands: `condition` is 0 or 1. */
export function select(out: Block, [condition, then, otherwise]: readonly Block[], maps: readonly Int32Array[]): Instruction {
  const [c, a, b] = [condition, then, otherwise]
  const [mc, ma, mb] = maps
  if (c === undefined || a === undefined || b === undefined || mc === undefined || ma === undefined || mb === undefined) {
    throw new RangeError('a choice needs a condition and two branches')
  }
  const [sc, sa, sb] = [stepOf(c), stepOf(a), stepOf(b)]
  const [cd, ad, bd] = [c.data, a.data, b.data]
  const [cy, ay, by] = [c.years, a.years, b.years]
  const { data: o, years: ny } = out
  const sources = [
    { block: c, map: mc },
    { block: a, map: ma },
    { block: b, map: mb },
  ]
  return rowByRow(out, sources, (rows, count, first, last) => {
    for (let n = 0; n < count; n++) {
      const row = rows[n] as number
      let ci = (mc[row] as number) * cy + first * sc
      let ai = (ma[row] as number) * ay + first * sa
      let bi = (mb[row] as number) * by + first * sb
      const end = row * ny + last
      for (let i = row * ny + first; i < end; i++) {
        o[i] = cd[ci] !== 0 ? (ad[ai] as number) : (bd[bi] as number)
        ci += sc
        ai += sa
        bi += sb
      }
    }
  })
}

type Operator = 'plus' | 'minus' | 'times' | 'over' | 'min' | 'max'

/** Operands of a loop: data, the row each row of the output reads, numbers per row, and 1 where years advance. */
interface Side {
  readonly data: Float64Array
  readonly map: Int32Array
  readonly years: number
  readonly step: 0 | 1
}

type Loop = (o: Float64Array, ny: number, rows: Int32Array, count: number, first: number, last: number, left: Side, right: Side) => void

/**
 * One whole loop per operator, written out: an operator passed in as a function would be called once a cell, which costs
 * several times what the arithmetic does.
 */
const loops: Readonly<Record<Operator, Loop>> = {
  plus(o, ny, rows, count, first, last, { data: l, map: ml, years: ly, step: sl }, { data: r, map: mr, years: ry, step: sr }) {
    for (let n = 0; n < count; n++) {
      const row = rows[n] as number
      let a = (ml[row] as number) * ly + first * sl
      let b = (mr[row] as number) * ry + first * sr
      for (let i = row * ny + first, end = row * ny + last; i < end; i++, a += sl, b += sr) o[i] = (l[a] as number) + (r[b] as number)
    }
  },
  minus(o, ny, rows, count, first, last, { data: l, map: ml, years: ly, step: sl }, { data: r, map: mr, years: ry, step: sr }) {
    for (let n = 0; n < count; n++) {
      const row = rows[n] as number
      let a = (ml[row] as number) * ly + first * sl
      let b = (mr[row] as number) * ry + first * sr
      for (let i = row * ny + first, end = row * ny + last; i < end; i++, a += sl, b += sr) o[i] = (l[a] as number) - (r[b] as number)
    }
  },
  times(o, ny, rows, count, first, last, { data: l, map: ml, years: ly, step: sl }, { data: r, map: mr, years: ry, step: sr }) {
    for (let n = 0; n < count; n++) {
      const row = rows[n] as number
      let a = (ml[row] as number) * ly + first * sl
      let b = (mr[row] as number) * ry + first * sr
      for (let i = row * ny + first, end = row * ny + last; i < end; i++, a += sl, b += sr) o[i] = (l[a] as number) * (r[b] as number)
    }
  },
  over(o, ny, rows, count, first, last, { data: l, map: ml, years: ly, step: sl }, { data: r, map: mr, years: ry, step: sr }) {
    for (let n = 0; n < count; n++) {
      const row = rows[n] as number
      let a = (ml[row] as number) * ly + first * sl
      let b = (mr[row] as number) * ry + first * sr
      for (let i = row * ny + first, end = row * ny + last; i < end; i++, a += sl, b += sr) {
        const divisor = r[b] as number
        o[i] = divisor === 0 ? 0 : (l[a] as number) / divisor
      }
    }
  },
  min(o, ny, rows, count, first, last, { data: l, map: ml, years: ly, step: sl }, { data: r, map: mr, years: ry, step: sr }) {
    for (let n = 0; n < count; n++) {
      const row = rows[n] as number
      let a = (ml[row] as number) * ly + first * sl
      let b = (mr[row] as number) * ry + first * sr
      for (let i = row * ny + first, end = row * ny + last; i < end; i++, a += sl, b += sr) o[i] = Math.min(l[a] as number, r[b] as number)
    }
  },
  max(o, ny, rows, count, first, last, { data: l, map: ml, years: ly, step: sl }, { data: r, map: mr, years: ry, step: sr }) {
    for (let n = 0; n < count; n++) {
      const row = rows[n] as number
      let a = (ml[row] as number) * ly + first * sl
      let b = (mr[row] as number) * ry + first * sr
      for (let i = row * ny + first, end = row * ny + last; i < end; i++, a += sl, b += sr) o[i] = Math.max(l[a] as number, r[b] as number)
    }
  },
}

export function combine(op: Operator, out: Block, left: Block, ml: Int32Array, right: Block, mr: Int32Array): Instruction {
  const { data, years } = out
  const loop = loops[op]
  const a: Side = { data: left.data, map: ml, years: left.years, step: stepOf(left) }
  const b: Side = { data: right.data, map: mr, years: right.years, step: stepOf(right) }
  const sources = [
    { block: left, map: ml },
    { block: right, map: mr },
  ]
  return rowByRow(out, sources, (rows, count, first, last) => {
    loop(data, years, rows, count, first, last, a, b)
  })
}
