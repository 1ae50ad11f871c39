import { operate } from '../explain'
import { compoundGrowth } from '../../shared/growth'
import type { Formula, Row, When } from './formula'

/** What a formula reads: a figure of a row in a year, counted from the first. */
export type ReadFigure = (row: Row, year: number) => number

/** The year in which a formula that stands in `year` reads another row. */
export const yearRead = (when: When, year: number): number =>
  typeof when === 'number' ? when : when === 'same' ? year : when === 'before' ? year - 1 : 0

/** The value of a formula that stands in a row and a year, by what it reads. */
export function evaluate(formula: Formula, row: Row, year: number, read: ReadFigure): number {
  const again = (part: Formula): number => evaluate(part, row, year, read)
  switch (formula.op) {
    case 'constant':
      return formula.value
    case 'given':
      return read(row, year)
    case 'own':
      return read(row, year - 1)
    case 'cell':
      return read(formula.row, yearRead(formula.when, year))
    case 'where':
      return again(formula.condition) === 0 ? again(formula.otherwise) : again(formula.then)
    case 'sum':
      return formula.parts.reduce((sum, part) => sum + again(part), 0)
    case 'growth':
      return compoundGrowth(again(formula.first), again(formula.last), formula.years) ?? 0
    default:
      return operate(formula.op, again(formula.left), again(formula.right))
  }
}
