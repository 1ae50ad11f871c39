import type { BacktestRow } from '../../models/population/backtest'
import type { PopulationSummary, ReadableResult } from '../../models/result'
import { areaIndex, yearIndex } from './select'

/** The outlook that was not fitted to the region: what a projection made without its figures would have said. */
export const yardstick = 'un-national'

/** Ages, both ends included. */
export interface AgeGroup {
  readonly id: string
  readonly from: number
  readonly to: number
}

/** School stages by the ages they take, and the old. */
export const serviceGroups: readonly AgeGroup[] = [
  { id: 'kindergarten', from: 3, to: 5 },
  { id: 'primary', from: 6, to: 11 },
  { id: 'junior', from: 12, to: 14 },
  { id: 'senior', from: 15, to: 17 },
  { id: 'over65', from: 65, to: 100 },
  { id: 'over80', from: 80, to: 100 },
]
/** Groups that a pyramid is summed up by. */
export const broadGroups: readonly AgeGroup[] = [
  { id: 'age0to14', from: 0, to: 14 },
  { id: 'age15to59', from: 15, to: 59 },
  { id: 'age60plus', from: 60, to: 100 },
  { id: 'age65plus', from: 65, to: 100 },
  { id: 'age80plus', from: 80, to: 100 },
]

export const summaryOf = (result: ReadableResult, area: string): PopulationSummary | undefined =>
  result.population.find(({ region }) => region === area)

/** Persons of an area aged `from`…`to` at a year's end. */
export function personsAged(result: ReadableResult, area: string, { from, to }: Omit<AgeGroup, 'id'>, year: number): number {
  const years = result.layout.years.length
  const [row, column] = [areaIndex(result, area) * 202, yearIndex(result, year)]
  let sum = 0
  for (let sex = 0; sex < 2; sex++) {
    for (let age = from; age <= to; age++) sum += result.pyramid[(row + sex * 101 + age) * years + column] ?? 0
  }
  return sum
}

/** Path of the persons of an age group, or of one sex of it. */
export const personsPath = (
  group: Omit<AgeGroup, 'id'> | undefined,
  area: string,
  year: number,
  sex: 'both' | 'male' | 'female' = 'both',
): string | undefined =>
  group === undefined ? undefined : `people/${String(group.from)}-${String(group.to)}.${sex}.all/${area}/${String(year)}`

/** Largest number of persons of one sex in any age group of any year: a scale that holds still while the years pass. */
export function widestGroup(result: ReadableResult, area: string, step: 1 | 5): number {
  const years = result.layout.years.length
  const start = areaIndex(result, area) * 202
  let widest = 0
  for (let k = 0; k < years; k++) {
    for (let sex = 0; sex < 2; sex++) {
      for (let age = 0; age <= 100; age += step) {
        let sum = 0
        for (let one = age; one < Math.min(age + step, 101); one++) sum += result.pyramid[(start + sex * 101 + one) * years + k] ?? 0
        widest = Math.max(widest, sum)
      }
    }
  }
  return widest
}

/** Births, deaths, migration and what they add up to, persons during each year. */
export function flowsOf(summary: PopulationSummary): {
  readonly births: readonly number[]
  readonly deaths: readonly number[]
  readonly natural: readonly number[]
  readonly netMigrants: readonly number[]
} {
  return {
    births: [...summary.births],
    deaths: [...summary.deaths],
    natural: [...summary.births].map((births, k) => births - (summary.deaths[k] ?? 0)),
    netMigrants: [...summary.netMigrants],
  }
}

/** Where the old begin, and working age ends. */
export type OldAge = 60 | 65

/** Persons under 15 and from `old` on per 100 persons between, at each year's end. */
export function dependencyOf(
  result: ReadableResult,
  area: string,
  old: OldAge,
): { readonly child: readonly number[]; readonly old: readonly number[]; readonly total: readonly number[] } {
  const ratios = result.layout.years.map((year) => {
    const working = personsAged(result, area, { from: 15, to: old - 1 }, year)
    const per100 = (persons: number): number => (working > 0 ? (100 * persons) / working : 0)
    return {
      child: per100(personsAged(result, area, { from: 0, to: 14 }, year)),
      old: per100(personsAged(result, area, { from: old, to: 100 }, year)),
    }
  })
  return {
    child: ratios.map(({ child }) => child),
    old: ratios.map((ratio) => ratio.old),
    total: ratios.map((ratio) => ratio.child + ratio.old),
  }
}

export interface GroupCell {
  readonly persons: number
  /** Against the base year, a fraction; null where there was nobody. */
  readonly change: number | null
}

/** Every group in every area at a year's end: the region first, then the leagues. */
export function groupsByArea(
  result: ReadableResult,
  groups: readonly AgeGroup[],
  year: number,
): readonly { readonly area: string; readonly cells: readonly GroupCell[] }[] {
  const base = result.layout.years[0] ?? year
  return result.population.map(({ region }) => ({
    area: region,
    cells: groups.map((group) => {
      const [now, then] = [personsAged(result, region, group, year), personsAged(result, region, group, base)]
      return { persons: now, change: then > 0 ? now / then - 1 : null }
    }),
  }))
}

/** Urban and rural persons at each year's end. */
export function residenceOf(summary: PopulationSummary): {
  readonly share: readonly number[]
  readonly urban: readonly number[]
  readonly rural: readonly number[]
} {
  const share = [...summary.urbanShare]
  const persons = (part: (share: number) => number): readonly number[] => share.map((s, k) => (summary.total[k] ?? 0) * part(s))
  return { share, urban: persons((s) => s), rural: persons((s) => 1 - s) }
}

/** A published figure against two projections. */
export interface BacktestPair {
  readonly own: BacktestRow
  readonly yardstick: BacktestRow | undefined
}

export const pairBacktests = (own: readonly BacktestRow[], other: readonly BacktestRow[] | undefined): readonly BacktestPair[] =>
  own.map((row) => ({ own: row, yardstick: other?.find(({ series, year }) => series === row.series && year === row.year) }))

/** The largest error of a series that was no fitting, where it exceeds a limit. */
export function worstTested(rows: readonly BacktestRow[], series: string, limit: number): BacktestRow | undefined {
  return rows
    .filter((row) => row.series === series && !row.fitted && Math.abs(row.error) > limit)
    .reduce<BacktestRow | undefined>(
      (worst, row) => (worst === undefined || Math.abs(row.error) > Math.abs(worst.error) ? row : worst),
      undefined,
    )
}
