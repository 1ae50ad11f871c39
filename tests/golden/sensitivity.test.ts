import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Override, Scenario } from '../../models/scenario/document'
import { moved, variations } from '../../models/sensitivity/variations'
import { simulate } from '../../models/simulate'
import { override, plan, shippedCatalogue } from '../fixtures/catalogue'

const catalogue = shippedCatalogue()
const from = 2023
/** The plan judged from the last year with accounts over the usual five years. */
const rebased = (...overrides: readonly Override[]): Scenario => ({
  ...plan,
  assessment: { from: 2022 },
  overrides: overrides.map((o, k) => ({ ...o, id: `o-${String(k + 1)}` })),
})
const threshold = (target: string, value: number): Scenario => rebased(override({ lever: 'threshold', target, value, from }))

/** What METHOD calls the assumptions that the program moves. */
const names: Readonly<Record<string, string>> = {
  realGrowth: 'real growth −1, +1 point',
  producerPrice: 'producer price −10%, +10% a year in 2023 and 2024',
  taxElasticity: 'tax elasticity 0.9, 1.1',
  resourceVolumeGrowth: 'volume of resources −2, +2 points',
  nonTaxGrowth: 'non-tax revenue −2, +2 points',
  generalTransferGrowth: 'general transfers 2%, 4%',
  consumerPrices: 'consumer prices +1, −1 point',
  averageWage: 'average wage +1, −1 point',
  incomePerHead: 'income per head +1, −1 point',
  healthCost: 'health cost +1, −1 point',
  lifeExpectancy: 'life expectancy +1, −1 year',
  fertility: 'high, low fertility',
}
/** Each default moved both ways, the less favourable first; and the thresholds, which are no assumptions but settings. */
const varied: readonly (readonly [name: string, less: Scenario, more: Scenario])[] = [
  ...variations(from).map(
    ({ id, less, more }) => [names[id] ?? id, moved(rebased(), less, '150000', from), moved(rebased(), more, '150000', from)] as const,
  ),
  ['threshold 0.5, 1.5 points', threshold('outpacesYellow', 0.005), threshold('outpacesYellow', 0.015)],
  ['materiality 0.25%, 1%', threshold('materiality', 0.0025), threshold('materiality', 0.01)],
]

interface Count {
  readonly items: number
  readonly leagues: number
}
function count(scenario: Scenario): Count {
  const { flags, notices } = simulate(catalogue, scenario)
  expect(notices.filter(({ code }) => code !== 'override-implausible')).toEqual([])
  const own = flags.filter(
    ({ test: of, verdict, subject }) => of === 'growth' && verdict === 'outpaces' && ['item', 'pool'].includes(subject.kind),
  )
  return {
    items: own.filter(({ unit }) => unit === '150000').length,
    leagues: new Set(
      own.filter(({ unit }) => /^15\d{4}$/.test(unit) && unit !== '150000').map(({ unit, subject }) => `${unit} ${subject.id}`),
    ).size,
  }
}
const row = (name: string, less: Count, more: Count): string =>
  `| ${name} | ${String(less.items)} | ${String(more.items)} | ${String(less.leagues)} | ${String(more.leagues)} |`

describe('how many items outpace, rebased to 2022', () => {
  const base = count(rebased())
  const rows = [row('as the catalogue has it', base, base), ...varied.map(([name, less, more]) => row(name, count(less), count(more)))]

  test('METHOD’s table is today’s', () => {
    const method = readFileSync(join(import.meta.dirname, '../../models/METHOD.md'), 'utf8')
    for (const line of rows) expect(method).toContain(line)
  })

  test('a page that a leader can read: neither none nor all', () => {
    const subjects = catalogue.items.filter(({ pool, funding }) => pool === undefined && funding !== 'fund').length + catalogue.pools.length
    expect(base.items).toBeGreaterThan(0)
    expect(base.items).toBeLessThan(subjects / 3)
  })
})
