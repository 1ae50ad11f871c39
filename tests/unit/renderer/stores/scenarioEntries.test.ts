import { beforeEach, describe, expect, test } from 'vitest'
import { createPinia, setActivePinia } from 'pinia'
import { useScenario } from '../../../../renderer/stores/scenario'
import type { ActualDraft } from '../../../../renderer/stores/scenarioEntries'
import { scenarioToText } from '../../../../models/scenario/canonical'
import { parseScenario } from '../../../../models/scenario/parse'
import { plan } from '../../../fixtures/catalogue'

let scenario: ReturnType<typeof useScenario>

beforeEach(() => {
  setActivePinia(createPinia())
  scenario = useScenario()
  scenario.open(plan)
})

describe('the ledger of granted policies', () => {
  const draft = {
    name: 'Raise',
    document: '',
    area: '150000',
    kind: 'recurrent' as const,
    from: 2023,
    amount: 5e8,
    enabled: true,
    reason: '',
  }
  test('an entry is added, changed and removed, each as one step that can be undone', () => {
    scenario.addGranted(draft)
    expect(scenario.document.granted).toMatchObject([{ id: 'g-1', name: 'Raise', amount: 5e8 }])
    expect(scenario.changeCount).toBe(1)
    scenario.changeGranted('g-1', { amount: 6e8, to: 2025 })
    expect(scenario.document.granted[0]).toMatchObject({ amount: 6e8, to: 2025, name: 'Raise' })
    scenario.removeGranted('g-1')
    expect(scenario.document.granted).toEqual([])
    scenario.undo()
    expect(scenario.document.granted[0]?.amount).toBe(6e8)
    scenario.undo()
    scenario.undo()
    expect(scenario.document.granted).toEqual([])
  })
  test('what was entered can be saved and read again, a policy without an end too', () => {
    scenario.addGranted({ ...draft, name: 'Ra\u0007ise' })
    scenario.changeGranted('g-1', { to: 2030 })
    scenario.changeGranted('g-1', { to: undefined })
    const parsed = parseScenario(scenarioToText(scenario.document), 'a.json')
    expect(parsed.ok && parsed.value.granted[0]).toMatchObject({ name: 'Raise', from: 2023 })
    expect(parsed.ok && parsed.value.granted[0]?.to).toBeUndefined()
  })
})

describe('actual figures', () => {
  const draft = (year: number, value: number): ActualDraft => ({
    kind: 'count',
    target: 'a.x',
    area: '150100',
    year,
    value,
    source: 'bu\u200Breau',
    grade: 'B',
    file: 'a.csv',
  })
  test('come in as one step with ids of their own; the same figure again replaces the one before', () => {
    scenario.addActuals([draft(2021, 1), draft(2022, 2)])
    scenario.addActuals([draft(2022, 3)])
    expect(scenario.document.actuals.map((entry) => ['value' in entry ? entry.value : 0, entry.year])).toEqual([
      [1, 2021],
      [3, 2022],
    ])
    expect(new Set(scenario.document.actuals.map(({ id }) => id)).size).toBe(2)
    expect(scenario.document.actuals[0]).toMatchObject({ source: 'bureau', enabled: true, reason: '' })
    expect(scenario.changeCount).toBe(2)
    scenario.undo()
    scenario.undo()
    expect(scenario.document.actuals).toEqual([])
    scenario.redo()
    const parsed = parseScenario(scenarioToText(scenario.document), 'a.json')
    expect(parsed.ok ? parsed.value.actuals : []).toEqual(scenario.document.actuals)
  })

  test('are switched off and on and taken out, one step each', () => {
    scenario.addActuals([draft(2021, 1), draft(2022, 2)])
    const [first, second] = scenario.document.actuals.map(({ id }) => id)
    scenario.setActualEnabled(first ?? '', false)
    expect(scenario.document.actuals.map(({ enabled }) => enabled)).toEqual([false, true])
    scenario.removeActual(first ?? '', second ?? '')
    expect(scenario.document.actuals).toEqual([])
    scenario.undo()
    expect(scenario.document.actuals).toHaveLength(2)
  })

  test('the years of assessment are set and taken back', () => {
    scenario.setAssessment({ from: 2022 })
    expect([scenario.document.assessment, scenario.changeCount]).toEqual([{ from: 2022 }, 1])
    scenario.setAssessment({})
    expect('assessment' in scenario.document).toBe(false)
    scenario.undo()
    expect(scenario.document.assessment).toEqual({ from: 2022 })
  })
})
