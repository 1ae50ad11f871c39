import { pathValues } from '../catalogue/path'
import type { Driver } from '../catalogue/schema'
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
 * @throws RangeError where a driver names another that does not exist or leads back to itself.
 */
export function driverValues(drivers: readonly Driver[], projection: Projection, counties: readonly number[]): Float64Array {
  const years = projection.years.length
  const cells = projection.leafCount + 1
  const values = new Float64Array(drivers.length * cells * years)
  const rowOf = (driver: number, leaf: number): Float64Array =>
    values.subarray((driver * cells + leaf) * years, (driver * cells + leaf + 1) * years)
  const done = new Set<number>()
  const fill = (k: number, open: readonly string[]): void => {
    const driver = drivers[k]
    if (driver === undefined || open.includes(driver.id))
      throw new RangeError(`driver ${driver?.id ?? open.join(' > ')} does not stand on its own`)
    if (done.has(k)) return
    const needs = driver.kind === 'trend' ? [driver.spread, driver.then] : driver.kind === 'project' ? [driver.spread] : []
    for (const id of needs)
      if (id !== undefined)
        fill(
          drivers.findIndex((d) => d.id === id),
          [...open, driver.id],
        )
    const other = (id: string, leaf: number): Float64Array =>
      rowOf(
        drivers.findIndex((d) => d.id === id),
        leaf,
      )
    for (let leaf = 0; leaf < projection.leafCount; leaf++) fillLeaf(driver, leaf, projection, counties, rowOf(k, leaf), other)
    if (driver.kind === 'programme') rowOf(k, projection.leafCount).fill(1)
    done.add(k)
  }
  drivers.forEach((_, k) => {
    fill(k, [])
  })
  return values
}

function fillLeaf(
  driver: Driver,
  leaf: number,
  projection: Projection,
  counties: readonly number[],
  row: Float64Array,
  other: (id: string, leaf: number) => Float64Array,
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
      const base = other(driver.spread, leaf)[0] ?? 0
      row.forEach((_, k) => {
        row[k] = (base * (path[k] ?? 0)) / (path[0] ?? 1)
      })
      return
    }
    case 'trend':
      fillTrend(driver, first, row, other(driver.spread, leaf), driver.then === undefined ? undefined : other(driver.then, leaf))
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
    const growth = follows ? (then[k] ?? 0) / (then[k - 1] ?? 1) : 1 + driver.rate.value
    row[k] = before * growth
  }
}

/** Persons of one age group, sex and residence at the end of a year; index 0 is the year before the launch. */
export function persons(
  projection: Projection,
  leaf: number,
  index: number,
  group: Pick<PopulationDriver, 'ageFrom' | 'ageTo' | 'sex' | 'residence'>,
): number {
  const { stock, urban } = projection
  const start = (leaf * (projection.years.length + 1) + index) * 2 * ages
  const last = Math.min(group.ageTo, ages - 1)
  let sum = 0
  for (let sex = group.sex === 'female' ? 1 : 0; sex <= (group.sex === 'male' ? 0 : 1); sex++) {
    const row = start + sex * ages
    if (group.residence === 'urban') for (let i = row + group.ageFrom; i <= row + last; i++) sum += urban[i] ?? 0
    else if (group.residence === 'all') for (let i = row + group.ageFrom; i <= row + last; i++) sum += stock[i] ?? 0
    else for (let i = row + group.ageFrom; i <= row + last; i++) sum += (stock[i] ?? 0) - (urban[i] ?? 0)
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
