import type { ShownFigure } from '../../electron/contract/exchange'
import { csvCell } from './csv'

/** A figure once it has no grouping and a plain minus. */
const plainFigure = /^-?\d+(?:\.(\d+))?(%?)$/

/** A cell of the screen as a spreadsheet takes it: a figure with the decimals that are shown, nothing for no figure, else its text. */
export function shownValue(shown: string): string | ShownFigure {
  const text = shown.trim()
  const plain = csvCell(text)
  const found = plainFigure.exec(plain)
  // A code with a nought in front is no figure.
  if (found === null || /^-?0\d/.test(plain)) return plain === '' ? '' : text
  const [, rest = '', sign] = found
  const value = Number.parseFloat(plain)
  if (sign === '%') return { figure: Number((value / 100).toPrecision(15)), decimals: rest.length, form: 'share' }
  return { figure: value, decimals: rest.length, form: text.includes(',') || Math.abs(value) < 1000 ? 'grouped' : 'plain' }
}
