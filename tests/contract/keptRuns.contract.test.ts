import { expect, test } from 'vitest'
import { withDifference } from '../../electron/contract/difference'
import { packFrame, unpackFrame } from '../../electron/contract/frame'
import type { RunChange, RunReply } from '../../electron/contract/run'
import { createHandlers, type Services } from '../../electron/service/handlers'
import { KeptRuns } from '../../electron/service/keptRuns'
import { inProcessRunner } from '../../electron/service/runner/inProcess'
import type { SimulationResult } from '../../models/result'
import { resultBytes } from '../../models/resultBytes'
import { simulate } from '../../models/simulate'
import { override, plan, shippedCatalogue, withOverrides } from '../fixtures/catalogue'

const loaded = { catalogue: shippedCatalogue(), sha256: '0'.repeat(64) }
const services = { loaded, runner: inProcessRunner, now: () => 0, keeping: { diagnostics: { timings: { add: () => undefined } } } }
const handlers = createHandlers(services as unknown as Services)
const raised = (value: number) => withOverrides(override({ lever: 'standard', target: 'elderly-welfare-subsidy.aged-80-99', value }))
async function run(value: number, since?: string, pyramids = false): Promise<RunReply | RunChange> {
  const reply = await handlers['simulation:run']({
    document: raised(value),
    revision: 1,
    pyramids,
    ...(since === undefined ? {} : { since }),
  })
  if (!reply.ok) throw new Error(reply.error.code)
  // As it crosses to a window: nothing is shared with the service.
  const bytes = packFrame(reply.value).slice()
  return unpackFrame(bytes.buffer) as RunReply | RunChange
}
const plain = simulate(loaded.catalogue, plan)
const whole = (value: number): SimulationResult => ({ ...simulate(loaded.catalogue, raised(value)), pyramid: new Float64Array() })

test('a run after an edit tells what differs: it is put together to the whole, and is a fraction of it', async () => {
  const first = await run(120, '')
  if (!('result' in first)) throw new Error('nothing was there to tell it against')
  const next = await run(150, first.keptAs)
  if (!('difference' in next)) throw new Error('the whole came again')
  expect(next.since).toBe(first.keptAs)
  expect(next.keptAs).not.toBe(first.keptAs)
  expect(withDifference(first.result, next.difference)).toEqual(whole(150))
  expect(packFrame(next).length).toBeLessThan(packFrame(first).length / 20)
})

test('a hand that drags: two windows stay right to the bit while the service writes where their last results stood', async () => {
  const windows = [
    { name: '', result: plain },
    { name: '', result: plain },
  ]
  for (let k = 0; k < 24; k++) {
    const window = windows[k % 3 === 0 ? 1 : 0]
    if (window === undefined) throw new Error('no window')
    const value = 100 + ((k * 37) % 90)
    const next = await run(value, window.name)
    window.result = 'difference' in next ? (withDifference(window.result, next.difference) as SimulationResult) : next.result
    window.name = next.keptAs ?? ''
    expect(Buffer.from(resultBytes(window.result)).equals(Buffer.from(resultBytes(whole(value)))), String(value)).toBe(true)
  }
})

test('a run that is no longer kept, or was never there, is answered with the whole', async () => {
  const first = await run(120, '')
  await run(130, first.keptAs)
  for (const since of [first.keptAs, 'unknown', '']) expect(await run(140, since)).toMatchObject({ result: whole(140) })
})

test('without being asked nothing is kept and no name given', async () => {
  const reply = await run(120)
  expect(reply).toMatchObject({ result: whole(120) })
  expect(reply).not.toHaveProperty('keptAs')
})

test('pyramids that were not there before come whole', async () => {
  const first = await run(120, '')
  const next = await run(120, first.keptAs, true)
  expect(next).toMatchObject({ difference: { fields: { pyramid: { whole: simulate(loaded.catalogue, raised(120)).pyramid } } } })
})

test('two windows are kept beside each other, a third puts out the oldest', () => {
  const [kept, result] = [new KeptRuns(), simulate(loaded.catalogue, plan)]
  const [a, b] = [kept.keep(result), kept.keep(result)]
  const c = kept.keep(result)
  expect([a, b, c].map((name) => kept.take(name) === result)).toEqual([false, true, true])
  expect(kept.take(b)).toBeUndefined()
})
