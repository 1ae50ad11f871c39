/** Signs that spreadsheets open a formula with. */
const isFormula = (text: string): boolean => /^[=+\-@\t\r]/.test(text)
/** A figure as the screen shows it: true minus, grouped digits, sign, per cent. */
const figure = /^[+\u2212-]?\d{1,3}(,\d{3})*(\.\d+)?%?$|^[+\u2212-]?\d+(\.\d+)?%?$/

/**
 * A cell of the screen as another program takes it: figures without grouping and with a plain minus, no figure as nothing, and a
 * text that would be opened as a formula marked as text.
 */
export function figureText(shown: string): string {
  const text = shown.trim()
  if (text === '\u2014') return ''
  if (figure.test(text)) return text.replaceAll(',', '').replace('\u2212', '-').replace(/^\+/, '')
  return isFormula(text) ? `'${text}` : text
}

/** The same as a cell of a CSV file. */
export function csvCell(shown: string): string {
  const text = figureText(shown)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** A head that says its unit: its own in brackets, else the table's. */
export const headWithUnit = (cell: string, unit: string): string =>
  unit === '' || cell === '' || /[(\uFF08%\u2030]/.test(cell) ? cell : `${cell} (${unit})`

export interface CsvTable {
  readonly head: readonly string[]
  readonly rows: readonly (readonly string[])[]
  /** Of the columns after the first. */
  readonly unit: string
}

/** A table as spreadsheets open it by double click: UTF-8 with its mark, commas, CRLF. */
export function csvOf({ head, rows, unit }: CsvTable): string {
  const heads = head.map((cell, k) => (k === 0 ? cell : headWithUnit(cell, unit)))
  return `\uFEFF${[heads, ...rows].map((row) => row.map(csvCell).join(',')).join('\r\n')}\r\n`
}
