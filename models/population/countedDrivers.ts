import type { Driver, YearPath } from '../catalogue/schema'
import { keptPath } from './keptPath'

/** Drivers that follow numbers of the catalogue rather than the population alone (METHOD section 3.1). */
type Of<Kind extends Driver['kind']> = Extract<Driver, { kind: Kind }>

/** @param other row of another driver in the same leaf. */
export function fillCounted(
  driver: Of<'caseload' | 'observed' | 'capacity' | 'construction'>,
  first: number,
  row: Float64Array,
  governments: number,
  other: (id: string) => Float64Array,
): void {
  const then = 'then' in driver && driver.then !== undefined ? other(driver.then) : undefined
  if (driver.kind === 'caseload') fillCaseload(driver, first, row, other(driver.spread), then)
  else if (driver.kind === 'observed') fillObserved(driver, first, row, other(driver.spread), then)
  else if (driver.kind === 'capacity') fillStock(driver, first, row, governments, other)
  else fillConstruction(driver, row, other(driver.of))
}

/** Growth of another group over one year; a group that was empty has none to follow. */
const growthOf = (group: Float64Array | undefined, k: number): number => {
  const before = group?.[k - 1] ?? 0
  return before > 0 ? (group?.[k] ?? 0) / before : 1
}

/** Numbers by year, relative to the base year; after the last of them the growth of another group, or nothing. */
export function fillCaseload(
  driver: Of<'caseload'>,
  first: number,
  row: Float64Array,
  spread: Float64Array,
  then: Float64Array | undefined,
): void {
  const path = keptPath(driver.path, first, row.length)
  const last = driver.path.points.at(-1)?.year ?? first
  const start = path[0] ?? 0
  if (!(start > 0)) throw new RangeError(`caseload ${driver.id} is empty in the base year it is relative to`)
  const base = spread[0] ?? 0
  row.forEach((_, k) => {
    const isBeyond = k > 0 && first + k > last
    row[k] = isBeyond ? (row[k - 1] ?? 0) * growthOf(then, k) : (base * (path[k] ?? 0)) / start
  })
}

/** Mean yearly change of observed counts: the slope of the straight line with the least squares. */
export function meanChange(points: readonly { readonly year: number; readonly value: number }[]): number {
  const mean = (of: (point: (typeof points)[number]) => number): number => points.reduce((sum, point) => sum + of(point), 0) / points.length
  const [year, value] = [mean((point) => point.year), mean((point) => point.value)]
  const spread = points.reduce((sum, point) => sum + (point.year - year) * (point.year - year), 0)
  return spread === 0 ? 0 : points.reduce((sum, point) => sum + (point.year - year) * (point.value - value), 0) / spread
}

type Counts = Of<'observed'>['counts']
const lines = new WeakMap<Counts, YearPath>()
/** Counts as a path; the same for every leaf. */
function linear(counts: Counts): YearPath {
  const known = lines.get(counts) ?? { ...counts, between: 'linear' }
  lines.set(counts, known)
  return known
}
const changes = new WeakMap<Counts['points'], number>()
function keptChange(points: Counts['points']): number {
  const known = changes.get(points) ?? meanChange(points)
  changes.set(points, known)
  return known
}

/** Observed counts, then their mean yearly change from the last one on (never below nothing), then another group's growth. */
export function fillObserved(
  driver: Of<'observed'>,
  first: number,
  row: Float64Array,
  spread: Float64Array,
  then: Float64Array | undefined,
): void {
  const { points } = driver.counts
  const path = keptPath(linear(driver.counts), first, row.length)
  const [start, base] = [path[0] ?? 0, spread[0] ?? 0]
  if (!(start > 0)) throw new RangeError(`caseload ${driver.id} is empty in the base year it is relative to`)
  const change = keptChange(points)
  const end = points.at(-1)
  row.forEach((_, k) => {
    const year = first + k
    const follows = then !== undefined && driver.until !== undefined && year > driver.until && k > 0
    const count = end === undefined || year <= end.year ? (path[k] ?? 0) : Math.max(0, end.value + change * (year - end.year))
    row[k] = follows ? (row[k - 1] ?? 0) * growthOf(then, k) : (base * count) / start
  })
}

/** Units that should stand at the end of each year. */
export function fillStock(
  { stock }: Of<'capacity'>,
  first: number,
  row: Float64Array,
  governments: number,
  other: (id: string) => Float64Array,
): void {
  const level = keptPath(stock.level, first, row.length)
  const group = stock.kind === 'per-population' ? other(stock.group) : undefined
  const share = stock.kind === 'path' ? (other(stock.spread)[0] ?? 0) : governments
  row.forEach((_, k) => {
    row[k] =
      group !== undefined && stock.kind === 'per-population' ? ((level[k] ?? 0) * (group[k] ?? 0)) / stock.per : (level[k] ?? 0) * share
  })
}

/**
 * Units to be built in each year: what is added to the stock, and a part of it that is renewed. What was once built is
 * renewed for good: closing a unit saves what it costs to run and nothing else. The base year's building is its renewal.
 */
export function fillConstruction({ usefulLife }: Of<'construction'>, row: Float64Array, stock: Float64Array): void {
  let most = stock[0] ?? 0
  row.forEach((_, k) => {
    const now = stock[k] ?? 0
    most = Math.max(most, now)
    row[k] = most / usefulLife.value + (k === 0 ? 0 : Math.max(0, now - (stock[k - 1] ?? 0)))
  })
}
