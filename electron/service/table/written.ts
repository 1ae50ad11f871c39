export interface WrittenTemplate {
  readonly fileName: string
  readonly mediaType: string
  readonly content: string | Uint8Array
}

/** Signs with which spreadsheets begin a formula: a text with one of them in front is written as text. */
const isFormula = (text: string): boolean => /^[=+\-@\t\r]/.test(text)

function csvCell(value: string | number | null): string {
  if (typeof value === 'number') return String(value)
  const text = value === null ? '' : isFormula(value) ? `'${value}` : value
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** A line of CSV, with its end. */
export const csvLine = (cells: readonly (string | number | null)[]): string => `${cells.map(csvCell).join(',')}\r\n`

export const csvType = 'text/csv;charset=utf-8'
export const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** A table as CSV that Excel opens without garbling: UTF-8 with its mark. */
export const csvTemplate = (base: string, rows: readonly (readonly (string | number | null)[])[]): WrittenTemplate => ({
  fileName: `${base}.csv`,
  mediaType: csvType,
  content: `\uFEFF${rows.map(csvLine).join('')}`,
})

export const xlsxTemplate = (base: string, content: Uint8Array): WrittenTemplate => ({
  fileName: `${base}.xlsx`,
  mediaType: xlsxType,
  content,
})
