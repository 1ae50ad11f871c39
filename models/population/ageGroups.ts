import type { Driver } from '../catalogue/schema'
import { ages } from './lifeTable'
import type { Projection } from './project'

/** An age group by sex and residence. */
export type AgeGroup = Pick<Extract<Driver, { kind: 'population' }>, 'ageFrom' | 'ageTo' | 'sex' | 'residence'>

/** Sums of all ages below each age, so that an age group is one subtraction: [leaf][index][sex][age 0…101]. */
interface Below {
  readonly all: Float64Array
  readonly urban: Float64Array
}
const rowLength = ages + 1
/** The sums asked for last: thousands of questions in a row are about one projection, and the next one's take their place. */
let recent: ({ readonly of: Projection } & Below) | undefined

function belowOf(projection: Projection): Below {
  if (recent?.of === projection) return recent
  const length = (projection.stock.length / ages) * rowLength
  const { all, urban } = recent?.all.length === length ? recent : { all: new Float64Array(length), urban: new Float64Array(length) }
  const perLeaf = 2 * (projection.years.length + 1)
  for (let leaf = 0; leaf < projection.leafCount; leaf++) {
    const profile = projection.urbanByAge.get(leaf)
    const [first, end] = [leaf * perLeaf, (leaf + 1) * perLeaf]
    accumulate(projection.stock, all, first, end)
    if (profile === undefined) accumulateShare(projection, urban, first, end)
    else accumulate(profile, urban, first, end, first)
  }
  recent = { of: projection, all, urban }
  return recent
}

/** @param origin the row with which `from` begins. */
function accumulate(from: Readonly<Float64Array>, to: Float64Array, first: number, end: number, origin = 0): void {
  for (let row = first; row < end; row++) {
    let sum = 0
    for (let age = 0, cell = (row - origin) * ages, at = row * rowLength + 1; age < ages; age++, cell++, at++) {
      sum += from[cell] ?? 0
      to[at] = sum
    }
  }
}

function accumulateShare({ stock, urbanShare }: Projection, to: Float64Array, first: number, end: number): void {
  for (let row = first; row < end; row++) {
    const share = urbanShare[row >> 1] ?? 0
    let sum = 0
    for (let age = 0, cell = row * ages, at = row * rowLength + 1; age < ages; age++, cell++, at++) {
      sum += (stock[cell] ?? 0) * share
      to[at] = sum
    }
  }
}

/**
 * Persons of one age group of a leaf at the ends of all years, the year before the launch first. Thousands of groups are
 * asked for, so the numbers are put where the asker has room.
 * @param out takes as many numbers as there are years, and one.
 */
export function putStocks(projection: Projection, leaf: number, { ageFrom, ageTo, sex, residence }: AgeGroup, out: Float64Array): void {
  const { all, urban } = belowOf(projection)
  const indices = projection.years.length + 1
  const [firstSex, lastSex] = [sex === 'female' ? 1 : 0, sex === 'male' ? 0 : 1]
  const end = Math.min(ageTo, ages - 1) + 1
  const below = residence === 'urban' ? urban : all
  out.fill(0, 0, indices)
  for (let s = firstSex; s <= lastSex; s++) {
    let from = (leaf * indices * 2 + s) * rowLength + ageFrom
    const width = end - ageFrom
    for (let index = 0; index < indices; index++, from += 2 * rowLength) {
      let sum = (out[index] ?? 0) + ((below[from + width] ?? 0) - (below[from] ?? 0))
      if (residence === 'rural') sum -= (urban[from + width] ?? 0) - (urban[from] ?? 0)
      out[index] = sum
    }
  }
}
