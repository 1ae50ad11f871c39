import { ageOneYear, surviveBackwards, type SexStock, type YearFlows } from './cohort'
import { ages } from './lifeTable'
import { mortalityStandard, mortalityWork, survivalAtLifeExpectancy, type MortalityStandard } from './mortality'
import { residenceShift, shiftedShare } from './residence'

/** Paths of one leaf; index k stands for the year launchYear + k, the base year included. */
export interface LeafPaths {
  /** Children per woman. */
  readonly tfr: Readonly<Float64Array>
  /** Years. */
  readonly e0Male: Readonly<Float64Array>
  readonly e0Female: Readonly<Float64Array>
  /** Male births per female birth. */
  readonly srb: Readonly<Float64Array>
  /** Net migrants per resident at the year's start. */
  readonly migrationRate: Readonly<Float64Array>
  /** Own path of the urban share; absent: the leaf moves with the whole region. */
  readonly urbanShare?: Readonly<Float64Array>
}

export interface ProjectionLeaf {
  /** Persons on 31 December of the launch year by single age 0…100+. */
  readonly male: Readonly<Float64Array>
  readonly female: Readonly<Float64Array>
  readonly baseUrbanShare: number
  readonly paths: LeafPaths
}

export interface ProjectionInput {
  readonly launchYear: number
  readonly horizonYear: number
  /** Central death rates of the standard, 101 ages. */
  readonly standardMale: Readonly<Float64Array>
  readonly standardFemale: Readonly<Float64Array>
  /** Shares of the total fertility rate by age; sum to 1. */
  readonly fertilityPattern: Readonly<Float64Array>
  /** Shares of net migrants by age and sex; both together sum to 1. */
  readonly migrationMale: Readonly<Float64Array>
  readonly migrationFemale: Readonly<Float64Array>
  /** Urban share of all leaves together, by year. */
  readonly rootUrbanShare: Readonly<Float64Array>
  readonly leaves: readonly ProjectionLeaf[]
}

export interface Projection {
  /** launchYear … horizonYear. */
  readonly years: readonly number[]
  readonly leafCount: number
  /** [leaf][31 December of launchYear − 1 … horizonYear][male, female][age], persons. */
  readonly stock: Float64Array
  /** Urban persons, laid out as `stock`; the year before the launch has the base year's shares. */
  readonly urban: Float64Array
  /** [leaf][year launchYear … horizonYear], persons of the year. */
  readonly births: Float64Array
  readonly deaths: Float64Array
  readonly netMigrants: Float64Array
  /** Persons added where a cell would have fallen below zero. */
  readonly clamped: Float64Array
}

const perYear = 2 * ages

/** Views of one leaf's stock at the end of a year; index 0 is the year before the launch. */
export function stockAt(stock: Float64Array, leaf: number, index: number, years: number): SexStock {
  const start = (leaf * (years + 1) + index) * perYear
  return { male: stock.subarray(start, start + ages), female: stock.subarray(start + ages, start + perYear) }
}

/** Survival by year of one pair of life expectancy paths: [year][male, female][age]. */
function survivalTable(paths: LeafPaths, years: number, standards: readonly [MortalityStandard, MortalityStandard]): Float64Array {
  const table = new Float64Array(years * perYear)
  const work = mortalityWork()
  for (let k = 0; k < years; k++) {
    survivalAtLifeExpectancy(standards[0], paths.e0Male[k] ?? 0, work, table.subarray(k * perYear, k * perYear + ages))
    survivalAtLifeExpectancy(standards[1], paths.e0Female[k] ?? 0, work, table.subarray(k * perYear + ages, (k + 1) * perYear))
  }
  return table
}

const samePath = (a: Readonly<Float64Array>, b: Readonly<Float64Array>): boolean =>
  a === b || (a.length === b.length && a.every((value, k) => value === b[k]))

/**
 * Project the leaves of a region tree side by side from the end of the launch year to the horizon (METHOD section 1).
 * Parents are sums of their leaves. Leaves with the same life expectancy share one set of tables.
 *
 * @throws RangeError where a path is shorter than the years or a life expectancy is out of reach.
 */
export function projectPopulation(input: ProjectionInput): Projection {
  const years = input.horizonYear - input.launchYear + 1
  const leafCount = input.leaves.length
  const size = leafCount * (years + 1) * perYear
  const projection: Projection = {
    years: Array.from({ length: years }, (_, k) => input.launchYear + k),
    leafCount,
    stock: new Float64Array(size),
    urban: new Float64Array(size),
    births: new Float64Array(leafCount * years),
    deaths: new Float64Array(leafCount * years),
    netMigrants: new Float64Array(leafCount * years),
    clamped: new Float64Array(leafCount * years),
  }
  const standards = [mortalityStandard(input.standardMale, 'male'), mortalityStandard(input.standardFemale, 'female')] as const
  const tables: { readonly paths: LeafPaths; readonly table: Float64Array }[] = []
  input.leaves.forEach((leaf, k) => {
    let known = tables.find(({ paths }) => samePath(paths.e0Male, leaf.paths.e0Male) && samePath(paths.e0Female, leaf.paths.e0Female))
    if (known === undefined) tables.push((known = { paths: leaf.paths, table: survivalTable(leaf.paths, years, standards) }))
    projectLeaf(input, leaf, k, known.table, projection)
  })
  splitResidence(input, projection)
  return projection
}

