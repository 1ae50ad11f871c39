import type { YearPath } from './schema'

/**
 * A catalogue path as one value per year, first and last year included. Before the first point the first holds, after
 * the last the last; between points the value holds or moves in a straight line, as the path says.
 */
export function pathValues(path: YearPath, firstYear: number, lastYear: number): Float64Array {
  const values = new Float64Array(lastYear - firstYear + 1)
  const { points } = path
  for (let year = firstYear; year <= lastYear; year++) {
    const after = points.findIndex((point) => point.year > year)
    const next = after < 0 ? undefined : points[after]
    const last = after < 0 ? points.at(-1) : points[after - 1]
    values[year - firstYear] = between(path.between, last, next, year)
  }
  return values
}

type Point = { readonly year: number; readonly value: number }

function between(kind: YearPath['between'], last: Point | undefined, next: Point | undefined, year: number): number {
  if (last === undefined) return next?.value ?? 0
  if (next === undefined || kind === 'hold' || last.year === year) return last.value
  return last.value + ((next.value - last.value) * (year - last.year)) / (next.year - last.year)
}
