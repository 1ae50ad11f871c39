import { roundedBeside, roundedParts } from '../../models/shared/rounding'

/** How money is shown: what yuan are divided by, and with how many decimals. */
export interface Shown {
  readonly divisor: number
  readonly decimals: number
}

/** The last shown decimal as a whole number, so that sums of what is shown are exact. */
const scaleOf = ({ decimals }: Shown): number => Number(`1e${String(decimals)}`)
export const exactUnits = (yuan: number, shown: Shown): number => (yuan / shown.divisor) * scaleOf(shown)
export const unitsOf = (yuan: number, shown: Shown): number => Math.round(exactUnits(yuan, shown))
export const fromUnits = (units: number, shown: Shown): number => units / scaleOf(shown)

/**
 * Parts of several scenarios as they are shown, in whole units of the last decimal: every column adds up to its rounded total, and
 * a part that did not move shows the same as in the reference.
 *
 * @param columns exact parts in yuan, all in the same order. @param reference which column the others stand beside.
 */
export function unitsBeside(columns: readonly (readonly number[])[], reference: number, shown: Shown): readonly (readonly number[])[] {
  const { divisor, decimals } = shown
  const scale = scaleOf(shown)
  const first = columns[reference] ?? []
  const shownFirst = roundedParts(first, divisor, decimals)
  return columns.map((parts, k) =>
    (k === reference ? shownFirst : roundedBeside(shownFirst, first, parts, divisor, decimals)).map((value) => Math.round(value * scale)),
  )
}
