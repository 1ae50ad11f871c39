import { isRecord, placesBefore } from './places'
import { putRows, RowsByShape, type ChangedRows } from './rows'

/**
 * What became of a value, told against one that the other side still has: of a run after one edit most stays as it was, and
 * what stays need not cross again. Parts are compared to the bit, so that what is put together equals the whole.
 *
 * `kept`: nothing changed. `whole`: the new value. `fields`: of an object, what became of each field that changed; `gone` are
 * those it no longer has. `entries`: of an array, its new length and its places that changed, each with the place where the entry
 * stood before and what became of it; `moves` are threes of first place, place before and count of entries that are the same at
 * another place, `rows` records in which the same fields changed. `runs`: of numbers, pairs of first place and count of what changed, with all the new `numbers`
 * one after the other.
 */
export type Difference =
  | 'kept'
  | { readonly whole: unknown }
  | { readonly fields: Readonly<Record<string, Difference>>; readonly gone?: readonly string[] }
  | {
      readonly length: number
      readonly moves?: readonly number[]
      readonly rows?: readonly ChangedRows[]
      readonly entries: readonly (readonly [place: number, from: number, Difference])[]
    }
  | { readonly runs: readonly number[]; readonly numbers: Float64Array }

/** Two runs nearer than this are told as one: a pair of places costs more than the numbers between them. */
const nearest = 16

/** Rows of so many numbers each in which two arrays may differ, all others being the same to the bit; undefined where nobody knows. */
export type MovedRows = (
  before: Float64Array,
  after: Float64Array,
) => { readonly rows: readonly number[]; readonly width: number } | undefined

/**
 * @param before and @param after plain data: objects, arrays, Float64Arrays, and what JSON knows; a field without value is none.
 * @param moved says of large tables where to look.
 */
export function differenceOf(before: unknown, after: unknown, moved: MovedRows = () => undefined): Difference {
  if (Object.is(before, after)) return 'kept'
  if (before instanceof Float64Array && after instanceof Float64Array) return ofNumbers(before, after, moved)
  if (Array.isArray(before) && Array.isArray(after)) return ofArrays(before, after, moved)
  if (isRecord(before) && isRecord(after)) return ofRecords(before, after, moved)
  return { whole: after }
}

/** Stretches of numbers that changed, first place and count by turns, as they are found one after the other. */
class Runs {
  readonly places: number[] = []
  count = 0
  private start = -1
  private end = -1

  /** Look through a stretch of two arrays: −0 is not 0, and what is no number is itself. @param to where it ends, itself not in it. */
  look(before: Float64Array, after: Float64Array, from: number, to: number): void {
    for (let k = from; k < to; k++) {
      if (Object.is(before[k], after[k])) continue
      if (this.start < 0 || k - this.end >= nearest) {
        this.close()
        this.start = k
      }
      this.end = k + 1
    }
  }

  close(): void {
    if (this.start >= 0) this.places.push(this.start, this.end - this.start)
    this.count += this.end - this.start
  }
}

function ofNumbers(before: Float64Array, after: Float64Array, moved: MovedRows): Difference {
  if (before.length !== after.length) return { whole: after }
  const found = new Runs()
  const known = moved(before, after)
  if (known === undefined) found.look(before, after, 0, after.length)
  else for (const row of known.rows) found.look(before, after, row * known.width, (row + 1) * known.width)
  found.close()
  const { places: runs, count } = found
  if (count === 0) return 'kept'
  if (2 * count > after.length) return { whole: after }
  const numbers = new Float64Array(count)
  let at = 0
  for (let r = 0; r < runs.length; r += 2) {
    const [from, of] = [runs[r] ?? 0, runs[r + 1] ?? 0]
    numbers.set(after.subarray(from, from + of), at)
    at += of
  }
  return { runs, numbers }
}

