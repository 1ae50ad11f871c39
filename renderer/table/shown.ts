import { unitsTo } from '../../models/shared/rounding'
import type { Tree } from './tree'

/** Columns that are parts of another one, as payers are of what is paid: they add up to it in every line. */
export interface Parts {
  readonly whole: number
  readonly parts: readonly number[]
}

export interface Shown {
  /** The figure of a line and column in whole units of the last decimal that is shown. */
  units(line: number, column: number): number
}

/** Dust of binary fractions, far below what is shown. */
const tidy = (value: number): number => Math.round(value * 1e6) / 1e6

/**
 * What is shown of figures that are sums of one another, rounded so that every group shows the sum of what stands under it, and
 * where columns are parts of another one, every line the sum of its parts. Each figure shown is the exact one rounded down or up.
 * Worked out group by group when a line of it is looked at: of thousands of lines only those on the screen cost anything.
 *
 * @param unit one unit of the last decimal, in the unit of the sums: 1e6 yuan for hundred millions with two decimals.
 */
export function shownOf(tree: Tree, sums: Float64Array, columns: number, unit: number, parts?: Parts): Shown {
  const known = new Map<number, Float64Array>()
  const exact = (line: number, column: number): number => tidy((sums[line * columns + column] ?? 0) / unit)

  function own(line: number): Float64Array {
    const found = known.get(line)
    if (found !== undefined) return found
    const parent = tree[line]?.parent ?? -1
    if (parent < 0) known.set(line, wholeLine(line))
    else below(parent)
    return known.get(line) ?? new Float64Array(columns)
  }

  /** The whole is rounded as it is everywhere else; its parts add up to it. */
  function wholeLine(line: number): Float64Array {
    const units = Float64Array.from({ length: columns }, (_, column) => Math.round(exact(line, column)))
    if (parts !== undefined)
      unitsTo(
        parts.parts.map((column) => exact(line, column)),
        units[parts.whole] ?? 0,
      ).forEach((value, k) => (units[parts.parts[k] ?? 0] = value))
    return units
  }

  function below(group: number): void {
    const total = own(group)
    const lines = tree[group]?.children ?? []
    const units = lines.map(() => new Float64Array(columns))
    for (let column = 0; column < columns; column++) {
      if (column === parts?.whole) continue
      unitsTo(
        lines.map((line) => exact(line, column)),
        total[column] ?? 0,
      ).forEach((value, k) => {
        const row = units[k]
        if (row !== undefined) row[column] = value
      })
    }
    if (parts !== undefined) addParts(lines, units, parts, exact)
    lines.forEach((line, k) => known.set(line, units[k] ?? new Float64Array(columns)))
  }

  return { units: (line, column) => own(line)[column] ?? 0 }
}

/**
 * Lines take the sum of their parts. Where that is more than a unit from the exact sum, a line that got too much gives a unit to one
 * that got too little, in a column where both may be rounded the other way.
 */
function addParts(
  lines: readonly number[],
  units: readonly Float64Array[],
  { whole, parts }: Parts,
  exact: (line: number, column: number) => number,
): void {
  const off = lines.map((line, k) => parts.reduce((sum, column) => sum + (units[k]?.[column] ?? 0), 0) - exact(line, whole))
  const isFractional = (k: number, column: number): boolean => !Number.isInteger(exact(lines[k] ?? 0, column))
  for (const [k, row] of units.entries()) {
    for (const column of parts) {
      if ((off[k] ?? 0) < 1) break
      if (!isFractional(k, column) || (row[column] ?? 0) <= exact(lines[k] ?? 0, column)) continue
      const taker = units.findIndex(
        (other, n) => (off[n] ?? 0) <= -0.5 && isFractional(n, column) && (other[column] ?? 0) < exact(lines[n] ?? 0, column),
      )
      const other = units[taker]
      if (other === undefined) continue
      row[column] = (row[column] ?? 0) - 1
      other[column] = (other[column] ?? 0) + 1
      off[k] = (off[k] ?? 0) - 1
      off[taker] = (off[taker] ?? 0) + 1
    }
  }
  units.forEach((row) => (row[whole] = parts.reduce((sum, column) => sum + (row[column] ?? 0), 0)))
}
