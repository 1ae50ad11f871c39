import type { Catalogue, Grade } from '../catalogue/schema'
import type { ReadableResult } from '../result'

/** A published figure and what a projection made of it. */
export interface BacktestRow {
  /** Id of a series of the catalogue. */
  readonly series: string
  readonly year: number
  readonly measure: 'persons' | 'share'
  /** Persons on 31 December, or a share of all persons in [0, 1]. */
  readonly observed: number
  readonly modelled: number
  /** modelled / observed − 1; 0 where nothing was observed and nothing projected. */
  readonly error: number
  /** The figure was used to estimate the base or the paths: agreement is no test. */
  readonly fitted: boolean
  readonly grade: Grade
  readonly source: string
}

const ages = 101

/**
 * Hold a projection against the published totals and age bands of the region (the root), in the years after the launch
 * year that both of them know.
 *
 * @returns one row per published figure, series in catalogue order, years ascending.
 */
export function backtest(catalogue: Catalogue, result: ReadableResult): readonly BacktestRow[] {
  return catalogue.population.observed.flatMap((entry) => {
    const series = catalogue.series.find(({ id }) => id === entry.series)
    if (series === undefined) return []
    return series.values
      .filter(({ year }) => year > catalogue.baseYear && result.layout.years.includes(year))
      .map(({ year, value, grade, source }): BacktestRow => {
        const observed = value * entry.scale
        const persons = personsAged(result, entry.ageFrom, entry.ageTo, year)
        const modelled = entry.measure === 'persons' ? persons : quotient(persons, personsAged(result, 0, ages - 1, year))
        return {
          series: entry.series,
          year,
          measure: entry.measure,
          observed,
          modelled,
          error: observed === 0 && modelled === 0 ? 0 : modelled / observed - 1,
          fitted: entry.usedUntil !== null && year <= entry.usedUntil,
          grade,
          source,
        }
      })
      .sort((a, b) => a.year - b.year)
  })
}

const quotient = (part: number, whole: number): number => (whole > 0 ? part / whole : 0)

/** Persons of the root aged `from`…`to` (both included) on 31 December; the root is the pyramid's first area. */
function personsAged(result: ReadableResult, from: number, to: number, year: number): number {
  const { years } = result.layout
  const column = years.indexOf(year)
  let sum = 0
  for (let sex = 0; sex < 2; sex++) {
    for (let age = from; age <= to; age++) sum += result.pyramid[(sex * ages + age) * years.length + column] ?? 0
  }
  return sum
}
