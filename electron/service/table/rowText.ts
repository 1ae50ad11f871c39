import type { CellLook, NewCell } from './cellWorkbook'
import { columnLetter } from './grid'

/** A row of a worksheet as its file holds it. @param looks numbers of looks. */
export function rowText(cells: readonly NewCell[], line: number, looks: ReadonlyMap<CellLook, number>): string {
  let text = `<row r="${String(line)}">`
  for (const cell of cells) text += cellText(cell, line, looks)
  return `${text}</row>`
}

const letters: string[] = []
const letterOf = (column: number): string => (letters[column] ??= columnLetter(column))

function cellText({ column, value, formula, shared, look }: NewCell, line: number, looks: ReadonlyMap<CellLook, number>): string {
  const style = look === undefined ? 0 : (looks.get(look) ?? 0)
  const start = `<c r="${letterOf(column)}${String(line)}"${style === 0 ? '' : ` s="${String(style)}"`}`
  if (formula === undefined) {
    if (typeof value === 'number') return `${start}><v>${String(value)}</v></c>`
    return value === null ? `${start}/>` : `${start} t="inlineStr"><is><t xml:space="preserve">${escaped(value)}</t></is></c>`
  }
  const says = escaped(formula)
  const over = shared?.over === undefined ? '' : ` ref="${shared.over}"`
  const said =
    shared === undefined
      ? `<f>${says}</f>`
      : says === ''
        ? `<f t="shared" si="${String(shared.index)}"/>`
        : `<f t="shared"${over} si="${String(shared.index)}">${says}</f>`
  return typeof value === 'number'
    ? `${start}>${said}<v>${String(value)}</v></c>`
    : `${start} t="str">${said}<v>${escaped(value ?? '')}</v></c>`
}

const special = /[&<>\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/
const names: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

/** Text as XML takes it; characters that it cannot hold are left out. */
const escaped = (text: string): string =>
  special.test(text) ? text.replace(new RegExp(special, 'g'), (character) => names[character] ?? '') : text
