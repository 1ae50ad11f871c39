import type { PopulationSummary } from '../result'
import { persons } from './drivers'
import { ages } from './lifeTable'
import type { Projection } from './project'

/** What the projection itself says; the grade comes from the catalogue. */
type Ungraded = Omit<PopulationSummary, 'grade'>

interface Summary {
  readonly population: readonly Ungraded[]
  /** [area][male, female][age][year], persons at year end; areas as in `population`. */
  readonly pyramid: Float64Array
}

/** A region and the positions of the leaves it is the sum of. */
export interface SummedArea {
  readonly code: string
  readonly leaves: readonly number[]
}

const summaries = new WeakMap<Projection, Summary>()

/** The population as screens and command line show it, by area; an area of one leaf is that leaf. Made once for a projection. */
export function summarise(projection: Projection, areas: readonly SummedArea[]): Summary {
  const known = summaries.get(projection)
  if (known !== undefined) return known
  const leaves = Array.from({ length: projection.leafCount }, (_, leaf) => summaryOfLeaf(projection, leaf))
  const population = areas.map((area): Ungraded => {
    const parts = area.leaves.flatMap((leaf) => leaves[leaf] ?? [])
    const [only] = parts
    const figures = parts.length === 1 && only !== undefined ? only : summaryOfSum(parts, projection.years.length)
    return { region: area.code, ...figures }
  })
  const made = { population, pyramid: pyramidOf(projection, areas) }
  summaries.set(projection, made)
  return made
}

const groups = {
  total: [0, 100],
  age0to14: [0, 14],
  age15to59: [15, 59],
  age60plus: [60, 100],
  age65plus: [65, 100],
  age80plus: [80, 100],
} as const

type Figures = Omit<Ungraded, 'region'>

function summaryOfLeaf(projection: Projection, leaf: number): Figures {
  const years = projection.years.length
  const group = ([ageFrom, ageTo]: readonly [number, number], residence: 'all' | 'urban' = 'all'): Float64Array =>
    Float64Array.from(projection.years, (_, k) => persons(projection, leaf, k + 1, { ageFrom, ageTo, sex: 'both', residence }))
  const flow = (values: Float64Array): Float64Array => values.slice(leaf * years, (leaf + 1) * years)
  const total = group(groups.total)
  const urban = group(groups.total, 'urban')
  return {
    total,
    age0to14: group(groups.age0to14),
    age15to59: group(groups.age15to59),
    age60plus: group(groups.age60plus),
    age65plus: group(groups.age65plus),
    age80plus: group(groups.age80plus),
    urbanShare: urban.map((value, k) => ((total[k] ?? 0) > 0 ? value / (total[k] ?? 1) : 0)),
    births: flow(projection.births),
    deaths: flow(projection.deaths),
    netMigrants: flow(projection.netMigrants),
    clamped: flow(projection.clamped),
  }
}

function summaryOfSum(leaves: readonly Figures[], years: number): Figures {
  const sum = (of: (leaf: Figures, k: number) => number): Float64Array =>
    Float64Array.from({ length: years }, (_, k) => leaves.reduce((all, leaf) => all + of(leaf, k), 0))
  const total = sum((leaf, k) => leaf.total[k] ?? 0)
  const urban = sum((leaf, k) => (leaf.urbanShare[k] ?? 0) * (leaf.total[k] ?? 0))
  return {
    total,
    age0to14: sum((leaf, k) => leaf.age0to14[k] ?? 0),
    age15to59: sum((leaf, k) => leaf.age15to59[k] ?? 0),
    age60plus: sum((leaf, k) => leaf.age60plus[k] ?? 0),
    age65plus: sum((leaf, k) => leaf.age65plus[k] ?? 0),
    age80plus: sum((leaf, k) => leaf.age80plus[k] ?? 0),
    urbanShare: urban.map((value, k) => ((total[k] ?? 0) > 0 ? value / (total[k] ?? 1) : 0)),
    births: sum((leaf, k) => leaf.births[k] ?? 0),
    deaths: sum((leaf, k) => leaf.deaths[k] ?? 0),
    netMigrants: sum((leaf, k) => leaf.netMigrants[k] ?? 0),
    clamped: sum((leaf, k) => leaf.clamped[k] ?? 0),
  }
}

function pyramidOf(projection: Projection, areas: readonly SummedArea[]): Float64Array {
  const years = projection.years.length
  const rows = 2 * ages
  const out = new Float64Array(areas.length * rows * years)
  areas.forEach(({ leaves }, area) => {
    for (const leaf of leaves) {
      for (let k = 0; k < years; k++) {
        const start = (leaf * (years + 1) + k + 1) * rows
        for (let row = 0; row < rows; row++) {
          const at = (area * rows + row) * years + k
          out[at] = (out[at] ?? 0) + (projection.stock[start + row] ?? 0)
        }
      }
    }
  })
  return out
}
