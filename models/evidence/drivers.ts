import type { Driver } from '../catalogue/schema'
import type { Structure } from '../structure'
import { codeOf, codeOfPath, Codes, worst } from './codes'
import type { PeopleCodes } from './people'

/** How far driver groups are known: what they are spread by in the base year, and how they have moved since. */
export interface DriverCodes {
  /** [driver][leaf], of the base year. */
  readonly spread: Uint8Array
  /** [driver][leaf][year], nothing in the base year. */
  readonly moved: Codes
}

/** Where a driver is looked at. */
interface Place {
  readonly structure: Structure
  readonly people: PeopleCodes
  readonly leaf: number
}

const counties = ({ structure, leaf }: Place): number => codeOf(structure.leaves[leaf]?.counties?.grade ?? 'D')
/** The youngest pupils decide: they were born last. */
const youngest = ({ stages }: Extract<Driver, { kind: 'enrolment' }>): number => (stages.includes('kindergarten') ? 3 : 6)

export function driverCodes(structure: Structure, people: PeopleCodes): DriverCodes {
  const { leaves, years, catalogue } = structure
  const { drivers } = catalogue
  const places = new Map(drivers.map(({ id }, k) => [id, k]))
  const rowOf = (driver: Driver, leaf: number): number => (places.get(driver.id) ?? 0) * leaves.length + leaf
  const named = (id: string): Driver | undefined => drivers[places.get(id) ?? -1]
  const moved = new Codes(drivers.length * leaves.length, years.length)
  const spread = new Uint8Array(drivers.length * leaves.length)
  const done = new Set<number>()
  const rowsOf = (id: string, leaf: number): Uint8Array => {
    const driver = named(id)
    if (driver === undefined) return new Uint8Array(years.length).fill(worst)
    const place = rowOf(driver, leaf)
    const row = new Uint8Array(years.length)
    if (done.has(place)) return moved.read(place, row)
    done.add(place)
    fillMoved(driver, { structure, people, leaf }, row, (other) => rowsOf(other, leaf))
    moved.put(place, row)
    return row
  }
  const spreadOf = (id: string, place: Place): number => {
    const driver = named(id)
    return driver === undefined ? worst : spreadCode(driver, place, (other) => spreadOf(other, place))
  }
  for (const driver of drivers)
    leaves.forEach((_, leaf) => {
      rowsOf(driver.id, leaf)
      spread[rowOf(driver, leaf)] = spreadOf(driver.id, { structure, people, leaf })
    })
  return { spread, moved }
}

/** What a driver is spread by in the base year. */
function spreadCode(driver: Driver, place: Place, other: (id: string) => number): number {
  const { people, leaf, structure } = place
  switch (driver.kind) {
    case 'population':
      return people.at(leaf, driver, 0)
    case 'births':
      return people.birthsIn(leaf, driver.residence, 0)
    case 'enrolment':
      return people.at(leaf, { ageFrom: youngest(driver), residence: driver.residence }, -1)
    case 'counties':
      return counties(place)
    case 'programme':
      return 0
    case 'capacity': {
      const { stock } = driver
      const of = stock.kind === 'per-population' ? other(stock.group) : stock.kind === 'path' ? other(stock.spread) : counties(place)
      return Math.max(of, codeOfPath(stock.level, structure.catalogue.baseYear))
    }
    case 'construction':
      return Math.max(codeOf(driver.usefulLife.grade), other(driver.of))
    default:
      return other(driver.spread)
  }
}

/** What a driver has moved by since the base year. */
function fillMoved(driver: Driver, { structure, people, leaf }: Place, row: Uint8Array, other: (id: string) => Uint8Array): void {
  const { years } = structure
  const follows = 'then' in driver && driver.then !== undefined ? other(driver.then) : undefined
  const until = driver.kind === 'caseload' ? driver.path.points.at(-1)?.year : 'until' in driver ? driver.until : undefined
  const own = (year: number, k: number): number => {
    switch (driver.kind) {
      case 'population':
        return people.at(leaf, driver, k)
      case 'births':
        return people.birthsIn(leaf, driver.residence, k)
      case 'enrolment':
        return people.at(leaf, { ageFrom: youngest(driver), residence: driver.residence }, k - 1)
      // An administrative fact, and one of its kind: neither moves.
      case 'counties':
      case 'programme':
        return 0
      case 'trend':
        return codeOf(driver.rate.grade)
      case 'project':
      case 'caseload':
        return codeOfPath(driver.path, year)
      case 'observed':
        // Beyond what was observed it only goes on as it went.
        return year > (driver.counts.points.at(-1)?.year ?? year) ? worst : codeOfPath({ ...driver.counts, between: 'linear' }, year)
      case 'capacity':
        return Math.max(
          codeOfPath(driver.stock.level, year),
          driver.stock.kind === 'per-population' ? (other(driver.stock.group)[k] ?? worst) : 0,
        )
      case 'construction':
        return Math.max(codeOf(driver.usefulLife.grade), other(driver.of)[k] ?? worst)
    }
  }
  for (let k = 1; k < years.length; k++) {
    const year = years[k] ?? 0
    const isFollowing = follows !== undefined && until !== undefined && year > until
    row[k] = isFollowing ? Math.max(row[k - 1] ?? 0, follows[k] ?? worst) : own(year, k)
  }
}
