import { Loan, loanOf } from './loan'

/** One row of a table of the result. */
export interface TableRow {
  /** Whether anything of it moved in a later run than this one. */
  isAfter(run: number): boolean
  /** Put it down as it is in the last run. */
  put(table: Float64Array, at: number): void
}

/** Part of the rows up to which a table is copied from the last one: beyond that it is put together anew. */
const most = 0.5

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
  const [one, other] = [loanOf(before), loanOf(after)]
  return one === undefined || one.by !== other?.by ? undefined : other.by.movedSince(after, one.run)
}

/**
 * A result lets go of a table: where no other has it, the next one is written into its room. A page of fresh memory costs more
 * than filling it from warm memory, and tables are most of what a run would throw away.
 */
export const giveBack = (table: Float64Array): void => loanOf(table)?.giveBack()

/** A table as it was in a run. */
interface Standing {
  readonly run: number
  readonly table: Float64Array
}

/**
 * A table of the result, made anew only in the rows that moved since it was made last; the same one where none did. What somebody
 * read is never written to until it was given back. What stands in a result that nobody has read yet is written on, and the rows as
 * they were are put aside for that result. Where much moved the last table goes before the new is made: of a large catalogue there
 * is no room for both.
 */
export class KeptTable {
  private readonly rows: readonly TableRow[]
  private readonly width: number
  private last: Standing | undefined
  /** The last table as results have it. */
  private loan: Loan | undefined
  /** Somebody has the last table who never gives it back. */
  private isOut = false
  /** Numbers put aside since a table was left as it is: they never come to more than the table has. */
  private aside = 0
  /** A table that was given back: nobody reads it. */
  private spare: Standing | undefined
  /** Whether most rows moved when a table was last made; the run that it was of; and room for the next. */
  private wasAnew = false
  private run: number | undefined
  private room: Float64Array | undefined

  /** @param width numbers per row. */
  constructor(rows: readonly TableRow[], width: number) {
    this.rows = rows
    this.width = width
  }

  /** Numbers in the table. */
  get numbers(): number {
    return this.rows.length * this.width
  }

  /** The table for a result, to be given back where that is let go of. @param run number of the last run, whose figures stand in the model. */
  lend(run: number): Loan {
    this.peek(run)
    this.loan ??= new Loan(this)
    this.loan.lend(run)
    return this.loan
  }

  /** The table for good. @param run number of the last run, whose figures stand in the model. */
  get(run: number): Float64Array {
    const table = this.peek(run)
    this.isOut = true
    return table
  }

  /** The table to look something up in before the next run. @param run number of the last run, whose figures stand in the model. */
  peek(run: number): Float64Array {
    if (this.last?.run === run) return this.last.table
    const moved = this.run === undefined ? this.rows.map((_, row) => row) : this.rowsAfter(this.run)
    const table = this.last === undefined || moved.length > 0 ? this.next(moved) : this.last.table
    this.last = { run, table }
    this.run = run
    this.wasAnew = !this.areFew(moved)
    return table
  }

  /**
   * A run is about to begin. Where most moved in the last it is likely to again, so its table is left to those who have it. Of a
   * large catalogue the collector has the whole run to let go of what nobody has any more, and not only once the next one stands.
   */
  leaveLast(): void {
    const { last, loan, isOut } = this
    if (!this.wasAnew || last === undefined || (loan?.isNeeded !== true && !isOut)) return
    if (loan?.isNeeded === true && !loan.isRead) loan.leave(last.table)
    if (isOut) loan?.letGo()
    this.last = this.loan = undefined
    this.isOut = false
    this.aside = 0
  }

  /** Take room for the next table, where there is nothing to write on: memory is only claimed when it is written to. */
  takeRoom(): void {
    if (this.run !== undefined && this.last === undefined && this.spare === undefined) this.room ??= new Float64Array(this.numbers)
  }

  /** The last table to whoever has this loan of it; undefined where it is a loan of an earlier one. */
  tableOf(loan: Loan): Float64Array | undefined {
    return this.loan === loan ? this.last?.table : undefined
  }

  /** Room that is no longer read. @param run the last in which it stood in a result. */
  takeBack(table: Float64Array, run: number): void {
    if (this.last?.table !== table) this.spare = { run, table }
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

  /** What becomes of the last table. */
  private next(moved: readonly number[]): Float64Array {
    const { last, loan, isOut } = this
    this.loan = undefined
    this.isOut = false
    if (isOut) loan?.letGo()
    if (last !== undefined && loan?.isNeeded !== true && !isOut) return this.written(last.table, moved)
    if (last !== undefined && loan?.isNeeded === true && !loan.isRead) {
      this.aside += moved.length * this.width
      if (!isOut && this.areFew(moved) && this.aside <= this.numbers) {
        this.loan = loan.putAside(last.table, { rows: moved, width: this.width })
        return this.written(last.table, moved)
      }
      loan.leave(last.table)
    }
    this.aside = 0
    if (this.spare === undefined) return this.madeAfter(moved)
    const { run, table } = this.spare
    this.spare = undefined
    return this.written(table, this.rowsAfter(run))
  }

  /** In new room: a copy of the last, which is made filled instead of being wiped first, or put together from nothing. */
  private madeAfter(moved: readonly number[]): Float64Array {
    const from = this.areFew(moved) ? this.last?.table : undefined
    const { room } = this
    this.last = this.room = undefined
    const table = from === undefined ? (room ?? new Float64Array(this.numbers)) : new Float64Array(from)
    this.put(table, from === undefined ? undefined : moved)
    return table
  }

  /** Where a table stands that nobody reads; what is written anew is another array to whoever looked something up in it. */
  private written({ buffer }: Float64Array, moved: readonly number[]): Float64Array {
    const table = new Float64Array(buffer)
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
