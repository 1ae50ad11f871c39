import { computed, type ComputedRef, type Ref } from 'vue'
import { percentChange } from '../format/number'
import { boldness, figureWidth } from '../table/figureWidth'
import type { ItemGroup } from './useItemGroups'
import { useWords } from './useWords'

const widest = (texts: readonly string[]): number => Math.max(0, ...texts.map(figureWidth))
const inDigits = (width: number): string => `${width.toFixed(1)}ch`
/** Beside two columns a cell over both has the room between them, in digits. */
const between = 1.6
/** A fund's amounts are set smaller than the others. */
const smallness = 12 / 13

/**
 * How wide figures of the list are, for its style sheet: as the widest of all rows, whether drawn, looked for or not, so that no
 * column moves while the list is scrolled or filtered.
 */
export function useItemColumns(all: Ref<readonly ItemGroup[]>): ComputedRef<Readonly<Record<`--${string}`, string>>> {
  const { t, money } = useWords()
  return computed(() => {
    const rows = all.value.flatMap((group) => group.rows)
    const funds = rows.filter((row) => row.isFund)
    // The sums are the largest, and bold.
    const first = boldness * widest(all.value.map((group) => money(group.first)))
    const now = boldness * widest(all.value.map((group) => money(group.now)))
    const fund = smallness * widest(funds.map((row) => `${t('standards.byFund')} ${money(row.fundFirst)} \u2192 ${money(row.fundNow)}`))
    return {
      '--standard': inDigits(widest(rows.map((row) => row.value))),
      '--first': inDigits(first),
      '--now': inDigits(now),
      // What either of the two amounts gives more, that both of a fund have room.
      '--more': inDigits(Math.max(0, fund - first - now - between) / 2),
      '--growth': inDigits(widest(rows.map((row) => percentChange(row.growth)))),
    }
  })
}
