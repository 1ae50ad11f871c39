import { equalityOf, type Equality, type EqualitySubject } from '../../models/equality/measure'
import { groupingsOf } from '../../models/equality/places'
import { fiscalBacktest } from '../../models/fiscal/backtest'
import { backtestVariants, errorOf, type FiscalBacktestRow } from '../../models/fiscal/backtestRow'
import type { Scenario } from '../../models/scenario/document'
import { simulate } from '../../models/simulate'
import type { LoadedCatalogue } from '../service/catalogue'
import { inYi, table, UsageError } from './output'

export const backtestRows = ({ catalogue }: LoadedCatalogue): readonly FiscalBacktestRow[] => fiscalBacktest(catalogue, simulate)

const percent = (share: number): string => `${(share * 100).toFixed(1)}%`

/** Published accounts after the base year, the model's errors by state of knowledge, and those of plain growth rules. */
export function backtestTable(rows: readonly FiscalBacktestRow[]): string {
  const rules = rows[0]?.rules.map(({ from }) => `rule ${String(from)}`) ?? []
  return table([
    ['100 million yuan', 'year', 'published', 'by item', ...backtestVariants, ...rules],
    ...rows.map((row) => [
      row.series,
      String(row.year),
      inYi(row.actual),
      percent(row.itemShare),
      ...backtestVariants.map((variant) => percent(errorOf(row.model[variant], row))),
      ...row.rules.map(({ forecast }) => percent(errorOf(forecast, row))),
    ]),
  ])
}

/** `total`, `domain:ID` or `item:ID`. @throws UsageError for anything else. */
function subjectNamed(text: string, { catalogue }: LoadedCatalogue): EqualitySubject {
  const [kind = '', id = ''] = text.split(':')
  if (text === 'total') return { kind: 'total', id: '' }
  if (kind === 'domain' && catalogue.domains.some((domain) => domain.id === id)) return { kind, id }
  if (kind === 'item' && catalogue.items.some((item) => item.id === id)) return { kind, id }
  throw new UsageError('--subject needs total, domain:ID or item:ID of the catalogue')
}

/** What `equality` was asked for. */
export interface EqualityQuestion {
  readonly subject?: string | undefined
  readonly year?: string | undefined
  readonly grouping?: string | undefined
  /** Without works. */
  readonly recurrent?: boolean | undefined
}

/** Measures of the subject in the year given, or in the base, target and last year. */
export function equalityIn(
  loaded: LoadedCatalogue,
  scenario: Scenario,
  { subject = 'total', year, grouping, recurrent }: EqualityQuestion,
): readonly Equality[] {
  const { catalogue } = loaded
  const { baseYear, targetYear, horizonYear } = catalogue
  const wanted = subjectNamed(subject, loaded)
  const years = year === undefined ? [baseYear, targetYear, horizonYear] : [Number(year)]
  if (years.some((one) => !Number.isInteger(one) || one < baseYear || one > horizonYear))
    throw new UsageError(`--year needs a year from ${String(baseYear)} to ${String(horizonYear)}`)
  const groupings = groupingsOf(catalogue)
  if (grouping !== undefined && !groupings.includes(grouping)) throw new UsageError(`--grouping needs ${groupings.join(' or ')}`)
  const result = simulate(catalogue, scenario)
  return years.map((one) => equalityOf(result, catalogue, scenario, wanted, one, { grouping, recurrentOnly: recurrent }))
}

export function equalityTable({ catalogue }: LoadedCatalogue, found: readonly Equality[]): string {
  const value = (number: number | null | undefined, decimals = 4): string =>
    number === null || number === undefined ? '-' : number.toFixed(decimals)
  const row = (name: string, of: (equality: Equality) => string): readonly string[] => [name, ...found.map(of)]
  const perHead = (found[0]?.places ?? []).map(({ code }, k) =>
    row(catalogue.regions.find((region) => region.code === code)?.name.zh ?? code, ({ places }) => value(places[k]?.perHead, 1)),
  )
  return table([
    row('yuan per resident', ({ year }) => String(year)),
    ...perHead,
    row('mean', ({ mean }) => value(mean, 1)),
    row('variation, by residents', ({ measures }) => value(measures.variationWeighted)),
    row('variation, plain', ({ measures }) => value(measures.variationPlain)),
    row('gini, by residents', ({ measures }) => value(measures.gini)),
    row('gini, plain', ({ measures }) => value(measures.giniPlain)),
    row('theil, by residents', ({ measures }) => value(measures.theil?.total)),
    row('theil, plain', ({ measures }) => value(measures.theilPlain)),
    row('theil between', ({ measures }) => value(measures.theil?.split?.between)),
    row('theil within', ({ measures }) => value(measures.theil?.split?.within)),
    row('largest / smallest', ({ measures }) => value(measures.largestToSmallest, 2)),
    row('three highest / lowest', ({ measures }) => value(measures.topToBottom, 2)),
    row('residents at the mean', ({ measures }) => value(measures.at?.share)),
    row('lifting all to it, 100 million yuan', ({ measures }) => (measures.at === null ? '-' : inYi(measures.at.money))),
    row('lowest per head', ({ lowest }) => value(lowest?.perHead, 1)),
    row('basis', ({ basis }) => basis),
  ])
}
