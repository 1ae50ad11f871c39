import { columnLetter } from '../../electron/service/table/grid'
import type { PlannedWorkbook } from '../../electron/service/workbook/export'
import { columnsBefore, linesBefore, type FigureLine } from '../../electron/service/workbook/plan'
import { evaluate, type ReadFigure } from '../../models/equation/formula/evaluate'
import { partsOf, type Formula, type Row } from '../../models/equation/formula/formula'

/** A row of figures with where it stands; lines are counted from 1. */
export interface PlacedLine {
  readonly sheet: string
  readonly at: number
  readonly line: FigureLine
}

export const figureLines = ({ figures }: PlannedWorkbook): readonly PlacedLine[] =>
  figures.flatMap(({ name, lines }) =>
    lines.flatMap((line, k) => (line.is === 'figures' ? [{ sheet: name, at: k + linesBefore + 1, line }] : [])),
  )

export const addressOf = ({ at }: Pick<PlacedLine, 'at'>, year: number): string => `${columnLetter(columnsBefore + year)}${String(at)}`

/** A cell with a formula, and the value it was written with. */
export interface ComputedCell {
  readonly sheet: string
  readonly line: number
  readonly column: number
  readonly expected: number | string
  /** Largest operand of what is added or taken away on the way: nearly equal amounts leave few digits. */
  readonly scale: number
  readonly row?: Row
  readonly year: number
}

/** Every cell of a workbook that holds a formula. @param read figures that operands are taken from. */
export function computedCells(plan: PlannedWorkbook, read: ReadFigure = plan.places.read): readonly ComputedCell[] {
  const rows = new Map(figureLines(plan).map(({ sheet, at, line }) => [`${sheet} ${String(at)}`, line.row]))
  return plan.sheets.flatMap(({ name, rows: given }) => {
    const lines = [...(typeof given === 'function' ? given() : given)]
    return lines.flatMap((cells, k) =>
      cells.flatMap((cell): readonly ComputedCell[] => {
        if (cell.formula === undefined || cell.value === null) return []
        const row = rows.get(`${name} ${String(k + 1)}`)
        const year = cell.column - columnsBefore
        const above = [1, 2].map((up) => lines[k - up]?.find(({ column }) => column === cell.column)?.value)
        const scale =
          row === undefined
            ? Math.max(0, ...above.map((value) => (typeof value === 'number' ? Math.abs(value) : 0)))
            : largestTerm(row.at(year), row, year, read)
        return [{ sheet: name, line: k + 1, column: cell.column, expected: cell.value, scale, year, ...(row === undefined ? {} : { row }) }]
      }),
    )
  })
}

/** The largest amount that is added or taken away anywhere in a formula. */
function largestTerm(formula: Formula, row: Row, year: number, read: ReadFigure): number {
  const parts = partsOf(formula)
  const inner = parts.map((part) => largestTerm(part, row, year, read))
  const isSum = formula.op === 'plus' || formula.op === 'minus' || formula.op === 'sum'
  const own = isSum ? parts.map((part) => Math.abs(evaluate(part, row, year, read))) : []
  // What is multiplied, divided or compared scales the amount; here only sums within the cell matter.
  return Math.max(0, ...own, ...(isSum ? inner : []))
}
