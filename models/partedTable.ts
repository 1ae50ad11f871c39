/** Numbers of a part: a row of an item over 12 leagues fits, a change of it does not copy the others'. */
const size = 2048

/**
 * A table of numbers of which a change replaces the parts that it falls into: the others are shared with the table that it was
 * made from, which stays as it was. A window gets a new state of a table of megabytes with every move of a hand.
 */
export class PartedTable {
  readonly length: number
  private readonly parts: readonly Float64Array[]

  private constructor(length: number, parts: readonly Float64Array[]) {
    this.length = length
    this.parts = parts
  }

  /** @param figures are not copied, and not written to any more. */
  static of(figures: Float64Array): PartedTable {
    const count = Math.ceil(figures.length / size)
    return new PartedTable(
      figures.length,
      Array.from({ length: count }, (_, part) => figures.subarray(part * size, (part + 1) * size)),
    )
  }

  /** @returns undefined beside the table. */
  at(place: number): number | undefined {
    return this.parts[Math.floor(place / size)]?.[place % size]
  }

  slice(from: number, to: number): Float64Array {
    const made = new Float64Array(Math.max(0, Math.min(to, this.length) - from))
    for (let k = 0; k < made.length; k++) made[k] = this.at(from + k) ?? Number.NaN
    return made
  }

  /**
   * @param runs pairs of first place and count.
   * @param figures what stands there now, one run after the other.
   */
  with(runs: readonly number[], figures: Float64Array): PartedTable {
    const parts = this.parts.slice()
    let at = 0
    for (let r = 0; r < runs.length; r += 2) {
      const end = (runs[r] ?? 0) + (runs[r + 1] ?? 0)
      for (let place = runs[r] ?? 0; place < end;) {
        const part = Math.floor(place / size)
        const until = Math.min(end, (part + 1) * size)
        if (parts[part] === this.parts[part]) parts[part] = this.parts[part]?.slice() ?? new Float64Array()
        parts[part]?.set(figures.subarray(at, at + until - place), place % size)
        at += until - place
        place = until
      }
    }
    return new PartedTable(this.length, parts)
  }
}

/** A table of a result: one array in the process that worked it out, parts in a window. */
export type ResultTable = Float64Array | PartedTable

/** @returns undefined beside the table. */
export const tableAt = (figures: ResultTable, place: number): number | undefined =>
  figures instanceof PartedTable ? figures.at(place) : figures[place]
