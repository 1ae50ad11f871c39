import { figureText, headWithUnit } from '../format/csv'

/** A rectangle of a table with the heads of its rows and columns. */
export interface CopiedTable {
  /** The corner first, then one for each column. */
  readonly head: readonly string[]
  /** The row's name first. */
  readonly rows: readonly (readonly string[])[]
  readonly unit: string
}

export interface Clip {
  readonly text: string
  readonly html: string
}

/** As spreadsheets take text: tabs between cells; a cell that holds a tab, a line end or a quote stands in quotes. */
const cellText = (text: string): string => (/[\t\n\r"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] ?? sign)

/** A table for the clipboard with its heads, figures as numbers that a spreadsheet can add: as text and as a table. */
export function copied({ head, rows, unit }: CopiedTable): Clip {
  const heads = head.map((cell, k) => (k === 0 ? cell : headWithUnit(cell, unit)))
  const body = rows.map((row) => row.map(figureText))
  const tag = (name: string, cells: readonly string[]): string => cells.map((cell) => `<${name}>${escaped(cell)}</${name}>`).join('')
  const lines = body.map(([name = '', ...cells]) => `<tr>${tag('th', [name])}${tag('td', cells)}</tr>`)
  return {
    text: [heads, ...body].map((row) => row.map(cellText).join('\t')).join('\r\n'),
    html: `<table><thead><tr>${tag('th', heads)}</tr></thead><tbody>${lines.join('')}</tbody></table>`,
  }
}

/** A single cell goes as it is, without heads: to be put into a formula. */
export const copiedCell = (text: string): Clip => ({ text: figureText(text), html: escaped(figureText(text)) })
