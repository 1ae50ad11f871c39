/** One row of a table of the result. */
export interface TableRow {
  /** Whether anything of it moved in a later run than this one. */
  isAfter(run: number): boolean
  /** Put it down as it is in the last run. */
  put(table: Float64Array, at: number): void
}

/** Part of the rows up to which a table is copied from the last one: beyond that it is put together anew. */
const most = 0.5

/**
 * A table of the result, made anew only in the rows that moved since it was made last; the same one where none did. What was
 * given away is never written to. Where much moved the last table goes before the new is made: of a large catalogue there
 * is no room for both.
 */
export class KeptTable {
  private readonly rows: readonly TableRow[]
  private readonly width: number
  private last: { readonly run: number; readonly table: Float64Array } | undefined

  /** @param width numbers per row. */
  constructor(rows: readonly TableRow[], width: number) {
    this.rows = rows
    this.width = width
  }

  /** @param run number of the last run, whose figures stand in the model. */
  get(run: number): Float64Array {
    if (this.last?.run === run) return this.last.table
    const moved = this.movedSince(this.last?.run ?? 0)
    if (this.last !== undefined && moved.length === 0) {
      this.last = { run, table: this.last.table }
      return this.last.table
    }
    const isCopied = this.last !== undefined && moved.length <= most * this.rows.length
    const table = isCopied ? this.copy() : this.empty()
    for (const row of isCopied ? moved : this.rows.keys()) this.rows[row]?.put(table, row * this.width)
    this.last = { run, table }
    return table
  }

  private movedSince(run: number): readonly number[] {
    const moved: number[] = []
    for (let row = 0; row < this.rows.length; row++) if (this.rows[row]?.isAfter(run) === true) moved.push(row)
    return moved
  }

  private copy(): Float64Array {
    return this.last?.table.slice() ?? this.empty()
  }

  private empty(): Float64Array {
    this.last = undefined
    return new Float64Array(this.rows.length * this.width)
  }
}
