import type { KeptTable, TableRows } from './keptTable'

/** Rows of a table as they were before the next one was written over it, one after the other. */
interface Aside extends TableRows {
  readonly values: Float64Array
  readonly next: Loan
}

/** Tables that somebody has read, by the loan that they were read through. */
const read = new WeakMap<Float64Array, Loan>()

/** The loan that a table was read through. */
export const loanOf = (table: Float64Array): Loan | undefined => read.get(table)

/**
 * A table as results have it: the array once somebody has read it; before that the table that stands now, and with every table
 * that is written over it the rows that were other.
 */
export class Loan {
  readonly by: KeptTable
  /** The last run in which it stood in a result. */
  run = 0
  private times = 0
  private table: Float64Array | undefined
  private aside: Aside | undefined
  /** An earlier one is told by this one. */
  private isBehind: boolean
  /** Somebody has its table who never gives it back. */
  private isOut = false

  constructor(by: KeptTable, isBehind = false) {
    this.by = by
    this.isBehind = isBehind
  }

  get isRead(): boolean {
    return this.table !== undefined
  }

  /** Whether its figures are still asked for. */
  get isNeeded(): boolean {
    return this.times > 0 || this.isBehind
  }

  lend(run: number): void {
    this.run = run
    this.times += 1
  }

  /** The figures as they were in its run, to keep until they are given back. */
  read(): Float64Array {
    const table = this.table ?? this.by.tableOf(this) ?? this.workedOut()
    this.leave(table)
    this.forget()
    read.set(table, this)
    return table
  }

  /** A result lets go of it. */
  giveBack(): void {
    if (this.times === 0) return
    this.times -= 1
    if (this.isNeeded) return
    if (this.table !== undefined && !this.isOut) this.by.takeBack(this.table, this.run)
    this.forget()
  }

  /** Its table does not come back, whatever results do with it. */
  letGo(): void {
    this.isOut = true
  }

  /** This table is its own from now on: nobody writes to it. */
  leave(table: Float64Array): void {
    this.table = table
  }

  /** Rows of its table are about to be written over. @returns the loan of what will stand there. */
  putAside(table: Float64Array, { rows, width }: TableRows): Loan {
    const values = new Float64Array(rows.length * width)
    for (let k = 0; k < rows.length; k++) {
      const at = (rows[k] ?? 0) * width
      values.set(table.subarray(at, at + width), k * width)
    }
    const next = new Loan(this.by, true)
    this.aside = { rows, width, values, next }
    return next
  }

  /** From the next one of which there is an array, backwards. */
  private workedOut(): Float64Array {
    const asides: Aside[] = []
    let loan: Loan = this
    while (loan.table === undefined && loan.aside !== undefined) {
      asides.push(loan.aside)
      loan = loan.aside.next
    }
    const table = new Float64Array(loan.table ?? loan.by.tableOf(loan) ?? new Float64Array())
    for (const { rows, width, values } of asides.toReversed())
      for (let k = 0; k < rows.length; k++) table.set(values.subarray(k * width, (k + 1) * width), (rows[k] ?? 0) * width)
    return table
  }

  /** It is not told by later ones any more. */
  private forget(): void {
    const next = this.aside?.next
    this.aside = undefined
    if (next === undefined) return
    next.isBehind = false
    if (!next.isNeeded && next.table === undefined) next.forget()
  }
}
