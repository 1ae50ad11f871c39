import { ageOneYear, personsOf, stockCells, yearFlows, type YearFlows } from './cohort'
import { ages, survivalFromRates } from './lifeTable'

/** One population with rates by year: what other programs bring. */
export interface RatesInput {
  /** Persons on 1 January of the first year, 0…100+. */
  readonly male: Readonly<Float64Array>
  readonly female: Readonly<Float64Array>
  /** The years to live through, without a gap. */
  readonly years: readonly YearInput[]
}

export interface YearInput {
  readonly year: number
  /** Central death rates by age; the open group's positive. */
  readonly mxMale?: Readonly<Float64Array>
  readonly mxFemale?: Readonly<Float64Array>
  /** Survival into each age, males first, instead of death rates. */
  readonly survival?: Readonly<Float64Array>
  /** Births per woman by age. */
  readonly asfr: Readonly<Float64Array>
  /** Male births per female birth. */
  readonly srb: number
  /** Net migrants, persons. */
  readonly migrantsMale: Readonly<Float64Array>
  readonly migrantsFemale: Readonly<Float64Array>
}

export interface ProjectedYear extends Readonly<YearFlows> {
  /** The year that was lived through; the stock stands on 1 January after it. */
  readonly year: number
  readonly male: Float64Array
  readonly female: Float64Array
}

/** Project one population by given rates, year by year (METHOD section 1; the same cohort step as `projectPopulation`). */
export function projectRates(input: RatesInput): readonly ProjectedYear[] {
  const stock = new Float64Array((input.years.length + 1) * stockCells)
  stock.set(input.male, 0)
  stock.set(input.female, ages)
  const [ofRates, migration] = [new Float64Array(stockCells), new Float64Array(stockCells)]
  const flows = { ...yearFlows(), persons: personsOf(stock, 0) }
  return input.years.map((year, k) => {
    const survival = survivalOf(year, ofRates)
    migration.set(year.migrantsMale, 0)
    migration.set(year.migrantsFemale, ages)
    const after = (k + 1) * stockCells
    const rates = { survival, survivalAt: 0, fertility: year.asfr, fertilityLevel: 1, srb: year.srb, migration, migrationLevel: 1 }
    ageOneYear(stock, after - stockCells, after, rates, flows)
    return { year: year.year, male: stock.slice(after, after + ages), female: stock.slice(after + ages, after + stockCells), ...flows }
  })
}

/** @throws RangeError for a year with neither survival nor death rates. */
function survivalOf({ year, survival, mxMale, mxFemale }: YearInput, work: Float64Array): Readonly<Float64Array> {
  if (survival !== undefined) return survival
  if (mxMale === undefined || mxFemale === undefined) throw new RangeError(`no mortality for ${String(year)}`)
  survivalFromRates(mxMale, 'male', work, 0)
  survivalFromRates(mxFemale, 'female', work, ages)
  return work
}
