import { ages } from '../../population/lifeTable'
import { projectPopulation, type ProjectionInput } from '../../population/project'
import { regulaFalsi } from '../../shared/root'
import type { LaterBand } from './cohortFit'

type Years = Readonly<Record<string, number>>

/** Published events of the region and the UN's paths for the nation. */
export interface KnownVital {
  readonly births: Years
  readonly deaths: Years
  readonly netMigrants: Years
  readonly urbanShare: Years
  /** Age bands published for later years. */
  readonly bands: readonly LaterBand[]
  readonly wpp: {
    readonly tfr: Years
    readonly e0Male: Years
    readonly e0Female: Years
    readonly srb: Years
    readonly mortality: readonly { readonly age: number; readonly male: number; readonly female: number }[]
    readonly fertility: readonly { readonly age: number; readonly perThousand: number }[]
  }
}

export interface VitalPaths {
  readonly standardMale: readonly number[]
  readonly standardFemale: readonly number[]
  readonly fertilityPattern: readonly number[]
  readonly migrationMale: readonly number[]
  readonly migrationFemale: readonly number[]
  /** Year → value. */
  readonly tfr: Readonly<Record<number, number>>
  readonly srb: Readonly<Record<number, number>>
  readonly e0Male: Readonly<Record<number, number>>
  readonly e0Female: Readonly<Record<number, number>>
  readonly migrationRate: Readonly<Record<number, number>>
  readonly urbanShare: Readonly<Record<number, number>>
  /** Years by which the nation's life expectancy was shifted. */
  readonly offset: number
}

interface Base {
  readonly launchYear: number
  readonly horizonYear: number
  readonly leaves: readonly { readonly male: readonly number[]; readonly female: readonly number[]; readonly baseUrbanShare: number }[]
}

const digits = (value: number, places: number): number => Number(value.toFixed(places))

/**
 * Paths that the published events of the last years imply: the nation's life expectancy shifted by one offset so that
 * the deaths are met in sum, fertility of each published year so that its births are met, migration as the residual of
 * the published totals. After the last published year fertility moves in parallel with the nation's path and migration is nil.
 */
export function estimateVitalRates(known: KnownVital, base: Base): VitalPaths {
  const patterns = patternsOf(known)
  const published = Object.keys(known.births)
    .map(Number)
    .sort((a, b) => a - b)
  const years = Array.from({ length: base.horizonYear - base.launchYear + 1 }, (_, k) => base.launchYear + k)
  const at = (path: Years, year: number): number => path[String(year)] ?? 0
  const rate = migrationRates(known, base, years)
  const deaths = published.reduce((sum, year) => sum + at(known.deaths, year), 0)
  const inputFor = (offset: number, tfr: readonly number[]): ProjectionInput =>
    projectionInput(known, base, patterns, years, offset, tfr, rate)
  const start = years.map((year) => at(known.wpp.tfr, year))
  const modelled = (offset: number, tfr: readonly number[]): { readonly births: readonly number[]; readonly deaths: number } => {
    const run = projectPopulation(inputFor(offset, tfr))
    const byYear = (values: Float64Array, k: number): number =>
      base.leaves.reduce((sum, _, leaf) => sum + (values[leaf * years.length + k] ?? 0), 0)
    return {
      births: years.map((_, k) => byYear(run.births, k)),
      deaths: published.reduce((sum, year) => sum + byYear(run.deaths, year - base.launchYear), 0),
    }
  }
  // Births hang on fertility alone (mothers are born already); deaths of infants on births: two rounds settle both.
  let [tfr, offset] = [start, 0]
  for (let round = 0; round < 3; round++) {
    offset = digits(
      regulaFalsi((x) => deaths - modelled(x, tfr).deaths, -6, 6, 0.5),
      3,
    )
    const { births } = modelled(offset, tfr)
    tfr = tfr.map((value, k) =>
      known.births[String(years[k])] === undefined ? value : digits((value * at(known.births, years[k] ?? 0)) / (births[k] ?? 1), 4),
    )
  }
  const last = published.at(-1) ?? base.launchYear
  const lastTfr = tfr[last - base.launchYear] ?? 0
  const path = (of: (year: number, k: number) => number): Record<number, number> =>
    Object.fromEntries(years.map((year, k) => [year, of(year, k)]))
  return {
    ...patterns,
    tfr: path((year, k) => (year <= last ? (tfr[k] ?? 0) : digits(lastTfr + at(known.wpp.tfr, year) - at(known.wpp.tfr, last), 4))),
    srb: path((year) => at(known.wpp.srb, year)),
    e0Male: path((year) => digits(at(known.wpp.e0Male, year) + offset, 4)),
    e0Female: path((year) => digits(at(known.wpp.e0Female, year) + offset, 4)),
    migrationRate: path((_, k) => rate[k] ?? 0),
    urbanShare: path((year) => known.urbanShare[String(year)] ?? urbanAfter(known, year)),
    offset,
  }
}

