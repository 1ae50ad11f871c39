import { beforeEach, expect, test } from 'vitest'
import { useOverrides } from '../../../../renderer/composables/useOverrides'
import { useCatalogue } from '../../../../renderer/stores/catalogue'
import { useScenario } from '../../../../renderer/stores/scenario'
import { useSimulation } from '../../../../renderer/stores/simulation'
import { override, plan, withOverrides } from '../../../fixtures/catalogue'
import { catalogueView, FakeBridge, inComponent, replyTo, useDouble } from '../fakeBridge'

let scenario: ReturnType<typeof useScenario>
beforeEach(async () => {
  useDouble(
    new FakeBridge({
      'catalogue:read': () => ({ ok: true, value: catalogueView() }),
      'simulation:run': (request) => ({ ok: true, value: replyTo(request) }),
    }),
  )
  await useCatalogue().load()
  scenario = useScenario()
  scenario.open(plan)
})
const words = () => inComponent(() => useOverrides()).value

test('a change of single years says its first and last, one of a single year only that', () => {
  scenario.open(
    withOverrides(
      override({ lever: 'tfr', mode: 'series', from: 2030, values: { '2031': 1.2, '2030': 1.1 } }),
      override({ lever: 'netMigration', mode: 'series', from: 2030, values: { '2030': -0.003 } }),
      override({ lever: 'tfr', area: '150400', from: 2031, value: 1.4 }),
    ),
  )
  const rows = words().rows.value
  expect(rows.map(({ years }) => years)).toEqual([expect.stringMatching(/2030.2031/), '2030', expect.stringMatching(/2031/)])
  expect([rows[1]?.after, rows[1]?.unit]).toEqual(['2030: \u22123', '‰'])
})

test('the old value of a league change is what it inherits from the region', () => {
  scenario.open(
    withOverrides(override({ lever: 'tfr', from: 2030, value: 1.5 }), override({ lever: 'tfr', area: '150400', from: 2031, value: 1.4 })),
  )
  expect(words().rows.value[1]?.before).toBe('1.5')
})

test('a class is said by its name, and a part of the increment alone is said to be so', () => {
  scenario.open(
    withOverrides(
      override({ lever: 'sharingClass', area: '150400', from: 2025, value: 3 }),
      override({ lever: 'regionShare', target: 'legal-aid', from: 2025, value: 1, onlyIncrement: true }),
    ),
  )
  const [classes, part] = words().rows.value
  expect([classes?.before, classes?.after, classes?.unit]).toEqual(['二类', '三类', ''])
  expect(part?.subject).toMatch(/（仅增量）$/)
  expect([part?.before, part?.after, part?.unit]).toEqual(['50', '100', '%'])
})

test('an outlook is named where it differs from that compared with, with its grade and reason', async () => {
  const low = { ...plan, outlook: { id: 'low-fertility', reason: 'births', author: '', at: '' } }
  scenario.open(low)
  const shown = words().outlook
  expect(shown.value).toMatchObject({ grade: 'D', reason: 'births' })
  expect(shown.value?.before).not.toBe(shown.value?.after)
  await useSimulation().compareWith({ kind: 'scenario', document: low })
  expect(shown.value).toBeUndefined()
})

test('the first outlook by name is the same as none', () => {
  scenario.open({ ...plan, outlook: { id: 'medium', reason: '', author: '', at: '' } })
  expect(words().outlook.value).toBeUndefined()
})
