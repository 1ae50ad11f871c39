import { driversBehind } from '../catalogue/driverSchema'
import type { Driver } from '../catalogue/schema'
import { fillCounted } from './countedDrivers'
import { keptPath } from './keptPath'
import { LeafGroups } from './leafGroups'
import type { Projection } from './project'

/**
 * Size of every driver group by cell and year (METHOD section 3.1): what quantities follow and are spread by.
 *
 * Flows use the mean population of the year; pupils of a year are those of the autumn before, taken from the stock of
 * 31 December before. The last cell is the region's own level, where only programmes sit.
 *
 * @param counties banners, cities and districts of each leaf.
 * @param beside done for every leaf in its order, while its age groups are at hand.
 * @returns [driver][cell][year], persons, births, pupils or counties by the driver's kind.
 * @throws RangeError where a driver names another that does not exist or leads back to itself, or a project's path is nil in the base year.
 */
export function driverValues(
  drivers: readonly Driver[],
  projection: Projection,
  counties: readonly number[],
  beside?: (leaf: number) => void,
): Float64Array {
  const years = projection.years.length
  const cells = projection.leafCount + 1
  const values = new Float64Array(drivers.length * cells * years)
  const places = new Map(drivers.map((driver, place) => [driver.id, place]))
  const groups = new LeafGroups(projection)
  const first = projection.years[0] ?? 0
  // Leaf by leaf, since the age groups of one lie close together in memory; its rows are made once and filled again.
  const rows = new Float64Array(drivers.length * years)
  const rowOf = new Map(drivers.map(({ id }, place) => [id, rows.subarray(place * years, (place + 1) * years)]))
  const other = (id: string): Float64Array => rowOf.get(id) ?? new Float64Array(years)
  const ordered = inOrderOfNeed(drivers, places)
  for (let leaf = 0; leaf < projection.leafCount; leaf++) {
    rows.fill(0)
    groups.turnTo(leaf)
    for (const driver of ordered) fillLeaf(driver, groups, first, counties[leaf] ?? 0, other(driver.id), other)
    for (let place = 0, from = 0; place < drivers.length; place++)
      for (let k = 0, to = (place * cells + leaf) * years; k < years; k++) values[to++] = rows[from++] ?? 0
    beside?.(leaf)
  }
  for (const { id, kind } of drivers) {
    const end = ((places.get(id) ?? 0) + 1) * cells * years
    if (kind === 'programme') values.fill(1, end - years, end)
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
  groups: LeafGroups,
  first: number,
  counties: number,
  row: Float64Array,
  other: (id: string) => Float64Array,
): void {
  switch (driver.kind) {
    case 'population':
      groups.fillMean(driver, row)
      return
    case 'births':
      groups.fillBirths(driver.residence, row)
      return
    case 'enrolment':
      groups.fillPupils(driver.stages, driver.residence, row)
      return
    case 'counties':
      row.fill(counties)
      return
    case 'programme':
      return
    case 'project': {
      const path = keptPath(driver.path, first, row.length)
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
      fillCounted(driver, first, row, counties, other)
  }
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
