import type { Row } from '../../../models/equation/formula/formula'
import { readAmount } from '../table/amount'
import { moneyNamed } from '../actuals/words'
import type { TableLog } from '../table/faults'
import { columnLetter, type Cell } from '../table/grid'
import { isChangeable } from './figures'
import type { LocatedRow } from './located'
import type { FigureLine } from './plan'

/** A cell of an input that holds another figure than the workbook had. */
export interface CellEdit {
  readonly line: FigureLine
  /** Counted from the first year. */
  readonly year: number
  readonly before: number
  readonly after: number
  readonly sheet: string
  /** As spreadsheets show it. */
  readonly cell: string
  /** What whoever changed it wrote on the cell, or into the row's column of changes. */
  readonly note: string
}

/** Programs write up to seventeen digits and read them back; what is closer than this was not changed. */
const near = 1e-12

export const isNear = (a: number, b: number, by = near): boolean => Math.abs(a - b) <= by * Math.max(Math.abs(a), Math.abs(b))

/** Cell of a located row, in a year. */
const columnOf = ({ columns }: LocatedRow, year: number): number | undefined => columns[year]

const cellName = (line: number, column: number): string => `${columnLetter(column)}${String(line + 1)}`

/** What a cell says, in the row's own unit; a per cent is a hundredth. */
export function figureIn(cell: Cell): number | undefined {
  if (cell.kind === 'number') return cell.value
  const isPercent = cell.kind === 'text' && cell.text.normalize('NFKC').includes('%')
  const amount = readAmount(cell, { factor: 1, unit: moneyNamed, codes: 'amount', most: 1e16, negative: true, perCent: isPercent })
  if (amount === undefined || !amount.ok) return undefined
  return isPercent ? amount.value / 100 : amount.value
}

/** What there is to see in the cells of a row; `expected` is what the workbook had. */
export class RowComparison {
  private readonly line: FigureLine
  private readonly at: LocatedRow
  private readonly expected: (row: Row, year: number) => number
  private readonly log: TableLog

  constructor(line: FigureLine, at: LocatedRow, expected: (row: Row, year: number) => number, log: TableLog) {
    this.line = line
    this.at = at
    this.expected = expected
    this.log = log
    this.log.sheet = at.sheet.name
  }

  /** Cells that were overwritten with other figures. */
  edits(): readonly CellEdit[] {
    return this.line.row.formulas.flatMap((_, year) => this.edit(year) ?? [])
  }

  private edit(year: number): CellEdit | undefined {
    const column = columnOf(this.at, year)
    if (column === undefined) return undefined
    const { sheet, line } = this.at
    const { row } = this.line
    const cell = sheet.cell(line, column)
    const before = this.expected(row, year)
    const hadFormula = !isGivenAt(row, year)
    // A formula where there was one says nothing by itself: its result is looked at when everything else is known.
    if (cell.formula && hadFormula) return undefined
    const place = { row: line, column }
    if (cell.kind === 'empty' && !cell.formula) {
      this.log.remark(sheet.isMerged(line, column) ? 'workbook-merged' : 'workbook-emptied', { value: before }, place)
      return undefined
    }
    const after = figureIn(cell)
    if (after === undefined) {
      if (isChangeable(row, year)) this.log.refuse(cell.kind === 'error' ? 'cell-error' : 'workbook-unreadable', { text: cell.text }, place)
      else this.log.remark('workbook-not-input', { before, after: cell.text }, place)
      return undefined
    }
    if (isNear(before, after)) return undefined
    if (isChangeable(row, year)) {
      if (cell.formula) this.log.remark('workbook-formula', { value: after }, place)
      return this.made(year, before, after, column)
    }
    const isLever = typeof row.change?.area === 'string'
    this.log.remark(isLever ? 'workbook-base-year' : hadFormula ? 'workbook-overwritten' : 'workbook-not-input', { before, after }, place)
    return undefined
  }

  /**
   * Cells of inputs whose formula was replaced by another one: its result is not what the program has with the other changes.
   * @param now what the program has.
   */
  rewritten(now: (row: Row, year: number) => number, printed: (year: number) => string): readonly CellEdit[] {
    const { sheet, line } = this.at
    const { row } = this.line
    return row.formulas.flatMap((_, year): readonly CellEdit[] => {
      const column = columnOf(this.at, year)
      if (column === undefined || !isChangeable(row, year) || isGivenAt(row, year)) return []
      const formula = sheet.formula(line, column)
      const after = figureIn(sheet.cell(line, column))
      // Cells that share another's formula do not say it.
      if (formula === undefined || formula === '' || after === undefined) return []
      if (bare(formula) === bare(printed(year)) || isNear(now(row, year), after, 1e-9)) return []
      this.log.remark('workbook-formula', { value: after }, { row: line, column })
      return [this.made(year, this.expected(row, year), after, column)]
    })
  }

  /** Formula cells that hold another figure than the program. */
  stale(now: (row: Row, year: number) => number): readonly { readonly value: number; readonly known: number; readonly column: number }[] {
    const { sheet, line } = this.at
    const { row } = this.line
    return row.formulas.flatMap((_, year) => {
      const column = columnOf(this.at, year)
      if (column === undefined || isGivenAt(row, year)) return []
      const cell = sheet.cell(line, column)
      const known = now(row, year)
      // Differences of nearly equal amounts have few digits that mean anything.
      const isSame = cell.kind === 'number' && (isNear(cell.value, known, 1e-6) || Math.abs(cell.value - known) < 1)
      return !cell.formula || isSame ? [] : [{ value: cell.value, known, column }]
    })
  }

  private made(year: number, before: number, after: number, column: number): CellEdit {
    const { sheet, line } = this.at
    const note = sheet.note(line, column)?.trim() ?? ''
    return { line: this.line, year, before, after, sheet: sheet.name, cell: cellName(line, column), note }
  }
}

/** Whether a row's cell was written as a figure. */
const isGivenAt = (row: Row, year: number): boolean => ['given', 'constant'].includes(row.at(year).op)

/** A formula without what programs write differently. */
const bare = (formula: string): string =>
  formula
    .replace(/[\s$']/g, '')
    .replace(/^=/, '')
    .toUpperCase()
