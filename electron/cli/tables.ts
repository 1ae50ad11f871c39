import type { Catalogue } from '../../models/catalogue/schema'
import { expenditureIndex } from '../../models/layout'
import type { SimulationResult } from '../../models/result'
import type { Scenario } from '../../models/scenario/document'
import { scenarioFingerprint } from '../service/fingerprint'
import { inYi, table } from './output'

/** Readable on a terminal, in English with the catalogue's Chinese names; 100 million yuan. */
export function simulationTable(catalogue: Catalogue, scenario: Scenario, result: SimulationResult): string {
  const { years } = result.layout
  const shown = years.filter((year) => year <= catalogue.targetYear || year % 5 === 0)
  const pick = (values: Float64Array): readonly string[] => shown.map((year) => inYi(values[years.indexOf(year)] ?? 0))
  const unit = result.units[0]
  const rows = [
    ['100 million yuan', ...shown.map(String)],
    ...catalogue.domains.map((domain) => [
      domain.name.zh,
      ...shown.map((year) => inYi(domainTotal(catalogue, result, domain.id, years.indexOf(year)))),
    ]),
    ...(unit === undefined
      ? []
      : [
          ['required (local)', ...pick(unit.required)],
          ['resources', ...pick(unit.resources)],
          ['capacity (growth test)', ...pick(unit.capacity)],
          ['margin', ...pick(unit.margin)],
        ]),
  ]
  const flags = result.flags.filter((flag) => flag.unit === unit?.code)
  const flagRows = flags.map((flag) => [
    flag.subject.id,
    flag.verdict,
    flag.severity,
    inYi(flag.size),
    `${(flag.growth * 100).toFixed(1)}%`,
    `${(flag.resourcesGrowth * 100).toFixed(1)}%`,
  ])
  const flagTable = flags.length === 0 ? 'no flags\n' : table([['flag', 'verdict', 'severity', 'size', 'growth', 'resources'], ...flagRows])
  return `${scenario.name}  ${scenarioFingerprint(scenario).slice(0, 16)}\n${table(rows)}\n${flagTable}`
}

function domainTotal(catalogue: Catalogue, result: SimulationResult, domain: string, year: number): number {
  const total = result.layout.payers.indexOf('total')
  return catalogue.items.reduce(
    (sum, item, i) => (item.domain === domain ? sum + (result.expenditure[expenditureIndex(result.layout, i, 0, total, year)] ?? 0) : sum),
    0,
  )
}

/** Scenarios side by side in the target year and at the horizon, with the difference from the first. */
export function comparisonTable(catalogue: Catalogue, scenarios: readonly Scenario[], results: readonly SimulationResult[]): string {
  const [base] = results
  if (base === undefined) return ''
  const years = [catalogue.targetYear, catalogue.horizonYear]
  const head = ['100 million yuan', ...scenarios.flatMap((scenario, k) => (k === 0 ? [scenario.name] : [scenario.name, 'difference']))]
  const sections = years.map((year) => {
    const k = base.layout.years.indexOf(year)
    const row = (name: string, of: (result: SimulationResult) => number): readonly string[] => [
      name,
      ...results.flatMap((result, r) => (r === 0 ? [inYi(of(result))] : [inYi(of(result)), inYi(of(result) - of(base))])),
    ]
    const domains = catalogue.domains.map((domain) => row(domain.name.zh, (result) => domainTotal(catalogue, result, domain.id, k)))
    const units = (['required', 'resources', 'margin'] as const).map((key) => row(key, (result) => result.units[0]?.[key][k] ?? 0))
    return `${String(year)}\n${table([head, ...domains, ...units])}`
  })
  return sections.join('\n')
}
