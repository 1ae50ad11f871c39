import { expect, test } from 'vitest'
import { useSideRuns } from '../../../../renderer/stores/sideRuns'
import { plan } from '../../../fixtures/catalogue'
import { FakeBridge, replyTo, useDouble } from '../fakeBridge'

test('the yardstick is run once, on its own outlook', async () => {
  const bridge = useDouble(new FakeBridge({ 'simulation:run': (request) => ({ ok: true, value: replyTo(request) }) }))
  const runs = useSideRuns()
  await Promise.all([runs.runUnfitted(), runs.runUnfitted()])
  await runs.runUnfitted()
  expect(bridge.asked('simulation:run').map(({ document }) => document.outlook?.id)).toEqual(['un-national'])
  expect(runs.unfitted).toBeDefined()
})

test('a run that failed is asked for again', async () => {
  let isWell = false
  useDouble(
    new FakeBridge({
      'simulation:run': (request) => (isWell ? { ok: true, value: replyTo(request) } : { ok: false, error: { code: 'internal' } }),
    }),
  )
  const runs = useSideRuns()
  await runs.runUnfitted()
  await runs.runWithout('a', plan)
  expect([runs.unfitted, runs.without]).toEqual([undefined, undefined])
  isWell = true
  await runs.runUnfitted()
  await runs.runWithout('a', plan)
  expect(runs.unfitted).toBeDefined()
  expect(runs.without?.key).toBe('a')
})

test('a run without a change is kept until another is wanted', async () => {
  const bridge = useDouble(new FakeBridge({ 'simulation:run': (request) => ({ ok: true, value: replyTo(request) }) }))
  const runs = useSideRuns()
  await runs.runWithout('a', plan)
  await runs.runWithout('a', plan)
  await runs.runWithout('b', plan)
  expect(bridge.asked('simulation:run').length).toBe(2)
  expect(runs.without?.key).toBe('b')
})
