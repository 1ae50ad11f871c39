import { evaluate, type ReadFigure } from '../equation/formula/evaluate'
import type { Row } from '../equation/formula/formula'
import type { Model } from '../model'

/**
 * Figures of the last run for rows of variables, which may have been made for an earlier run. They are copied, because the
 * next run writes over them; any other row is a total, and is worked out from its formulas.
 */
export function figuresOfRun({ structure, compiled }: Model, rows: readonly Row[]): ReadFigure {
  const names = new Set(rows.map(({ name }) => name))
  const kept = new Map([...names].map((name) => [name, compiled.block(name).data.slice()]))
  const known = new Set(rows)
  const years = structure.years.length
  const read: ReadFigure = (row, year) => {
    const [member] = row.members
    if (!known.has(row) || member === undefined) {
      const formula = row.at(year)
      if (formula.op === 'given') throw new RangeError(`the row ${row.name} is of another workbook`)
      return evaluate(formula, row, year, read)
    }
    return kept.get(member.name)?.[row.isYearly ? member.row * years + year : member.row] ?? 0
  }
  return read
}
