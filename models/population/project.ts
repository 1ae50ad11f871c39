import { ageOneYear, personsOf, stockCells, surviveBackwards, yearFlows, type YearRates } from './cohort'
import { fertileAges, type FertileAges } from './fertility'
import { ages, survivalFromRates } from './lifeTable'
import { finishedGroups, imposeFinished, type FinishedGroup } from './finished'
import { mortalityStandard, mortalityWork, survivalAtLifeExpectancy } from './mortality'
import { splitResidence } from './residenceSplit'

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

/** Rates given year by year instead of levels and patterns; rows stand for the years from the launch year on. */
export interface LeafRates {
  /** Central death rates, [year][male, female][age 0…100+], the open group's positive; instead of life expectancies. */
  readonly mx?: Readonly<Float64Array>
  /** Births per woman, [year][age]; instead of the total fertility rate. The launch year's are not used. */
  readonly asfr?: Readonly<Float64Array>
  /** Net migrants, persons, [year][male, female][age]; instead of a rate. The launch year's are not used. */
  readonly migrants?: Readonly<Float64Array>
}

export interface ProjectionLeaf {
  /** Persons on 31 December of the launch year by single age 0…100+. */
  readonly male: Readonly<Float64Array>
  readonly female: Readonly<Float64Array>
  readonly baseUrbanShare: number
  /** Urban share by sex and age in the launch year, males first, where it is known; else `baseUrbanShare` at every age. */
  readonly urbanShares?: Readonly<Float64Array>
  readonly paths: LeafPaths
  readonly rates?: LeafRates
}

/** A projection that somebody else made, in place of the kernel's; see `imposeFinished`. */
export interface FinishedProjection {
  /** Positions of the leaves it stands for together. */
  readonly leaves: readonly number[]
  /** Persons on 31 December of the years after the launch year, [year][male, female][age]; where it ends the kernel goes on. */
  readonly stock: Readonly<Float64Array>
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
  /**
   * The leaves before any change of their own, the same objects where there is none: the common shift of residence is
   * solved with these, so that one leaf's change moves no other. Absent: as `leaves`.
   */
  readonly inherited?: readonly ProjectionLeaf[]
  /** Wider areas before those within them. */
  readonly finished?: readonly FinishedProjection[]
}

export interface Projection {
  /** launchYear … horizonYear. */
  readonly years: readonly number[]
  readonly leafCount: number
  /** [leaf][31 December of launchYear − 1 … horizonYear][male, female][age], persons. */
  readonly stock: Float64Array
  /** [leaf][index as in `stock`], urban share of leaves where it is the same at every age. */
  readonly urbanShare: Float64Array
  /** Urban persons of the other leaves by position, laid out as the leaf's part of `stock`. */
  readonly urbanByAge: Map<number, Float64Array>
  /** [leaf][year launchYear … horizonYear], persons of the year. */
  readonly births: Float64Array
  readonly deaths: Float64Array
  readonly netMigrants: Float64Array
  /** Persons added where a cell would have fallen below zero. */
  readonly clamped: Float64Array
}

/** What the steps of a run share. */
export interface Run {
  readonly input: ProjectionInput
  readonly projection: Projection
  readonly years: number
  /** Net migrants by sex and age, laid out as a stock; sums to 1. */
  readonly migration: Float64Array
  readonly fertile: FertileAges
  /** [leaf][index as in `stock`], persons. */
  readonly persons: Float64Array
  /** Survival of each leaf, [year] laid out as a stock. */
  readonly survival: readonly Float64Array[]
}

/**
 * Project the leaves of a region tree side by side from the end of the launch year to the horizon (METHOD section 1).
 * Parents are sums of their leaves. Leaves with the same life expectancy share one set of tables.
 *
 * The launch year's own flows are read off its stock: births are the children under one divided by their survival, the
 * stock a year before is the launch stock survived backwards, deaths are what is left, and no migrants are assumed.
 *
 * @param room for the stocks, whatever stands in it; new room where it does not fit or none is given.
 * @throws RangeError where a path is shorter than the years or a life expectancy is out of reach.
 */
