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
    const [first, last] = ny === 1 ? [0, 1] : [from, to]
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
    const [first, last] = ny === 1 ? [0, 1] : [from, to]
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
    const [first, last] = ny === 1 ? [0, 1] : [from, to]
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
    const [first, last] = ny === 1 ? [0, 1] : [from, to]
    for (let row = 0; row < out.rows; row++) o.fill(0, row * ny + first, row * ny + last)
    for (let row = 0; row < source.rows; row++) {
      const group = map[row] ?? -1
      if (group < 0) continue
      for (let t = first; t < last; t++) o[group * ny + t] = (o[group * ny + t] as number) + (s[row * ny + t] as number)
    }
  }
}

export function select(out: Block, [condition, then, otherwise]: readonly Block[], maps: readonly Int32Array[]): Instruction {
  const [c, a, b] = [condition, then, otherwise]
  const [mc, ma, mb] = maps
  if (c === undefined || a === undefined || b === undefined || mc === undefined || ma === undefined || mb === undefined) {
    throw new RangeError('a choice needs a condition and two branches')
  }
  const [sc, sa, sb] = [stepOf(c), stepOf(a), stepOf(b)]
  const { data: o, years: ny } = out
  return (from, to) => {
    const [first, last] = ny === 1 ? [0, 1] : [from, to]
    for (let row = 0; row < out.rows; row++) {
      const [bc, ba, bb] = [(mc[row] ?? 0) * c.years, (ma[row] ?? 0) * a.years, (mb[row] ?? 0) * b.years]
      const target = row * ny
      for (let t = first; t < last; t++) {
        o[target + t] = c.data[bc + t * sc] !== 0 ? (a.data[ba + t * sa] as number) : (b.data[bb + t * sb] as number)
      }
    }
  }
}

type Operator = 'plus' | 'minus' | 'times' | 'over' | 'min' | 'max'

/** One loop per operator, so that each stays a loop of one operation. */
export function combine(op: Operator, out: Block, left: Block, ml: Int32Array, right: Block, mr: Int32Array): Instruction {
  const [o, l, r] = [out.data, left.data, right.data]
  const [ny, ly, ry] = [out.years, left.years, right.years]
  const [sl, sr] = [stepOf(left), stepOf(right)]
  const { rows } = out
  const over = (loop: (target: number, a: number, b: number, first: number, last: number) => void): Instruction => {
    return (from, to) => {
      const first = ny === 1 ? 0 : from
      const last = ny === 1 ? 1 : to
      for (let row = 0; row < rows; row++) loop(row * ny, (ml[row] as number) * ly, (mr[row] as number) * ry, first, last)
    }
  }
  switch (op) {
    case 'plus':
      return over((o0, a, b, first, last) => {
        for (let t = first; t < last; t++) o[o0 + t] = (l[a + t * sl] as number) + (r[b + t * sr] as number)
      })
    case 'minus':
      return over((o0, a, b, first, last) => {
        for (let t = first; t < last; t++) o[o0 + t] = (l[a + t * sl] as number) - (r[b + t * sr] as number)
      })
    case 'times':
      return over((o0, a, b, first, last) => {
        for (let t = first; t < last; t++) o[o0 + t] = (l[a + t * sl] as number) * (r[b + t * sr] as number)
      })
    case 'over':
      return over((o0, a, b, first, last) => {
        for (let t = first; t < last; t++) {
          const divisor = r[b + t * sr] as number
          o[o0 + t] = divisor === 0 ? 0 : (l[a + t * sl] as number) / divisor
        }
      })
    case 'min':
      return over((o0, a, b, first, last) => {
        for (let t = first; t < last; t++) o[o0 + t] = Math.min(l[a + t * sl] as number, r[b + t * sr] as number)
      })
    case 'max':
      return over((o0, a, b, first, last) => {
        for (let t = first; t < last; t++) o[o0 + t] = Math.max(l[a + t * sl] as number, r[b + t * sr] as number)
      })
  }
}
