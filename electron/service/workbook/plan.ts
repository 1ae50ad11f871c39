import type { Row } from '../../../models/equation/formula/formula'
import type { Places } from '../../../models/equation/formula/print'
import type { ReadFigure } from '../../../models/equation/formula/evaluate'
import { columnLetter } from '../table/grid'
import { localPayers } from '../../../models/structure'
import { blocks, blocksOf, type Block, type FigureFormat, type SheetKey } from './blocks'
import type { Labels, RowLabel } from './labels'
import type { WorkbookWords } from './words'

/** Columns before the first year: name, area, payer, unit. */
export const columnsBefore = 4
/** Lines before the first row of a sheet of figures: its title, a note, the heads. */
export const linesBefore = 3

export interface FigureLine {
  readonly is: 'figures'
  readonly row: Row
  readonly label: RowLabel
  readonly format: FigureFormat
}
export interface BandLine {
  readonly is: 'band'
  readonly text: string
}
export type Line = FigureLine | BandLine

/** A sheet whose rows are rows of formulas. */
export interface FigureSheet {
  readonly key: SheetKey
  readonly name: string
  readonly lines: readonly Line[]
}

/** Where every row stands, on which sheet and line; lines are counted as spreadsheets do. */
export class RowPlaces implements Places {
  readonly read: ReadFigure
  private readonly known = new Map<Row, { readonly sheet: string; readonly line: number }>()

  constructor(read: ReadFigure) {
    this.read = read
  }

  place(sheet: FigureSheet): void {
    sheet.lines.forEach((line, k) => {
      if (line.is === 'figures') this.put(line.row, sheet.name, k + linesBefore + 1)
    })
  }

  put(row: Row, sheet: string, line: number): void {
    this.known.set(row, { sheet, line })
  }

  readonly of = (row: Row): { readonly sheet: string; readonly line: number } => {
    const found = this.known.get(row)
    if (found === undefined) throw new RangeError(`the row ${row.name} stands nowhere`)
    return found
  }

  readonly column = (year: number): string => columnLetter(columnsBefore + year)
}

/** The rows of a run laid out on sheets: a block for each variable, its rows in the catalogue's order. */
export function figureSheets(rows: readonly Row[], labels: Labels, words: WorkbookWords): readonly FigureSheet[] {
  const found = new Map<Block, Row[]>()
  for (const row of rows) {
    const block = blockOf(row, labels)
    const known = found.get(block)
    if (known === undefined) found.set(block, [row])
    else known.push(row)
  }
  const inOrder = [...blocks, ...[...found.keys()].filter((block) => !blocks.includes(block))]
  const keys = [...new Set(inOrder.map(({ sheet }) => sheet))]
  return keys.flatMap((key) => {
    const lines = inOrder.filter(({ sheet }) => sheet === key).flatMap((block) => linesOf(block, found.get(block) ?? [], labels, words))
    return lines.length === 0 ? [] : [{ key, name: words.sheets[key], lines }]
  })
}

function blockOf(row: Row, labels: Labels): Block {
  const possible = blocksOf(row.isShown ? [row.name] : row.members.map(({ name }) => name))
  const [first] = possible
  if (first === undefined) throw new RangeError(`no block for ${row.name}`)
  if (possible.length === 1) return first
  const member = row.members.find(({ name }) => name === first.variable)
  const payer = localPayers[labels.place(first.variable, member?.row ?? 0).payer ?? -1]
  return possible.find((block) => block.payer === payer) ?? first
}

function linesOf(block: Block, rows: readonly Row[], labels: Labels, words: WorkbookWords): readonly Line[] {
  if (rows.length === 0) return []
  const { variable, format } = block
  const own = (row: Row): number => row.members.find(({ name }) => name === variable)?.row ?? 0
  const size = labels.shape(variable).steps.at(-1)?.size ?? 1
  const rank = (row: Row): number => (block.byCell === true ? (own(row) % size) * 1e6 + Math.floor(own(row) / size) : own(row))
  const sorted = rows.map((row) => [rank(row), row] as const).sort(([a], [b]) => a - b)
  const { isYearly, variable: equation } = labels.shape(variable)
  const about = [labels.variable(variable), words.method.replace('{section}', equation.section), ...(isYearly ? [] : [words.noYears])]
  return [
    { is: 'band', text: about.join(' · ') },
    ...sorted.map(([, row]): FigureLine => ({ is: 'figures', row, label: labels.of(row, variable, format), format })),
  ]
}