export function projectPopulation(input: ProjectionInput, room?: Float64Array): Projection {
  const run = projectStocks(input, room)
  splitResidence(run, projectInherited(run))
  return run.projection
}

function projectStocks(input: ProjectionInput, room?: Float64Array): Run {
  const years = input.horizonYear - input.launchYear + 1
  const leafCount = input.leaves.length
  const numbers = leafCount * (years + 1) * stockCells
  const migration = new Float64Array(stockCells)
  migration.set(input.migrationMale, 0)
  migration.set(input.migrationFemale, ages)
  const projection = {
    years: Array.from({ length: years }, (_, k) => input.launchYear + k),
    leafCount,
    stock: room?.length === numbers ? room : new Float64Array(numbers),
    urbanShare: new Float64Array(leafCount * (years + 1)),
    urbanByAge: new Map<number, Float64Array>(),
    births: new Float64Array(leafCount * years),
    deaths: new Float64Array(leafCount * years),
    netMigrants: new Float64Array(leafCount * years),
    clamped: new Float64Array(leafCount * years),
  }
  checkPaths(input, years)
  const survival = survivalTables(input, years)
  const fertile = fertileAges(input.fertilityPattern)
  const run: Run = { input, projection, years, migration, fertile, persons: new Float64Array(leafCount * (years + 1)), survival }
  const groups = finishedGroups(input)
  const grouped = new Set(groups.flatMap(({ leaves }) => leaves))
  for (let leaf = 0; leaf < leafCount; leaf++) {
    launch(run, leaf)
    if (!grouped.has(leaf)) projectLeaf(run, leaf, 1, years - 1)
  }
  if (grouped.size > 0) projectFinished(run, groups, grouped)
  return run
}

/** Year by year where finished projections stand in for the kernel, since where they end it goes on from them. */
function projectFinished(run: Run, groups: readonly FinishedGroup[], leaves: ReadonlySet<number>): void {
  for (let k = 1; k < run.years; k++) {
    for (const leaf of leaves) projectLeaf(run, leaf, k, k)
    for (const group of groups) imposeFinished(run, group, k)
  }
}

/**
 * The leaves as they would be without any change of their own. A finished projection is a change of the leaves it stands
 * for, unless it stands for all of them.
 */
function projectInherited(run: Run): Run {
  const { input } = run
  const inherited = input.inherited ?? input.leaves
  const finished = input.finished ?? []
  const whole = finished.filter(({ leaves }) => leaves.length === input.leaves.length)
  const same = inherited.every((leaf, k) => leaf === input.leaves[k]) && whole.length === finished.length
  return same ? run : projectStocks({ ...input, leaves: inherited, finished: whole })
}

function checkPaths({ rootUrbanShare, leaves }: ProjectionInput, years: number): void {
  if (rootUrbanShare.length < years) throw new RangeError(`the urban share is shorter than ${String(years)} years`)
  for (const [position, leaf] of leaves.entries()) {
    const { male, female, urbanShares } = leaf
    if (male.length !== ages || female.length !== ages || (urbanShares !== undefined && urbanShares.length !== stockCells))
      throw new RangeError(`leaf ${String(position)} does not have ${String(ages)} ages`)
    if (isShort(leaf, years)) throw new RangeError(`a path of leaf ${String(position)} is shorter than ${String(years)} years`)
  }
}

/** Whether any path of a leaf has fewer years; those that are not given are long enough. */
const isShort = ({ paths: { tfr, srb, migrationRate, e0Male, e0Female, urbanShare }, rates }: ProjectionLeaf, years: number): boolean =>
  Math.min(tfr.length, srb.length, migrationRate.length, e0Male.length, e0Female.length, urbanShare?.length ?? years) < years ||
  (rates?.mx !== undefined && rates.mx.length < years * stockCells) ||
  (rates?.asfr !== undefined && rates.asfr.length < years * ages) ||
  (rates?.migrants !== undefined && rates.migrants.length < years * stockCells)

