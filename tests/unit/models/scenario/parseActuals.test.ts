import { expect, test } from 'vitest'
import { canonicalScenario, scenarioToText } from '../../../../models/scenario/canonical'
import type { Scenario } from '../../../../models/scenario/document'
import { parseScenario } from '../../../../models/scenario/parse'
import { account, count, standard, withActuals } from '../../../fixtures/actuals'

const allowance = 'elderly-welfare-subsidy.aged-80-99'
const scenario = withActuals(
  count(allowance, '150100', 2021, 5),
  standard(allowance, '150000', 2022, 100),
  account('150000-own', 2022, { ordinaryTax: 1, lines: { generalTransfers: 2, expenditure: 3 } }),
)
const policy: Scenario['granted'][number] = {
  id: 'a-9',
  name: 'policy',
  document: '',
  area: '150000',
  kind: 'recurrent',
  from: 2023,
  amount: 1,
  enabled: true,
  reason: '',
  author: '',
  at: '',
}
const faultsOf = (document: Scenario): readonly string[] => {
  const parsed = parseScenario(scenarioToText(document), 'a.json')
  return parsed.ok ? [] : parsed.faults.map(({ path, code }) => `${code} ${path}`)
}

test('actual figures come back as they were saved', () => {
  const parsed = parseScenario(scenarioToText(scenario), 'a.json')
  expect(parsed.ok ? parsed.value.actuals : []).toEqual(scenario.actuals)
})

test('an id used twice, among actual figures and granted policies together, is refused', () => {
  const [first] = scenario.actuals
  expect(faultsOf({ ...scenario, actuals: [...scenario.actuals, ...(first === undefined ? [] : [first])] })).toEqual([
    'id-twice actuals[3](a-1).id',
  ])
  expect(faultsOf({ ...scenario, granted: [{ ...policy, id: 'a-2' }] })).toEqual(['id-twice granted[0](a-2).id'])
  expect(faultsOf({ ...scenario, granted: [policy] })).toEqual([])
})

test('names that hold what cannot be seen are refused', () => {
  const hidden = scenario.actuals.map((actual) => ({ ...actual, source: 'bu\u202Ereau' }))
  expect(faultsOf({ ...scenario, actuals: hidden })[0]).toBe('invisible actuals[0](a-1).source')
  expect(faultsOf({ ...scenario, granted: [{ ...policy, name: 'a\u200Bb' }] })).toEqual(['invisible granted[0](a-9).name'])
})

test('the fingerprint follows the figures, not who entered them; what is switched off does not count', () => {
  const said = { ...scenario, actuals: scenario.actuals.map((actual) => ({ ...actual, reason: 'why', author: 'who', source: 'else' })) }
  expect(canonicalScenario(said)).toBe(canonicalScenario(scenario))
  const off = { ...scenario, actuals: scenario.actuals.map((actual) => ({ ...actual, enabled: false })) }
  expect(canonicalScenario(off)).toBe(canonicalScenario({ ...scenario, actuals: [] }))
})
