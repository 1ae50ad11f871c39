import { ages } from './lifeTable'

const open = ages - 1

/** One region's stock of one year, as views into the run's arrays: persons on 31 December by single age. */
export interface SexStock {
  readonly male: Float64Array
  readonly female: Float64Array
}

/** What happens to one region in one year. Rates per person-year; migrants in persons, added at the end of the year. */
export interface YearRates {
  readonly survivalMale: Readonly<Float64Array>
  readonly survivalFemale: Readonly<Float64Array>
  /** Births per woman by age. */
  readonly asfr: Readonly<Float64Array>
  /** Male births per female birth. */
  readonly srb: number
  /** Net migrants by age, persons. */
  readonly migrantsMale: Readonly<Float64Array>
  readonly migrantsFemale: Readonly<Float64Array>
}

/** Persons of the year; `clamped` were added where more would have left than there were. */
export interface YearFlows {
  births: number
  maleBirths: number
  deaths: number
  netMigrants: number
  clamped: number
}

/**
 * Age a population by one year (METHOD section 1.5). Migrants are added at the end of the year, with no deaths, and do
 * not count in the year's births; a cell that would fall below zero is set to zero and the persons so added are counted.
 *
 * @param before stock at the year's start; `after` receives the stock at its end.
 */
export function ageOneYear(before: SexStock, after: SexStock, rates: YearRates, flows: YearFlows): void {
  survive(before.male, rates.survivalMale, after.male)
  survive(before.female, rates.survivalFemale, after.female)
  let births = 0
  for (let age = 0; age < ages; age++)
    births += ((rates.asfr[age] ?? 0) * ((before.female[age] ?? 0) + (age === 0 ? 0 : (after.female[age] ?? 0)))) / 2
  const femaleBirths = births / (1 + rates.srb)
  const maleBirths = births - femaleBirths
  after.male[0] = maleBirths * (rates.survivalMale[0] ?? 0)
  after.female[0] = femaleBirths * (rates.survivalFemale[0] ?? 0)
  flows.births = births
  flows.maleBirths = maleBirths
  flows.deaths = lost(before.male, after.male) + lost(before.female, after.female) + births
  flows.netMigrants = 0
  flows.clamped = 0
  addMigrants(after.male, rates.migrantsMale, flows)
  addMigrants(after.female, rates.migrantsFemale, flows)
}

function survive(before: Readonly<Float64Array>, survival: Readonly<Float64Array>, after: Float64Array): void {
  for (let age = 1; age < open; age++) after[age] = (before[age - 1] ?? 0) * (survival[age] ?? 0)
  after[open] = ((before[open - 1] ?? 0) + (before[open] ?? 0)) * (survival[open] ?? 0)
}

/** Persons at the start less persons at the end: with the births added, the deaths of the year. */
function lost(before: Readonly<Float64Array>, after: Readonly<Float64Array>): number {
  let [start, end] = [0, 0]
  for (let age = 0; age < ages; age++) {
    start += before[age] ?? 0
    end += after[age] ?? 0
  }
  return start - end
}

function addMigrants(after: Float64Array, migrants: Readonly<Float64Array>, flows: YearFlows): void {
  for (let age = 0; age < ages; age++) {
    const change = migrants[age] ?? 0
    const sum = (after[age] ?? 0) + change
    flows.netMigrants += change
    if (sum < 0) flows.clamped -= sum
    after[age] = sum < 0 ? 0 : sum
  }
}

/**
 * A stock one year earlier, from survival alone: who was there a year ago to be this old now. Migration of that year is
 * not known and left out. The open group is split between those who were 99 and those who were older in the proportion
 * of a stable table: the 99-year-olds follow the ratio of the two ages before them.
 */
export function surviveBackwards(stock: Readonly<Float64Array>, survival: Readonly<Float64Array>, before: Float64Array): void {
  for (let age = 1; age < open; age++) {
    const ratio = survival[age] ?? 0
    before[age - 1] = ratio > 0 ? (stock[age] ?? 0) / ratio : 0
  }
  const ratio = survival[open] ?? 0
  const oldest = ratio > 0 ? (stock[open] ?? 0) / ratio : 0
  const trend = (before[open - 3] ?? 0) > 0 ? (before[open - 2] ?? 0) / (before[open - 3] ?? 1) : 0
  const aged99 = Math.min(oldest, (before[open - 2] ?? 0) * trend)
  before[open - 1] = aged99
  before[open] = oldest - aged99
}