function ofArrays(before: readonly unknown[], after: readonly unknown[], moved: MovedRows): Difference {
  const entries: (readonly [number, number, Difference])[] = []
  const moves: number[] = []
  const rows = new RowsByShape((old, value) => differenceOf(old, value) === 'kept')
  const places = placesBefore(before, after)
  for (let k = 0; k < after.length; k++) {
    const from = places[k] ?? k
    if (rows.take(before[from], after[k], k, from)) continue
    const difference = differenceOf(before[from], after[k], moved)
    if (difference !== 'kept') entries.push([k, from, difference])
    else if (from !== k) addMove(moves, k, from)
  }
  const told = rows.rows
  if (before.length === after.length && entries.length + moves.length + told.length === 0) return 'kept'
  return {
    length: after.length,
    ...(moves.length === 0 ? {} : { moves }),
    ...(told.length === 0 ? {} : { rows: told }),
    entries,
  }
}

/** Entries that stay side by side move as one. */
function addMove(moves: number[], place: number, from: number): void {
  const last = moves.length - 3
  const [firstPlace = 0, firstFrom = 0, count = 0] = moves.slice(last)
  if (last >= 0 && firstPlace + count === place && firstFrom + count === from) moves[last + 2] = count + 1
  else moves.push(place, from, 1)
}

function ofRecords(before: Readonly<Record<string, unknown>>, after: Readonly<Record<string, unknown>>, moved: MovedRows): Difference {
  // Thousands of records stay as they are: nothing is made for them.
  let fields: Record<string, Difference> | undefined
  for (const name in after) {
    const [old, value] = [before[name], after[name]]
    if (value === undefined || Object.is(old, value)) continue
    const difference = old === undefined ? { whole: value } : differenceOf(old, value, moved)
    if (difference !== 'kept') (fields ??= {})[name] = difference
  }
  let gone: string[] | undefined
  for (const name in before) if (before[name] !== undefined && after[name] === undefined) (gone ??= []).push(name)
  if (gone !== undefined) return { fields: fields ?? {}, gone }
  return fields === undefined ? 'kept' : { fields }
}

/** What became of numbers: all of them are new, or some. */
export type NumbersChange = { readonly whole: Float64Array } | Extract<Difference, { readonly runs: unknown }>

/** @throws RangeError where there are no numbers before. */
export function putNumbers(before: unknown, change: NumbersChange): Float64Array {
  if ('whole' in change) return change.whole
  if (!(before instanceof Float64Array)) throw new RangeError('the difference is of numbers')
  const { runs, numbers } = change
  const made = before.slice()
  let at = 0
  for (let r = 0; r < runs.length; r += 2) {
    const count = runs[r + 1] ?? 0
    made.set(numbers.subarray(at, at + count), runs[r] ?? 0)
    at += count
  }
  return made
}

/**
 * Put a value together again; what stayed is the very object that was there, which is never written to.
 * @param put makes numbers, for who has them in another form.
 * @throws RangeError where the difference was not made against `before`.
 */
export function withDifference(
  before: unknown,
  difference: Difference,
  put: (before: unknown, change: NumbersChange) => unknown = putNumbers,
): unknown {
  if (difference === 'kept') return before
  if ('whole' in difference) return difference.whole instanceof Float64Array ? put(before, { whole: difference.whole }) : difference.whole
  if ('runs' in difference) return put(before, difference)
  if ('entries' in difference) return listWith(before, difference, put)
  if (!isRecord(before)) throw new RangeError('the difference is of an object')
  const made: Record<string, unknown> = { ...before }
  for (const name of difference.gone ?? []) Reflect.deleteProperty(made, name)
  for (const [name, of] of Object.entries(difference.fields)) made[name] = withDifference(before[name], of, put)
  return made
}

function listWith(
  before: unknown,
  { length, moves = [], rows = [], entries }: Extract<Difference, { readonly entries: unknown }>,
  put: (before: unknown, change: NumbersChange) => unknown,
): readonly unknown[] {
  if (!Array.isArray(before)) throw new RangeError('the difference is of an array')
  const made: unknown[] = before.slice(0, length)
  for (let m = 0; m < moves.length; m += 3) {
    const [place, from, count] = [moves[m] ?? 0, moves[m + 1] ?? 0, moves[m + 2] ?? 0]
    for (let k = 0; k < count; k++) made[place + k] = before[from + k]
  }
  for (const changed of rows) putRows(made, before, changed)
  for (const [place, from, of] of entries) made[place] = withDifference(before[from], of, put)
  return made
}
