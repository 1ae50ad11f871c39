import { expect, test } from 'vitest'
import { sinceSaved, withoutStep } from '../../../../renderer/stores/sinceSaved'
import { useScenario } from '../../../../renderer/stores/scenario'
import { plan } from '../../../fixtures/catalogue'
import { FakeBridge, useDouble } from '../fakeBridge'

const tfr = { lever: 'tfr' as const, area: '150000' }

test('nothing has changed of what was just saved', () => expect(sinceSaved(plan, plan)).toEqual([]))

test('changes, added ones, removed ones, and what is said of the whole', () => {
  useDouble(new FakeBridge())
  const scenario = useScenario()
  scenario.open(plan)
  scenario.setOverride(tfr, { value: 1.2 })
  scenario.setOverride({ ...tfr, area: '150100' }, { value: 1.3 })
  const saved = scenario.document
  scenario.setOverride(tfr, { value: 1.4 })
  scenario.removeOverride(saved.overrides[1]?.id ?? '')
  scenario.setOutlook('low')
  scenario.setAssessment({ from: 2022 })
  scenario.setReading('beds', 'other')
  scenario.addGranted({ name: 'x', document: '', amount: 1, from: 2023, kind: 'standing', reason: '' } as never)
  scenario.rename({ name: 'other name', note: 'why' })
  expect(sinceSaved(saved, scenario.document).map(({ kind, what }) => `${kind} ${what}`)).toEqual([
    'name changed',
    'note added',
    'outlook added',
    'assessment added',
    'override changed',
    'override removed',
    'granted added',
    'reading added',
  ])
})

test('what was changed and changed back is none, though it is another document', () => {
  useDouble(new FakeBridge())
  const scenario = useScenario()
  scenario.open(plan)
  scenario.setOverride(tfr, { value: 1.2 })
  const saved = scenario.document
  scenario.rename({ name: 'other' })
  scenario.rename({ name: saved.name })
  expect([scenario.document === saved, sinceSaved(saved, scenario.document)]).toEqual([false, []])
})

test('each step can be taken back by itself; all of them together give what was saved', () => {
  useDouble(new FakeBridge())
  const scenario = useScenario()
  scenario.open(plan)
  scenario.setOverride(tfr, { value: 1.2 })
  scenario.setOverride({ ...tfr, area: '150100' }, { value: 1.3 })
  scenario.setReading('beds', 'other')
  const saved = scenario.document
  scenario.changeOverride(saved.overrides[1]?.id ?? '', { value: 1.4 })
  scenario.removeOverride(saved.overrides[0]?.id ?? '')
  scenario.setOverride({ ...tfr, area: '150200' }, { value: 1.5 })
  scenario.setOutlook('low')
  scenario.setReading('beds', undefined)
  scenario.rename({ name: 'other name' })
  const steps = sinceSaved(saved, scenario.document)
  expect(steps.map(({ kind, what }) => `${kind} ${what}`).sort()).toEqual([
    'name changed',
    'outlook added',
    'override added',
    'override changed',
    'override removed',
    'reading removed',
  ])
  for (const step of steps) {
    const left = sinceSaved(saved, withoutStep(saved, scenario.document, step))
    expect(left, `${step.kind} ${step.what}`).toEqual(steps.filter((other) => other !== step))
  }
  expect(steps.reduce((now, step) => withoutStep(saved, now, step), scenario.document)).toBe(saved)
})
