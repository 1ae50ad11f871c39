import type { Driver } from '../catalogue/schema'
import { ages } from './lifeTable'
import type { Projection } from './project'

/** An age group by sex and residence. */
export type AgeGroup = Pick<Extract<Driver, { kind: 'population' }>, 'ageFrom' | 'ageTo' | 'sex' | 'residence'>

export const everybody: AgeGroup = { ageFrom: 0, ageTo: ages - 1, sex: 'both', residence: 'all' }

/** Sums of all ages below each age, so that an age group is one subtraction: [place][index][sex][age 0…101]. */
interface Below {
  readonly of: Projection
  readonly all: Float64Array
  /** The same of urban persons by place, of leaves where their share differs from age to age. */
  readonly urban: Map<number, Float64Array>
  /** The leaf that was summed up last in each place, counted from 1. */
  readonly leaves: Int32Array
}
const rowLength = ages + 1
/** Leaves whose sums stand side by side: who goes through all leaves of a large catalogue asks all that he wants of one before the next. */
const mostPlaces = 128
/** The sums asked for last: thousands of questions in a row are about one projection, and the next one's take their place. */
let recent: Below | undefined

function belowOf(projection: Projection, leaf: number): Below {
  if (recent?.of !== projection) recent = emptyBelow(projection, recent)
  const place = leaf % recent.leaves.length
  if (recent.leaves[place] === leaf + 1) return recent
  const rows = 2 * (projection.years.length + 1)
  accumulate(projection.stock, leaf * rows * ages, recent.all, place * rows * rowLength, rows)
  const profile = projection.urbanByAge.get(leaf)
  if (profile === undefined) recent.urban.delete(place)
  else {
    const urban = recent.urban.get(place) ?? new Float64Array(rows * rowLength)
    accumulate(profile, 0, urban, 0, rows)
    recent.urban.set(place, urban)
  }
  recent.leaves[place] = leaf + 1
  return recent
}

/** @param last whose room is taken where it fits. */
function emptyBelow(projection: Projection, last: Below | undefined): Below {
  const places = Math.min(mostPlaces, projection.leafCount)
  const length = places * 2 * (projection.years.length + 1) * rowLength
  const all = last?.all.length === length ? last.all : new Float64Array(length)
  return { of: projection, all, urban: new Map(), leaves: new Int32Array(places) }
}

/** Both sexes of each index side by side: sums that do not wait for one another. */
function accumulate(from: Readonly<Float64Array>, start: number, to: Float64Array, first: number, rows: number): void {
  for (let row = 0; row < rows; row += 2) {
    let men = 0
    let women = 0
    for (let age = 0, cell = start + row * ages, at = first + row * rowLength + 1; age < ages; age++, cell++, at++) {
      men += from[cell] ?? 0
      women += from[cell + ages] ?? 0
      to[at] = men
      to[at + rowLength] = women
    }
  }
}

/**
 * Persons of one age group of a leaf at the ends of all years, the year before the launch first. Thousands of groups are
 * asked for, so the numbers are put where the asker has room.
 * @param out takes as many numbers as there are years, and one.
 */
export function putStocks(projection: Projection, leaf: number, group: AgeGroup, out: Float64Array): void {
  const { all, urban, leaves } = belowOf(projection, leaf)
  const indices = projection.years.length + 1
  const { residence } = group
  const place = leaf % leaves.length
  const profile = urban.get(place)
  const start = leaf * indices
  putGroup(all, place * indices * 2 * rowLength, group, indices, out)
  if (residence === 'all') return
  if (profile === undefined)
    for (let index = 0; index < indices; index++) {
      const everybody = out[index] ?? 0
      const inTown = everybody * (projection.urbanShare[start + index] ?? 0)
      out[index] = residence === 'urban' ? inTown : everybody - inTown
    }
  else {
    const inTown = residence === 'urban' ? out : new Float64Array(indices)
    putGroup(profile, 0, group, indices, inTown)
    if (residence === 'rural') for (let index = 0; index < indices; index++) out[index] = (out[index] ?? 0) - (inTown[index] ?? 0)
  }
}

/** @param start where the sums of the first index begin. */
function putGroup(
  below: Readonly<Float64Array>,
  start: number,
  { ageFrom, ageTo, sex }: AgeGroup,
  indices: number,
  out: Float64Array,
): void {
  const width = Math.min(ageTo, ages - 1) + 1 - ageFrom
  let at = start + (sex === 'female' ? rowLength : 0) + ageFrom
  for (let index = 0; index < indices; index++, at += 2 * rowLength) {
    let sum = (below[at + width] ?? 0) - (below[at] ?? 0)
    if (sex === 'both') sum += (below[at + rowLength + width] ?? 0) - (below[at + rowLength] ?? 0)
    out[index] = sum
  }
}
