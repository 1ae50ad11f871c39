import type { DimensionName, Space } from './expression'

/**
 * The loops behind the equations. A block is a flat array of rows; a row holds the years (or one number where the
 * variable does not run over years). Every instruction writes the years `from` … `to - 1` of its output.
 */
export interface Block {
  readonly dimensions: readonly DimensionName[]
  readonly rows: number
  /** Numbers per row: the years of the space, or 1. */
  readonly years: number
  readonly data: Float64Array
}

export type Instruction = (from: number, to: number) => void

export function blockOf(dimensions: readonly DimensionName[], space: Space): Block {
  const years = dimensions.includes('year') ? space.elements.year.length : 1
  const rows = dimensions.reduce((product, d) => (d === 'year' ? product : product * space.elements[d].length), 1)
  return { dimensions, rows, years, data: new Float64Array(rows * years) }
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

export function copy(out: Block, source: Block, map: Int32Array): Instruction {
  const { data: o, years: ny } = out
  const { data: s, years: sy } = source
  const step = stepOf(source)
  return (from, to) => {
    const first = ny === 1 ? 0 : from
    const last = ny === 1 ? 1 : to
    for (let row = 0; row < out.rows; row++) {
      const base = (map[row] ?? 0) * sy
      const target = row * ny
      for (let t = first; t < last; t++) o[target + t] = s[base + t * step] as number
    }
  }
}

/** As `copy`, with 0 where the map leads nowhere. */
export function pick(out: Block, source: Block, map: Int32Array): Instruction {
  const { data: o, years: ny } = out
  const { data: s, years: sy } = source
  const step = stepOf(source)
  return (from, to) => {
    const first = ny === 1 ? 0 : from
    const last = ny === 1 ? 1 : to
    for (let row = 0; row < out.rows; row++) {
      const from_ = map[row] ?? -1
      const target = row * ny
      if (from_ < 0) o.fill(0, target + first, target + last)
      else for (let t = first; t < last; t++) o[target + t] = s[from_ * sy + t * step] as number
    }
  }
}

/** The first year of the source. */
export function cut(out: Block, source: Block, map: Int32Array): Instruction {
  return () => {
    for (let row = 0; row < out.rows; row++) out.data[row] = source.data[(map[row] ?? 0) * source.years] as number
  }
}

export function lag(out: Block, source: Block, map: Int32Array): Instruction {
  const { data: o, years: ny } = out
  const { data: s } = source
  return (from, to) => {
    for (let row = 0; row < out.rows; row++) {
      const base = (map[row] ?? 0) * ny - 1
      const target = row * ny
      for (let t = from; t < to; t++) o[target + t] = t === 0 ? 0 : (s[base + t] as number)
    }
  }
}

export function sumInto(out: Block, source: Block, map: Int32Array): Instruction {
  const { data: o, years: ny } = out
  const { data: s } = source
  return (from, to) => {
    const first = ny === 1 ? 0 : from
    const last = ny === 1 ? 1 : to
    for (let row = 0; row < out.rows; row++) o.fill(0, row * ny + first, row * ny + last)
    for (let row = 0; row < source.rows; row++) {
      const target = (map[row] ?? 0) * ny
      const base = row * ny
      for (let t = first; t < last; t++) o[target + t] = (o[target + t] as number) + (s[base + t] as number)
    }
  }
}

/** As `sumInto`; rows whose mapping leads nowhere are left out. */
export function rollUpInto(out: Block, source: Block, map: Int32Array): Instruction {
  const { data: o, years: ny } = out
  const { data: s } = source
  return (from, to) => {
    const first = ny === 1 ? 0 : from
    const last = ny === 1 ? 1 : to
    for (let row = 0; row < out.rows; row++) o.fill(0, row * ny + first, row * ny + last)
    for (let row = 0; row < source.rows; row++) {
      const group = map[row] ?? -1
      if (group < 0) continue
      for (let t = first; t < last; t++) o[group * ny + t] = (o[group * ny + t] as number) + (s[row * ny + t] as number)
    }
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
  const { data: o, years: ny, rows } = out
  return (from, to) => {
    const first = ny === 1 ? 0 : from
    const last = ny === 1 ? 1 : to
    for (let row = 0; row < rows; row++) {
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
  }
}

type Operator = 'plus' | 'minus' | 'times' | 'over' | 'min' | 'max'

/** Operands of a loop: data, the row each row of the output reads, numbers per row, and 1 where years advance. */
interface Side {
  readonly data: Float64Array
  readonly map: Int32Array
  readonly years: number
  readonly step: 0 | 1
}

type Loop = (o: Float64Array, rows: number, ny: number, first: number, last: number, left: Side, right: Side) => void

/**
 * One whole loop per operator, written out: an operator passed in as a function would be called once a cell, which costs
 * several times what the arithmetic does.
 */
const loops: Readonly<Record<Operator, Loop>> = {
  plus(o, rows, ny, first, last, { data: l, map: ml, years: ly, step: sl }, { data: r, map: mr, years: ry, step: sr }) {
    for (let row = 0; row < rows; row++) {
      let a = (ml[row] as number) * ly + first * sl
      let b = (mr[row] as number) * ry + first * sr
      for (let i = row * ny + first, end = row * ny + last; i < end; i++, a += sl, b += sr) o[i] = (l[a] as number) + (r[b] as number)
    }
  },
  minus(o, rows, ny, first, last, { data: l, map: ml, years: ly, step: sl }, { data: r, map: mr, years: ry, step: sr }) {
    for (let row = 0; row < rows; row++) {
      let a = (ml[row] as number) * ly + first * sl
      let b = (mr[row] as number) * ry + first * sr
      for (let i = row * ny + first, end = row * ny + last; i < end; i++, a += sl, b += sr) o[i] = (l[a] as number) - (r[b] as number)
    }
  },
  times(o, rows, ny, first, last, { data: l, map: ml, years: ly, step: sl }, { data: r, map: mr, years: ry, step: sr }) {
    for (let row = 0; row < rows; row++) {
      let a = (ml[row] as number) * ly + first * sl
      let b = (mr[row] as number) * ry + first * sr
      for (let i = row * ny + first, end = row * ny + last; i < end; i++, a += sl, b += sr) o[i] = (l[a] as number) * (r[b] as number)
    }
  },
  over(o, rows, ny, first, last, { data: l, map: ml, years: ly, step: sl }, { data: r, map: mr, years: ry, step: sr }) {
    for (let row = 0; row < rows; row++) {
      let a = (ml[row] as number) * ly + first * sl
      let b = (mr[row] as number) * ry + first * sr
      for (let i = row * ny + first, end = row * ny + last; i < end; i++, a += sl, b += sr) {
        const divisor = r[b] as number
        o[i] = divisor === 0 ? 0 : (l[a] as number) / divisor
      }
    }
  },
  min(o, rows, ny, first, last, { data: l, map: ml, years: ly, step: sl }, { data: r, map: mr, years: ry, step: sr }) {
    for (let row = 0; row < rows; row++) {
      let a = (ml[row] as number) * ly + first * sl
      let b = (mr[row] as number) * ry + first * sr
      for (let i = row * ny + first, end = row * ny + last; i < end; i++, a += sl, b += sr) o[i] = Math.min(l[a] as number, r[b] as number)
    }
  },
  max(o, rows, ny, first, last, { data: l, map: ml, years: ly, step: sl }, { data: r, map: mr, years: ry, step: sr }) {
    for (let row = 0; row < rows; row++) {
      let a = (ml[row] as number) * ly + first * sl
      let b = (mr[row] as number) * ry + first * sr
      for (let i = row * ny + first, end = row * ny + last; i < end; i++, a += sl, b += sr) o[i] = Math.max(l[a] as number, r[b] as number)
    }
  },
}

export function combine(op: Operator, out: Block, left: Block, ml: Int32Array, right: Block, mr: Int32Array): Instruction {
  const { data, rows, years } = out
  const loop = loops[op]
  const a: Side = { data: left.data, map: ml, years: left.years, step: stepOf(left) }
  const b: Side = { data: right.data, map: mr, years: right.years, step: stepOf(right) }
  return years === 1
    ? () => {
        loop(data, rows, 1, 0, 1, a, b)
      }
    : (from, to) => {
        loop(data, rows, years, from, to, a, b)
      }
}
