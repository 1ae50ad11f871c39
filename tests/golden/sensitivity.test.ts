import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Override, Scenario } from '../../models/scenario/document'
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
const move = (lever: Override['lever'], value: number, target?: string): Override =>
  override({ lever, mode: 'add', from, value, ...(target === undefined ? {} : { target }) })
const threshold = (target: string, value: number): Override => override({ lever: 'threshold', target, value, from })
const outlook = (id: string): Scenario => ({ ...rebased(), outlook: { id, reason: '', author: '', at: '' } })

/** Each default moved both ways, the less favourable first. */
const varied: readonly (readonly [name: string, less: Scenario, more: Scenario])[] = [
  ['real growth −1, +1 point', rebased(move('realGrowth', -0.01)), rebased(move('realGrowth', 0.01))],
  [
    'producer price −10%, +10% a year in 2023 and 2024',
    rebased({ ...move('producerPrice', -0.1), to: 2024 }),
    rebased({ ...move('producerPrice', 0.1), to: 2024 }),
  ],
  ['tax elasticity 0.9, 1.1', rebased(move('taxElasticity', -0.1)), rebased(move('taxElasticity', 0.1))],
  ['volume of resources −2, +2 points', rebased(move('resourceVolumeGrowth', -0.02)), rebased(move('resourceVolumeGrowth', 0.02))],
  ['non-tax revenue −2, +2 points', rebased(move('nonTaxGrowth', -0.02)), rebased(move('nonTaxGrowth', 0.02))],
  ['general transfers 2%, 4%', rebased(move('generalTransferGrowth', -0.01)), rebased(move('generalTransferGrowth', 0.01))],
  ['consumer prices +1, −1 point', rebased(move('priceIndex', 0.01, 'cpi')), rebased(move('priceIndex', -0.01, 'cpi'))],
  ['average wage +1, −1 point', rebased(move('priceIndex', 0.01, 'average-wage')), rebased(move('priceIndex', -0.01, 'average-wage'))],
  [
    'income per head +1, −1 point',
    rebased(move('priceIndex', 0.01, 'income-per-head')),
    rebased(move('priceIndex', -0.01, 'income-per-head')),
  ],
  ['health cost +1, −1 point', rebased(move('priceIndex', 0.01, 'health-cost')), rebased(move('priceIndex', -0.01, 'health-cost'))],
  ['life expectancy +1, −1 year', rebased(move('lifeExpectancy', 1)), rebased(move('lifeExpectancy', -1))],
  ['high, low fertility', outlook('high-fertility'), outlook('low-fertility')],
  ['threshold 0.5, 1.5 points', rebased(threshold('outpacesYellow', 0.005)), rebased(threshold('outpacesYellow', 0.015))],
  ['materiality 0.25%, 1%', rebased(threshold('materiality', 0.0025)), rebased(threshold('materiality', 0.01))],
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
