/**
 * The cells of a block that was copied out of a spreadsheet: tabs between cells, line ends between rows; a cell that holds either,
 * or a quote at its start, stands in quotes with its own quotes doubled. The line end that Excel and WPS put last is none.
 */
export function readBlock(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [[]]
  let cell = ''
  let isQuoted = false
  const endCell = (): void => {
    rows.at(-1)?.push(cell)
    cell = ''
  }
  for (let k = 0; k < text.length; k++) {
    const sign = text[k] ?? ''
    if (isQuoted) {
      if (sign !== '"') cell += sign
      else if (text[k + 1] === '"') cell += text[++k] ?? ''
      else isQuoted = false
    } else if (sign === '"' && cell === '' && closesQuote(text, k)) isQuoted = true
    else if (sign === '\t') endCell()
    else if (sign === '\n' || sign === '\r') {
      if (sign === '\r' && text[k + 1] === '\n') k++
      endCell()
      rows.push([])
    } else cell += sign
  }
  endCell()
  const last = rows.at(-1)
  if (rows.length > 1 && last?.length === 1 && last[0] === '') rows.pop()
  return rows
}

/** Whether a quote at the start of a cell has its end before a tab, a line end or the end of the text; else it is a sign like others. */
function closesQuote(text: string, from: number): boolean {
  for (let k = from + 1; k < text.length; k++) {
    if (text[k] !== '"') continue
    if (text[k + 1] === '"') k++
    else return [undefined, '\t', '\n', '\r'].includes(text[k + 1])
  }
  return false
}
