import { beforeEach, describe, expect, test } from 'vitest'
import { createPinia, setActivePinia } from 'pinia'
import { provideBridge } from '../../../../renderer/bridge/current'
import { useCurve } from '../../../../renderer/composables/useCurve'
import { useCatalogue } from '../../../../renderer/stores/catalogue'
import { useScenario } from '../../../../renderer/stores/scenario'
import { plan } from '../../../fixtures/catalogue'
import { catalogueView, FakeBridge, inComponent, replyTo } from '../fakeBridge'

let scenario: ReturnType<typeof useScenario>
let bridge: FakeBridge
beforeEach(async () => {
  setActivePinia(createPinia())
  bridge = new FakeBridge({
    'catalogue:read': () => ({ ok: true, value: catalogueView() }),
    'simulation:run': (request) => ({ ok: true, value: replyTo(request) }),
  })
  provideBridge(bridge)
  await useCatalogue().load()
  scenario = useScenario()
  scenario.open(plan)
})
const tfr = (area = '150000') =>
  inComponent(() =>
    useCurve(
      () => 'tfr',
      () => area,
    ),
  ).value
const at = (curve: ReturnType<typeof tfr>, year: number): number => curve.curve.value?.values[year - 2020] ?? Number.NaN

describe('a curve in hand', () => {
  test('dragging through many values is one step, and one change of single years', () => {
    const curve = tfr()
    for (const value of [1.1, 1.2, 1.3049]) curve.drag(2027, value, false)
    expect(at(curve, 2027)).toBe(1.3)
    scenario.drop()
    expect(scenario.document.overrides).toMatchObject([{ lever: 'tfr', mode: 'series', from: 2027, values: { '2027': 1.3 } }])
    scenario.undo()
    expect(scenario.document.overrides).toEqual([])
  })

  test('typing adds years to the same change; what is inherited again is taken out, and at last the change', () => {
    const curve = tfr()
    const before = at(curve, 2028)
    curve.set(new Map([[2027, 1.3]]))
    curve.set(new Map([[2028, 1.4]]))
    expect(scenario.document.overrides[0]?.values).toEqual({ '2027': 1.3, '2028': 1.4 })
    curve.set(new Map([[2028, before]]))
    expect(scenario.document.overrides[0]?.values).toEqual({ '2027': 1.3 })
    curve.set(new Map([[2027, curve.curve.value?.inherited[7] ?? 0]]))
    expect(scenario.document.overrides).toEqual([])
  })

  test('one value from a year on becomes single years when one of them is moved', () => {
    scenario.setOverride({ lever: 'tfr', area: '150000' }, { mode: 'set', from: 2033, value: 1.5 })
    const curve = tfr()
    curve.set(new Map([[2034, 1.6]]))
    expect(scenario.document.overrides[0]).toMatchObject({ mode: 'series', from: 2033, values: { '2033': 1.5, '2034': 1.6, '2035': 1.5 } })
  })

  test('a league follows the region until it has a path of its own, and again when that is cleared', () => {
    const league = tfr('150400')
    tfr().set(new Map([[2030, 1.5]]))
    expect([at(league, 2030), league.override.value]).toEqual([1.5, undefined])
    league.set(new Map([[2030, 1.2]]))
    league.explain('local survey')
    expect(at(league, 2030)).toBe(1.2)
    expect(scenario.document.overrides[1]).toMatchObject({ area: '150400', reason: 'local survey' })
    league.clear()
    expect(at(league, 2030)).toBe(1.5)
  })

  test('years beyond what is plausible are told', () => {
    const curve = tfr()
    curve.set(new Map([[2031, 3]]))
    expect(curve.implausible.value).toEqual([2031])
  })

  test('a league urban share without its change comes out of a run without it, asked for once', async () => {
    const address = { lever: 'urbanShare' as const, area: '150400' }
    scenario.setOverride(address, { mode: 'series', from: 2030, values: { '2030': 0.7 } })
    inComponent(() =>
      useCurve(
        () => 'urbanShare',
        () => '150400',
      ),
    )
    await Promise.resolve()
    const asked = bridge.asked('simulation:run')
    expect(asked.map(({ document }) => document.overrides)).toEqual([[]])
    scenario.setOverride(address, { mode: 'series', from: 2031, values: { '2031': 0.72 } })
    await new Promise((resolve) => setTimeout(resolve, 0))
    expect(bridge.asked('simulation:run').length).toBe(1)
  })
})
