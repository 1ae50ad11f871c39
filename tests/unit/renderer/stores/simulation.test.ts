import { beforeEach, describe, expect, test, vi } from 'vitest'
import { PartedTable } from '../../../../models/partedTable'
import { isReactive, ref, watch } from 'vue'
import { differenceOf } from '../../../../electron/contract/difference'
import { provideBridge } from '../../../../renderer/bridge/current'
import { useCatalogue } from '../../../../renderer/stores/catalogue'
import { useScenario } from '../../../../renderer/stores/scenario'
import { useSimulation } from '../../../../renderer/stores/simulation'
import { inParts, wholeRun } from '../../../../renderer/stores/wholeRun'
import { plan } from '../../../fixtures/catalogue'
import { catalogueView, FakeBridge, Runs, settle, useDouble } from '../fakeBridge'
import { smallResult } from '../smallResult'

const tfr = { lever: 'tfr' as const, area: '150000' }
let runs: Runs
let bridge: FakeBridge
let scenario: ReturnType<typeof useScenario>
let simulation: ReturnType<typeof useSimulation>

beforeEach(async () => {
  runs = new Runs()
  bridge = useDouble(new FakeBridge({ 'simulation:run': runs.answer, 'catalogue:read': () => ({ ok: true, value: catalogueView() }) }))
  ;[scenario, simulation] = [useScenario(), useSimulation()]
  scenario.open(plan)
  simulation.start()
  await settle()
})
const asked = (): readonly number[] => bridge.asked('simulation:run').map(({ revision }) => revision)

describe('one edit, one run', () => {
  test('an edit asks once, for its own document and revision', async () => {
    scenario.setOverride(tfr, { value: 1.3, from: 2025 })
    await settle()
    expect(asked()).toEqual([scenario.revision])
    expect(runs.waiting[0]?.request.document.overrides).toMatchObject([{ lever: 'tfr', value: 1.3 }])
    await runs.finish(0)
    expect(simulation.reply?.revision).toBe(scenario.revision)
    expect(asked()).toHaveLength(1)
  })

  test('undo and redo ask like an edit', async () => {
    scenario.setOverride(tfr, { value: 1.3 })
    await settle()
    await runs.finish(0)
    scenario.undo()
    await settle()
    await runs.finish(1)
    expect(runs.waiting[1]?.request.document.overrides).toEqual([])
    expect(asked()).toHaveLength(2)
  })

  test('edits of one moment give one run, of the last', async () => {
    for (const value of [1.1, 1.2, 1.3]) scenario.setOverride(tfr, { value })
    await settle()
    expect(asked()).toEqual([scenario.revision])
  })

  test('an edit does not run the comparison again', async () => {
    const compared = simulation.compareWith({ kind: 'plan' })
    await runs.finish(0)
    await compared
    const there = simulation.baseReply
    scenario.setOverride(tfr, { value: 1.3 })
    await settle()
    await runs.finish(1)
    expect(asked()).toHaveLength(2)
    expect(simulation.baseReply).toBe(there)
  })
})

