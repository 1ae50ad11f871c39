import { birthsOfYear, type FertileAges } from './fertility'
import { ages } from './lifeTable'
import { addMigrants, type MigrationOutcome } from './migration'

const open = ages - 1

/** Cells of one stock: males 0…100+, then females 0…100+. */
export const stockCells = 2 * ages

/** What happens to one region in one year. Patterns are for a level of 1 (see `birthsOfYear`, `addMigrants`). */
export interface YearRates {
  /** Survival into each age, laid out as a stock from `survivalAt` on. */
  survival: Readonly<Float64Array>
  survivalAt: number
  fertility: Readonly<Float64Array>
  fertilityLevel: number
  readonly fertile?: FertileAges
  /** Male births per female birth. */
  srb: number
  /** Laid out as a stock. */
  migration: Readonly<Float64Array>
  migrationLevel: number
}

/** Persons of the year; `clamped` were added where more would have left than there were. */
export interface YearFlows extends MigrationOutcome {
  births: number
  deaths: number
  /** Persons at the end of the year. */
  persons: number
}

export const yearFlows = (): YearFlows => ({ births: 0, deaths: 0, netMigrants: 0, clamped: 0, persons: 0 })

/**
 * Age a population by one year (METHOD section 1.5): survival, births, then migrants at the year's end.
 *
 * @param stock holds the persons at the year's start from `before` on and receives those at its end from `after` on.
 * @param flows on entry `persons` are those at the start; receives the flows of the year.
 */
export function ageOneYear(stock: Float64Array, before: number, after: number, rates: Readonly<YearRates>, flows: YearFlows): void {
  const { survival, survivalAt } = rates
  let alive = survive(stock, before, after, survival, survivalAt)
  const births = birthsOfYear(stock, before + ages, after + ages, rates.fertility, rates.fertilityLevel, rates.fertile)
  const femaleBirths = births / (1 + rates.srb)
  const boys = (births - femaleBirths) * (survival[survivalAt] ?? 0)
  const girls = femaleBirths * (survival[survivalAt + ages] ?? 0)
  stock[after] = boys
  stock[after + ages] = girls
  alive += boys + girls
  flows.births = births
  flows.deaths = flows.persons + births - alive
  flows.persons = addMigrants(stock, after, rates.migration, rates.migrationLevel, flows)
}

/** Survivors aged 1…100+ of both sexes, side by side: sums that do not wait for one another. @returns their number. */
function survive(stock: Float64Array, before: number, after: number, survival: Readonly<Float64Array>, at: number): number {
  let men = 0
  let women = 0
  for (let age = 1; age < open; age++) {
    const man = (stock[before + age - 1] ?? 0) * (survival[at + age] ?? 0)
    const woman = (stock[before + ages + age - 1] ?? 0) * (survival[at + ages + age] ?? 0)
    stock[after + age] = man
    stock[after + ages + age] = woman
    men += man
    women += woman
  }
  const oldest = (sex: number): number => {
    const last = before + sex + open
    const left = ((stock[last - 1] ?? 0) + (stock[last] ?? 0)) * (survival[at + sex + open] ?? 0)
    stock[after + sex + open] = left
    return left
  }
  return men + oldest(0) + (women + oldest(ages))
}

/** All persons of one stock. */
export function personsOf(stock: Readonly<Float64Array>, at: number): number {
  let sum = 0
  for (let cell = at; cell < at + stockCells; cell++) sum += stock[cell] ?? 0
  return sum
}

/**
 * One sex of a stock one year earlier, from survival alone: who was there a year ago to be this old now. Migration of that
 * year is not known and left out. The open group's origins are split between those who were 99 and those who were older: the
 * 99-year-olds continue the ratio of 98 to 97, so that the tail thins out evenly, and are never more than all origins.
 *
 * @param stock persons of the later year from `later` on; receives the earlier year from `earlier` on.
 */
export function surviveBackwards(
  stock: Float64Array,
  later: number,
  earlier: number,
  survival: Readonly<Float64Array>,
  survivalAt: number,
): void {
  const origins = (age: number): number => {
    const ratio = survival[survivalAt + age] ?? 0
    return ratio > 0 ? (stock[later + age] ?? 0) / ratio : 0
  }
  for (let age = 1; age < open; age++) stock[earlier + age - 1] = origins(age)
  const [aged97, aged98, oldest] = [origins(open - 2), origins(open - 1), origins(open)]
  const aged99 = Math.min(oldest, aged97 > 0 ? (aged98 * aged98) / aged97 : 0)
  stock[earlier + open - 1] = aged99
  stock[earlier + open] = oldest - aged99
}