/** Survival of every leaf, [year] laid out as a stock; the same table where the life expectancies are the same. */
function survivalTables(input: ProjectionInput, years: number): readonly Float64Array[] {
  const [male, female] = [mortalityStandard(input.standardMale, 'male'), mortalityStandard(input.standardFemale, 'female')]
  const work = mortalityWork()
  const solved: { readonly paths: LeafPaths; readonly table: Float64Array }[] = []
  return input.leaves.map(({ paths, rates }) => {
    if (rates?.mx !== undefined) return survivalOfRates(rates.mx, years)
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

function survivalOfRates(mx: Readonly<Float64Array>, years: number): Float64Array {
  const table = new Float64Array(years * stockCells)
  for (let at = 0; at < table.length; at += stockCells) {
    survivalFromRates(mx.subarray(at, at + ages), 'male', table, at)
    survivalFromRates(mx.subarray(at + ages, at + stockCells), 'female', table, at + ages)
  }
  return table
}

function samePath(a: Readonly<Float64Array>, b: Readonly<Float64Array>): boolean {
  if (a === b) return true
  if (a.length !== b.length) return false
  for (let k = 0; k < a.length; k++) if (a[k] !== b[k]) return false
  return true
}

/** The launch year: its stock as given, the stock a year before, and the flows between the two. */
function launch({ input, projection, years, persons, survival }: Run, position: number): void {
  const [leaf, table] = [input.leaves[position], survival[position]]
  if (leaf === undefined || table === undefined) throw new RangeError(`there is no leaf ${String(position)}`)
  const { stock } = projection
  const earlier = position * (years + 1) * stockCells
  const later = earlier + stockCells
  stock.set(leaf.male, later)
  stock.set(leaf.female, later + ages)
  surviveBackwards(stock, later, earlier, table, 0)
  surviveBackwards(stock, later + ages, earlier + ages, table, ages)
  const [before, base] = [personsOf(stock, earlier), personsOf(stock, later)]
  const births = bornAlive(leaf.male[0], table[0]) + bornAlive(leaf.female[0], table[ages])
  persons[position * (years + 1)] = before
  persons[position * (years + 1) + 1] = base
  projection.births[position * years] = births
  projection.deaths[position * years] = before + births - base
}

/** Births behind the children who lived to the year's end; as many where survival is not said. */
export const bornAlive = (children = 0, survival = 1): number => (survival > 0 ? children / survival : children)

/** The years from one to another, both included, after the launch. */
function projectLeaf(run: Run, position: number, first: number, last: number): void {
  const { projection, years, persons } = run
  const [leaf, survival] = [run.input.leaves[position], run.survival[position]]
  if (leaf === undefined || survival === undefined) throw new RangeError(`there is no leaf ${String(position)}`)
  const { stock, births, deaths, netMigrants, clamped } = projection
  const { tfr, srb, migrationRate } = leaf.paths
  const { asfr, migrants } = leaf.rates ?? {}
  const flows = yearFlows()
  flows.persons = persons[position * (years + 1) + first] ?? 0
  // Filled anew for every year: one for each would be thrown away at once.
  const rates: YearRates = {
    survival,
    survivalAt: 0,
    fertility: run.input.fertilityPattern,
    fertilityLevel: 1,
    ...(asfr === undefined ? { fertile: run.fertile } : {}),
    srb: 1,
    migration: run.migration,
    migrationLevel: 1,
  }
  for (let k = first; k <= last; k++) {
    const before = (position * (years + 1) + k) * stockCells
    rates.survivalAt = k * stockCells
    if (asfr === undefined) rates.fertilityLevel = tfr[k] ?? 0
    else rates.fertility = asfr.subarray(k * ages, (k + 1) * ages)
    rates.srb = srb[k] ?? 1
    if (migrants === undefined) rates.migrationLevel = (migrationRate[k] ?? 0) * flows.persons
    else rates.migration = migrants.subarray(k * stockCells, (k + 1) * stockCells)
    ageOneYear(stock, before, before + stockCells, rates, flows)
    const at = position * years + k
    births[at] = flows.births
    deaths[at] = flows.deaths
    netMigrants[at] = flows.netMigrants
    clamped[at] = flows.clamped
    persons[position * (years + 1) + k + 1] = flows.persons
  }
}
