export interface WrittenTemplate {
  readonly fileName: string
  readonly mediaType: string
  readonly content: string | Uint8Array
}

const csvCell = (value: string | number | null): string => {
  const text = value === null ? '' : String(value)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** A table as CSV that Excel opens without garbling: UTF-8 with its mark. */
export const csvTemplate = (base: string, rows: readonly (readonly (string | number | null)[])[]): WrittenTemplate => ({
  fileName: `${base}.csv`,
  mediaType: 'text/csv;charset=utf-8',
  content: `\uFEFF${rows.map((row) => `${row.map(csvCell).join(',')}\r\n`).join('')}`,
})

export const xlsxTemplate = (base: string, content: Uint8Array): WrittenTemplate => ({
  fileName: `${base}.xlsx`,
  mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  content,
})
