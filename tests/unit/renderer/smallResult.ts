import type { Flag, SimulationResult, UnitResult } from '../../../models/result'

const areas = ['150000', '150100', '150000-own']
const years = [2020, 2021, 2022]
const payers = ['central', 'region', 'league', 'banner', 'total'] as const
/** 0, 1, 2 … so that every cell tells its own position. */
const counting = (length: number): Float64Array => Float64Array.from({ length }, (_, k) => k)

const unit = (code: string, resources: readonly number[]): UnitResult => ({
  code,
  level: code === '150000' ? 'consolidated' : code.endsWith('-own') ? 'own' : 'league',
  resources: Float64Array.from(resources),
  required: new Float64Array(3),
  capacity: new Float64Array(3),
  margin: new Float64Array(3),
  benchmark: { inForce: 0.06, catalogue: 0.06 },
  coverageRatio: new Float64Array(3),
  ownRevenue: new Float64Array(3),
  generalTransfers: new Float64Array(3),
  revenue: {
    ordinaryTax: Float64Array.from(resources),
    resourceTax: new Float64Array(resources.length),
    nonTax: new Float64Array(resources.length),
  },
  residual: null,
  lowResources: Float64Array.from(resources),
  highResources: Float64Array.from(resources),
  outside: { borne: new Float64Array(3), already: new Float64Array(3), margin: new Float64Array(3) },
  room: null,
  tests: {
    pace: { verdict: 'keeps-pace', severity: 'green', low: 'green', high: 'green', reason: null },
    pay: { verdict: 'cannot-say', level: 'cannot-say', severity: 'grey', firstYear: null, reason: 'no-accounts' },
    room: { verdict: 'cannot-say', severity: 'grey', year: null, multiple: null, nature: null, reason: 'no-accounts' },
  },
  grade: 'D',
  lastActualYear: 2020,
  partlyActualYear: 2020,
})

export const flag = (change: Partial<Flag>): Flag => ({
  subject: { kind: 'item', id: 'a' },
  unit: '150000',
  payer: 'region',
  payers: ['region', 'league', 'banner'],
  test: 'growth',
  verdict: 'outpaces',
  severity: 'yellow',
  binding: [],
  standings: [],
  sameAs: null,
  costs: null,
  taken: null,
  firstYear: null,
  size: 1,
  growth: 0.08,
  resourcesGrowth: 0.05,
  baseYear: 2020,
  targetYear: 2022,
  amount: 2,
  baseAmount: 1,
  grade: 'D',
  evidence: { A: 0, B: 0, C: 0, D: 1 },
  ...change,
})

/** Two items in three areas over three years; every cell of the tables holds its own position. */
export function smallResult(change: Partial<SimulationResult> = {}): SimulationResult {
  return {
    layout: { years, areas, items: ['a', 'b'], components: ['a.x', 'b.y'], standards: ['a.x', 'pool'], payers },
    expenditure: counting(2 * areas.length * payers.length * years.length),
    fundPaid: counting(2 * areas.length * years.length),
    borne: counting(2 * areas.length * years.length),
    quantity: counting(2 * areas.length * years.length),
    standard: counting(2 * areas.length * years.length),
    national: counting(2 * years.length),
    units: [unit('150000', [100, 110, 121]), unit('150100', [10, 10, 10]), unit('150000-own', [50, 50, 50])],
    population: [],
    pyramid: counting(2 * 2 * 101 * years.length),
    flags: [],
    evidence: { total: { A: 0, B: 0, C: 0, D: 1 }, byItem: [], byDomain: [], byArea: [] },
    itemGrades: ['D', 'D'],
    notices: [],
    levers: [],
    outlook: 'medium',
    lastActualYear: 2020,
    assessedFrom: 2020,
    targetYear: 2022,
    targets: {
      indicators: [],
      commitments: [],
      costs: [],
      borne: null,
      outside: { total: new Float64Array(3), already: new Float64Array(3), newResources: new Float64Array(3) },
      contradictions: [],
    },
    funds: [],
    memos: [],
    accounts: [],
    ...change,
  }
}
