import { partsOf, repeatedRow, type Formula, type FormulaPool, type Row } from './formula'

/** Most figures that a formula names after others were worked into it. */
const mostLeaves = 8

export interface Tidying {
  readonly pool: FormulaPool
  /** Rows in the order in which they were traced. */
  readonly rows: readonly Row[]
  readonly shown: readonly Row[]
  /** Variables whose rows are worked into the formulas that read them, where those stay short. */
  readonly inlined: ReadonlySet<string>
}

/**
 * Rows as they are laid out: a row that another one merely repeats is that other one; steps on the way are worked into
 * their readers; a figure that one cell alone takes over stands in that cell; what nothing shown reads is left out.
 *
 * @returns the rows that are left, in the order of `rows`. Their formulas are replaced.
 */
export function tidy({ pool, rows, shown, inlined }: Tidying): readonly Row[] {
  const heirs = takeOver(rows)
  const heirOf = (row: Row): Row => heirs.get(row) ?? row
  const left = rows.filter((row) => !heirs.has(row))
  const worked = workedIn(left, heirOf, inlined)
  const rewriter = new Rewriter(pool, heirOf, worked)
  for (const row of left) row.formulas = rewriter.formulas(row)
  const live = reached(left, shown)
  absorb(live)
  return reached(live, shown).filter((row) => !worked.has(row))
}

/** A shown row that only repeats a row which is not shown by itself takes its formulas and its place. */
function takeOver(rows: readonly Row[]): ReadonlyMap<Row, Row> {
  const heirs = new Map<Row, Row>()
  for (const row of rows) {
    // A row that may be changed keeps apart from what it repeats: the change is of the one and not of the other.
    const other = row.isShown && row.change === undefined ? repeatedRow(row.formulas, row.isYearly) : undefined
    if (other === undefined || other.isShown || other.change !== undefined || heirs.has(other)) continue
    heirs.set(other, row)
    row.formulas = other.formulas
    row.members.push(...other.members)
  }
  return heirs
}

/** Rows that are worked into their readers: read in their own year only, and short enough everywhere. */
function workedIn(rows: readonly Row[], heirOf: (row: Row) => Row, inlined: ReadonlySet<string>): ReadonlySet<Row> {
  const chosen = new Set(rows.filter((row) => inlined.has(row.name) && !row.isShown && row.change === undefined && isPlain(row)))
  const lengths = new Map<Formula, number>()
  const lengthOf = (formula: Formula): number => {
    const known = lengths.get(formula)
    if (known !== undefined) return known
    const inner = formula.op === 'cell' ? heirOf(formula.row) : undefined
    const length =
      inner === undefined
        ? partsOf(formula).reduce((sum, part) => sum + lengthOf(part), formula.op === 'own' || formula.op === 'given' ? 1 : 0)
        : chosen.has(inner)
          ? longest(inner, lengthOf)
          : 1
    lengths.set(formula, length)
    return length
  }
  for (const row of rows)
    for (const formula of new Set(row.formulas)) {
      const inner = cellsIn(formula).filter((cell) => chosen.has(heirOf(cell.row)))
      const isTooLong = inner.length > 0 && lengthOf(formula) > mostLeaves
      for (const { row: read, when } of inner)
        if (isTooLong || when === 'before' || when === 'base') {
          chosen.delete(heirOf(read))
          lengths.clear()
        }
    }
  return chosen
}

const longest = ({ formulas }: Row, lengthOf: (formula: Formula) => number): number =>
  Math.max(...[...new Set(formulas)].map((formula) => lengthOf(formula)))

/** Neither carried on from year to year nor given. */
const isPlain = ({ formulas }: Row): boolean =>
  [...new Set(formulas)].every((formula) => !reads(formula, 'own') && !reads(formula, 'given'))

const reads = (formula: Formula, op: Formula['op']): boolean => formula.op === op || partsOf(formula).some((part) => reads(part, op))

type CellFormula = Extract<Formula, { op: 'cell' }>

