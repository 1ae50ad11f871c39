import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Request } from '../../../../electron/contract/commands'
import { defaultPreferences } from '../../../../electron/service/preferences'
import type { FileState, Holder, RecoveryEntry } from '../../../../electron/contract/keeping'
import { useKeeping } from '../../../../renderer/stores/keeping'
import { useScenario } from '../../../../renderer/stores/scenario'
import { useTabs } from '../../../../renderer/stores/tabs'
import { plan } from '../../../fixtures/catalogue'
import { FakeBridge, replyTo, useDouble, type Answers } from '../fakeBridge'

const tfr = { lever: 'tfr' as const, area: '150000' }
const holder: Holder = { owner: 'Wang', host: 'pc', since: '2026-01-01T00:00:00.000Z', isHere: false }
const left: RecoveryEntry = { id: `${'a'.repeat(32)}-3`, name: 'left', savedAt: '', file: 'same', changeCount: 1, changes: [] }
const none = { ok: true, value: null } as const

/** The page's events, as far as work is kept by them. */
function page(): { readonly fire: (event: string) => void; visibility: string } {
  const listeners = new Map<string, () => void>()
  const seen = { fire: (event: string) => listeners.get(event)?.(), visibility: 'visible' }
  const addEventListener = (event: string, listener: () => void): void => void listeners.set(event, listener)
  vi.stubGlobal('window', { addEventListener })
  vi.stubGlobal('document', {
    addEventListener,
    get visibilityState() {
      return seen.visibility
    },
  })
  return seen
}

async function program(change: Answers = {}) {
  const usual: Answers = {
    'window:hold': () => none,
    'recovery:list': () => ({ ok: true, value: [] }),
    'recovery:write': () => none,
    'recovery:discard': () => none,
    'program:notices': () => ({ ok: true, value: [] }),
    'scenario:check': () => ({ ok: true, value: 'same' }),
    'preferences:write': () => ({ ok: true, value: defaultPreferences }),
    'simulation:run': (request) => ({ ok: true, value: replyTo(request) }),
  }
  const seen = page()
  const bridge = useDouble(new FakeBridge({ ...usual, ...change }))
  const [scenario, keeping] = [useScenario(), useKeeping()]
  scenario.open({ ...plan, name: 'saved' }, { entry: 'e-1', stamp: 's-1' })
  await keeping.start()
  await later(0)
  return { bridge, scenario, keeping, seen }
}
const later = (milliseconds: number): Promise<unknown> => vi.advanceTimersByTimeAsync(milliseconds)
beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

