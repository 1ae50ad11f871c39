import { everybody, putStocks } from '../population/ageGroups'
import type { Projection } from '../population/project'

/** A range of ages, both included. */
export interface AgeRange {
  readonly from: number
  readonly to: number
}

const keyOf = ({ from, to }: AgeRange): string => `${String(from)}-${String(to)}`
const counted = new WeakMap<Projection, Map<string, Readonly<Float64Array>>>()

/**
 * Count ranges of ages leaf by leaf, while the leaf's groups are at hand; whoever asks for one of them afterwards gets what was counted.
 * @returns to be told every leaf once, in their order.
 */
export function countRanges(projection: Projection, ranges: readonly AgeRange[]): (leaf: number) => void {
  const sums = new Map(ranges.map((range) => [keyOf(range), { range, sum: new Float64Array(projection.years.length) }]))
  const stocks = new Float64Array(projection.years.length + 1)
  return (leaf) => {
    for (const { range, sum } of sums.values()) {
      putStocks(projection, leaf, { ...everybody, ageFrom: range.from, ageTo: range.to }, stocks)
      for (let k = 0; k < sum.length; k++) sum[k] = (sum[k] ?? 0) + (stocks[k + 1] ?? 0)
    }
    if (leaf + 1 < projection.leafCount) return
    const known = counted.get(projection) ?? new Map<string, Readonly<Float64Array>>()
    for (const [key, { sum }] of sums) known.set(key, sum)
    counted.set(projection, known)
  }
}

/** Persons of an age range at the ends of the years, over all leaves and both sexes; counted once for a projection. */
export function personsOf(projection: Projection, from: number, to: number): Readonly<Float64Array> {
  const range = { from, to }
  const known = counted.get(projection)?.get(keyOf(range))
  if (known !== undefined) return known
  const count = countRanges(projection, [range])
  for (let leaf = 0; leaf < projection.leafCount; leaf++) count(leaf)
  return counted.get(projection)?.get(keyOf(range)) ?? new Float64Array(projection.years.length)
}

/** Births by year, over all leaves. */
export function birthsOf({ births, years, leafCount }: Projection): Float64Array {
  const sums = new Float64Array(years.length)
  for (let leaf = 0; leaf < leafCount; leaf++)
    for (let k = 0; k < sums.length; k++) sums[k] = (sums[k] ?? 0) + (births[leaf * years.length + k] ?? 0)
  return sums
}
