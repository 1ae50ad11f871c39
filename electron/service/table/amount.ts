import type { Cell } from './grid'

/** A cell that cannot be taken: the code of its fault and what the sentence needs. */
export interface Refused {
  readonly ok: false
  readonly code: string
  readonly params: Readonly<Record<string, string | number>>
}

export const refused = (code: string, params: Refused['params'] = {}): Refused => ({ ok: false, code, params })
export const shortened = (text: string): string => (text.length > 40 ? `${text.slice(0, 40)}…` : text)

export interface Amount {
  readonly ok: true
  /** In the unit that is wanted. */
  readonly value: number
  /** Digits behind the point as written, in the unit as written. */
  readonly decimals: number
  /** What one of the cell's own unit stands for, where the cell names one. */
  readonly factor: number | undefined
}

export interface AmountRules {
  /** What one of the column's unit stands for, a power of ten. */
  readonly factor: number
  /** What one of a unit that the cell names stands for; undefined where the word is no unit that fits. */
  readonly unit: (text: string) => number | undefined
  /** Codes of faults: of persons (`figure-…`) or of anything else (`amount-…`). */
  readonly codes: 'figure' | 'amount'
  readonly most: number
  readonly negative?: boolean
  /** The figures are per cents: 95% and a cell shown as 95% both are 95. */
  readonly perCent?: boolean
}

const plainNumber = /^\d+(\.\d+)?$/
const byCommas = /^\d{1,3}(,\d{3})+(\.\d+)?$/
const bySpaces = /^\d{1,3}([ \u00A0\u2009\u202F]\d{3})+(\.\d+)?$/
const withUnit = /^(-?[\d., \u00A0\u2009\u202F]*\d)\s*([^\d\s.,]+)$/

/**
 * The number in a cell, in the wanted unit; a unit in the cell itself goes before that of its column. An empty cell gives
 * undefined.
 */
export function readAmount(cell: Cell, rules: AmountRules): Amount | Refused | undefined {
  const { factor, codes } = rules
  if (cell.kind === 'empty') return cell.formula ? refused('formula-without-value') : undefined
  if (cell.kind === 'error') return refused('cell-error', { text: cell.text })
  if (cell.kind === 'date') return refused(`${codes}-date`, { text: cell.text })
  if (cell.percent && rules.perCent !== true) return refused(`${codes}-percent`, { text: cell.text })
  if (cell.kind === 'number') return inRange(String(cell.value), cell.percent ? 100 : factor, undefined, cell.text, rules)
  if (cell.kind === 'truth') return refused('not-a-number', { text: cell.text })
  const text = cell.text
    .normalize('NFKC')
    .trim()
    .replace(/\u2212/g, '-')
  if (text.includes('%') && rules.perCent !== true) return refused(`${codes}-percent`, { text: shortened(cell.text) })
  const [, number = text, unit = ''] = withUnit.exec(text.replace('%', '')) ?? []
  const own = unit === '' ? undefined : rules.unit(unit)
  if (unit !== '' && own === undefined) return refused('not-a-number', { text: shortened(cell.text) })
  const isNegative = number.startsWith('-')
  const digits = digitsOf(isNegative ? number.slice(1).trim() : number.replace('%', '').trim())
  if (digits === undefined) return refused('not-a-number', { text: shortened(cell.text) })
  return inRange(isNegative ? `-${digits}` : digits, own ?? factor, own, cell.text, rules)
}

/** The number without its thousands separators; undefined where it is none. */
function digitsOf(text: string): string | undefined {
  if (plainNumber.test(text)) return text
  if (byCommas.test(text)) return text.replaceAll(',', '')
  return bySpaces.test(text) ? text.replace(/[^\d.]/g, '') : undefined
}

/** A plain number times its unit; the point is moved in the text, so that no digit is lost. */
function inRange(digits: string, factor: number, own: number | undefined, shown: string, rules: AmountRules): Amount | Refused {
  const exponent = Math.round(Math.log10(factor))
  const value = digits.includes('e') ? Number(digits) * factor : Number(`${digits}e${String(exponent)}`)
  if (value < 0 && rules.negative !== true) return refused('figure-negative', { text: shortened(shown) })
  if (!(Math.abs(value) <= rules.most)) return refused(`${rules.codes}-too-large`, { text: shortened(shown) })
  return { ok: true, value, decimals: digits.split('.')[1]?.length ?? 0, factor: own }
}
