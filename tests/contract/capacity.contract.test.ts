import { expect, test } from 'vitest'
import { simulationDocument } from '../../electron/cli/documents'
import { simulationDocumentSchema } from '../../electron/cli/outputSchemas'
import { diagnose } from '../../models/diagnosis/diagnose'
import { simulate } from '../../models/simulate'
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
  const document = simulationDocument('0', loaded, scenario, diagnose(catalogue, scenario))
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
  const verdicts = { growth: ['outpaces', 'contributes'], residual: ['cannot-pay'], coverage: ['no-room', 'little-room'] }
  for (const flag of flags) expect(verdicts[flag.test]).toContain(flag.verdict)
  expect(flags.filter(({ test: of }) => of !== 'residual').every(({ firstYear }) => firstYear === null)).toBe(true)
})
