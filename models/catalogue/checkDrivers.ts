import type { Report } from './check'
import { driversBehind } from './driverSchema'
import type { Catalogue, Driver, YearPath } from './schema'

type At = (rest: string, code: string, message: string) => void

/** Checks of the drivers against each other, and of the components that run on a stock against those that build it. */
export function checkDrivers(catalogue: Catalogue, report: Report): void {
  const { drivers } = catalogue
  drivers.forEach((driver, k) => {
    const at: At = (rest, code, message) => {
      report('drivers', k, rest, code, message)
    }
    for (const id of driversBehind(driver))
      if (!drivers.some((d) => d.id === id && d.id !== driver.id)) at('', 'unknown', `there is no other driver ${id}`)
    if (leadsBack(drivers, driver)) at('', 'circle', `${driver.id} leans on itself`)
    if (driver.kind === 'population' && driver.ageTo < driver.ageFrom) at('ageTo', 'range', 'the last age lies before the first')
    checkNumbers(catalogue, driver, at)
  })
  checkStocks(catalogue, report)
  checkRatios(catalogue, report)
}

/** Persons of a basis for each resident: one path for each region, years in order, above nil and not above ten. */
function checkRatios({ basisRatios, regions }: Catalogue, report: Report): void {
  basisRatios.forEach(({ basis, region, path }, k) => {
    const say: At = (rest, code, message) => {
      report('basisRatios', k, rest, code, message)
    }
    if (!regions.some(({ code }) => code === region)) say('region', 'region-unknown', `there is no region ${region}`)
    if (basisRatios.findIndex((other) => other.basis === basis && other.region === region) < k)
      say('region', 'id-twice', `${region} has two ratios of ${basis} persons`)
    path.points.forEach(({ year, value }, p) => {
      if (p > 0 && year <= (path.points[p - 1]?.year ?? 0)) say(`path.points[${String(p)}]`, 'order', 'years must rise')
      if (!(value > 0 && value <= 10))
        say(`path.points[${String(p)}].value`, 'range', `${String(value)} persons for each resident: it lies above 0 and is 10 at most`)
    })
  })
}

/** Whether a driver comes back to itself by those that it leans on. */
function leadsBack(drivers: readonly Driver[], driver: Driver): boolean {
  const seen = new Set<string>()
  const visit = (id: string): boolean => {
    if (id === driver.id) return true
    if (seen.has(id)) return false
    seen.add(id)
    const next = drivers.find((one) => one.id === id)
    return next !== undefined && driversBehind(next).some(visit)
  }
  return driversBehind(driver).some(visit)
}

/** Numbers by year: in order, not negative, and something in the base year that all is relative to. */
function checkNumbers({ baseYear, drivers }: Catalogue, driver: Driver, at: At): void {
  const numbers = (path: YearPath, place: string, isRelative: boolean): void => {
    path.points.forEach(({ year, value }, k) => {
      if (k > 0 && year <= (path.points[k - 1]?.year ?? 0)) at(`${place}.points[${String(k)}]`, 'order', 'years must rise')
      if (value < 0) at(`${place}.points[${String(k)}].value`, 'range', 'a number of cases or units cannot be negative')
    })
    const base = path.points.findLast(({ year }) => year <= baseYear) ?? path.points[0]
    if (isRelative && !((base?.value ?? 0) > 0)) at(place, 'base', `there is nothing in ${String(baseYear)} to be relative to`)
  }
  if (driver.kind === 'project' || driver.kind === 'caseload') numbers(driver.path, 'path', true)
  if (driver.kind === 'observed') {
    numbers(driver.counts, 'counts', true)
    if (driver.counts.points.length < 2) at('counts', 'few', 'a trend needs two observed years at least')
  }
  if (driver.kind === 'capacity') numbers(driver.stock.level, 'stock.level', true)
  if (driver.kind === 'construction') {
    if (drivers.some(({ id, kind }) => id === driver.of && kind !== 'capacity')) at('of', 'stock', `${driver.of} is no stock of units`)
    if (driver.usefulLife.unit !== 'year') at('usefulLife.unit', 'unit', 'a useful life is in years')
    if (!(driver.usefulLife.value > 0)) at('usefulLife.value', 'range', 'a useful life is longer than nothing')
  }
}

/** Part by which what is built a year may differ from stock ÷ useful life in the base year. */
const apart = 0.01

/** Within an item, what is renewed in the base year is the stock that runs, divided by its useful life. */
function checkStocks({ items, drivers }: Catalogue, report: Report): void {
  items.forEach((item, k) => {
    item.components.forEach((component, c) => {
      const works = drivers.find(({ id }) => id === component.driver)
      if (works?.kind !== 'construction') return
      const stock = item.components.find(({ driver }) => driver === works.of)
      const renewed = (stock?.quantity.value ?? 0) / works.usefulLife.value
      if (stock === undefined || Math.abs(component.quantity.value - renewed) <= apart * renewed) return
      report(
        'items',
        k,
        `components[${String(c)}](${component.id}).quantity.value`,
        'renewal',
        `${String(component.quantity.value)} a year is not ${String(stock.quantity.value)} ÷ ${String(works.usefulLife.value)} years`,
      )
    })
  })
}