/** Residual migrants per resident of the year's start; nil where nothing is published. */
function migrationRates(known: KnownVital, base: Base, years: readonly number[]): readonly number[] {
  let persons = base.leaves.reduce((sum, leaf) => sum + [...leaf.male, ...leaf.female].reduce((all, value) => all + value, 0), 0)
  return years.map((year) => {
    const net = known.netMigrants[String(year)]
    if (net === undefined) return 0
    const rate = digits(net / persons, 7)
    persons += net + (known.births[String(year)] ?? 0) - (known.deaths[String(year)] ?? 0)
    return rate
  })
}

/** After the last published year 0.7 points a year, easing by 0.02 points each year (D). */
function urbanAfter(known: KnownVital, year: number): number {
  const last = Math.max(...Object.keys(known.urbanShare).map(Number))
  let share = known.urbanShare[String(last)] ?? 0
  for (let k = 1; k <= year - last; k++) share += 0.007 - 0.0002 * (k - 1)
  return digits(share, 4)
}

type Patterns = Pick<VitalPaths, 'standardMale' | 'standardFemale' | 'fertilityPattern' | 'migrationMale' | 'migrationFemale'>

function patternsOf(known: KnownVital): Patterns {
  const mortality = known.wpp.mortality
  const single = (of: (row: (typeof mortality)[number]) => number): readonly number[] => {
    const points = mortality.slice(1).map((row) => ({ age: row.age === 1 ? 3 : row.age === 100 ? 100 : row.age + 2.5, value: of(row) }))
    const first = mortality[0]
    return Array.from({ length: ages }, (_, age) =>
      digits(age === 0 && first !== undefined ? of(first) : interpolate(points, age === 100 ? 100 : age + 0.5), 8),
    )
  }
  const births = known.wpp.fertility.map((row) => ({ age: row.age + 2.5, value: row.perThousand }))
  const weights = Array.from({ length: ages }, (_, age) =>
    age < 10 || age > 54 ? 0 : Math.max(0, interpolate([{ age: 9.5, value: 0 }, ...births, { age: 55, value: 0 }], age + 0.5)),
  )
  const sum = weights.reduce((all, value) => all + value, 0)
  const movers = Array.from({ length: ages }, (_, age) => migrationWeight(age))
  const moverSum = 2 * movers.reduce((all, value) => all + value, 0)
  const pattern = exactly(
    movers.map((value) => value / moverSum),
    0.5,
  )
  return {
    standardMale: single((row) => row.male),
    standardFemale: single((row) => row.female),
    fertilityPattern: exactly(
      weights.map((value) => value / sum),
      1,
    ),
    migrationMale: pattern,
    migrationFemale: pattern,
  }
}

/** Seven decimals that sum to a whole: the largest cell takes the rest. */
function exactly(values: readonly number[], whole: number): readonly number[] {
  const rounded = values.map((value) => digits(value, 7))
  const largest = rounded.indexOf(Math.max(...rounded))
  const others = rounded.reduce((sum, value, k) => (k === largest ? sum : sum + value), 0)
  return rounded.map((value, k) => (k === largest ? digits(whole - others, 7) : value))
}

/** Who moves, by age (D): mostly people in their twenties and thirties, with some children. */
function migrationWeight(age: number): number {
  if (age < 15) return 0.6
  if (age < 20) return 1.5
  if (age < 30) return 3
  if (age < 40) return 2
  if (age < 60) return 1
  return age < 80 ? 0.4 : 0
}

function interpolate(points: readonly { readonly age: number; readonly value: number }[], age: number): number {
  const next = points.findIndex((point) => point.age >= age)
  const [before, after] = [points[next - 1], points[next]]
  if (after === undefined) return points.at(-1)?.value ?? 0
  if (before === undefined) return after.value
  return before.value + ((after.value - before.value) * (age - before.age)) / (after.age - before.age)
}

function projectionInput(
  known: KnownVital,
  base: Base,
  patterns: Patterns,
  years: readonly number[],
  offset: number,
  tfr: readonly number[],
  rate: readonly number[],
): ProjectionInput {
  const path = (of: Years, shift = 0): Float64Array => Float64Array.from(years, (year) => (of[String(year)] ?? 0) + shift)
  const paths = {
    tfr: Float64Array.from(tfr),
    srb: path(known.wpp.srb),
    e0Male: path(known.wpp.e0Male, offset),
    e0Female: path(known.wpp.e0Female, offset),
    migrationRate: Float64Array.from(rate),
  }
  return {
    launchYear: base.launchYear,
    horizonYear: base.horizonYear,
    standardMale: Float64Array.from(patterns.standardMale),
    standardFemale: Float64Array.from(patterns.standardFemale),
    fertilityPattern: Float64Array.from(patterns.fertilityPattern),
    migrationMale: Float64Array.from(patterns.migrationMale),
    migrationFemale: Float64Array.from(patterns.migrationFemale),
    rootUrbanShare: Float64Array.from(years, (year) => known.urbanShare[String(year)] ?? urbanAfter(known, year)),
    leaves: base.leaves.map((leaf) => ({
      male: Float64Array.from(leaf.male),
      female: Float64Array.from(leaf.female),
      baseUrbanShare: leaf.baseUrbanShare,
      paths,
    })),
  }
}
