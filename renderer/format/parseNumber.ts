/** What a person typed into a number field, or why it cannot be one. */
export type TypedNumber = { readonly ok: true; readonly value: number } | { readonly ok: false; readonly reason: 'empty' | 'not-a-number' }

/** Full-width letters, digits and signs as the plain ones; the several minus signs as one. */
export const halfWidth = (text: string): string =>
  text
    .replace(/[\uFF01-\uFF5E]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
    .replace(/\u3000/g, ' ')
    .replace(/[\u2212\u2013\uFE63]/g, '-')
    .replace(/\u00D7/g, '*')
    .replace(/\u00F7/g, '/')

/**
 * What was typed without the spaces that say nothing: around signs and units, and between groups of three digits. Where spaces part
 * the groups a comma can only be the decimal sign. Any other space between digits stays: two numbers are not one.
 */
export const withoutSpaces = (text: string): string =>
  halfWidth(text)
    .trim()
    .replace(/(?<![\d.,])\d{1,3}(?:\s\d{3})+(?:[.,]\d+)?(?![\s.,]*\d)/g, (grouped) => grouped.replace(/\s/g, '').replace(',', '.'))
    .replace(/\s+(?!\d)|(?<!\d)\s+/g, '')

/**
 * Read a number as people type it: full-width digits, grouped thousands, %, the units ten thousand and hundred million
 * (`wan`, `yi` as given by the language), and arithmetic on the value that stands there: +5%, -20, *1.1, /2.
 *
 * @param current the value in the field. @param units multipliers of unit words. A sign in front is arithmetic only where
 * `arithmetic` allows it and the field's value may not be negative.
 */
export function parseNumber(text: string, current: number, units: Readonly<Record<string, number>> = {}, arithmetic = true): TypedNumber {
  const plain = withoutSpaces(text)
  if (plain === '') return { ok: false, reason: 'empty' }
  const operator = arithmetic ? /^([+\-*/])(.+)$/.exec(plain) : null
  if (operator === null) return literal(plain, units)
  const [, op, rest = ''] = operator
  const operand = literal(rest, units)
  if (!operand.ok) return operand
  const isShare = rest.endsWith('%')
  const value =
    op === '+'
      ? current + (isShare ? current * operand.value : operand.value)
      : op === '-'
        ? current - (isShare ? current * operand.value : operand.value)
        : op === '*'
          ? current * operand.value
          : current / operand.value
  return Number.isFinite(value) ? { ok: true, value } : { ok: false, reason: 'not-a-number' }
}

function literal(text: string, units: Readonly<Record<string, number>>): TypedNumber {
  let [rest, factor] = [text, 1]
  for (const [word, multiplier] of Object.entries(units)) {
    if (rest.endsWith(word)) [rest, factor] = [rest.slice(0, -word.length), multiplier]
  }
  if (rest.endsWith('%')) [rest, factor] = [rest.slice(0, -1), factor / 100]
  if (/^-?\d{1,3}(,\d{3})+(\.\d+)?$/.test(rest)) rest = rest.replaceAll(',', '')
  return /^-?(\d+\.?\d*|\.\d+)$/.test(rest) ? { ok: true, value: Number(rest) * factor } : { ok: false, reason: 'not-a-number' }
}
