import { beforeEach, describe, expect, test } from 'vitest'
import { defaultPreferences } from '../../../../electron/service/preferences'
import { useCatalogue } from '../../../../renderer/stores/catalogue'
import { useScenario } from '../../../../renderer/stores/scenario'
import { useSimulation } from '../../../../renderer/stores/simulation'
import { useTabs } from '../../../../renderer/stores/tabs'
import { plan } from '../../../fixtures/catalogue'
import { catalogueView, FakeBridge, replyTo, Runs, settle, useDouble } from '../fakeBridge'

const tfr = { lever: 'tfr' as const, area: '150000' }
const named = (name: string) => ({ ...plan, name })
let bridge: FakeBridge

function program() {
  bridge = useDouble(
    new FakeBridge({
      'preferences:write': () => ({ ok: true, value: defaultPreferences }),
      'simulation:run': (request) => ({ ok: true, value: replyTo(request) }),
    }),
  )
  useCatalogue().view = catalogueView()
  const [scenario, simulation, tabs] = [useScenario(), useSimulation(), useTabs()]
  scenario.open(simulation.plan)
  simulation.start()
  return { scenario, simulation, tabs }
}
const names = (): readonly string[] => useTabs().open.map(({ document, isActive }) => `${document.name}${isActive ? '*' : ''}`)

describe('scenarios that stand open at once', () => {
  let parts: ReturnType<typeof program>
  beforeEach(() => (parts = program()))

  test('the untouched plan makes room for the first, others stand beside it', () => {
    parts.tabs.show(named('a'))
    parts.tabs.show(named('b'))
    expect(names()).toEqual(['a', 'b*'])
  })
  test('a plan that was changed stays', () => {
    parts.scenario.setOverride(tfr, { value: 1.2 })
    parts.tabs.show(named('a'))
    expect(parts.tabs.open.map(({ isDirty }) => isDirty)).toEqual([true, false])
  })
  test('each has its own way back', () => {
    const { scenario, tabs } = parts
    tabs.show(named('a'))
    scenario.setOverride(tfr, { value: 1.2 })
    tabs.show(named('b'))
    scenario.setOverride(tfr, { value: 1.9 })
    tabs.step(-1)
    expect([scenario.document.overrides[0]?.value, scenario.canUndo, scenario.isDirty]).toEqual([1.2, true, true])
    scenario.undo()
    tabs.step(1)
    expect([scenario.document.overrides[0]?.value, scenario.canUndo]).toEqual([1.9, true])
    tabs.step(1)
    expect([scenario.document.overrides.length, scenario.canRedo]).toEqual([0, true])
  })
  test('a drag that was not let go is one step of the scenario it was in', () => {
    const { scenario, tabs } = parts
    tabs.show(named('a'))
    tabs.show(named('b'))
    scenario.drag(tfr, { value: 1.5 })
    tabs.step(1)
    expect(scenario.canUndo).toBe(false)
    tabs.step(1)
    scenario.undo()
    expect(scenario.document.overrides).toEqual([])
  })
  test('round and round', () => {
    for (const name of ['a', 'b', 'c']) parts.tabs.show(named(name))
    parts.tabs.step(1)
    expect(names()).toEqual(['a*', 'b', 'c'])
    parts.tabs.step(-1)
    expect(names()).toEqual(['a', 'b', 'c*'])
  })
  test('one is put beside the one it was opened from', () => {
    for (const name of ['a', 'b']) parts.tabs.show(named(name))
    parts.tabs.step(-1)
    parts.tabs.show(named('c'))
    expect(names()).toEqual(['a', 'c*', 'b'])
  })
  test('closing the one on the screen brings its neighbour, closing the last one the plan', () => {
    const { tabs } = parts
    for (const name of ['a', 'b', 'c']) tabs.show(named(name))
    const [a, b, c] = tabs.open.map(({ id }) => id)
    tabs.close(b ?? 0)
    expect(names()).toEqual(['a', 'c*'])
    tabs.close(c ?? 0)
    expect(names()).toEqual(['a*'])
    tabs.close(a ?? 0)
    expect(parts.scenario.document).toBe(parts.simulation.plan)
    tabs.close(12_345)
    expect(tabs.open.length).toBe(1)
  })
  test('those of the shelf are there again at the next start, the last one seen to the front', () => {
    const { tabs, scenario } = parts
    tabs.restore(
      [
        { document: named('a'), entry: 'aa', origin: 'aa', stamp: 's', warnings: [] },
        { document: named('b'), entry: 'bb', origin: 'bb', stamp: 't', warnings: [] },
      ],
      'bb',
    )
    expect([names(), scenario.entry, scenario.stamp, scenario.isDirty]).toEqual([['a', 'b*'], 'bb', 't', false])
    tabs.select(tabs.open[0]?.id ?? 0)
    expect(bridge.asked('preferences:write').at(-1)).toEqual({ openEntries: ['aa', 'bb'], lastEntry: 'aa' })
  })
})

