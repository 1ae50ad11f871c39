import type { TableLog } from './faults'
import { isBlankRow, shownAt, squeezed, type Grid } from './grid'
import { tableWords } from './words'

/** What stands above the figures of a table, whatever they are of. */

/** Rows from the top in which heads are looked for. */
export const rowsSearched = 30

/** No head is longer. */
export const longestHead = 200

/** What one of a unit stands for; undefined where the word is no unit. */
type NamedUnit = (text: string) => number | undefined

/** Texts over the columns: one row of heads, or two whose upper one stands over several columns. */
export function headTexts(grid: Grid, row: number, rows: 1 | 2): readonly string[] {
  const width = Math.max(grid.rows[row]?.length ?? 0, rows === 2 ? (grid.rows[row + 1]?.length ?? 0) : 0)
  let above = ''
  return Array.from({ length: width }, (_, column) => {
    const upper = rows === 2 ? shownAt(grid, row, column).text : ''
    const lower = shownAt(grid, rows === 2 ? row + 1 : row, column).text
    if (upper !== '') above = upper
    if (rows === 1 || lower === '') return rows === 1 ? lower : upper
    // Without merged cells an upper head stands over the first of its columns only.
    const over = upper === '' ? above : upper
    return over === lower ? lower : `${over} ${lower}`
  })
}

const unitForm = new RegExp(`^(?:${tableWords.unitLabels.join('|')}):(.+)$`)

/** A unit stated above the heads for the whole table, in a cell of its own; one that is not known is told. */
export function unitAbove(grid: Grid, headRow: number, unit: NamedUnit, log: TableLog): number | undefined {
  for (const [row, cells] of grid.rows.slice(0, headRow).entries())
    for (const [column, cell] of cells.entries()) {
      const stated = unitForm.exec(squeezed(cell.text))?.[1]
      if (stated === undefined) continue
      const factor = stated
        .split(/[,;/\u3001]/)
        .map(unit)
        .find((found) => found !== undefined)
      if (factor !== undefined) return factor
      log.remark('unit-unknown', { text: cell.text.slice(0, 40) }, { row, column })
    }
  return undefined
}

/** Units that stand in a row of their own below the heads, by column; undefined where the row is something else. */
export function unitRow(grid: Grid, row: number, unit: NamedUnit): ReadonlyMap<number, number> | undefined {
  const units = new Map<number, number>()
  for (const [column, { kind, text }] of (grid.rows[row] ?? []).entries()) {
    if (kind === 'empty') continue
    const bare = squeezed(text).replace(/[()[\]]/g, '')
    const factor = kind === 'text' ? unit(bare) : undefined
    if (factor !== undefined) units.set(column, factor)
    else if (!tableWords.ageNoise.includes(bare)) return undefined
  }
  return units.size > 0 ? units : undefined
}

/** Values beside the table: in CSV a number torn apart by its comma, in a worksheet a column without a head. */
export function reportLoose(grid: Grid, headRow: number, texts: readonly string[], log: TableLog): void {
  const told = new Set<number>()
  for (let row = headRow + 1; row < grid.rows.length; row++) {
    const cells = grid.rows[row] ?? []
    if (isBlankRow(cells)) continue
    cells.forEach((cell, column) => {
      if (cell.kind === 'empty' || (texts[column] ?? '') !== '') return
      if (grid.sheet === '' && column >= texts.length) log.refuse('row-too-long', {}, { row, column })
      else if (!told.has(column)) {
        told.add(column)
        log.remark('column-without-head', {}, { row, column })
      }
    })
  }
}
