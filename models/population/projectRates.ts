import { ageOneYear, type YearFlows } from './cohort'
import { ages, personYears, separationFactor, survivalRatios, survivorsFromRates, type Sex } from './lifeTable'

/** One population with rates by year: what other programs bring. Index k stands for the year launchYear + k. */
export interface RatesInput {
  /** Persons on 1 January of the launch year, 0…100+. */
  readonly male: Readonly<Float64Array>
  readonly female: Readonly<Float64Array>
  readonly years: readonly YearInput[]
}

export interface YearInput {
  readonly year: number
  /** Central death rates by age. */
  readonly mxMale: Readonly<Float64Array>
  readonly mxFemale: Readonly<Float64Array>
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

/** Survival ratios of a year's death rates. */
export function survivalFromRates(mx: Readonly<Float64Array>, sex: Sex): Float64Array {
  const [lx, Lx, survival] = [new Float64Array(ages), new Float64Array(ages), new Float64Array(ages)]
  survivorsFromRates(mx, sex, lx)
  personYears(lx, separationFactor(mx[0] ?? 0, sex), mx[ages - 1] ?? 0, Lx)
  survivalRatios(Lx, survival)
  return survival
}

/** Project one population by given rates, year by year (METHOD section 1; the same cohort step as `projectPopulation`). */
export function projectRates(input: RatesInput): readonly ProjectedYear[] {
  let stock = { male: Float64Array.from(input.male), female: Float64Array.from(input.female) }
  return input.years.map((rates) => {
    const after = { male: new Float64Array(ages), female: new Float64Array(ages) }
    const flows: YearFlows = { births: 0, maleBirths: 0, deaths: 0, netMigrants: 0, clamped: 0 }
    ageOneYear(stock, after, { ...rates, survivalMale: survivalFromRates(rates.mxMale, 'male'), survivalFemale: survivalFromRates(rates.mxFemale, 'female') }, flows)
    stock = after
    return { year: rates.year, ...after, ...flows }
  })
}
