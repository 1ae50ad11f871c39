import type { KnownVital, VitalPaths } from './vitalRates'

type YearValues = Readonly<Record<number, number>>

/** Paths in which an outlook differs from the default; those it leaves out stay. */
export interface OutlookEstimate {
  readonly id: 'medium' | 'low-fertility' | 'high-fertility' | 'low-migration' | 'high-migration' | 'constant' | 'un-national'
  readonly tfr?: YearValues
  readonly srb?: YearValues
  readonly e0Male?: YearValues
  readonly e0Female?: YearValues
  readonly migrationRate?: YearValues
  readonly urbanShare?: YearValues
}

const digits = (value: number, places: number): number => Number(value.toFixed(places))

/** Children per woman between the UN's medium variant and its low and high ones in their first five years. */
const fertilityStep = 0.25
const stepYears = 5

/**
 * Outlooks around the default one, all the same up to the last published year: fertility a quarter of a child lower and
 * higher, reached in steps over five years and kept; migration as in the last published year and as in the mean of the
 * published ones; everything as in the last published year; and the UN's paths for the nation without any fitting to the
 * region, as a yardstick that knows nothing of what came after 2020.
 */
export function estimateOutlooks(known: KnownVital, vital: VitalPaths): readonly OutlookEstimate[] {
  const published = Object.keys(known.births).map(Number)
  const last = Math.max(...published)
  const years = Object.keys(vital.tfr).map(Number)
  const path = (of: (year: number) => number): YearValues => Object.fromEntries(years.map((year) => [year, of(year)]))
  const shifted = (by: number): YearValues =>
    path((year) => digits((vital.tfr[year] ?? 0) + by * Math.min(1, Math.max(0, year - last) / stepYears), 4))
  const held = (values: YearValues): YearValues => path((year) => values[Math.min(year, last)] ?? 0)
  const after = (rate: number): YearValues => path((year) => (year <= last ? (vital.migrationRate[year] ?? 0) : rate))
  const mean = published.reduce((sum, year) => sum + (vital.migrationRate[year] ?? 0), 0) / published.length
  const nation = (values: Readonly<Record<string, number>>): YearValues => path((year) => digits(values[String(year)] ?? 0, 4))
  return [
    { id: 'medium' },
    { id: 'low-fertility', tfr: shifted(-fertilityStep) },
    { id: 'high-fertility', tfr: shifted(fertilityStep) },
    { id: 'low-migration', migrationRate: after(vital.migrationRate[last] ?? 0) },
    { id: 'high-migration', migrationRate: after(digits(mean, 7)) },
    {
      id: 'constant',
      tfr: held(vital.tfr),
      srb: held(vital.srb),
      e0Male: held(vital.e0Male),
      e0Female: held(vital.e0Female),
      urbanShare: held(vital.urbanShare),
    },
    {
      id: 'un-national',
      tfr: nation(known.wpp.tfr),
      e0Male: nation(known.wpp.e0Male),
      e0Female: nation(known.wpp.e0Female),
      migrationRate: path(() => 0),
    },
  ]
}
