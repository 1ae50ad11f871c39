import { Row, type Formula, type FormulaPool, type When } from '../equation/formula/formula'
import { evaluate, type ReadFigure } from '../equation/formula/evaluate'
import { rowAt, shapeOf, type Shape } from '../equation/formula/shapes'
import { dimensionNames } from '../equation/expression'
import type { Coordinates } from '../equation/explain'
import { figureTerm, figureValue } from '../explain/figure'
import type { OpenRun } from '../explain/run'
import { placed } from '../explain/sums'
import type { ShownTerm } from '../explain/term'
import type { RunRows } from './rows'

/**
 * Figures of the result above the equations (totals of a domain, growth of a subject, what exceeds it) as formulas over the
 * rows of a workbook. Their formulas are those with which they open in the program.
 */
export class TermFormulas {
  private readonly open: OpenRun
  private readonly pool: FormulaPool
  private readonly runRows: RunRows
  private readonly rowsOf: ReadonlyMap<string, ReadonlyMap<number, Row>>
  private readonly shapes = new Map<string, Shape>()
  /** Rows made from terms, by the path of their figures without the year. */
  private readonly totals = new Map<string, Row>()
  /** Rows made here, with their figures as far as they were asked for. */
  private readonly ours = new Map<Row, number[]>()
  private made: number

  constructor(open: OpenRun, runRows: RunRows) {
    this.open = open
    this.runRows = runRows
    this.pool = runRows.pool
    this.made = Math.max(0, ...runRows.rows.map(({ id }) => id)) + 1
    const found = new Map<string, Map<number, Row>>()
    for (const row of runRows.rows)
      for (const member of row.members) {
        const known = found.get(member.name) ?? new Map<number, Row>()
        found.set(member.name, known.set(member.row, row))
      }
    this.rowsOf = found
  }

  /**
   * A row of the sums of a shown variable over cells, named by their path: what stands for an area above them.
   * @param place in the variable's other dimensions.
   */
  over(path: string, name: string, place: Coordinates, cells: readonly number[]): Row {
    const shape = this.shape(name)
    const rows = cells.flatMap((cell) => {
      const position = dimensionNames.map((dimension) => (dimension === 'cell' ? cell : (place[dimension] ?? 0)))
      // What has no row of its own is nought everywhere.
      return this.rowsOf.get(name)?.get(rowAt(shape, position)) ?? []
    })
    return this.sum(path, rows)
  }

  /** A row of the sums of all rows of a shown variable. */
  all(path: string, name: string): Row {
    return this.sum(path, [...new Set(this.rowsOf.get(name)?.values() ?? [])])
  }

  /** A row of the sums of other rows. */
  sum(path: string, rows: readonly Row[]): Row {
    const row = this.newRow(path.split('/')[0] ?? '', true)
    row.formulas = this.open.model.structure.years.map((_, year) =>
      this.pool.sum(rows.map((part) => (part.at(year).op === 'constant' ? part.at(year) : this.pool.cell(part, 'same', false)))),
    )
    this.totals.set(path, row)
    return row
  }

  /** A row of the figures of a path, one for each year; later terms that name the path read it. */
  row(path: string): Row {
    const { years } = this.open.model.structure
    const [name = ''] = path.split('/')
    const row = this.newRow(name, true)
    row.formulas = years.map((year, k) => this.formulaOf(`${path}/${String(year)}`, k))
    this.totals.set(path, row)
    return row
  }

  /** Figures of rows of the run and of rows made from terms. */
  readonly read: ReadFigure = (row, year) => {
    const worked = this.ours.get(row)
    if (worked === undefined) return this.runRows.read(row, year)
    const known = worked[year] ?? evaluate(row.at(year), row, year, this.read)
    worked[year] = known
    return known
  }

  /** A row without years, for a formula of single years. */
  single(name: string): Row {
    return this.newRow(name, false)
  }

  private newRow(name: string, isYearly: boolean): Row {
    const made = new Row(this.made++, isYearly, { name, row: 0 }, { isShown: true })
    this.ours.set(made, [])
    return made
  }

  /** The formula of a figure. @param year in which it stands, counted from the first; undefined for a row without years. */
  formulaOf(path: string, year: number | undefined): Formula {
    const known = this.known(path, year)
    if (known !== undefined) return known
    const term = figureTerm(this.open, path)
    return term === null ? this.pool.constant(figureValue(this.open, path)) : this.convert(term, year)
  }

  private convert(term: ShownTerm, year: number | undefined): Formula {
    const again = (part: ShownTerm): Formula => this.convert(part, year)
    switch (term.op) {
      case 'constant':
        return this.pool.constant(term.value)
      case 'figure':
        return this.formulaOf(term.figure, year)
      case 'where':
        return again(term.branch)
      case 'sum':
        return this.pool.sum(term.parts.map((part) => again(part.term)))
      case 'growth':
        return this.pool.growth(again(term.first), again(term.last), term.years)
      case 'firstBelow':
      case 'firstNil':
      case 'atLeast':
      case 'atMost':
      case 'below':
      case 'root':
      case 'log':
      case 'abs':
      case 'largest':
      case 'smallest':
        throw new RangeError(`no cell of the workbook is a ${term.op}`)
      default:
        return this.pool.pair(term.op, again(term.left), again(term.right))
    }
  }

  /** A cell that shows the figure already, or its settled value; undefined where its formula has to be opened. */
  private known(path: string, year: number | undefined): Formula | undefined {
    const steps = path.split('/')
    const at = this.yearOf(steps.at(-1))
    const total = at === undefined ? undefined : this.totals.get(steps.slice(0, -1).join('/'))
    if (total !== undefined) return this.cell(total, at, year)
    const [name = '', ...places] = steps
    const variable = this.runRows.variables.get(name)
    if (variable === undefined) return undefined
    const found = placed(this.open, variable, places)
    if (found.kind === 'above') return undefined
    const position = dimensionNames.map((dimension) => found.position[dimension] ?? 0)
    const row = this.rowsOf.get(name)?.get(rowAt(this.shape(name), position))
    if (row !== undefined) return this.cell(row, at, year)
    return variable.expression === undefined ? this.pool.constant(figureValue(this.open, path)) : undefined
  }

  private cell(row: Row, at: number | undefined, year: number | undefined): Formula {
    const when: When = !row.isYearly ? 'always' : at === year ? 'same' : (at ?? 0)
    const formula = row.at(at ?? 0)
    return formula.op === 'constant' ? formula : this.pool.cell(row, when, false)
  }

  private yearOf(step: string | undefined): number | undefined {
    const k = this.open.model.structure.years.indexOf(Number(step))
    return k < 0 ? undefined : k
  }

  private shape(name: string): Shape {
    const known = this.shapes.get(name)
    const variable = this.runRows.variables.get(name)
    if (known !== undefined) return known
    if (variable === undefined) throw new RangeError(`no variable ${name}`)
    const made = shapeOf(variable, this.open.model.structure.space)
    this.shapes.set(name, made)
    return made
  }
}
