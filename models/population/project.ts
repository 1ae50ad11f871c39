import { ageOneYear, personsOf, stockCells, surviveBackwards, yearFlows } from './cohort'
import { ages } from './lifeTable'
import { mortalityStandard, mortalityWork, survivalAtLifeExpectancy } from './mortality'
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
  /** Changes the urban share that the leaf would inherit, by year from the launch year on, in place. */
  readonly moveUrbanShare?: (inherited: Float64Array) => void
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
  /** Paths of the whole region before any leaf's own changes: the common shift of residence is solved with these. */
  readonly regionPaths?: LeafPaths
  readonly leaves: readonly ProjectionLeaf[]
}

export interface Projection {
  /** launchYear … horizonYear. */
  readonly years: readonly number[]
  readonly leafCount: number
  /** [leaf][31 December of launchYear − 1 … horizonYear][male, female][age], persons. */
  readonly stock: Float64Array
  /** Urban persons, laid out as `stock`; the year before the launch has the launch year's shares. */
  readonly urban: Float64Array
  /** [leaf][year launchYear … horizonYear], persons of the year. */
  readonly births: Float64Array
  readonly deaths: Float64Array
  readonly netMigrants: Float64Array
  /** Persons added where a cell would have fallen below zero. */
  readonly clamped: Float64Array
}

/** What `projectPopulation` shares between its steps. */
interface Run {
  readonly input: ProjectionInput
  readonly projection: Projection
  readonly years: number
  /** Net migrants by sex and age, laid out as a stock; sums to 1. */
  readonly migration: Float64Array
  /** [leaf][index as in `stock`], persons. */
  readonly persons: Float64Array
}

/**
 * Project the leaves of a region tree side by side from the end of the launch year to the horizon (METHOD section 1).
 * Parents are sums of their leaves. Leaves with the same life expectancy share one set of tables.
 *
 * The launch year's own flows are read off its stock: births are the children under one divided by their survival, the
 * stock a year before is the launch stock survived backwards, deaths are what is left, and no migrants are assumed.
 *
 * @throws RangeError where a path is shorter than the years or a life expectancy is out of reach.
 */
export function projectPopulation(input: ProjectionInput): Projection {
  const run = projectStocks(input)
  splitResidence(run, personsForShift(run))
  return run.projection
}

/** Stocks and flows of all leaves; residence is split afterwards. */
function projectStocks(input: ProjectionInput): Run {
  const years = input.horizonYear - input.launchYear + 1
  const leafCount = input.leaves.length
  const migration = new Float64Array(stockCells)
  migration.set(input.migrationMale, 0)
  migration.set(input.migrationFemale, ages)
  const size = leafCount * (years + 1) * stockCells
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
  const run: Run = { input, projection, years, migration, persons: new Float64Array(leafCount * (years + 1)) }
  checkPaths(input, years)
  const tables = survivalTables(input, years)
  input.leaves.forEach((leaf, position) => {
    const table = tables[position]
    if (table === undefined) throw new RangeError(`no survival table for leaf ${String(position)}`)
    launch(run, leaf, position, table)
    projectLeaf(run, leaf, position, table)
  })
  return run
}

/**
 * Persons by leaf and year as they would be without any leaf's own changes, so that one league's change moves no other
 * league's residence.
 */
function personsForShift({ input, years, persons }: Run): Float64Array {
  const region = input.regionPaths
  const own = input.leaves.flatMap((leaf, k) => (region === undefined || leaf.paths === region ? [] : [k]))
  if (region === undefined || own.length === 0) return persons
  const { regionPaths: _, ...rest } = input
  const without = projectStocks({ ...rest, leaves: own.flatMap((k) => input.leaves[k] ?? []).map((leaf) => ({ ...leaf, paths: region })) })
  const inherited = persons.slice()
  own.forEach((leaf, k) => {
    inherited.set(without.persons.subarray(k * (years + 1), (k + 1) * (years + 1)), leaf * (years + 1))
  })
  return inherited
}

function checkPaths(input: ProjectionInput, years: number): void {
  const missing = (path: Readonly<Float64Array> | undefined): boolean => path !== undefined && path.length < years
  if (missing(input.rootUrbanShare)) throw new RangeError(`the urban share is shorter than ${String(years)} years`)
  input.leaves.forEach(({ male, female, paths }, position) => {
    if (male.length !== ages || female.length !== ages) throw new RangeError(`leaf ${String(position)} does not have ${String(ages)} ages`)
    if ([paths.tfr, paths.srb, paths.migrationRate, paths.e0Male, paths.e0Female, paths.urbanShare].some(missing))
      throw new RangeError(`a path of leaf ${String(position)} is shorter than ${String(years)} years`)
  })
}

