/** One row of a table of the result. */
export interface TableRow {
  /** Whether anything of it moved in a later run than this one. */
  isAfter(run: number): boolean
  /** Put it down as it is in the last run. */
  put(table: Float64Array, at: number): void
}

/** Part of the rows up to which a table is copied from the last one: beyond that it is put together anew. */
const most = 0.5

/** Tables that stand in results: by whom they were lent, as of which run, and in how many results they stand. */
const lent = new WeakMap<Float64Array, { readonly by: KeptTable; run: number; times: number }>()

/** Rows of a table of so many numbers each. */
export interface TableRows {
  readonly rows: readonly number[]
  readonly width: number
}

/**
 * Rows in which a table of the last run may differ from one of an earlier run: all others are the same to the bit. Undefined
 * where that cannot be said, as of tables of different models, or once the model has run again.
 */
export function movedBetween(before: Float64Array, after: Float64Array): TableRows | undefined {
  const [one, other] = [lent.get(before), lent.get(after)]
  return one === undefined || one.by !== other?.by ? undefined : other.by.movedSince(after, one.run)
}

/**
 * A result lets go of a table: where no other has it, the next one is written into its room. A page of fresh memory costs more
 * than filling it from warm memory, and tables are most of what a run would throw away.
 */
export function giveBack(table: Float64Array): void {
  const loan = lent.get(table)
  if (loan === undefined) return
  loan.times -= 1
  if (loan.times === 0) loan.by.takeBack(table, loan.run)
}

/** A table as it was in a run. */
interface Standing {
  readonly run: number
  readonly table: Float64Array
}

/**
 * A table of the result, made anew only in the rows that moved since it was made last; the same one where none did. What was
 * lent is never written to until it was given back: then only what moved since it was made is written into it. Where much moved
 * the last table goes before the new is made: of a large catalogue there is no room for both.
 */
export class KeptTable {
  private readonly rows: readonly TableRow[]
  private readonly width: number
  private last: Standing | undefined
  /** A table that was given back: nobody reads it, and it may be the last one. */
  private spare: Standing | undefined

  /** @param width numbers per row. */
  constructor(rows: readonly TableRow[], width: number) {
    this.rows = rows
    this.width = width
  }

  /** The table for a result, to be given back where that is let go of. @param run number of the last run, whose figures stand in the model. */
  lend(run: number): Float64Array {
    const table = this.get(run)
    const loan = lent.get(table) ?? { by: this, run, times: 0 }
    loan.run = run
    loan.times += 1
    lent.set(table, loan)
    if (this.spare?.table === table) this.spare = undefined
    return table
  }

  /** @param run the last in which it stood in a result. */
  takeBack(table: Float64Array, run: number): void {
    this.spare = { run, table }
  }

  /** The table to look something up in before the next run. @param run number of the last run, whose figures stand in the model. */
  get(run: number): Float64Array {
    if (this.last?.run === run) return this.last.table
    const moved = this.last === undefined ? this.rows.map((_, row) => row) : this.rowsAfter(this.last.run)
    const same = moved.length === 0 ? this.last?.table : undefined
    const table = same ?? (this.spare === undefined ? this.madeAfter(moved) : this.madeIn(this.spare))
    this.last = { run, table }
    return table
  }

  /** Rows of the last run's table that moved after an earlier run; undefined where the table is another. */
  movedSince(table: Float64Array, run: number): TableRows | undefined {
    return this.last?.table === table ? { rows: this.rowsAfter(run), width: this.width } : undefined
  }

  private rowsAfter(run: number): readonly number[] {
    const moved: number[] = []
    for (let row = 0; row < this.rows.length; row++) if (this.rows[row]?.isAfter(run) === true) moved.push(row)
    return moved
  }

  /** In new room: a copy of the last, which is made filled instead of being wiped first, or put together from nothing. */
  private madeAfter(moved: readonly number[]): Float64Array {
    const from = this.areFew(moved) ? this.last?.table : undefined
    this.last = undefined
    const table = from === undefined ? new Float64Array(this.rows.length * this.width) : new Float64Array(from)
    this.put(table, from === undefined ? undefined : moved)
    return table
  }

  /** Where a table stands that was given back; what is written anew is another array to whoever held it. */
  private madeIn({ run, table: given }: Standing): Float64Array {
    const moved = this.rowsAfter(run)
    const table = new Float64Array(given.buffer)
    this.spare = undefined
    this.put(table, this.areFew(moved) ? moved : undefined)
    return table
  }

  private areFew(moved: readonly number[]): boolean {
    return moved.length <= most * this.rows.length
  }

  /** @param moved rows; all where they are not given. */
  private put(table: Float64Array, moved: readonly number[] | undefined): void {
    const count = moved?.length ?? this.rows.length
    for (let k = 0; k < count; k++) {
      const row = moved === undefined ? k : (moved[k] ?? 0)
      this.rows[row]?.put(table, row * this.width)
    }
  }
}