test('one that came with the program is told from a copy of it, though it has no place of its own', () => {
  const { tabs, scenario } = program()
  tabs.show(named('shipped'), { stamp: 's', origin: 'cc' })
  tabs.show(named('b'), { entry: 'bb', origin: 'bb' })
  tabs.show(named('shipped'), { stamp: 's', origin: 'cc' })
  expect([names(), scenario.entry]).toEqual([['shipped*', 'b'], undefined])
  expect(bridge.asked('preferences:write').at(-1)).toEqual({ openEntries: ['cc', 'bb'], lastEntry: 'cc' })
  scenario.markSaved({ entry: 'dd', stamp: 't' }, scenario.document)
  tabs.show(named('shipped'), { stamp: 's', origin: 'cc' })
  expect(names()).toEqual(['shipped', 'shipped*', 'b'])
})

describe('figures belong to the scenario on the screen', () => {
  test('a run that was asked for in another scenario is not shown', async () => {
    const runs = new Runs()
    const { scenario, simulation, tabs } = program()
    await settle()
    bridge = useDouble(
      new FakeBridge({ 'preferences:write': () => ({ ok: true, value: defaultPreferences }), 'simulation:run': runs.answer }),
    )
    const fresh = { scenario: useScenario(), simulation: useSimulation(), tabs: useTabs() }
    expect([fresh.scenario === scenario, fresh.simulation === simulation, fresh.tabs === tabs]).toEqual([false, false, false])
    useCatalogue().view = catalogueView()
    fresh.scenario.open(fresh.simulation.plan)
    fresh.simulation.start()
    fresh.tabs.show(named('a'))
    await settle()
    fresh.tabs.show(named('b'))
    await settle()
    await runs.finish(0)
    expect(fresh.simulation.reply).toBeUndefined()
    await runs.finish(1)
    expect(fresh.simulation.reply?.scenarioSha256).toBe('b')
  })
  test('one that comes back shows its last figures at once', async () => {
    const { simulation, tabs } = program()
    tabs.show(named('a'))
    await settle()
    tabs.show(named('b'))
    await settle()
    tabs.step(-1)
    expect(simulation.reply?.scenarioSha256).toBe('a')
  })
  test('one that is opened is there when its own figures are', async () => {
    const { simulation, tabs } = program()
    tabs.show(named('a'))
    await simulation.settled()
    expect(simulation.reply?.scenarioSha256).toBe('a')
  })
})

describe('each is compared with what was chosen for it', () => {
  const side = (): string => {
    const now = useSimulation().side
    return now.kind === 'plan' ? 'plan' : now.document.name
  }
  test('with another that stands open, as it stands when it is looked at', async () => {
    const { tabs, scenario } = program()
    tabs.show(named('a'))
    tabs.show(named('b'))
    const [a] = tabs.open.map(({ id }) => id)
    await tabs.compareWith({ kind: 'tab', id: a ?? 0 })
    expect(side()).toBe('a')
    tabs.step(-1)
    await settle()
    expect(side()).toBe('plan')
    scenario.rename({ name: 'a, changed' })
    tabs.step(1)
    await settle()
    expect(side()).toBe('a, changed')
  })
  test('what it is compared with stays when that one is closed', async () => {
    const { tabs } = program()
    tabs.show(named('a'))
    tabs.show(named('b'))
    const [a] = tabs.open.map(({ id }) => id)
    await tabs.compareWith({ kind: 'tab', id: a ?? 0 })
    tabs.close(a ?? 0)
    await settle()
    expect([side(), tabs.side.kind]).toEqual(['a', 'scenario'])
  })
  test('with what cannot be run it is not compared', async () => {
    const { tabs } = program()
    tabs.show(named('a'))
    await settle()
    useDouble(bridge)
    const refusing = useDouble(new FakeBridge({ 'simulation:run': () => ({ ok: false, error: { code: 'scenario-invalid' } }) }))
    useCatalogue().view = catalogueView()
    expect(await useTabs().compareWith({ kind: 'scenario', document: named('x') })).toMatchObject({ code: 'scenario-invalid' })
    expect([useTabs().side.kind, refusing.calls.length]).toEqual(['plan', 1])
  })
})
