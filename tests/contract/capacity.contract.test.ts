import { expect, test } from 'vitest'
import { simulationDocument } from '../../electron/cli/documents'
import { simulationDocumentSchema } from '../../electron/cli/outputSchemas'
import { diagnose } from '../../models/diagnosis/diagnose'
import { modelOf, simulate } from '../../models/simulate'
import { readingEffects } from '../../models/target/readingEffects'
import { account, withActuals } from '../fixtures/actuals'
import { override, plan, shippedCatalogue, withOverrides } from '../fixtures/catalogue'

const catalogue = shippedCatalogue()
const loaded = { catalogue, sha256: '0'.repeat(64) }
const scenarios = {
  plan,
  'everything asked twice': withOverrides(
    override({ lever: 'standard', target: 'basic-public-health', mode: 'scale', value: 3 }),
    override({ lever: 'coverage', target: 'shantytown-renovation', value: 1.3 }),
  ),
}

test.each(Object.entries(scenarios))('%s: the JSON of a run fits its schema, numbers that are none are null', (_, scenario) => {
  const document = simulationDocument(
    '0',
    loaded,
    scenario,
    diagnose(catalogue, scenario),
    readingEffects(modelOf(catalogue, scenario), scenario),
  )
  const text: unknown = JSON.parse(JSON.stringify(document))
  expect(simulationDocumentSchema.safeParse(text).error?.issues ?? []).toEqual([])
  const [region, ...others] = document.units
  expect(region?.room?.multiple[0]).toBeNull()
  expect(others.every(({ room, tests }) => room === null && tests.room.reason === 'no-accounts' && tests.room.severity === 'grey')).toBe(
    true,
  )
})

test('growth never speaks of a level or of a first year; each test has words of its own', () => {
  const { units, flags } = simulate(catalogue, scenarios['everything asked twice'])
  expect(units[0]?.tests.room.year).toBeGreaterThan(2022)
  const verdicts = {
    growth: ['outpaces', 'contributes'],
    residual: ['cannot-pay', 'level-mismatch'],
    coverage: ['no-room', 'little-room'],
    'new-resources': ['takes-much', 'contributes'],
  }
  for (const flag of flags) expect(verdicts[flag.test]).toContain(flag.verdict)
  expect(flags.filter(({ test: of }) => of !== 'residual').every(({ firstYear }) => firstYear === null)).toBe(true)
})

test('a league that lacks what the region together has is a level mismatch, with its causes; one whose claims are unknown cannot be told', () => {
  const claims = Object.fromEntries(catalogue.fiscal.priorClaims.map(({ id }) => [id, 10e9]))
  const entered = withActuals(
    account('150100', 2021, { ordinaryTax: 12e9, resourceTax: 1e8, nonTax: 2e9, lines: { generalTransfers: 5e9 }, claims }),
  )
  const scenario = { ...entered, assessment: { from: 2021, target: 2025 } }
  const found = diagnose(catalogue, scenario)
  const { units, flags } = found.result
  expect(units.find(({ code }) => code === '150100')?.tests.pay).toMatchObject({ verdict: 'cannot-pay', level: 'mismatch' })
  expect(units[0]?.tests.pay.level).toBeNull()
  expect(units.find(({ code }) => code === '150200')?.tests.pay).toMatchObject({ verdict: 'cannot-say', level: 'cannot-say' })
  const flag = flags.find(({ verdict }) => verdict === 'level-mismatch')
  expect(flag).toMatchObject({ unit: '150100', test: 'residual', subject: { kind: 'unit' } })
  const text: unknown = JSON.parse(JSON.stringify(simulationDocument('0', loaded, scenario, found, [])))
  expect(simulationDocumentSchema.safeParse(text).error?.issues ?? []).toEqual([])
})
