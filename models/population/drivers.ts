import { pathValues } from '../catalogue/path'
import type { Driver } from '../catalogue/schema'
import { driversBehind } from '../catalogue/driverSchema'
import { fillCounted } from './countedDrivers'
import { ages } from './lifeTable'
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
    case 'births':
      row.forEach((_, k) => {
        row[k] = (projection.births[leaf * row.length + k] ?? 0) * womenShare(projection, leaf, k, driver.residence)
      })
      return
    case 'enrolment':
      row.forEach((_, k) => {
        row[k] = driver.stages.reduce((sum, stage) => sum + pupils(projection, leaf, k, stage, driver.residence), 0)
      })
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
  let before = persons(projection, leaf, 0, group)
  for (let k = 0; k < row.length; k++) {
    const after = persons(projection, leaf, k + 1, group)
    row[k] = (before + after) / 2
    before = after
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

/** Sums of all ages below each age, so that an age group is one subtraction: [leaf][index][sex][age 0…101]. */
interface Below {
  readonly all: Float64Array
  readonly urban: Float64Array
}
const sums = new WeakMap<Projection, Below>()
/** The sums asked for last, since thousands of questions in a row are about the same projection. */
let recent: { readonly of: Projection; readonly below: Below } | undefined
const rowLength = ages + 1

function belowOf(projection: Projection): Below {
  if (recent?.of === projection) return recent.below
  const known = sums.get(projection)
  if (known !== undefined) return known
  const rows = projection.stock.length / ages
  const made: Below = { all: new Float64Array(rows * rowLength), urban: new Float64Array(rows * rowLength) }
  const rowsOfLeaf = 2 * (projection.years.length + 1)
  for (let row = 0; row < rows; row++) {
    const leaf = Math.floor(row / rowsOfLeaf)
    const share = projection.urbanShare[Math.floor(row / 2)] ?? 0
    const byAge = projection.urbanByAge.get(leaf)
    for (let age = 0; age < ages; age++) {
      const [from, to] = [row * ages + age, row * rowLength + age + 1]
      const here = projection.stock[from] ?? 0
      made.all[to] = (made.all[to - 1] ?? 0) + here
      made.urban[to] = (made.urban[to - 1] ?? 0) + (byAge === undefined ? here * share : (byAge[from - leaf * rowsOfLeaf * ages] ?? 0))
    }
  }
  sums.set(projection, made)
  recent = { of: projection, below: made }
  return made
}

/** Persons of one age group, sex and residence at the end of a year; index 0 is the year before the launch. */
export function persons(
  projection: Projection,
  leaf: number,
  index: number,
  group: Pick<PopulationDriver, 'ageFrom' | 'ageTo' | 'sex' | 'residence'>,
): number {
  const { all, urban } = belowOf(projection)
  const row = (leaf * (projection.years.length + 1) + index) * 2
  const last = Math.min(group.ageTo, ages - 1) + 1
  let sum = 0
  for (let sex = group.sex === 'female' ? 1 : 0; sex <= (group.sex === 'male' ? 0 : 1); sex++) {
    const start = (row + sex) * rowLength
    const [from, to] = [start + group.ageFrom, start + last]
    if (group.residence !== 'urban') sum += (all[to] ?? 0) - (all[from] ?? 0)
    if (group.residence === 'urban') sum += (urban[to] ?? 0) - (urban[from] ?? 0)
    else if (group.residence === 'rural') sum -= (urban[to] ?? 0) - (urban[from] ?? 0)
  }
  return sum
}

function meanPersons(projection: Projection, leaf: number, year: number, group: Parameters<typeof persons>[3]): number {
  return (persons(projection, leaf, year, group) + persons(projection, leaf, year + 1, group)) / 2
}

/** Births are born where the women of childbearing age live. */
function womenShare(projection: Projection, leaf: number, year: number, residence: Residence): number {
  if (residence === 'all') return 1
  const women = { ageFrom: 15, ageTo: 49, sex: 'female' } as const
  const all = meanPersons(projection, leaf, year, { ...women, residence: 'all' })
  return all > 0 ? meanPersons(projection, leaf, year, { ...women, residence }) / all : 0
}

/** First age and number of grades of each stage. Children enter at the age of six, a third of a year's entrants being seven at the year's end. */
const stages: Readonly<Record<Stage, { readonly age: number; readonly grades: number; readonly shifted: boolean }>> = {
  kindergarten: { age: 3, grades: 3, shifted: false },
  primary: { age: 6, grades: 6, shifted: true },
  junior: { age: 12, grades: 3, shifted: true },
  senior: { age: 15, grades: 3, shifted: true },
}

function pupils(projection: Projection, leaf: number, year: number, stage: Stage, residence: Residence): number {
  const { age, grades, shifted } = stages[stage]
  const at = (a: number): number => persons(projection, leaf, year, { ageFrom: a, ageTo: a, sex: 'both', residence })
  let sum = 0
  for (let grade = 0; grade < grades; grade++) sum += shifted ? (2 * at(age + grade) + at(age + grade + 1)) / 3 : at(age + grade)
  return sum
}