describe('unsaved work', () => {
  test('is kept in the background with what it was edited from, under this window’s name', async () => {
    const { bridge, scenario } = await program()
    scenario.setOverride(tfr, { value: 1.2 })
    await later(1400)
    expect(bridge.asked('recovery:write')).toEqual([])
    await later(200)
    expect(bridge.asked('recovery:write')).toEqual([
      { window: bridge.window, tab: 1, document: scenario.document, saved: scenario.saved, entry: 'e-1', stamp: 's-1' },
    ])
  })
  test('that was never saved is kept too', async () => {
    const { bridge, scenario } = await program()
    scenario.open(plan)
    scenario.setOverride(tfr, { value: 1.2 })
    await later(2000)
    expect(Object.keys(bridge.asked('recovery:write')[0] ?? {})).toEqual(['window', 'tab', 'document', 'saved'])
  })
  test.each([
    [
      'saved',
      (scenario: ReturnType<typeof useScenario>) => {
        scenario.markSaved({ entry: 'e-1', stamp: 's-2' }, scenario.document)
      },
    ],
    [
      'undone',
      (scenario: ReturnType<typeof useScenario>) => {
        scenario.undo()
      },
    ],
    [
      'given up',
      (scenario: ReturnType<typeof useScenario>) => {
        scenario.open(plan)
      },
    ],
  ])('is no longer kept once it is %s', async (_, end) => {
    const { bridge, scenario } = await program()
    scenario.setOverride(tfr, { value: 1.2 })
    await later(2000)
    end(scenario)
    await later(10)
    expect(bridge.asked('recovery:discard')).toEqual([{ id: `${bridge.window}-1` }])
    await later(60_000)
    expect(bridge.asked('recovery:write')).toHaveLength(1)
  })
  test('is thrown away only after a write that is on its way', async () => {
    const order: string[] = []
    let finish: () => void = () => undefined
    const { scenario } = await program({
      'recovery:write': () =>
        new Promise(
          (resolve) =>
            (finish = () => {
              order.push('written')
              resolve(none)
            }),
        ),
      'recovery:discard': () => {
        order.push('thrown away')
        return none
      },
    })
    scenario.setOverride(tfr, { value: 1.2 })
    await later(2000)
    scenario.undo()
    await later(10)
    expect(order).toEqual([])
    finish()
    await later(10)
    expect(order).toEqual(['written', 'thrown away'])
  })
  test('that cannot be kept is told until it can', async () => {
    let isFull = true
    const { scenario, keeping } = await program({ 'recovery:write': () => (isFull ? { ok: false, error: { code: 'disk-full' } } : none) })
    scenario.setOverride(tfr, { value: 1.2 })
    await later(2000)
    expect(keeping.trouble).toEqual({ code: 'disk-full' })
    isFull = false
    scenario.setOverride(tfr, { value: 1.3 })
    await later(2000)
    expect(keeping.trouble).toBeUndefined()
  })
  test('is kept at once when the page is put away', async () => {
    const { bridge, scenario, seen } = await program()
    scenario.setOverride(tfr, { value: 1.2 })
    await later(10)
    seen.visibility = 'hidden'
    seen.fire('visibilitychange')
    await later(0)
    expect(bridge.asked('recovery:write')).toHaveLength(1)
  })
})

describe('several scenarios that stand open', () => {
  const other = { ...plan, name: 'other' }
  test('each keep their own unsaved work, and saving one leaves the others’ kept', async () => {
    const { bridge, scenario } = await program()
    const tabs = useTabs()
    scenario.setOverride(tfr, { value: 1.2 })
    tabs.show(other, { entry: 'e-2', stamp: 't-1' })
    scenario.setOverride(tfr, { value: 1.9 })
    await later(2000)
    expect(bridge.asked('recovery:write').map(({ tab, entry, document }) => [tab, entry, document.overrides[0]?.value])).toEqual([
      [1, 'e-1', 1.2],
      [2, 'e-2', 1.9],
    ])
    scenario.markSaved({ entry: 'e-2', stamp: 't-2' }, scenario.document)
    await later(10)
    expect(bridge.asked('recovery:discard')).toEqual([{ id: `${bridge.window}-2` }])
    tabs.step(-1)
    scenario.setOverride(tfr, { value: 1.3 })
    tabs.step(1)
    await later(2000)
    expect(bridge.asked('recovery:write').at(-1)).toMatchObject({ tab: 1, document: { overrides: [{ value: 1.3 }] } })
  })
  test('each hold their own file, and a tab that is closed lets go of it', async () => {
    const { bridge, keeping } = await program({
      'window:hold': ({ entry }) => ({ ok: true, value: entry === 'e-2' ? holder : null }),
    })
    const tabs = useTabs()
    tabs.show(other, { entry: 'e-2', stamp: 't-1' })
    await later(10)
    expect(keeping.holder).toEqual(holder)
    tabs.step(-1)
    await later(10)
    expect(keeping.holder).toBeNull()
    tabs.close(2)
    await later(10)
    expect(bridge.asked('window:hold').at(-1)).toEqual({ window: bridge.window, tab: 2, entry: null })
  })
  test('how a file stands is said of the scenario on the screen alone, and asked when it comes there', async () => {
    const { keeping } = await program({ 'scenario:check': ({ entry }) => ({ ok: true, value: entry === 'e-2' ? 'gone' : 'same' }) })
    const tabs = useTabs()
    tabs.show(other, { entry: 'e-2', stamp: 't-1' })
    await later(10)
    expect(keeping.file).toBe('gone')
    tabs.step(-1)
    expect(keeping.file).toBe('same')
    tabs.step(1)
    await later(10)
    expect(keeping.file).toBe('gone')
  })
})

