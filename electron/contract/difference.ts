/**
 * What became of a value, told against one that the other side still has: of a run after one edit most stays as it was, and
 * what stays need not cross again. Parts are compared to the bit, so that what is put together equals the whole.
 *
 * `kept`: nothing changed. `whole`: the new value. `fields`: of an object, what became of each field that changed; `gone` are
 * those it no longer has. `entries`: of an array, its new length and its places that changed, each with the place where the entry
 * stood before and what became of it. `runs`: of numbers, pairs of first place and count of what changed, with all the new `numbers`
 * one after the other.
 */
export type Difference =
  | 'kept'
  | { readonly whole: unknown }
  | { readonly fields: Readonly<Record<string, Difference>>; readonly gone?: readonly string[] }
  | { readonly length: number; readonly entries: readonly (readonly [place: number, from: number, Difference])[] }
  | { readonly runs: readonly number[]; readonly numbers: Float64Array }

/** Two runs nearer than this are told as one: a pair of places costs more than the numbers between them. */
const nearest = 16

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !ArrayBuffer.isView(value)

/** @param before and @param after plain data: objects, arrays, Float64Arrays, and what JSON knows; a field without value is none. */
export function differenceOf(before: unknown, after: unknown): Difference {
  if (Object.is(before, after)) return 'kept'
  if (before instanceof Float64Array && after instanceof Float64Array) return ofNumbers(before, after)
  if (Array.isArray(before) && Array.isArray(after)) return ofArrays(before, after)
  if (isRecord(before) && isRecord(after)) return ofRecords(before, after)
  return { whole: after }
}

/** The bits of numbers: −0 is not 0, and a NaN is itself. */
const bitsOf = ({ buffer, byteOffset, length }: Float64Array): Int32Array => new Int32Array(buffer, byteOffset, 2 * length)

function ofNumbers(before: Float64Array, after: Float64Array): Difference {
  if (before.length !== after.length) return { whole: after }
  const [old, now] = [bitsOf(before), bitsOf(after)]
  const runs: number[] = []
  let [start, end, count] = [-1, -1, 0]
  const close = (): void => {
    if (start >= 0) runs.push(start, end - start)
    count += end - start
  }
  for (let k = 0; k < after.length; k++) {
    if (old[2 * k] === now[2 * k] && old[2 * k + 1] === now[2 * k + 1]) continue
    if (start < 0 || k - end >= nearest) {
      close()
      start = k
    }
    end = k + 1
  }
  if (start < 0) return 'kept'
  close()
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

function ofArrays(before: readonly unknown[], after: readonly unknown[]): Difference {
  const entries: (readonly [number, number, Difference])[] = []
  const placeOf = finder(before)
  after.forEach((value, k) => {
    const from = placeOf(value, k)
    const difference = differenceOf(before[from], value)
    if (difference !== 'kept' || from !== k) entries.push([k, from, difference])
  })
  return entries.length === 0 && before.length === after.length ? 'kept' : { length: after.length, entries }
}

/**
 * Where an entry stood before: lists that are sorted by a figure change their order with it. Records are known by their texts;
 * everything else, and what was not there, is told against its own place.
 */
function finder(before: readonly unknown[]): (value: unknown, place: number) => number {
  let places: Map<string, number> | undefined
  return (value, place) => {
    if (!isRecord(value)) return place
    const name = textsOf(value)
    const own = before[place]
    if (isRecord(own) && textsOf(own) === name) return place
    places ??= new Map(before.flatMap((known, k) => (isRecord(known) ? [[textsOf(known), k]] : [])))
    return places.get(name) ?? place
  }
}

/** The texts of a record and of the records in it. */
function textsOf(record: Readonly<Record<string, unknown>>): string {
  let texts = ''
  for (const name in record) {
    const value = record[name]
    if (typeof value === 'string') texts += `${value}\n`
    else if (isRecord(value)) texts += textsOf(value)
  }
  return texts
}

function ofRecords(before: Readonly<Record<string, unknown>>, after: Readonly<Record<string, unknown>>): Difference {
  const fields: Record<string, Difference> = {}
  for (const [name, value] of Object.entries(after)) {
    const difference = value === undefined ? 'kept' : before[name] === undefined ? { whole: value } : differenceOf(before[name], value)
    if (difference !== 'kept') fields[name] = difference
  }
  const gone = Object.keys(before).filter((name) => before[name] !== undefined && after[name] === undefined)
  if (gone.length > 0) return { fields, gone }
  return Object.keys(fields).length === 0 ? 'kept' : { fields }
}

/**
 * Put a value together again; what stayed is the very object that was there, which is never written to.
 * @throws RangeError where the difference was not made against `before`.
 */
export function withDifference(before: unknown, difference: Difference): unknown {
  if (difference === 'kept') return before
  if ('whole' in difference) return difference.whole
  if ('runs' in difference) return numbersWith(before, difference)
  if ('entries' in difference) {
    if (!Array.isArray(before)) throw new RangeError('the difference is of an array')
    const made: unknown[] = before.slice(0, difference.length)
    for (const [place, from, of] of difference.entries) made[place] = withDifference(before[from], of)
    return made
  }
  if (!isRecord(before)) throw new RangeError('the difference is of an object')
  const made: Record<string, unknown> = { ...before }
  for (const name of difference.gone ?? []) Reflect.deleteProperty(made, name)
  for (const [name, of] of Object.entries(difference.fields)) made[name] = withDifference(before[name], of)
  return made
}

function numbersWith(before: unknown, { runs, numbers }: Extract<Difference, { readonly numbers: unknown }>): Float64Array {
  if (!(before instanceof Float64Array)) throw new RangeError('the difference is of numbers')
  const made = before.slice()
  let at = 0
  for (let r = 0; r < runs.length; r += 2) {
    const count = runs[r + 1] ?? 0
    made.set(numbers.subarray(at, at + count), runs[r] ?? 0)
    at += count
  }
  return made
}