/** Survival of every leaf, [year] laid out as a stock; the same table where the life expectancies are the same. */
function survivalTables(input: ProjectionInput, years: number): readonly Float64Array[] {
  const [male, female] = [mortalityStandard(input.standardMale, 'male'), mortalityStandard(input.standardFemale, 'female')]
  const work = mortalityWork()
  const solved: { readonly paths: LeafPaths; readonly table: Float64Array }[] = []
  return input.leaves.map(({ paths }) => {
    const known = solved.find((one) => samePath(one.paths.e0Male, paths.e0Male) && samePath(one.paths.e0Female, paths.e0Female))
    if (known !== undefined) return known.table
    const table = new Float64Array(years * stockCells)
    let [wMale, wFemale] = [1, 1]
    for (let k = 0; k < years; k++) {
      wMale = survivalAtLifeExpectancy(male, paths.e0Male[k] ?? 0, work, table, k * stockCells, wMale)
      wFemale = survivalAtLifeExpectancy(female, paths.e0Female[k] ?? 0, work, table, k * stockCells + ages, wFemale)
    }
    solved.push({ paths, table })
    return table
  })
}

function samePath(a: Readonly<Float64Array>, b: Readonly<Float64Array>): boolean {
  if (a === b) return true
  if (a.length !== b.length) return false
  for (let k = 0; k < a.length; k++) if (a[k] !== b[k]) return false
  return true
}

/** The launch year: its stock as given, the stock a year before, and the flows between the two. */
function launch({ projection, years, persons }: Run, leaf: ProjectionLeaf, position: number, survival: Float64Array): void {
  const { stock } = projection
  const earlier = position * (years + 1) * stockCells
  const later = earlier + stockCells
  stock.set(leaf.male, later)
  stock.set(leaf.female, later + ages)
  surviveBackwards(stock, later, earlier, survival, 0)
  surviveBackwards(stock, later + ages, earlier + ages, survival, ages)
  const [before, base] = [personsOf(stock, earlier), personsOf(stock, later)]
  const births = (leaf.male[0] ?? 0) / (survival[0] ?? 1) + (leaf.female[0] ?? 0) / (survival[ages] ?? 1)
  persons[position * (years + 1)] = before
  persons[position * (years + 1) + 1] = base
  projection.births[position * years] = births
  projection.deaths[position * years] = before + births - base
}

/** The years after the launch. */
function projectLeaf(run: Run, leaf: ProjectionLeaf, position: number, survival: Float64Array): void {
  const { projection, years, persons, migration } = run
  const { stock, births, deaths, netMigrants, clamped } = projection
  const { tfr, srb, migrationRate } = leaf.paths
  const flows = yearFlows()
  flows.persons = persons[position * (years + 1) + 1] ?? 0
  for (let k = 1; k < years; k++) {
    const before = (position * (years + 1) + k) * stockCells
    const rates = {
      survival,
      survivalAt: k * stockCells,
      fertility: run.input.fertilityPattern,
      fertilityLevel: tfr[k] ?? 0,
      srb: srb[k] ?? 1,
      migration,
      migrationLevel: (migrationRate[k] ?? 0) * flows.persons,
    }
    ageOneYear(stock, before, before + stockCells, rates, flows)
    const at = position * years + k
    births[at] = flows.births
    deaths[at] = flows.deaths
    netMigrants[at] = flows.netMigrants
    clamped[at] = flows.clamped
    persons[position * (years + 1) + k + 1] = flows.persons
  }
}

/**
 * Urban persons (METHOD section 1.6). One shift for all leaves, solved with every leaf's base share so that together they
 * meet the region's path; a leaf with a path of its own is then put on it alone, which moves no other leaf.
 */
function splitResidence({ input, projection, years }: Run, persons: Float64Array): void {
  const shares = Float64Array.from(input.leaves, (leaf) => leaf.baseUrbanShare)
  const here = new Float64Array(shares.length)
  const inherited = Array.from(shares, () => new Float64Array(years))
  for (let k = 0; k < years; k++) {
    for (let leaf = 0; leaf < here.length; leaf++) here[leaf] = persons[leaf * (years + 1) + k + 1] ?? 0
    const common = residenceShift(here, shares, input.rootUrbanShare[k] ?? 0)
    inherited.forEach((path, leaf) => {
      path[k] = shiftedShare(shares[leaf] ?? 0, common)
    })
  }
  input.leaves.forEach(({ paths }, leaf) => {
    const path = inherited[leaf] ?? new Float64Array(years)
    paths.moveUrbanShare?.(path)
    putUrban(projection, leaf, paths.urbanShare ?? path)
  })
}

/** Urban persons of one leaf; the year before the launch has no path and takes the launch year's share. */
function putUrban({ stock, urban, years: { length } }: Projection, leaf: number, shares: Readonly<Float64Array>): void {
  for (let index = 0; index <= length; index++) {
    const share = shares[Math.max(0, index - 1)] ?? 0
    const first = (leaf * (length + 1) + index) * stockCells
    for (let cell = first; cell < first + stockCells; cell++) urban[cell] = (stock[cell] ?? 0) * share
  }
}