describe('a window that goes', () => {
  test('with nothing unsaved has done its work', async () => {
    const { bridge, seen } = await program()
    seen.fire('pagehide')
    expect(bridge.left).toEqual([true])
  })
  test('with unsaved work that somebody was asked about, too', async () => {
    const { bridge, scenario, seen } = await program()
    scenario.setOverride(tfr, { value: 1.2 })
    seen.fire('beforeunload')
    await later(900)
    seen.fire('pagehide')
    expect(bridge.left).toEqual([true])
  })
  test('with unsaved work and nobody asked has not: what it kept stays', async () => {
    const { bridge, scenario, seen } = await program()
    scenario.setOverride(tfr, { value: 1.2 })
    seen.fire('beforeunload')
    await later(50)
    seen.fire('pagehide')
    expect(bridge.left).toEqual([false])
  })
})

describe('work that was left over', () => {
  const work = { document: { ...plan, name: 'left' }, saved: { ...plan, name: 'base' }, entry: 'e-7', stamp: 's-7' }
  const answers: Answers = { 'recovery:list': () => ({ ok: true, value: [left] }), 'recovery:open': () => ({ ok: true, value: work }) }
  test('comes back as unsaved changes of what it was made from; the other file goes only once this one is there', async () => {
    const { bridge, scenario, keeping } = await program(answers)
    expect(keeping.left).toEqual([left])
    expect(await keeping.restore(left.id)).toBeUndefined()
    expect([scenario.document.name, scenario.isDirty, scenario.entry, scenario.stamp, keeping.left]).toEqual([
      'left',
      true,
      'e-7',
      's-7',
      [],
    ])
    scenario.undo()
    expect([scenario.document.name, scenario.isDirty]).toEqual(['base', false])
    const names = bridge.calls.map(({ name }) => name)
    expect(names.indexOf('recovery:write')).toBeLessThan(names.indexOf('recovery:discard'))
    expect(bridge.asked('recovery:discard')[0]).toEqual({ id: left.id })
  })
  test('comes back beside what is open; into its own tab where nothing is unsaved there, else without a place', async () => {
    const { scenario, keeping } = await program({ ...answers })
    const tabs = useTabs()
    tabs.show({ ...plan, name: 'now' }, { entry: 'e-7', stamp: 's-8' })
    tabs.step(-1)
    await keeping.restore(left.id)
    expect(tabs.open.map(({ document, entry, isDirty }) => [document.name, entry, isDirty])).toEqual([
      ['saved', 'e-1', false],
      ['left', 'e-7', true],
    ])
    scenario.setOverride(tfr, { value: 1.2 })
    await keeping.restore(left.id)
    expect(tabs.open.map(({ document, entry, isDirty }) => [document.name, entry, isDirty])).toEqual([
      ['saved', 'e-1', false],
      ['left', 'e-7', true],
      ['left', undefined, true],
    ])
  })
  test('whose file is gone comes back as a scenario without a place', async () => {
    const { scenario, keeping } = await program({ ...answers, 'recovery:list': () => ({ ok: true, value: [{ ...left, file: 'gone' }] }) })
    await keeping.restore(left.id)
    expect([scenario.entry, scenario.isDirty]).toEqual([undefined, true])
  })
  test('stays where it is when it cannot be kept here', async () => {
    const { bridge, keeping } = await program({ ...answers, 'recovery:write': () => ({ ok: false, error: { code: 'disk-full' } }) })
    await keeping.restore(left.id)
    expect(bridge.asked('recovery:discard')).toEqual([])
  })
  test('that cannot be read leaves the open scenario as it was', async () => {
    const { scenario, keeping } = await program({ ...answers, 'recovery:open': () => ({ ok: false, error: { code: 'file-corrupt' } }) })
    expect(await keeping.restore(left.id)).toEqual({ code: 'file-corrupt' })
    expect(scenario.document.name).toBe('saved')
  })
})

