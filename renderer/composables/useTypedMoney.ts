import { computed, reactive } from 'vue'
import { moneyDivisor } from '../format/number'
import { parseNumber } from '../format/parseNumber'
import { useWords } from './useWords'

/** What was typed for one figure. */
export type Typed =
  { readonly ok: true; readonly value: number | undefined } | { readonly ok: false; readonly reason: 'empty' | 'not-a-number' | 'negative' }

/** Read what was typed. @param units words for large units, in the unit of the field. */
export function typedNumber(
  text: string,
  units: Readonly<Record<string, number>>,
  { isNeeded, isSigned }: { readonly isNeeded: boolean; readonly isSigned: boolean },
): Typed {
  const read = parseNumber(text, 0, units, false)
  if (!read.ok) return read.reason === 'empty' && !isNeeded ? { ok: true, value: undefined } : read
  return read.value < 0 && !isSigned ? { ok: false, reason: 'negative' } : read
}

/** Amounts of several lines typed in the money unit of the screen: read as they are typed, in yuan. */
export function useTypedMoney(needed: readonly string[]) {
  const { t, unit } = useWords()
  const texts = reactive<Record<string, string>>({})
  /** Words for large units, in the unit of the fields. */
  const units = computed(() => ({
    [t('unit.wanWord')]: 1e4 / moneyDivisor[unit.value],
    [t('unit.yiWord')]: 1e8 / moneyDivisor[unit.value],
  }))
  const typed = (line: string): Typed => typedNumber(texts[line] ?? '', units.value, { isNeeded: needed.includes(line), isSigned: true })
  /** To the hundredth of a yuan, as accounts are kept; undefined where nothing, or no number, stands there. */
  const yuan = (line: string): number | undefined => {
    const read = typed(line)
    return read.ok && read.value !== undefined ? Math.round(read.value * moneyDivisor[unit.value] * 100) / 100 : undefined
  }
  /** The lines that hold something, in yuan. */
  const given = <L extends string>(lines: readonly L[]): Partial<Record<L, number>> =>
    Object.fromEntries(lines.flatMap((line) => [[line, yuan(line)] as const].filter(([, value]) => value !== undefined))) as Partial<
      Record<L, number>
    >
  const isSound = (lines: readonly string[]): boolean => lines.every((line) => typed(line).ok)
  function clear(): void {
    for (const line of Object.keys(texts)) texts[line] = ''
  }
  return { texts, typed, yuan, given, isSound, clear }
}
