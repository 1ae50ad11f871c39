import type { Catalogue, Driver, GrowthRule, YearPath } from '../catalogue/schema'
import { compoundGrowth } from '../shared/growth'
import type { BacktestVariant } from './backtestRow'

/** Years before the base year on which rules are fitted. */
export const fitYears = 5

export const publishedValue = (catalogue: Catalogue, series: string, year: number): number | undefined =>
  catalogue.series.find(({ id }) => id === series)?.values.find((entry) => entry.year === year)?.value

/** Compound growth of a published series over the years that end with the base year; undefined where a figure is missing. */
export function fittedGrowth(catalogue: Catalogue, series: string, years: number): number | undefined {
  const first = publishedValue(catalogue, series, catalogue.baseYear - years)
  const last = publishedValue(catalogue, series, catalogue.baseYear)
  return first === undefined || last === undefined ? undefined : (compoundGrowth(first, last, years) ?? undefined)
}

/** Mean of a published yearly rate in per cent over the years that end with the base year, as a fraction. */
function meanRate(catalogue: Catalogue, series: string): number | undefined {
  let sum = 0
  for (let k = 0; k < fitYears; k++) {
    const value = publishedValue(catalogue, series, catalogue.baseYear - k)
    if (value === undefined) return undefined
    sum += value / 100
  }
  return sum / fitYears
}

/** Published series whose own past growth stands for an index while nothing later is known. */
const pastOfIndex: Readonly<Record<string, string>> = { 'average-wage': 'wage-urban-nonprivate', 'income-per-head': 'inc-all' }

/** A path with the same value in every year after the base year. */
function constant(path: YearPath, value: number): YearPath {
  const [first] = path.points
  return first === undefined ? path : { ...path, between: 'hold', points: [{ ...first, value }] }
}

/** Published values of years after the base year are forgotten; the catalogue's own assumptions stay. */
const forget = (path: YearPath, baseYear: number): YearPath => {
  const points = path.points.filter(({ year, grade }) => year <= baseYear || grade === 'D')
  return points.length === 0 ? path : { ...path, points }
}

/** Later numbers of a driver that follows some are forgotten. */
function forgetCounts(driver: Driver, baseYear: number): Driver {
  if (driver.kind === 'project' || driver.kind === 'caseload') return { ...driver, path: forget(driver.path, baseYear) }
  if (driver.kind === 'observed') return { ...driver, counts: forget(driver.counts, baseYear) }
  return driver.kind === 'capacity' ? { ...driver, stock: { ...driver.stock, level: forget(driver.stock.level, baseYear) } } : driver
}

/** Steps decided after the base year are forgotten; without any the standard stands still. */
const forgetSteps = (rule: GrowthRule, baseYear: number): GrowthRule =>
  rule.kind === 'schedule' ? { ...rule, points: rule.points.filter(({ year, grade }) => year <= baseYear || grade === 'D') } : rule

/**
 * The catalogue as it could have been at the end of its base year: without later standards, accounts and, by variant,
 * without later growth and prices.
 */
export function catalogueKnownAt(catalogue: Catalogue, variant: BacktestVariant): Catalogue {
  const { baseYear, fiscal } = catalogue
  const before = <H extends { readonly year: number }>(history: readonly H[]): H[] => history.filter(({ year }) => year <= baseYear)
  return {
    ...catalogue,
    items: catalogue.items.map((item) => ({
      ...item,
      growth: forgetSteps(item.growth, baseYear),
      components: item.components.map(({ growth, ...component }) => ({
        ...component,
        history: before(component.history),
        ...(component.national === undefined ? {} : { national: { ...component.national, history: before(component.national.history) } }),
        ...(growth === undefined ? {} : { growth: forgetSteps(growth, baseYear) }),
      })),
    })),
    pools: catalogue.pools.map((pool) => ({ ...pool, history: before(pool.history), growth: forgetSteps(pool.growth, baseYear) })),
    drivers: catalogue.drivers.map((driver) => forgetCounts(driver, baseYear)),
    indices:
      variant === 'blind'
        ? catalogue.indices.map((index) => ({ ...index, growth: constant(index.growth, pastGrowth(catalogue, index)) }))
        : catalogue.indices,
    fiscal: {
      ...fiscal,
      accounts: fiscal.accounts.map((account) => ({ ...account, years: account.years.filter(({ year }) => year === baseYear) })),
      ...economyOf(catalogue, variant),
    },
  }
}

const pastGrowth = (catalogue: Catalogue, { id, defaultRate }: Catalogue['indices'][number]): number =>
  (id === 'cpi' ? meanRate(catalogue, 'cpi') : fittedGrowth(catalogue, pastOfIndex[id] ?? '', fitYears)) ?? defaultRate.value

type Economy = Pick<Catalogue['fiscal'], 'realGrowth' | 'producerPrice'>

function economyOf(catalogue: Catalogue, variant: BacktestVariant): Economy {
  const { realGrowth, producerPrice } = catalogue.fiscal
  if (variant === 'macro') return { realGrowth, producerPrice }
  if (variant === 'nominal') return { realGrowth, producerPrice: impliedPrice(catalogue) }
  return {
    realGrowth: constant(realGrowth, meanRate(catalogue, 'gdp-growth') ?? realGrowth.points.at(-1)?.value ?? 0),
    producerPrice: constant(producerPrice, 0),
  }
}

/** The producer price with which the model's deflator gives the published nominal GDP, for the years that have one. */
export function impliedPrice(catalogue: Catalogue): YearPath {
  const { baseYear, fiscal, indices } = catalogue
  const weight = fiscal.producerPriceWeight.value
  const cpi = indices.find(({ id }) => id === 'cpi')?.growth
  const at = (path: YearPath | undefined, year: number): number => path?.points.findLast((point) => point.year <= year)?.value ?? 0
  const points = fiscal.producerPrice.points.filter(({ year }) => year <= baseYear)
  const [pattern] = fiscal.producerPrice.points
  for (let year = baseYear + 1; pattern !== undefined; year++) {
    const [last, now] = [publishedValue(catalogue, 'gdp', year - 1), publishedValue(catalogue, 'gdp', year)]
    if (last === undefined || now === undefined) break
    const deflator = now / last / (1 + at(fiscal.realGrowth, year)) - 1
    points.push({ ...pattern, year, value: (deflator - (1 - weight) * at(cpi, year)) / weight })
  }
  return { ...fiscal.producerPrice, between: 'hold', points }
}
