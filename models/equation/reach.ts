import type { Integers } from './block'

/**
 * Which rows of one block belong to a row of another, told by their positions in every dimension. That is a few numbers;
 * lists of the rows themselves would be megabytes for every equation of a large model.
 */
export interface Reach {
  /** Positions that the row one comes from must have: from others nothing is reached. */
  readonly only: readonly { readonly digit: Digit; readonly position: number }[]
  /** Dimensions of the rows that are reached, the outermost first. */
  readonly places: readonly Place[]
}

/** A dimension of the rows that are reached, and which of its positions are. */
export type Place = {
  readonly size: number
  /** Of the positions only those that lead back to where one comes from. @property index where each position leads. */
  readonly also?: readonly { readonly digit: Digit; readonly index: Integers }[]
} & (
  | { readonly by: 'all' }
  | { readonly by: 'one'; readonly position: number }
  /** The position that the row one comes from has in a dimension. */
  | { readonly by: 'same'; readonly digit: Digit }
  /** Those in the list of that position. */
  | { readonly by: 'lists'; readonly digit: Digit; readonly lists: ReachedLists }
)

/** Positions for each position: those of `p` are `rows[starts[p] … starts[p + 1] - 1]`, ascending. */
export interface ReachedLists {
  readonly starts: Integers
  readonly rows: Integers
}

/** A dimension within the number of a row: the position in it is `floor(row / stride) % size`. */
export interface Digit {
  readonly stride: number
  readonly size: number
  /** No dimension stands before it: what is left of the row after dividing is below `size`. */
  readonly isLeading: boolean
}

/** Dimensions of these sizes within a row. */
export function digitsOf(sizes: readonly number[]): readonly Digit[] {
  const digits: Digit[] = []
  let stride = 1
  for (let k = sizes.length - 1; k >= 0; k--) {
    const size = sizes[k] ?? 1
    digits.unshift({ stride, size, isLeading: k === 0 })
    stride *= size
  }
  return digits
}

/** All dimensions before the last as one. @param size of the last. */
export const joined = (outer: number, size: number): Digit => ({ stride: size, size: outer, isLeading: true })

/** From nowhere to nowhere. */
export const never: Reach = { only: [{ digit: { stride: 1, size: 1, isLeading: false }, position: 1 }], places: [] }

/** Dimensions that stand side by side on both ends and go together, as one. */
export function merged(places: readonly Place[]): readonly Place[] {
  const out: Place[] = []
  for (const place of places) {
    const last = out.at(-1)
    const together = last === undefined || last.also !== undefined || place.also !== undefined ? undefined : pair(last, place)
    if (together === undefined) out.push(place)
    else out[out.length - 1] = together
  }
  return out
}

function pair(outer: Place, inner: Place): Place | undefined {
  const size = outer.size * inner.size
  if (outer.by === 'all' && inner.by === 'all') return { size, by: 'all' }
  if (outer.by !== 'same' || inner.by !== 'same' || outer.digit.stride !== inner.digit.stride * inner.digit.size) return undefined
  return { size, by: 'same', digit: { ...outer.digit, stride: inner.digit.stride, size: outer.digit.size * inner.digit.size } }
}