const cellsKnown = new WeakMap<Formula, readonly CellFormula[]>()

/** Cells that a formula reads; long sums are part of many formulas. */
function cellsIn(formula: Formula): readonly CellFormula[] {
  if (formula.op === 'cell') return [formula]
  const known = cellsKnown.get(formula)
  if (known !== undefined) return known
  const made = partsOf(formula).flatMap((part) => cellsIn(part))
  if (formula.op === 'sum') cellsKnown.set(formula, made)
  return made
}

/** Puts rows in place of others, and formulas in place of rows. */
class Rewriter {
  private readonly pool: FormulaPool
  private readonly heirOf: (row: Row) => Row
  private readonly worked: ReadonlySet<Row>
  private readonly touched = new Map<Formula, boolean>()

  constructor(pool: FormulaPool, heirOf: (row: Row) => Row, worked: ReadonlySet<Row>) {
    this.pool = pool
    this.heirOf = heirOf
    this.worked = worked
  }

  formulas(row: Row): readonly Formula[] {
    if (row.formulas.every((formula) => !this.isTouched(formula))) return row.formulas
    return row.formulas.map((formula, year) => (this.isTouched(formula) ? this.rewrite(formula, year) : formula))
  }

  private isTouched(formula: Formula): boolean {
    const known = this.touched.get(formula)
    if (known !== undefined) return known
    const made =
      formula.op === 'cell'
        ? this.heirOf(formula.row) !== formula.row || this.worked.has(formula.row)
        : partsOf(formula).some((part) => this.isTouched(part))
    this.touched.set(formula, made)
    return made
  }

  private rewrite(formula: Formula, year: number): Formula {
    if (!this.isTouched(formula)) return formula
    const { pool } = this
    switch (formula.op) {
      case 'cell': {
        const row = this.heirOf(formula.row)
        return this.worked.has(row) ? row.at(year) : pool.cell(row, formula.when, formula.isFixed)
      }
      case 'where':
        return pool.where(this.rewrite(formula.condition, year), this.rewrite(formula.then, year), this.rewrite(formula.otherwise, year))
      case 'sum':
        return pool.sum(formula.parts.map((part) => this.rewrite(part, year)))
      case 'constant':
      case 'given':
      case 'own':
      case 'growth':
        return formula
      default:
        return pool.pair(formula.op, this.rewrite(formula.left, year), this.rewrite(formula.right, year))
    }
  }
}

/** A given row that is only repeated, and by one row alone, is given there: the figure stands where it acts. */
function absorb(rows: readonly Row[]): void {
  const readers = new Map<Row, Row | 'many'>()
  for (const row of rows)
    for (const formula of new Set(row.formulas))
      for (const cell of cellsIn(formula)) {
        const known = readers.get(cell.row)
        const isRepeated = formula === cell && (cell.when === 'same' || cell.when === 'always')
        readers.set(cell.row, isRepeated && (known === undefined || known === row) ? row : 'many')
      }
  const isGiven = (row: Row): boolean => row.change === undefined && !row.isShown && row.formulas.every(({ op }) => op === 'given')
  for (const row of rows) {
    const taken = new Set<Row>()
    row.formulas = row.formulas.map((formula, year) => {
      if (formula.op !== 'cell' || !isGiven(formula.row) || readers.get(formula.row) !== row) return formula
      taken.add(formula.row)
      return formula.row.at(year)
    })
    row.absorbed.push(...taken)
  }
}

/** Rows that the shown ones read, with them. */
function reached(rows: readonly Row[], shown: readonly Row[]): readonly Row[] {
  const seen = new Set<Row>()
  const waiting = [...shown]
  for (let row = waiting.pop(); row !== undefined; row = waiting.pop()) {
    if (seen.has(row)) continue
    seen.add(row)
    for (const formula of new Set(row.formulas)) for (const cell of cellsIn(formula)) waiting.push(cell.row)
  }
  return rows.filter((row) => seen.has(row))
}
