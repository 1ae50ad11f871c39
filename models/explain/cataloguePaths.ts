import type { YearPath } from '../catalogue/schema'
import { fromEntry, type Provenance } from '../provenance'
import type { Leaf } from './resultFigure'

/**
 * What answers for a value of a catalogue path: the point that holds in the year, or both between which it lies on a
 * straight line.
 */
export function pathLeaf(entry: string, path: YearPath | undefined, year: number): Partial<Leaf> {
  const [last, next] = pointsAround(path, year)
  const first = fromEntry(entry, last ?? next)
  const isBetween = path?.between === 'linear' && last !== undefined && next !== undefined && last.year < year
  const second = isBetween ? fromEntry(entry, next) : null
  return { source: first, also: second === null ? [] : [second] }
}

type Point = YearPath['points'][number]

/** The last point up to a year and the next one after it. */
function pointsAround(path: YearPath | undefined, year: number): readonly [Point | undefined, Point | undefined] {
  const points = path?.points ?? []
  return [points.findLast((point) => point.year <= year), points.find((point) => point.year > year)]
}

/** The second entry behind a value that lies between two points. */
export const alsoBehind = (entry: string, path: YearPath | undefined, year: number): readonly Provenance[] =>
  pathLeaf(entry, path, year).also ?? []