function projectLeaf(input: ProjectionInput, leaf: ProjectionLeaf, position: number, survival: Float64Array, projection: Projection): void {
  const years = projection.years.length
  if (
    [leaf.paths.tfr, leaf.paths.srb, leaf.paths.migrationRate, leaf.paths.e0Male, leaf.paths.e0Female].some((path) => path.length < years)
  ) {
    throw new RangeError(`a path of leaf ${String(position)} is shorter than ${String(years)} years`)
  }
  launch(leaf, position, survival, projection)
  const asfr = new Float64Array(ages)
  const [migrantsMale, migrantsFemale] = [new Float64Array(ages), new Float64Array(ages)]
  const flows: YearFlows = { births: 0, maleBirths: 0, deaths: 0, netMigrants: 0, clamped: 0 }
  for (let k = 1; k < years; k++) {
    const [before, after] = [stockAt(projection.stock, position, k, years), stockAt(projection.stock, position, k + 1, years)]
    const migrants = (leaf.paths.migrationRate[k] ?? 0) * total(before)
    const tfr = leaf.paths.tfr[k] ?? 0
    for (let age = 0; age < ages; age++) {
      asfr[age] = tfr * (input.fertilityPattern[age] ?? 0)
      migrantsMale[age] = migrants * (input.migrationMale[age] ?? 0)
      migrantsFemale[age] = migrants * (input.migrationFemale[age] ?? 0)
    }
    const survivalMale = survival.subarray(k * perYear, k * perYear + ages)
    const survivalFemale = survival.subarray(k * perYear + ages, (k + 1) * perYear)
    ageOneYear(before, after, { survivalMale, survivalFemale, asfr, srb: leaf.paths.srb[k] ?? 1, migrantsMale, migrantsFemale }, flows)
    const at = position * years + k
    projection.births[at] = flows.births
    projection.deaths[at] = flows.deaths
    projection.netMigrants[at] = flows.netMigrants
    projection.clamped[at] = flows.clamped
  }
}

/** Persons of both sexes and all ages. */
function total(stock: SexStock): number {
  let sum = 0
  for (let age = 0; age < ages; age++) sum += (stock.male[age] ?? 0) + (stock.female[age] ?? 0)
  return sum
}

/** The launch year itself: its stock as given, the stock a year before by backward survival, its births and deaths from both. */
function launch(leaf: ProjectionLeaf, position: number, survival: Float64Array, projection: Projection): void {
  const years = projection.years.length
  const [before, base] = [stockAt(projection.stock, position, 0, years), stockAt(projection.stock, position, 1, years)]
  base.male.set(leaf.male)
  base.female.set(leaf.female)
  const [male, female] = [survival.subarray(0, ages), survival.subarray(ages, perYear)]
  surviveBackwards(leaf.male, male, before.male)
  surviveBackwards(leaf.female, female, before.female)
  const births = (leaf.male[0] ?? 0) / (male[0] ?? 1) + (leaf.female[0] ?? 0) / (female[0] ?? 1)
  projection.births[position * years] = births
  projection.deaths[position * years] = total(before) + births - total(base)
}

/** Urban persons: one shift for all leaves so that together they meet the region's path; a leaf with a path of its own is solved alone. */
function splitResidence(input: ProjectionInput, projection: Projection): void {
  const years = projection.years.length
  const persons = new Float64Array(input.leaves.length)
  const shares = Float64Array.from(input.leaves, (leaf) => leaf.baseUrbanShare)
  for (let k = 0; k <= years; k++) {
    for (let leaf = 0; leaf < persons.length; leaf++) persons[leaf] = total(stockAt(projection.stock, leaf, k, years))
    const common = k === 0 ? 1 : residenceShift(persons, shares, input.rootUrbanShare[k - 1] ?? 0)
    input.leaves.forEach((leaf, position) => {
      const own = leaf.paths.urbanShare?.[k - 1]
      const share = own ?? shiftedShare(leaf.baseUrbanShare, common)
      const start = (position * (years + 1) + k) * perYear
      for (let i = start; i < start + perYear; i++) projection.urban[i] = (projection.stock[i] ?? 0) * share
    })
  }
}
