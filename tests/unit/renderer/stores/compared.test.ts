import { beforeEach, expect, test } from 'vitest'
import type { Scenario } from '../../../../models/scenario/document'
import { mostCompared, useCompared } from '../../../../renderer/stores/compared'
import { usePreferences } from '../../../../renderer/stores/preferences'
import { useReport } from '../../../../renderer/stores/report'
import { useScenario } from '../../../../renderer/stores/scenario'
import { useSimulation } from '../../../../renderer/stores/simulation'
import { useTabs } from '../../../../renderer/stores/tabs'
import { catalogueView, FakeBridge, replyTo, Runs, settle, useDouble } from '../fakeBridge'

let bridge: FakeBridge
beforeEach(() => {
  bridge = useDouble(
    new FakeBridge({
      'catalogue:read': () => ({ ok: true, value: catalogueView() }),
      'simulation:run': (request) => ({ ok: true, value: replyTo(request) }),
      'preferences:write': (changes) => ({ ok: true, value: { ...usePreferences().preferences, ...changes } }),
    }),
  )
})
const named = (name: string): Scenario => ({ ...useSimulation().plan, name })
const names = (): readonly string[] => useCompared().columns.map(({ document, isPlan }) => (isPlan ? 'plan' : document.name))
const add = (name: string): void => useCompared().add({ kind: 'scenario', document: named(name) })

test('the scenario on the screen and the one it is compared with are there from the start, the latter as the reference', () => {
  useScenario().edit(named('own'))
  expect(names()).toEqual(['own', 'plan'])
  expect([useCompared().reference, useCompared().subject]).toEqual(['other', 'own'])
  expect(useCompared().hasPlan).toBe(true)
})

test('each that is added is run once, without its pyramids; what was taken away is forgotten', async () => {
  const compared = useCompared()
  add('a')
  add('b')
  await compared.run()
  await compared.run()
  const asked = bridge.asked('simulation:run')
  expect(asked.map(({ document, pyramids }) => [document.name, pyramids])).toEqual([
    ['a', false],
    ['b', false],
  ])
  expect(compared.columns.slice(2).every(({ result }) => result !== undefined)).toBe(true)
  const { key, document } = compared.columns[2] ?? { key: '', document: named('') }
  compared.remove(key)
  await compared.run()
  compared.add({ kind: 'scenario', document })
  expect(compared.columns.at(-1)?.result).toBeUndefined()
})

test('there are never more than six', () => {
  for (const name of ['a', 'b', 'c', 'd', 'e', 'f']) add(name)
  expect(names()).toHaveLength(mostCompared)
  expect(useCompared().isFull).toBe(true)
})

test('a reference that was taken away gives way to the one that all is compared with', () => {
  const compared = useCompared()
  add('a')
  compared.reference = compared.columns[2]?.key ?? ''
  expect([compared.place, compared.subject]).toEqual([2, 'own'])
  compared.remove(compared.reference)
  expect([compared.place, compared.reference]).toEqual([1, 'other'])
})

test('a run that fails leaves its column without figures, and says so', async () => {
  const runs = new Runs()
  useDouble(new FakeBridge({ 'simulation:run': runs.answer }))
  const compared = useCompared()
  add('a')
  const ended = compared.run()
  expect(compared.columns[2] && compared.hasFailed(compared.columns[2])).toBe(false)
  await runs.finish(0, { ok: false, error: { code: 'internal' } })
  await ended
  expect(compared.columns[2] && compared.hasFailed(compared.columns[2])).toBe(true)
})

test('open scenarios stand with what they are now; the one that comes to the front changes places with the one that goes', async () => {
  const [tabs, compared] = [useTabs(), useCompared()]
  useScenario().edit(named('first'))
  tabs.show(named('second'))
  expect(compared.openOnes.map(({ document }) => document.name)).toEqual(['first'])
  const first = compared.openOnes[0]?.id ?? 0
  compared.add({ kind: 'tab', id: first })
  expect(names()).toEqual(['second', 'plan', 'first'])
  expect(compared.openOnes).toEqual([])
  tabs.select(first)
  await Promise.resolve()
  expect(names()).toEqual(['first', 'plan', 'second'])
  useScenario().edit(named('edited'))
  expect(names()[0]).toBe('edited')
  tabs.close(tabs.open.find(({ isActive }) => !isActive)?.id ?? 0)
  expect(names()).toEqual(['edited', 'plan'])
})

test('what stands on the shelf is kept for the next start, and put beside the others there', async () => {
  const compared = useCompared()
  compared.add({ kind: 'scenario', document: named('of the shelf'), entry: 'aa' })
  compared.add({ kind: 'scenario', document: named('from a file') })
  // The same of the shelf again is the same.
  compared.add({ kind: 'scenario', document: named('of the shelf'), entry: 'aa' })
  await settle()
  expect(names()).toEqual(['', 'plan', 'of the shelf', 'from a file'])
  expect(bridge.asked('preferences:write').at(-1)).toEqual({ compared: ['aa'] })
  compared.remove(compared.columns.find(({ document }) => document.name === 'of the shelf')?.key ?? '')
  await settle()
  expect(bridge.asked('preferences:write').at(-1)).toEqual({ compared: [] })
})

test('after a restart they are there again; one that can no longer be read stays away and is not forgotten', async () => {
  bridge = useDouble(
    new FakeBridge({
      'simulation:run': (request) => ({ ok: true, value: replyTo(request) }),
      'scenario:open': ({ entry }) =>
        entry === 'aa'
          ? { ok: true, value: { document: named('of the shelf'), warnings: [] } }
          : { ok: false, error: { code: 'not-found' } },
    }),
  )
  usePreferences().preferences = { ...usePreferences().preferences, compared: ['aa', 'gone'] }
  await useCompared().restore()
  await settle()
  expect(names()).toEqual(['', 'plan', 'of the shelf'])
  expect(bridge.asked('preferences:write')).toEqual([])
})

test('the paper has what stands in the comparison: a third scenario makes it one', () => {
  const report = useReport()
  expect([report.kind, report.documents.length]).toEqual(['assessment', 1])
  add('a')
  expect(report.kind).toBe('comparison')
  expect(report.documents.map(({ name }) => name).slice(2)).toEqual(['a'])
  const { more } = report
  useScenario().edit(named('own'))
  expect(report.more).toBe(more)
  report.given = [named('given')]
  expect(report.more.map(({ name }) => name)).toEqual(['given'])
})
