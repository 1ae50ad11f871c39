import { everybody, putStocks } from '../population/ageGroups'
import type { Projection } from '../population/project'

/** Persons of an age range at the ends of the years, over all leaves and both sexes. */
export function personsOf(projection: Projection, from: number, to: number): Float64Array {
  const sums = new Float64Array(projection.years.length)
  const stocks = new Float64Array(sums.length + 1)
  for (let leaf = 0; leaf < projection.leafCount; leaf++) {
    putStocks(projection, leaf, { ...everybody, ageFrom: from, ageTo: to }, stocks)
    for (let k = 0; k < sums.length; k++) sums[k] = (sums[k] ?? 0) + (stocks[k + 1] ?? 0)
  }
  return sums
}

/** Births by year, over all leaves. */
export function birthsOf({ births, years, leafCount }: Projection): Float64Array {
  const sums = new Float64Array(years.length)
  for (let leaf = 0; leaf < leafCount; leaf++)
    for (let k = 0; k < sums.length; k++) sums[k] = (sums[k] ?? 0) + (births[leaf * years.length + k] ?? 0)
  return sums
}
