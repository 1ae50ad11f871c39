import { pathValues } from '../catalogue/path'
import { driversBehind } from '../catalogue/driverSchema'
import type { Driver } from '../catalogue/schema'
import { stocksOf } from './ageGroups'
import { fillCounted } from './countedDrivers'
import type { Projection } from './project'

type PopulationDriver = Extract<Driver, { kind: 'population' }>
type Residence = PopulationDriver['residence']
type Stage = Extract<Driver, { kind: 'enrolment' }>['stages'][number]

/**
 * Size of every driver group by cell and year (METHOD section 3.1): what quantities follow and are spread by.
 *
 * Flows use the mean population of the year; pupils of a year are those of the autumn before, taken from the stock of
 * 31 December before. The last cell is the region's own level, where only programmes sit.
 *
 * @param counties banners, cities and districts of each leaf.
 * @returns [driver][cell][year], persons, births, pupils or counties by the driver's kind.
 * @throws RangeError where a driver names another that does not exist or leads back to itself, or a project's path is nil in the base year.
 */
export function driverValues(drivers: readonly Driver[], projection: Projection, counties: readonly number[]): Float64Array {
  const years = projection.years.length
  const cells = projection.leafCount + 1
  const values = new Float64Array(drivers.length * cells * years)
  const places = new Map(drivers.map((driver, place) => [driver.id, place]))
  const rowOf = (id: string, cell: number): Float64Array => {
    const start = ((places.get(id) ?? 0) * cells + cell) * years
    return values.subarray(start, start + years)
  }
  for (const driver of inOrderOfNeed(drivers, places)) {
    for (let leaf = 0; leaf < projection.leafCount; leaf++)
      fillLeaf(driver, leaf, projection, counties, rowOf(driver.id, leaf), (id) => rowOf(id, leaf))
    if (driver.kind === 'programme') rowOf(driver.id, projection.leafCount).fill(1)
  }
  return values
}

/** Drivers so that each comes after those it is spread by or follows. */
function inOrderOfNeed(drivers: readonly Driver[], places: ReadonlyMap<string, number>): readonly Driver[] {
  const order = new Set<Driver>()
  const visit = (id: string, open: readonly string[]): void => {
    const driver = drivers[places.get(id) ?? -1]
    if (driver === undefined || open.includes(id)) throw new RangeError(`driver ${[...open, id].join(' > ')} does not stand on its own`)
    if (order.has(driver)) return
    for (const need of driversBehind(driver)) visit(need, [...open, id])
    order.add(driver)
  }
  for (const driver of drivers) visit(driver.id, [])
  return [...order]
}

function fillLeaf(
  driver: Driver,
  leaf: number,
  projection: Projection,
  counties: readonly number[],
  row: Float64Array,
  other: (id: string) => Float64Array,
): void {
  const first = projection.years[0] ?? 0
  switch (driver.kind) {
    case 'population':
      fillMean(driver, leaf, projection, row)
      return
    case 'births': {
      const shares = womenShares(projection, leaf, driver.residence)
      for (let k = 0; k < row.length; k++) row[k] = (projection.births[leaf * row.length + k] ?? 0) * (shares[k] ?? 0)
      return
    }
    case 'enrolment':
      fillPupils(projection, leaf, driver.stages, driver.residence, row)
      return
    case 'counties':
      row.fill(counties[leaf] ?? 0)
      return
    case 'programme':
      return
    case 'project': {
      const path = pathValues(driver.path, first, first + row.length - 1)
      const start = path[0] ?? 0
      if (!(start > 0)) throw new RangeError(`project ${driver.id} completes nothing in the base year it is relative to`)
      const base = other(driver.spread)[0] ?? 0
      row.forEach((_, k) => {
        row[k] = (base * (path[k] ?? 0)) / start
      })
      return
    }
    case 'trend':
      fillTrend(driver, first, row, other(driver.spread), driver.then === undefined ? undefined : other(driver.then))
      return
    default:
      fillCounted(driver, first, row, counties[leaf] ?? 0, other)
  }
}

/** Mean of the stocks at both ends of each year. */
function fillMean(group: PopulationDriver, leaf: number, projection: Projection, row: Float64Array): void {
  const stocks = stocksOf(projection, leaf, group)
  for (let k = 0; k < row.length; k++) row[k] = meanOf(stocks, k)
}

/** Spread as another group is in the base year; a rate a year up to `until`, then the growth of the group that follows. */
function fillTrend(
  driver: Extract<Driver, { kind: 'trend' }>,
  first: number,
  row: Float64Array,
  spread: Float64Array,
  then: Float64Array | undefined,
): void {
  row[0] = spread[0] ?? 0
  for (let k = 1; k < row.length; k++) {
    const before = row[k - 1] ?? 0
    const follows = then !== undefined && driver.until !== undefined && first + k > driver.until
    const thenBefore = then?.[k - 1] ?? 0
    // A group that was empty has no growth to follow: the count stands still.
    const growth = !follows ? 1 + driver.rate.value : thenBefore > 0 ? (then[k] ?? 0) / thenBefore : 1
    row[k] = before * growth
  }
}

/** Births are born where the women of childbearing age live: their part of all of them, by year. */
function womenShares(projection: Projection, leaf: number, residence: Residence): readonly number[] {
  if (residence === 'all') return projection.years.map(() => 1)
  const women = { ageFrom: 15, ageTo: 49, sex: 'female' } as const
  const [here, all] = [stocksOf(projection, leaf, { ...women, residence }), stocksOf(projection, leaf, { ...women, residence: 'all' })]
  return projection.years.map((_, k) => (meanOf(all, k) > 0 ? meanOf(here, k) / meanOf(all, k) : 0))
}

const meanOf = (stocks: readonly number[], k: number): number => ((stocks[k] ?? 0) + (stocks[k + 1] ?? 0)) / 2

/** First age and number of grades of each stage. Children enter at the age of six, a third of a year's entrants being seven at the year's end. */
const stages: Readonly<Record<Stage, { readonly age: number; readonly grades: number; readonly shifted: boolean }>> = {
  kindergarten: { age: 3, grades: 3, shifted: false },
  primary: { age: 6, grades: 6, shifted: true },
  junior: { age: 12, grades: 3, shifted: true },
  senior: { age: 15, grades: 3, shifted: true },
}

/** Pupils of the stages, by year: those of the autumn before. */
function fillPupils(projection: Projection, leaf: number, reached: readonly Stage[], residence: Residence, row: Float64Array): void {
  for (const stage of reached) {
    const { age, grades, shifted } = stages[stage]
    const cohorts = Array.from({ length: grades + (shifted ? 1 : 0) }, (_, k) =>
      stocksOf(projection, leaf, { ageFrom: age + k, ageTo: age + k, sex: 'both', residence }),
    )
    for (let k = 0; k < row.length; k++) {
      let sum = 0
      for (let grade = 0; grade < grades; grade++) {
        const own = cohorts[grade]?.[k] ?? 0
        sum += shifted ? (2 * own + (cohorts[grade + 1]?.[k] ?? 0)) / 3 : own
      }
      row[k] = (row[k] ?? 0) + sum
    }
  }
}
