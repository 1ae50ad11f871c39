import type { Driver } from '../catalogue/schema'
import { ages } from './lifeTable'
import type { Projection } from './project'

/** An age group by sex and residence. */
export type AgeGroup = Pick<Extract<Driver, { kind: 'population' }>, 'ageFrom' | 'ageTo' | 'sex' | 'residence'>

/** Sums of all ages below each age, so that an age group is one subtraction: [leaf][index][sex][age 0…101]. */
interface Below {
  readonly of: Projection
  readonly all: Float64Array
  readonly urban: Float64Array
  /** 1 for leaves that were summed up. */
  readonly isDone: Uint8Array
}
const rowLength = ages + 1
/** The sums asked for last: thousands of questions in a row are about one projection, and the next one's take their place. */
let recent: Below | undefined

function belowOf(projection: Projection, leaf: number): Below {
  if (recent?.of !== projection) recent = emptyBelow(projection, recent)
  if (recent.isDone[leaf] === 1) return recent
  const rows = 2 * (projection.years.length + 1)
  const part = (of: Float64Array, length: number): Float64Array => of.subarray(leaf * rows * length, (leaf + 1) * rows * length)
  const [stock, all, urban] = [part(projection.stock, ages), part(recent.all, rowLength), part(recent.urban, rowLength)]
  const profile = projection.urbanByAge.get(leaf)
  if (profile === undefined) accumulateBoth(stock, projection.urbanShare.subarray((leaf * rows) / 2), all, urban)
  else {
    accumulate(stock, all)
    accumulate(profile, urban)
  }
  recent.isDone[leaf] = 1
  return recent
}

/** @param last whose room is taken where it fits. */
function emptyBelow(projection: Projection, last: Below | undefined): Below {
  const length = (projection.stock.length / ages) * rowLength
  const isDone = new Uint8Array(projection.leafCount)
  if (last?.all.length === length) return { ...last, of: projection, isDone }
  return { of: projection, all: new Float64Array(length), urban: new Float64Array(length), isDone }
}

function accumulate(from: Readonly<Float64Array>, to: Float64Array): void {
  for (let cell = 0, at = 0; cell < from.length; at++) {
    let sum = 0
    for (const end = cell + ages; cell < end; cell++) {
      sum += from[cell] ?? 0
      to[++at] = sum
    }
  }
}

/** Both sexes and the urban part of each side by side: four sums that do not wait for one another. */
function accumulateBoth(stock: Readonly<Float64Array>, shares: Readonly<Float64Array>, all: Float64Array, urban: Float64Array): void {
  for (let row = 0; row < stock.length / ages; row += 2) {
    const share = shares[row >> 1] ?? 0
    let men = 0
    let women = 0
    let urbanMen = 0
    let urbanWomen = 0
    for (let age = 0, cell = row * ages, at = row * rowLength + 1; age < ages; age++, cell++, at++) {
      const man = stock[cell] ?? 0
      const woman = stock[cell + ages] ?? 0
      men += man
      women += woman
      urbanMen += man * share
      urbanWomen += woman * share
      all[at] = men
      all[at + rowLength] = women
      urban[at] = urbanMen
      urban[at + rowLength] = urbanWomen
    }
  }
}

/**
 * Persons of one age group of a leaf at the ends of all years, the year before the launch first. Thousands of groups are
 * asked for, so the numbers are put where the asker has room.
 * @param out takes as many numbers as there are years, and one.
 */
export function putStocks(projection: Projection, leaf: number, { ageFrom, ageTo, sex, residence }: AgeGroup, out: Float64Array): void {
  const { all, urban } = belowOf(projection, leaf)
  const indices = projection.years.length + 1
  const width = Math.min(ageTo, ages - 1) + 1 - ageFrom
  const below = residence === 'urban' ? urban : all
  const isRural = residence === 'rural'
  let at = (leaf * indices * 2 + (sex === 'female' ? 1 : 0)) * rowLength + ageFrom
  for (let index = 0; index < indices; index++, at += 2 * rowLength) {
    let sum = (below[at + width] ?? 0) - (below[at] ?? 0)
    if (isRural) sum -= (urban[at + width] ?? 0) - (urban[at] ?? 0)
    if (sex === 'both') {
      const women = at + rowLength
      sum += (below[women + width] ?? 0) - (below[women] ?? 0)
      if (isRural) sum -= (urban[women + width] ?? 0) - (urban[women] ?? 0)
    }
    out[index] = sum
  }
}
