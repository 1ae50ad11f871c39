import { beforeEach, expect, test } from 'vitest'
import type { Reply } from '../../../../electron/contract/commands'
import type { Causes } from '../../../../models/difference/causeTable'
import { useCauses } from '../../../../renderer/stores/causes'
import { useScenario } from '../../../../renderer/stores/scenario'
import { useSimulation } from '../../../../renderer/stores/simulation'
import { FakeBridge, settle, useDouble } from '../fakeBridge'

/** Two areas, two years, one group; figure f, area a, year y holds 100 f + 10 a + y. */
const causes = (scale: number): Causes => {
  const part = Float64Array.from(
    { length: 5 * 2 * 2 },
    (_, k) => scale * (100 * Math.floor(k / 4) + 10 * (Math.floor(k / 2) % 2) + (k % 2)),
  )
  return { areas: ['150000', '150100'], years: [2020, 2021], groups: ['standard'], change: part, parts: [part] }
}
let answers: ((reply: Reply<'comparison:causes'>) => void)[] = []
let bridge: FakeBridge

beforeEach(() => {
  answers = []
  bridge = useDouble(new FakeBridge({ 'comparison:causes': () => new Promise((resolve) => answers.push(resolve)) }))
})

test('rows are read by figure, area and year', async () => {
  const store = useCauses()
  const asked = store.ask()
  answers[0]?.({ ok: true, value: causes(1) })
  await asked
  // Required is the second figure: 100; the league the second area: 10; the second year: 1.
  expect(store.rows('required', '150100', [2021])).toEqual([{ group: 'standard', values: [111] }])
  expect(store.rows('required', '999999', [2021])).toEqual([])
  expect(store.isOlder).toBe(false)
})

test('an edit while the answer is on its way asks once more, and the older answer is passed over', async () => {
  const [store, scenario] = [useCauses(), useScenario()]
  const asked = store.ask()
  scenario.rename({ name: 'changed' })
  void store.ask()
  void store.ask()
  answers[0]?.({ ok: true, value: causes(1) })
  await settle()
  expect(bridge.calls.filter(({ name }) => name === 'comparison:causes')).toHaveLength(2)
  expect(store.causes).toBeUndefined()
  answers[1]?.({ ok: true, value: causes(2) })
  await asked
  expect(store.rows('required', '150000', [2020])[0]?.values).toEqual([200])
  scenario.rename({ name: 'changed again' })
  expect(store.isOlder).toBe(true)
})

test('the base is what the scenario is compared with', async () => {
  const [store, simulation] = [useCauses(), useSimulation()]
  const asked = store.ask()
  answers[0]?.({ ok: true, value: causes(1) })
  await asked
  expect(bridge.calls[0]?.request).toMatchObject({ base: simulation.plan })
})
