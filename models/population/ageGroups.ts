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
 * Persons of one age group of a leaf at the ends of all years; the first is the year before the launch. Thousands of groups
 * are asked for, so the numbers come in a plain array: a typed one of this length costs more to make than to fill.
 * @returns as many as the years and one.
 */
export function stocksOf(projection: Projection, leaf: number, { ageFrom, ageTo, sex, residence }: AgeGroup): number[] {
  const { all, urban } = belowOf(projection)
  const indices = projection.years.length + 1
  const [firstSex, lastSex] = [sex === 'female' ? 1 : 0, sex === 'male' ? 0 : 1]
  const end = Math.min(ageTo, ages - 1) + 1
  const out: number[] = []
  for (let index = 0; index < indices; index++) {
    let sum = 0
    for (let s = firstSex; s <= lastSex; s++) {
      const start = ((leaf * indices + index) * 2 + s) * rowLength
      const [from, to] = [start + ageFrom, start + end]
      if (residence !== 'urban') sum += (all[to] ?? 0) - (all[from] ?? 0)
      if (residence === 'urban') sum += (urban[to] ?? 0) - (urban[from] ?? 0)
      else if (residence === 'rural') sum -= (urban[to] ?? 0) - (urban[from] ?? 0)
    }
    out.push(sum)
  }
  return out
}
