import { parseNumber, withoutSpaces } from './parseNumber'

/** What a number field holds and may hold. `value`, `min` and `max` are the model's; the screen shows them times `scale`. */
export interface NumberRange {
  readonly value: number
  readonly min: number
  readonly max: number
  readonly scale: number
  /** The field shows per cent: a bare `5%` says the same as `5`. */
  readonly isPercent: boolean
}

export type FieldEntry =
  { readonly ok: true; readonly value: number } | { readonly ok: false; readonly reason: 'empty' | 'not-a-number' | 'range' }

/**
 * What was typed into a number field, as the model's value. A sign in front is arithmetic on the value that stands there,
 * except that a minus and a plain number is that negative number in a field that may be negative. After an operator a
 * per cent sign is a part of the value (`+5%`); without one, in a field of per cents, it is only the unit.
 */
export function readField(
  text: string,
  { value, min, max, scale, isPercent }: NumberRange,
  units: Readonly<Record<string, number>>,
): FieldEntry {
  const plain = withoutSpaces(text)
  const isNegative = min < 0 && /^-[\d.,]+%?$/.test(plain)
  const isArithmetic = !isNegative && /^[+\-*/]/.test(plain)
  const typed = parseNumber(isPercent && !isArithmetic ? plain.replace(/%$/, '') : plain, value * scale, units, isArithmetic)
  if (!typed.ok) return typed
  const next = typed.value / scale
  return next < min || next > max ? { ok: false, reason: 'range' } : { ok: true, value: next }
}
