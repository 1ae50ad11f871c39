import type { Catalogue } from '../catalogue/schema'
import { totalIndex } from '../layout'
import type { SimulationResult } from '../result'
import { emptyScenario } from '../scenario/canonical'
import type { Scenario } from '../scenario/document'
import { catalogueKnownAt, fitYears, fittedGrowth, publishedValue } from './backtestCatalogue'
import { backtestVariants, type BacktestVariant, type FiscalBacktestRow } from './backtestRow'

/** Yuan in one unit of the published series. */
const published = 1e8
const shortFit = 3
/** Years after the base year that are checked. */
const checked = [1, 2]
/** Outlook of the catalogue that knows nothing of the years after the base year. */
const blindOutlook = 'un-national'

/**
 * The backtest of the accounts (METHOD, Backtest of the accounts): everything that came after the base year is taken out of the
 * catalogue, the model runs from there, and its revenue and expenditure are held against what was published, beside two
 * plain growth rules. Empty for a catalogue without these series.
 *
 * @param run the model's one door, handed in because this folder must not know it.
 */
export function fiscalBacktest(
  catalogue: Catalogue,
  run: (catalogue: Catalogue, scenario: Scenario) => SimulationResult,
): readonly FiscalBacktestRow[] {
  const subjects = subjectsOf(catalogue)
  if (subjects.length === 0) return []
  const scenario = blindScenario(catalogue)
  const results = backtestVariants.map((variant) => run(catalogueKnownAt(catalogue, variant), scenario))
  return subjects.flatMap((subject) => checked.flatMap((step) => rowOf(catalogue, subject, step, results)))
}

function blindScenario(catalogue: Catalogue): Scenario {
  const scenario = emptyScenario({ id: catalogue.id, version: catalogue.version, sha256: '0'.repeat(64) }, 'backtest', '')
  const isKnown = catalogue.population.outlooks.some(({ id }) => id === blindOutlook)
  return isKnown ? { ...scenario, outlook: { id: blindOutlook, reason: '', author: '', at: '' } } : scenario
}

type Subject = Pick<FiscalBacktestRow, 'subject' | 'code' | 'series'>

/** Revenue, expenditure, and the functions that items of the general budget feed, where all years needed were published. */
function subjectsOf(catalogue: Catalogue): readonly Subject[] {
  const codes = [
    ...new Set(catalogue.items.filter(({ funding }) => funding === 'general-budget').map((item) => item.budgetFunction.code)),
  ].sort()
  const subjects: readonly Subject[] = [
    { subject: 'revenue', code: '', series: 'rev-total' },
    { subject: 'expenditure', code: '', series: 'exp-total' },
    ...codes.map((code): Subject => ({ subject: 'function', code, series: `exp-${code}` })),
  ]
  const { baseYear } = catalogue
  return subjects.filter(({ series }) =>
    [-fitYears, -shortFit, 0, 1].every((step) => publishedValue(catalogue, series, baseYear + step) !== undefined),
  )
}

function rowOf(catalogue: Catalogue, subject: Subject, step: number, results: readonly SimulationResult[]): readonly FiscalBacktestRow[] {
  const { baseYear } = catalogue
  const year = baseYear + step
  const entry = catalogue.series.find(({ id }) => id === subject.series)?.values.find((value) => value.year === year)
  const base = publishedValue(catalogue, subject.series, baseYear)
  const fit = fittedGrowth(catalogue, subject.series, fitYears)
  if (entry === undefined || base === undefined || fit === undefined) return []
  const model: Record<BacktestVariant, number> = { blind: 0, macro: 0, nominal: 0 }
  let itemShare = 0
  backtestVariants.forEach((variant, k) => {
    const result = results[k]
    if (result === undefined) return
    const items = itemsOf(catalogue, result, subject)
    itemShare = subject.subject === 'revenue' ? 1 : (items[0] ?? 0) / (base * published)
    model[variant] =
      subject.subject === 'revenue'
        ? (result.units[0]?.ownRevenue[step] ?? 0)
        : (items[step] ?? 0) + (base * published - (items[0] ?? 0)) * grown(fit, step)
  })
  const rules = [fitYears, shortFit].map((years) => {
    const growth = fittedGrowth(catalogue, subject.series, years) ?? 0
    return { from: baseYear - years, growth, forecast: base * published * grown(growth, step) }
  })
  return [{ ...subject, year, actual: entry.value * published, grade: entry.grade, source: entry.source, model, itemShare, rules }]
}

function grown(rate: number, years: number): number {
  let factor = 1
  for (let k = 0; k < years; k++) factor *= 1 + rate
  return factor
}

/** What all levels of the region together spend on the items of a subject, by year; yuan. */
function itemsOf(catalogue: Catalogue, { layout, expenditure }: SimulationResult, subject: Subject): Float64Array {
  const years = layout.years.length
  const sums = new Float64Array(years)
  catalogue.items.forEach((item, i) => {
    if (subject.subject === 'revenue' || (subject.subject === 'function' && item.budgetFunction.code !== subject.code)) return
    const row = totalIndex(layout, i, 0, 0)
    for (let k = 0; k < years; k++) sums[k] = (sums[k] ?? 0) + (expenditure[row + k] ?? 0)
  })
  return sums
}