describe('others', () => {
  test('who have the scenario open are known, and asked again until they let go', async () => {
    let who: Holder | null = holder
    const { bridge, keeping, seen } = await program({ 'window:hold': () => ({ ok: true, value: who }) })
    expect([keeping.holder, bridge.asked('window:hold')[0]]).toEqual([holder, { window: bridge.window, tab: 1, entry: 'e-1' }])
    who = null
    seen.fire('focus')
    await later(10)
    expect(keeping.holder).toBeNull()
  })
  test('are not asked about by a window that opened something else meanwhile', async () => {
    const answers: ((value: Holder | null) => void)[] = []
    const { scenario, keeping } = await program({
      'window:hold': (request) =>
        request.entry === 'slow'
          ? new Promise((resolve) =>
              answers.push((value) => {
                resolve({ ok: true, value })
              }),
            )
          : none,
    })
    scenario.open(plan, { entry: 'slow', stamp: 's' })
    await later(0)
    scenario.open(plan, { entry: 'e-2', stamp: 's' })
    await later(0)
    answers.forEach((answer) => {
      answer(holder)
    })
    await later(0)
    expect(keeping.holder).toBeNull()
  })
  test('who change the file are noticed when the window is looked at, and every half minute while it is', async () => {
    let state: FileState = 'same'
    const { bridge, keeping, seen } = await program({ 'scenario:check': () => ({ ok: true, value: state }) })
    state = 'changed'
    seen.fire('focus')
    await later(10)
    expect(keeping.file).toBe('changed')
    const asked = bridge.asked('scenario:check').length
    seen.visibility = 'hidden'
    await later(60_000)
    expect(bridge.asked('scenario:check')).toHaveLength(asked)
    seen.visibility = 'visible'
    await later(31_000)
    expect(bridge.asked('scenario:check').length).toBeGreaterThan(asked)
  })
  test('what they made and what was made here become one step; what is saved is now theirs', async () => {
    const base = { ...plan, name: 'saved' }
    const theirs = { ...base, note: 'theirs' }
    const { scenario, keeping } = await program({
      'scenario:open': () => ({ ok: true, value: { document: theirs, entry: 'e-1', stamp: 's-2', warnings: [] } }),
    })
    scenario.setOverride(tfr, { value: 1.2 })
    const mine = scenario.document
    expect(await keeping.readTheirs()).toBeUndefined()
    expect([keeping.file, keeping.sides.map(({ by }) => by).sort()]).toEqual(['changed', ['mine', 'theirs']])
    keeping.merge(new Map())
    expect([
      scenario.document.note,
      scenario.document.overrides.length,
      scenario.stamp,
      scenario.saved,
      scenario.isDirty,
      keeping.file,
    ]).toEqual(['theirs', 1, 's-2', theirs, true, 'same'])
    scenario.undo()
    expect(scenario.document).toEqual(mine)
  })
})

test('a service that is gone is told, and the work can be taken out of the window as a file', async () => {
  const { bridge, scenario, keeping } = await program()
  scenario.setOverride(tfr, { value: 1.2 })
  bridge.tell(false)
  expect(keeping.isConnected).toBe(false)
  expect(JSON.parse(await keeping.rescued().text())).toMatchObject({
    format: 'liangli-scenario',
    overrides: [{ lever: 'tfr', value: 1.2 }],
  })
  const held = (): readonly Request<'window:hold'>[] => bridge.asked('window:hold')
  const before = held().length
  bridge.tell(true)
  expect([keeping.isConnected, held().length]).toEqual([true, before + 1])
})
