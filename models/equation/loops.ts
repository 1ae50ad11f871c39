import type { Reading } from './reading'

/** Marked rows of an output, and the years `first` … `last - 1` of them that are to be written. */
export interface Stretch {
  readonly rows: Int32Array
  readonly count: number
  readonly first: number
  readonly last: number
}

/** Output: data and numbers per row. */
export interface Target {
  readonly data: Float64Array
  readonly years: number
}

export type Operator = 'plus' | 'minus' | 'times' | 'over' | 'min' | 'max'
type Loop = (out: Target, at: Stretch, left: Reading, right: Reading) => void

/** Whether every number of the output is to be written and both operands lie as it does: then one loop goes through all of them. */
const isWhole = ({ data, years }: Target, { count, first, last }: Stretch, left: Reading, right: Reading): boolean =>
  left.isPlain && right.isPlain && first === 0 && last === years && count * years === data.length

/**
 * One whole loop per operator, written out: an operator passed in as a function would be called once a cell, which costs
 * several times what the arithmetic does. Four numbers a turn: what a turn costs beside its arithmetic is more than that.
 */
export const loops: Readonly<Record<Operator, Loop>> = {
  plus(out, at, left, right) {
    const [o, l, r, ny] = [out.data, left.data, right.data, out.years]
    if (isWhole(out, at, left, right)) {
      let i = 0
      for (; i + 4 <= o.length; i += 4) {
        o[i] = (l[i] as number) + (r[i] as number)
        o[i + 1] = (l[i + 1] as number) + (r[i + 1] as number)
        o[i + 2] = (l[i + 2] as number) + (r[i + 2] as number)
        o[i + 3] = (l[i + 3] as number) + (r[i + 3] as number)
      }
      for (; i < o.length; i++) o[i] = (l[i] as number) + (r[i] as number)
      return
    }
    const { map: ml, stride: ly, step: sl } = left
    const { map: mr, stride: ry, step: sr } = right
    const { rows, count, first, last } = at
    for (let n = 0; n < count; n++) {
      const row = rows[n] as number
      let a = (ml[row] as number) * ly + first * sl
      let b = (mr[row] as number) * ry + first * sr
      let i = row * ny + first
      const end = row * ny + last
      for (; i + 4 <= end; i += 4, a += 4 * sl, b += 4 * sr) {
        o[i] = (l[a] as number) + (r[b] as number)
        o[i + 1] = (l[a + sl] as number) + (r[b + sr] as number)
        o[i + 2] = (l[a + 2 * sl] as number) + (r[b + 2 * sr] as number)
        o[i + 3] = (l[a + 3 * sl] as number) + (r[b + 3 * sr] as number)
      }
      for (; i < end; i++, a += sl, b += sr) o[i] = (l[a] as number) + (r[b] as number)
    }
  },
  minus(out, at, left, right) {
    const [o, l, r, ny] = [out.data, left.data, right.data, out.years]
    if (isWhole(out, at, left, right)) {
      let i = 0
      for (; i + 4 <= o.length; i += 4) {
        o[i] = (l[i] as number) - (r[i] as number)
        o[i + 1] = (l[i + 1] as number) - (r[i + 1] as number)
        o[i + 2] = (l[i + 2] as number) - (r[i + 2] as number)
        o[i + 3] = (l[i + 3] as number) - (r[i + 3] as number)
      }
      for (; i < o.length; i++) o[i] = (l[i] as number) - (r[i] as number)
      return
    }
    const { map: ml, stride: ly, step: sl } = left
    const { map: mr, stride: ry, step: sr } = right
    const { rows, count, first, last } = at
    for (let n = 0; n < count; n++) {
      const row = rows[n] as number
      let a = (ml[row] as number) * ly + first * sl
      let b = (mr[row] as number) * ry + first * sr
      let i = row * ny + first
      const end = row * ny + last
      for (; i + 4 <= end; i += 4, a += 4 * sl, b += 4 * sr) {
        o[i] = (l[a] as number) - (r[b] as number)
        o[i + 1] = (l[a + sl] as number) - (r[b + sr] as number)
        o[i + 2] = (l[a + 2 * sl] as number) - (r[b + 2 * sr] as number)
        o[i + 3] = (l[a + 3 * sl] as number) - (r[b + 3 * sr] as number)
      }
      for (; i < end; i++, a += sl, b += sr) o[i] = (l[a] as number) - (r[b] as number)
    }
  },
  times(out, at, left, right) {
    const [o, l, r, ny] = [out.data, left.data, right.data, out.years]
    if (isWhole(out, at, left, right)) {
      let i = 0
      for (; i + 4 <= o.length; i += 4) {
        o[i] = (l[i] as number) * (r[i] as number)
        o[i + 1] = (l[i + 1] as number) * (r[i + 1] as number)
        o[i + 2] = (l[i + 2] as number) * (r[i + 2] as number)
        o[i + 3] = (l[i + 3] as number) * (r[i + 3] as number)
      }
      for (; i < o.length; i++) o[i] = (l[i] as number) * (r[i] as number)
      return
    }
    const { map: ml, stride: ly, step: sl } = left
    const { map: mr, stride: ry, step: sr } = right
    const { rows, count, first, last } = at
    for (let n = 0; n < count; n++) {
      const row = rows[n] as number
      let a = (ml[row] as number) * ly + first * sl
      let b = (mr[row] as number) * ry + first * sr
      let i = row * ny + first
      const end = row * ny + last
      for (; i + 4 <= end; i += 4, a += 4 * sl, b += 4 * sr) {
        o[i] = (l[a] as number) * (r[b] as number)
        o[i + 1] = (l[a + sl] as number) * (r[b + sr] as number)
        o[i + 2] = (l[a + 2 * sl] as number) * (r[b + 2 * sr] as number)
        o[i + 3] = (l[a + 3 * sl] as number) * (r[b + 3 * sr] as number)
      }
      for (; i < end; i++, a += sl, b += sr) o[i] = (l[a] as number) * (r[b] as number)
    }
  },
  over(out, { rows, count, first, last }, left, right) {
    const [o, l, r, ny] = [out.data, left.data, right.data, out.years]
    const { map: ml, stride: ly, step: sl } = left
    const { map: mr, stride: ry, step: sr } = right
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
  min(out, { rows, count, first, last }, left, right) {
    const [o, l, r, ny] = [out.data, left.data, right.data, out.years]
    const { map: ml, stride: ly, step: sl } = left
    const { map: mr, stride: ry, step: sr } = right
    for (let n = 0; n < count; n++) {
      const row = rows[n] as number
      let a = (ml[row] as number) * ly + first * sl
      let b = (mr[row] as number) * ry + first * sr
      for (let i = row * ny + first, end = row * ny + last; i < end; i++, a += sl, b += sr) o[i] = Math.min(l[a] as number, r[b] as number)
    }
  },
  max(out, { rows, count, first, last }, left, right) {
    const [o, l, r, ny] = [out.data, left.data, right.data, out.years]
    const { map: ml, stride: ly, step: sl } = left
    const { map: mr, stride: ry, step: sr } = right
    for (let n = 0; n < count; n++) {
      const row = rows[n] as number
      let a = (ml[row] as number) * ly + first * sl
      let b = (mr[row] as number) * ry + first * sr
      for (let i = row * ny + first, end = row * ny + last; i < end; i++, a += sl, b += sr) o[i] = Math.max(l[a] as number, r[b] as number)
    }
  },
}

/** a × b × c, from the left, in one pass. */
export function threefold(
  out: Target,
  { rows, count, first, last }: Stretch,
  [left, middle, right]: readonly [Reading, Reading, Reading],
): void {
  const [o, x, y, z, ny] = [out.data, left.data, middle.data, right.data, out.years]
  const { map: mx, stride: nx, step: sx } = left
  const { map: my, stride: nyy, step: sy } = middle
  const { map: mz, stride: nz, step: sz } = right
  for (let n = 0; n < count; n++) {
    const row = rows[n] as number
    let a = (mx[row] as number) * nx + first * sx
    let b = (my[row] as number) * nyy + first * sy
    let c = (mz[row] as number) * nz + first * sz
    let i = row * ny + first
    const end = row * ny + last
    for (; i + 4 <= end; i += 4, a += 4 * sx, b += 4 * sy, c += 4 * sz) {
      o[i] = (x[a] as number) * (y[b] as number) * (z[c] as number)
      o[i + 1] = (x[a + sx] as number) * (y[b + sy] as number) * (z[c + sz] as number)
      o[i + 2] = (x[a + 2 * sx] as number) * (y[b + 2 * sy] as number) * (z[c + 2 * sz] as number)
      o[i + 3] = (x[a + 3 * sx] as number) * (y[b + 3 * sy] as number) * (z[c + 3 * sz] as number)
    }
    for (; i < end; i++, a += sx, b += sy, c += sz) o[i] = (x[a] as number) * (y[b] as number) * (z[c] as number)
  }
}
