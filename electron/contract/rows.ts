import { isRecord } from './places'

type Fields = Readonly<Record<string, unknown>>

/**
 * Records of a list in which the same fields changed, as a table: `shape` are the columns, each the names that lead to it and what
 * stands there, an array of so many numbers, one `number`, or something `else`; `places` are pairs of place and place before;
 * `numbers` and `others` are the rows.
 */
export interface ChangedRows {
  readonly shape: readonly (readonly [path: readonly string[], of: Column])[]
  readonly places: readonly number[]
  readonly numbers: Float64Array
  readonly others: readonly unknown[]
}

type Column = number | 'number' | 'else'

/** Longer arrays are told by themselves. */
const widest = 64

/** One more step on the way through a record's changes: into a field, out of it, or a value that changed. */
class Step {
  private readonly before: Step | undefined
  private readonly name: string
  private readonly kind: 'in' | 'out' | 'value'
  private readonly column: Column
  private readonly inner = new Map<string, Step>()
  private readonly values = new Map<string, Step>()
  private outer: Step | undefined
  readonly places: number[] = []
  readonly numbers: number[] = []
  readonly others: unknown[] = []

  constructor(before?: Step, name = '', kind: Step['kind'] = 'in', column: Column = 'else') {
    this.before = before
    this.name = name
    this.kind = kind
    this.column = column
  }

  into(name: string): Step {
    let step = this.inner.get(name)
    if (step === undefined) this.inner.set(name, (step = new Step(this, name)))
    return step
  }
  out(): Step {
    return (this.outer ??= new Step(this, '', 'out'))
  }
  /** @returns undefined where other records have something else there. */
  value(name: string, column: Column): Step | undefined {
    let step = this.values.get(name)
    if (step === undefined) this.values.set(name, (step = new Step(this, name, 'value', column)))
    return step.column === column ? step : undefined
  }

  get shape(): ChangedRows['shape'] {
    const steps: Step[] = []
    for (let step: Step | undefined = this; step?.before !== undefined; step = step.before) steps.push(step)
    const path: string[] = []
    const shape: [string[], Column][] = []
    for (const { kind, name, column } of steps.reverse()) {
      if (kind === 'in') path.push(name)
      else if (kind === 'out') path.pop()
      else shape.push([[...path, name], column])
    }
    return shape
  }
}

/** Gathers records in which nothing but numbers and other values without parts changed. */
export class RowsByShape {
  private readonly isKept: (before: unknown, after: unknown) => boolean
  private readonly root = new Step()
  private readonly ends = new Set<Step>()
  /** Those of the record that is looked at. */
  private readonly numbers: number[] = []
  private readonly others: unknown[] = []

  /** @param isKept whether two lists are the same. */
  constructor(isKept: (before: unknown, after: unknown) => boolean) {
    this.isKept = isKept
  }

  /** @returns whether the record is told here; where nothing changed, there is nothing to tell. */
  take(before: unknown, after: unknown, place: number, from: number): boolean {
    if (!isRecord(before) || !isRecord(after) || before === after) return false
    this.numbers.length = 0
    this.others.length = 0
    const end = this.follow(this.root, before, after)
    if (end === undefined || end === this.root) return false
    end.places.push(place, from)
    for (const number of this.numbers) end.numbers.push(number)
    for (const other of this.others) end.others.push(other)
    this.ends.add(end)
    return true
  }

  get rows(): readonly ChangedRows[] {
    return [...this.ends].map(({ shape, places, numbers, others }) => ({ shape, places, numbers: Float64Array.from(numbers), others }))
  }

  private follow(start: Step, before: Fields, after: Fields): Step | undefined {
    let step: Step | undefined = start
    for (const name in after) {
      const [old, value] = [before[name], after[name]]
      if (value === undefined || Object.is(old, value)) continue
      if (old === undefined) return undefined
      if (typeof value === 'number') step = this.number(step, name, value)
      else if (value instanceof Float64Array) step = this.array(step, name, old, value)
      else if (Array.isArray(value)) step = this.isKept(old, value) ? step : undefined
      else if (typeof value !== 'object' || value === null) step = this.other(step, name, value)
      else step = isRecord(value) && isRecord(old) ? this.within(step, name, old, value) : undefined
      if (step === undefined) return undefined
    }
    for (const name in before) if (before[name] !== undefined && after[name] === undefined) return undefined
    return step
  }

  private within(step: Step, name: string, old: Fields, value: Fields): Step | undefined {
    const inner = step.into(name)
    const end = this.follow(inner, old, value)
    return end === inner ? step : end?.out()
  }

  private number(step: Step, name: string, value: number): Step | undefined {
    this.numbers.push(value)
    return step.value(name, 'number')
  }

  private other(step: Step, name: string, value: unknown): Step | undefined {
    this.others.push(value)
    return step.value(name, 'else')
  }

  private array(step: Step, name: string, old: unknown, value: Float64Array): Step | undefined {
    if (!(old instanceof Float64Array) || old.length !== value.length || value.length > widest) return undefined
    let isSame = true
    for (let k = 0; k < value.length; k++) isSame &&= Object.is(value[k], old[k])
    if (isSame) return step
    for (const number of value) this.numbers.push(number)
    return step.value(name, value.length)
  }
}

/**
 * Put records together again, each in its place in `made`.
 * @throws RangeError where the rows were not made against `before`.
 */
export function putRows(made: unknown[], before: readonly unknown[], { shape, places, numbers: crossed, others }: ChangedRows): void {
  // Records that live on for long do not keep the whole message in memory.
  const numbers = crossed.slice()
  let [at, next] = [0, 0]
  for (let p = 0; p < places.length; p += 2) {
    const known = before[places[p + 1] ?? 0]
    if (!isRecord(known)) throw new RangeError('the difference is of an object')
    const record: Record<string, unknown> = { ...known }
    for (const [path, column] of shape) {
      const target = ownAt(record, known, path)
      const name = path.at(-1) ?? ''
      if (column === 'else') target[name] = others[next++]
      else if (column === 'number') target[name] = numbers[at++]
      else target[name] = numbers.subarray(at, (at += column))
    }
    made[places[p] ?? 0] = record
  }
}

/** The record in which a path ends, being the new one's own. */
function ownAt(record: Record<string, unknown>, known: Fields, path: readonly string[]): Record<string, unknown> {
  let [target, source] = [record, known]
  for (const name of path.slice(0, -1)) {
    const old = source[name]
    if (!isRecord(old)) throw new RangeError('the difference is of an object')
    if (target[name] === old) target[name] = { ...old }
    target = target[name] as Record<string, unknown>
    source = old
  }
  return target
}
