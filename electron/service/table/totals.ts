import type { TableLog } from './faults'
import { columnOf, figureKinds, type FigureKind, type Heads } from './heads'
import { bySlice, keyOf, type Entry, type ReadRows, type TotalRow } from './rows'

const parts = { total: ['male', 'female'], urbanTotal: ['urbanMale', 'urbanFemale'] } as const

/** Rows that are held against rows of totals: a table of the country's counties by year and age needs a tenth of it. */
const mostLooked = 36_000_000

/** Persons, as a message shows them: at most two decimals, no noise of binary fractions. */
export const shown = (persons: number): number => Math.round(persons * 100) / 100

/**
 * Hold every stated total against its parts: columns of totals against men and women, rows of totals against the rows they
 * sum up. Only where rounding of the stated digits cannot explain the difference it is a fault.
 * @param within whether an area lies within another, so that a total over all areas counts nobody twice.
 */
export function checkTotals(rows: ReadRows, heads: Heads, within: (area: string, other: string) => boolean, log: TableLog): void {
  let agreed = 0
  for (const { row, values } of [...rows.entries, ...rows.totals])
    for (const kind of ['total', 'urbanTotal'] as const) {
      const [stated, first, second] = [values[kind], values[parts[kind][0]], values[parts[kind][1]]]
      if (stated === undefined || first === undefined || second === undefined || Number.isNaN(stated + first + second)) continue
      const may = rounding(rows, kind) + rounding(rows, parts[kind][0]) + rounding(rows, parts[kind][1])
      if (Math.abs(stated - first - second) <= may + slack(stated)) agreed++
      else
        log.refuse(
          'row-total-disagrees',
          { stated: shown(stated), summed: shown(first + second) },
          { row, column: columnOf(heads, kind)?.index ?? 0 },
        )
    }
  const slices = bySlice(rows.entries)
  let looked = 0
  for (const total of rows.totals) {
    const candidates =
      total.area === undefined || total.year === undefined ? rows.entries : (slices.get(keyOf(total.area, total.year)) ?? [])
    looked += candidates.length
    if (looked > mostLooked) {
      log.refuse('totals-too-many', { count: rows.totals.length }, { row: total.row })
      return
    }
    const summed = candidates.filter((entry) => isPart(entry, total, rows.entries, within))
    looked += 6 * summed.length
    agreed += checkRow(total, summed, rows, heads, log)
  }
  if (agreed > 0) log.remark('totals-checked', { count: agreed })
}

/** Persons by which a figure of a column may be off through rounding; whole persons are counted, not rounded. */
function rounding({ halfDigit }: ReadRows, kind: FigureKind): number {
  const half = halfDigit[kind] ?? 0
  return half === 0.5 ? 0 : half
}

/** Sums of many binary fractions are not exact. */
const slack = (sum: number): number => 1e-6 + Math.abs(sum) * 1e-12

/** @returns how many figures of the row agree with what they sum up. */
function checkRow(total: TotalRow, summed: readonly Entry[], rows: ReadRows, heads: Heads, log: TableLog): number {
  let agreed = 0
  for (const kind of figureKinds) {
    const stated = total.values[kind]
    if (stated === undefined) continue
    let [sum, count] = [0, 0]
    for (const { values } of summed) {
      const [first, second] = valuesOf(values, kind)
      if (first !== undefined) [sum, count] = [sum + first, count + 1]
      if (second !== undefined) [sum, count] = [sum + second, count + 1]
    }
    if (count === 0 || Number.isNaN(stated + sum)) continue
    const may = rounding(rows, kind) * (count + 1)
    if (Math.abs(stated - sum) <= may + slack(sum)) agreed++
    else
      log.refuse(
        'total-disagrees',
        { stated: shown(stated), summed: shown(sum) },
        { row: total.row, column: columnOf(heads, kind)?.index ?? 0 },
      )
  }
  return agreed
}

/** A row's figure of a kind; of both sexes together those of each where the row does not say it itself. */
function valuesOf(values: Entry['values'], kind: FigureKind): readonly [number | undefined, number | undefined] {
  const own = values[kind]
  if (own !== undefined || (kind !== 'total' && kind !== 'urbanTotal')) return [own, undefined]
  return [values[parts[kind][0]], values[parts[kind][1]]]
}

const areasOf = new WeakMap<readonly Entry[], readonly string[]>()

function isPart(entry: Entry, total: TotalRow, entries: readonly Entry[], within: (area: string, other: string) => boolean): boolean {
  if (total.year !== undefined && entry.year !== total.year) return false
  if (entry.age < total.ages[0] || entry.age > total.ages[1]) return false
  if (total.area !== undefined) return entry.area === total.area
  const known = areasOf.get(entries) ?? [...new Set(entries.map(({ area }) => area))]
  areasOf.set(entries, known)
  // An area whose parts are in the table too would be counted twice.
  return !known.some((other) => other !== entry.area && within(other, entry.area))
}
