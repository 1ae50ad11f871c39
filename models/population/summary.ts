import type { PopulationSummary } from '../result'
import { putStocks, type AgeGroup } from './ageGroups'
import { ages } from './lifeTable'
import type { Projection } from './project'

/** What the projection itself says; the grade comes from the catalogue. */
type Ungraded = Omit<PopulationSummary, 'grade'>

/** A region and the positions of the leaves it is the sum of. */
export interface SummedArea {
  readonly code: string
  readonly leaves: readonly number[]
}

const summaries = new WeakMap<Projection, readonly Ungraded[]>()

/** The population as screens and command line show it, by area; an area of one leaf is that leaf. Made once for a projection. */
export function summarise(projection: Projection, areas: readonly SummedArea[]): readonly Ungraded[] {
  const known = summaries.get(projection)
  if (known !== undefined) return known
  const years = projection.years.length
  const stocks = new Float64Array(years + 1)
  const sums = areas.filter((area) => area.leaves.length !== 1)
  const room = new Room(projection.leafCount + sums.length, years)
  const leaves = Array.from({ length: projection.leafCount }, (_, leaf) => summaryOfLeaf(projection, leaf, stocks, room.next()))
  const made = areas.map((area): Ungraded => {
    const parts = area.leaves.flatMap((leaf) => leaves[leaf] ?? [])
    const [only] = parts
    const figures = parts.length === 1 && only !== undefined ? only : summaryOfSum(parts, years, room.next())
    return { region: area.code, ...figures }
  })
  summaries.set(projection, made)
  return made
}

const aged = (ageFrom: number, ageTo: number): AgeGroup => ({ ageFrom, ageTo, sex: 'both', residence: 'all' })
const groups = {
  total: aged(0, 100),
  age0to14: aged(0, 14),
  age15to59: aged(15, 59),
  age60plus: aged(60, 100),
  age65plus: aged(65, 100),
  age80plus: aged(80, 100),
} as const
const urban: AgeGroup = { ...groups.total, residence: 'urban' }

const groupNames = ['total', 'age0to14', 'age15to59', 'age60plus', 'age65plus', 'age80plus'] as const
const flowNames = ['births', 'deaths', 'netMigrants', 'clamped'] as const

const summedNames = [...groupNames, ...flowNames]

type Figures = Omit<Ungraded, 'region'>

const measures = [
  'total',
  'age0to14',
  'age15to59',
  'age60plus',
  'age65plus',
  'age80plus',
  'urbanShare',
  'births',
  'deaths',
  'netMigrants',
  'clamped',
] as const

/** Room for the figures of areas: parts of one array, since many small ones cost more to make than to fill. */
class Room {
  private readonly buffer: ArrayBuffer
  private readonly years: number
  private taken = 0

  constructor(areas: number, years: number) {
    this.buffer = new Float64Array(areas * measures.length * years).buffer
    this.years = years
  }

  /** For one more area. */
  next(): Figures {
    return {
      total: this.row(),
      age0to14: this.row(),
      age15to59: this.row(),
      age60plus: this.row(),
      age65plus: this.row(),
      age80plus: this.row(),
      urbanShare: this.row(),
      births: this.row(),
      deaths: this.row(),
      netMigrants: this.row(),
      clamped: this.row(),
    }
  }

  private row(): Float64Array {
    return new Float64Array(this.buffer, this.taken++ * this.years * Float64Array.BYTES_PER_ELEMENT, this.years)
  }
}

function summaryOfLeaf(projection: Projection, leaf: number, stocks: Float64Array, out: Figures): Figures {
  const years = projection.years.length
  for (const name of groupNames) {
    putStocks(projection, leaf, groups[name], stocks)
    const row = out[name]
    for (let k = 0; k < years; k++) row[k] = stocks[k + 1] ?? 0
  }
  putStocks(projection, leaf, urban, stocks)
  for (let k = 0; k < years; k++) out.urbanShare[k] = shareOf(stocks[k + 1] ?? 0, out.total[k] ?? 0)
  for (const name of flowNames) {
    const [row, flow] = [out[name], projection[name]]
    for (let k = 0, at = leaf * years; k < years; k++, at++) row[k] = flow[at] ?? 0
  }
  return out
}

const shareOf = (part: number, whole: number): number => (whole > 0 ? part / whole : 0)

function summaryOfSum(leaves: readonly Figures[], years: number, out: Figures): Figures {
  for (const leaf of leaves) {
    for (const name of summedNames) {
      const [sum, values] = [out[name], leaf[name]]
      for (let k = 0; k < years; k++) sum[k] = (sum[k] ?? 0) + (values[k] ?? 0)
    }
    // Urban persons as long as they are being added.
    for (let k = 0; k < years; k++) out.urbanShare[k] = (out.urbanShare[k] ?? 0) + (leaf.urbanShare[k] ?? 0) * (leaf.total[k] ?? 0)
  }
  for (let k = 0; k < years; k++) out.urbanShare[k] = shareOf(out.urbanShare[k] ?? 0, out.total[k] ?? 0)
  return out
}

/** [area][male, female][age][year], persons at year end. */
export function pyramidOf(projection: Projection, areas: readonly SummedArea[]): Float64Array {
  const size = 2 * ages * projection.years.length
  const out = new Float64Array(areas.length * size)
  const placeOf = new Map<number, number>()
  areas.forEach(({ leaves }, area) => {
    const [only] = leaves
    if (leaves.length !== 1 || only === undefined) return
    putPyramid(projection, only, out, area * size)
    placeOf.set(only, area * size)
  })
  areas.forEach(({ leaves }, area) => {
    if (leaves.length !== 1) addPyramids(projection, leaves, out, area * size, placeOf)
  })
  return out
}

/** [male, female][age][year] of one leaf at the ends of the years. */
function putPyramid({ stock, years: { length: years } }: Projection, leaf: number, out: Float64Array, to: number): void {
  const rows = 2 * ages
  for (let k = 0; k < years; k++) {
    const start = (leaf * (years + 1) + k + 1) * rows
    for (let row = 0, at = to + k; row < rows; row++, at += years) out[at] = stock[start + row] ?? 0
  }
}

/** Sum of leaves, in their order. @param placeOf where leaves that are areas of their own stand already. */
function addPyramids(
  projection: Projection,
  leaves: readonly number[],
  out: Float64Array,
  to: number,
  placeOf: ReadonlyMap<number, number>,
): void {
  const size = 2 * ages * projection.years.length
  for (const leaf of leaves) {
    const place = placeOf.get(leaf)
    let [from, at] = [out, place ?? 0]
    if (place === undefined) {
      from = new Float64Array(size)
      putPyramid(projection, leaf, from, 0)
      at = 0
    }
    for (let i = 0; i < size; i++) out[to + i] = (out[to + i] ?? 0) + (from[at + i] ?? 0)
  }
}
