import type { TableLog } from '../table/faults'
import type { Known } from './known'
import type { Found } from './rows'

/** Part of the total that leagues may be off by without the table being refused. */
const tolerance = 0.005

/** Counts of leagues against that of the region in the same year: all of them make the total, some of them no more than it. */
export function checkCounts(found: readonly Found[], { root, cells }: Known, logOf: (sheet: string) => TableLog): void {
  const counts = found.filter(({ kind }) => kind === 'count')
  const leaves = cells.filter((cell) => !cell.endsWith('-own'))
  const groups = new Map<string, Found[]>()
  for (const figure of counts) {
    const key = `${figure.target} ${String(figure.year)}`
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [figure])
    else group.push(figure)
  }
  let agreed = 0
  for (const group of groups.values()) {
    const total = group.find(({ area }) => area === root)
    const parts = group.filter(({ area }) => area !== root)
    if (total === undefined || parts.length === 0) continue
    const summed = parts.reduce((sum, { value }) => sum + value, 0)
    const isWhole = leaves.every((leaf) => parts.some(({ area }) => area === leaf))
    const rounding = parts.reduce((sum, { half }) => sum + half, total.half)
    const excess = summed - total.value
    const place = { row: total.row, column: total.column }
    const params = { stated: shown(total.value), summed: shown(summed) }
    if (excess > Math.max(rounding, total.value * tolerance)) logOf(total.sheet).refuse('counts-above-total', params, place)
    else if (isWhole && -excess > Math.max(rounding, total.value * tolerance))
      logOf(total.sheet).refuse('counts-below-total', params, place)
    else if (isWhole && Math.abs(excess) > rounding) logOf(total.sheet).remark('counts-near-total', params, place)
    else if (isWhole) agreed++
  }
  const [first] = counts
  if (agreed > 0 && first !== undefined) logOf(first.sheet).remark('totals-agree', { count: agreed })
}

const shown = (value: number): string => String(Number(value.toPrecision(12)))
