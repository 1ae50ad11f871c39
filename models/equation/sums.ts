import { rowMap, type Block, type Route, type View } from './block'
import type { Destination, Instruction } from './kernels'
import { readersOf, Reading } from './reading'

/** Who is added up where. */
interface Membership {
  /** From members to the groups they are added to; none where a dimension is summed over. */
  readonly route?: Route
  /** 1 for those that are members at all, without years; absent: all. */
  readonly members?: View
}

/**
 * Sums over rows of a source. A sum that moved is taken again over all its members, in their order, so that it is the
 * same to the bit.
 * @param of what is summed: it runs over the members' dimension as well.
 */
export function sumInto({ block: out, wanted, space }: Destination, of: View, { route, members }: Membership = {}): Instruction {
  const places = new Places(
    rowMap(of.dimensions, route === undefined ? { block: out } : { block: out, route }, space),
    new Reading(of.dimensions, of, space),
    members === undefined ? undefined : new Reading(of.dimensions, members, space),
    out.rows,
  )
  const { moved } = out
  const { source } = places
  return {
    mark(run, all) {
      const hasChanged = [places.look(run), wanted.look(run)].includes(true)
      const isEvery = hasChanged || all || source.moved.all === run
      if (isEvery && wanted.isEverything) moved.addAll(run)
      else if (isEvery) moved.addEach(wanted.rows, run)
      else {
        const [listed, count] = [source.moved.rowsIn(run), source.moved.countIn(run)]
        for (let n = 0; n < count; n++) {
          places.eachGroup(listed[n] ?? 0, (group) => {
            if (wanted.isEverything || wanted.has(group)) moved.add(group, run)
          })
        }
      }
      return moved.countIn(run)
    },
    execute(run, from, to) {
      const isSingle = out.years === 1
      places.add(out, moved.rowsIn(run), moved.countIn(run), isSingle ? 0 : from, isSingle ? 1 : to)
    },
  }
}

/** Rows of a source by the rows of the sums they are added to. */
class Places {
  readonly source: Block
  /** For every row of what is summed: the sum it belongs to, and the row of the source it reads. */
  private readonly groups: Int32Array
  private readonly reading: Reading
  private readonly condition: Reading | undefined
  private readonly sums: number
  private seen = -1
  private starts: Int32Array = new Int32Array()
  private members: Int32Array = new Int32Array()
  private byRow = readersOf(new Int32Array(), 0)

  constructor(groups: Int32Array, reading: Reading, condition: Reading | undefined, sums: number) {
    this.source = reading.block
    this.groups = groups
    this.reading = reading
    this.condition = condition
    this.sums = sums
  }

  /** @returns whether who belongs where has changed. */
  look(run: number): boolean {
    const { condition, groups, reading } = this
    const isNew = this.seen < 0 || (condition !== undefined && condition.block.moved.any > this.seen)
    this.seen = run
    if (!isNew) return false
    const belongs = (row: number): boolean => condition === undefined || condition.data[(condition.map[row] ?? 0) * condition.stride] !== 0
    const to = groups.map((group, row) => (belongs(row) ? group : -1))
    const { starts, rows } = readersOf(to, this.sums)
    this.starts = starts
    // Rows of the source in place of those of the view: none of them leads nowhere, or it would not be a view.
    this.members = rows.map((row) => reading.map[row] ?? 0)
    this.byRow = readersOf(
      reading.map.map((row, k) => ((to[k] ?? -1) < 0 ? -1 : row)),
      this.source.rows,
    )
    return true
  }

  eachGroup(row: number, give: (group: number) => void): void {
    const { starts, rows } = this.byRow
    for (let k = starts[row] ?? 0, end = starts[row + 1] ?? 0; k < end; k++) give(this.groups[rows[k] ?? 0] ?? 0)
  }

  add({ data: o, years: ny }: Block, rows: Int32Array, count: number, first: number, last: number): void {
    const { starts, members } = this
    const { data: s, years: stride } = this.source
    for (let n = 0; n < count; n++) {
      const group = rows[n] ?? 0
      const target = group * ny
      for (let t = first; t < last; t++) o[target + t] = 0
      for (let k = starts[group] ?? 0, end = starts[group + 1] ?? 0; k < end; k++)
        addYears(o, target, s, (members[k] ?? 0) * stride, first, last)
    }
  }
}

function addYears(o: Float64Array, target: number, s: Float64Array, base: number, first: number, last: number): void {
  let t = first
  for (; t + 4 <= last; t += 4) {
    o[target + t] = (o[target + t] ?? 0) + (s[base + t] ?? 0)
    o[target + t + 1] = (o[target + t + 1] ?? 0) + (s[base + t + 1] ?? 0)
    o[target + t + 2] = (o[target + t + 2] ?? 0) + (s[base + t + 2] ?? 0)
    o[target + t + 3] = (o[target + t + 3] ?? 0) + (s[base + t + 3] ?? 0)
  }
  for (; t < last; t++) o[target + t] = (o[target + t] ?? 0) + (s[base + t] ?? 0)
}