describe('the newest wins', () => {
  test('however many edits come while one runs, one run waits, and it is of the last', async () => {
    scenario.drag(tfr, { value: 1.1 })
    await settle()
    for (const value of [1.2, 1.3, 1.4, 1.5]) {
      scenario.drag(tfr, { value })
      await settle()
    }
    expect(asked()).toHaveLength(1)
    await runs.finish(0)
    expect(asked()).toHaveLength(2)
    expect(runs.waiting[1]?.request.document.overrides[0]?.value).toBe(1.5)
    await runs.finish(1)
    expect([simulation.reply?.revision, simulation.isRunning, asked().length]).toEqual([scenario.revision, false, 2])
  })

  test('a move of the hand is drawn with the next frame but one, or with its figures where they are there before', async () => {
    const frames: (() => void)[] = []
    vi.stubGlobal('requestAnimationFrame', (frame: () => void) => frames.push(frame))
    const drawn: unknown[] = []
    const shown = (): unknown => [scenario.document.overrides[0]?.value, simulation.reply?.revision]
    watch(shown, (now) => drawn.push(now))
    scenario.drag(tfr, { value: 1.1 })
    await settle()
    expect([drawn, asked()]).toEqual([[], [scenario.revision]])
    await runs.finish(0)
    expect(drawn).toEqual([[1.1, scenario.revision]])
    const before = scenario.revision
    scenario.drag(tfr, { value: 1.2 })
    await settle()
    expect(drawn).toHaveLength(1)
    for (let k = 0; k < 2; k++) for (const frame of frames.splice(0)) frame()
    await settle()
    expect(drawn.at(-1)).toEqual([1.2, before])
    await runs.finish(1)
    expect(drawn.at(-1)).toEqual([1.2, scenario.revision])
    vi.unstubAllGlobals()
  })

  test('after a burst the next edit runs again', async () => {
    scenario.drag(tfr, { value: 1.1 })
    await settle()
    scenario.drag(tfr, { value: 1.2 })
    await settle()
    await runs.finish(0)
    await runs.finish(1)
    scenario.drag(tfr, { value: 1.3 })
    await settle()
    await runs.finish(2)
    expect(simulation.reply?.revision).toBe(scenario.revision)
  })

  test('the figures on the screen say which revision they are of', async () => {
    scenario.setOverride(tfr, { value: 1.1 })
    await settle()
    const first = scenario.revision
    scenario.setOverride(tfr, { value: 1.2 })
    await settle()
    await runs.finish(0)
    expect(simulation.reply?.revision).toBe(first)
    await runs.finish(1)
    expect(simulation.reply?.revision).toBe(first + 1)
  })
})

describe('a run that fails', () => {
  beforeEach(async () => {
    scenario.setOverride(tfr, { value: 1.1 })
    await settle()
    await runs.finish(0)
    scenario.setOverride(tfr, { value: 99 })
    await settle()
  })

  test('leaves the last good figures and says why', async () => {
    const good = simulation.reply
    await runs.finish(1, { ok: false, error: { code: 'scenario-invalid' } })
    expect([simulation.reply, simulation.error?.code, simulation.isRunning]).toEqual([good, 'scenario-invalid', false])
    expect(simulation.isOlder).toBe(true)
  })

  test('is forgotten as soon as one succeeds', async () => {
    await runs.finish(1, { ok: false, error: { code: 'internal' } })
    scenario.undo()
    await settle()
    // While the next run is on its way the figures are as old as before.
    expect([simulation.isRunning, simulation.isOlder]).toEqual([true, true])
    await runs.finish(2)
    expect([simulation.error, simulation.reply?.revision, simulation.isOlder]).toEqual([undefined, scenario.revision, false])
  })

  test('does not hold up the edit that waits', async () => {
    scenario.setOverride(tfr, { value: 1.4 })
    await settle()
    await runs.finish(1, { ok: false, error: { code: 'scenario-invalid' } })
    await runs.finish(2)
    expect([simulation.error, simulation.reply?.revision]).toEqual([undefined, scenario.revision])
  })
})

describe('the scenario to compare with', () => {
  const other = { ...plan, name: 'other' }
  const third = { ...plan, name: 'third' }

  test('is the plan as written at first: the catalogue with nothing changed', async () => {
    await useCatalogue().load()
    void simulation.compareWith({ kind: 'plan' })
    const { document } = runs.waiting[0]?.request ?? {}
    expect(document?.overrides).toEqual([])
    expect(document?.catalogue.sha256).toBe('c'.repeat(64))
    expect(document?.appVersion).toBe('1.2.3')
  })

  test('goes through the same command as the scenario itself', async () => {
    void simulation.compareWith({ kind: 'scenario', document: other })
    await runs.finish(0)
    expect(bridge.asked('simulation:run').map(({ document }) => document.name)).toEqual(['other'])
    expect(simulation.baseReply?.scenarioSha256).toBe('other')
  })

  test('a late reply of an earlier choice is thrown away', async () => {
    void simulation.compareWith({ kind: 'scenario', document: other })
    void simulation.compareWith({ kind: 'scenario', document: third })
    await runs.finish(1)
    await runs.finish(0)
    expect(simulation.baseReply?.scenarioSha256).toBe('third')
  })
})

