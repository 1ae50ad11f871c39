import { figureText } from '../format/csv'
import { sizeOf, type Range } from './selection'

/** Sum of the selected figures as they are shown, and how many they are; undefined for fewer than two, or where they are too many to add at once. */
export function selectedSum(
  { top, bottom, left, right }: Range,
  textOf: (line: number, column: number) => string,
): { readonly count: number; readonly sum: number; readonly decimals: number } | undefined {
  const range = { top, bottom, left: Math.max(0, left), right }
  if (sizeOf(range) < 2 || sizeOf(range) > 20_000) return undefined
  let [count, units, decimals] = [0, 0, 0]
  const figures: number[] = []
  for (let line = range.top; line <= range.bottom; line++) {
    for (let column = range.left; column <= range.right; column++) {
      const text = figureText(textOf(line, column))
      if (!/^-?\d+(\.\d+)?$/.test(text)) continue
      figures.push(Number(text))
      count += 1
      decimals = Math.max(decimals, (text.split('.')[1] ?? '').length)
    }
  }
  // Added in whole units of the last decimal, so that the sum is exactly that of what is seen.
  const scale = Number(`1e${String(decimals)}`)
  for (const figure of figures) units += Math.round(figure * scale)
  return count < 2 ? undefined : { count, sum: units / scale, decimals }
}