describe('a comparison that cannot be run', () => {
  const [other, third] = [
    { kind: 'scenario', document: { ...plan, name: 'other' } },
    { kind: 'scenario', document: { ...plan, name: 'third' } },
  ] as const
  beforeEach(async () => {
    void simulation.compareWith(other)
    await runs.finish(0)
  })

  test('leaves name and figures of the one before, and says why', async () => {
    const asked = simulation.compareWith(third)
    await runs.finish(1, { ok: false, error: { code: 'connection-lost' } })
    expect((await asked)?.code).toBe('connection-lost')
    expect([simulation.side, simulation.baseReply?.scenarioSha256]).toEqual([other, 'other'])
  })

  test('name and figures never belong to two scenarios, not even while it runs', async () => {
    void simulation.compareWith(third)
    await settle()
    expect([simulation.side, simulation.baseReply?.scenarioSha256]).toEqual([other, 'other'])
    await runs.finish(1)
    expect([simulation.side, simulation.baseReply?.scenarioSha256]).toEqual([third, 'third'])
  })
})

test('what is on the screen is not called older for the moment between an edit and its run', async () => {
  const said: boolean[] = []
  scenario.setOverride(tfr, { value: 1.1 })
  await settle()
  await runs.finish(0)
  const stop = watch(
    () => simulation.isOlder,
    (isOlder) => said.push(isOlder),
  )
  // Something else of the window changed before: it is drawn first.
  const other = ref(0)
  const stopOther = watch(other, () => undefined)
  for (const [k, value] of [1.2, 1.3].entries()) {
    other.value += 1
    scenario.drag(tfr, { value })
    await settle()
    await runs.finish(k + 1)
  }
  stop()
  stopOther()
  expect(simulation.reply?.revision).toBe(scenario.revision)
  expect(said).toEqual([])
})

test('results are not made reactive cell by cell', async () => {
  scenario.setOverride(tfr, { value: 1.1 })
  await settle()
  await runs.finish(0)
  expect(simulation.result).toBeDefined()
  expect(isReactive(simulation.result)).toBe(false)
  expect(simulation.result?.expenditure).toBeInstanceOf(PartedTable)
})

describe('told against the run before', () => {
  test('each run is asked to be told against the one on the screen, and is put together', async () => {
    const first = smallResult()
    scenario.drag(tfr, { value: 1.1 })
    await settle()
    const about = { revision: scenario.revision, scenarioSha256: 'a', milliseconds: 1 }
    await runs.finish(0, { ok: true, value: { ...about, result: first, keptAs: 'first' } })
    scenario.drag(tfr, { value: 1.2 })
    await settle()
    const next = {
      ...first,
      outlook: 'another',
      borne: first.borne.map((yuan, k) => (k === 1 ? yuan + 1 : yuan)),
      standard: Float64Array.of(7),
    }
    const difference = differenceOf(first, next)
    await runs.finish(1, { ok: true, value: { ...about, since: 'first', keptAs: 'second', difference } })
    expect(bridge.asked('simulation:run').map(({ since }) => since)).toEqual(['', 'first'])
    expect(simulation.result).toEqual(inParts(next))
    expect(simulation.result?.borne).toBeInstanceOf(PartedTable)
    // What stayed is the same object: nothing that shows it is drawn again.
    expect(simulation.result?.units).toBe(first.units)
    expect(simulation.reply?.keptAs).toBe('second')
  })
  test('what is told against another run is not believed', () => {
    const change = { revision: 1, scenarioSha256: 'a', milliseconds: 1, since: 'first', difference: 'kept' } as const
    expect(() => wholeRun(change)).toThrow(RangeError)
    expect(() => wholeRun(change, { ...change, result: smallResult(), keptAs: 'second' })).toThrow(RangeError)
  })
  test('the run is asked for before the screen draws the edit', async () => {
    const order: string[] = []
    const stop = watch(
      () => scenario.document,
      () => void order.push('drawn'),
    )
    const answer = runs.answer
    provideBridge(
      new FakeBridge({
        'simulation:run': (request) => {
          order.push('asked')
          return answer(request)
        },
      }),
    )
    scenario.drag(tfr, { value: 1.4 })
    await settle()
    stop()
    expect(order).toEqual(['asked', 'drawn'])
  })
})
