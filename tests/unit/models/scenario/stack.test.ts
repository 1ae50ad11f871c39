import { describe, expect, test } from 'vitest'
import type { Override, Scenario } from '../../../../models/scenario/document'
import { canStack, stackRows, stackScenarios, type StackChoice } from '../../../../models/scenario/stack'
import { simulate } from '../../../../models/simulate'
import { count } from '../../../fixtures/actuals'
import { override, plan, shippedCatalogue } from '../../../fixtures/catalogue'

const standard = (change: Partial<Override> = {}): Override =>
  override({ lever: 'standard', target: 'elderly-welfare-subsidy.aged-80-99', ...change })
const tfr = (change: Partial<Override> = {}): Override => override({ lever: 'tfr', value: 1.5, ...change })
const named = (name: string, ...overrides: readonly Override[]): Scenario => ({ ...plan, name, author: name, overrides: [...overrides] })
const told = (reason: string): string => `${reason}|from theirs`
const stack = (own: Scenario, added: Scenario, choice?: StackChoice): Scenario => {
  const keys = stackRows(plan, own, added).filter(({ by }) => by === 'conflict')
  return stackScenarios(plan, own, added, new Map(choice === undefined ? [] : keys.map(({ address }) => [address.key, choice])), told)
}

describe('one scenario’s changes on top of another’s', () => {
  test('what only theirs changes comes after mine, under an id of its own, with its reason and where it is from', () => {
    const own = named('mine', standard({ id: 'o-1', value: 150, reason: 'asked for' }))
    const stacked = stack(own, named('theirs', tfr({ id: 'o-1', reason: 'births', author: 'Wang' })))
    expect(stacked.overrides[0]).toEqual(own.overrides[0])
    expect(stacked.overrides[1]).toMatchObject({ lever: 'tfr', value: 1.5, reason: 'births|from theirs', author: 'Wang' })
    expect(new Set(stacked.overrides.map(({ id }) => id)).size).toBe(2)
  })

  test('name, author and note stay mine', () => {
    const stacked = stack(named('mine'), { ...named('theirs', tfr()), note: 'their story' })
    expect([stacked.name, stacked.author, stacked.note]).toEqual(['mine', 'mine', plan.note])
  })

  test('a lever that both set differently has to be decided', () => {
    const [own, added] = [named('mine', standard({ value: 150 })), named('theirs', standard({ value: 200 }))]
    expect(stackRows(plan, own, added).map(({ by }) => by)).toEqual(['conflict'])
    expect(() => stack(own, added)).toThrow(RangeError)
    expect(stack(own, added, 'mine').overrides).toEqual(own.overrides)
    expect(stack(own, added, 'theirs').overrides).toMatchObject([{ value: 200, reason: '|from theirs' }])
  })

  test('what sets a value of its own cannot come on top; what scales or adds can', () => {
    const own = named('mine', standard({ id: 'o-1', value: 150 }))
    const set = named('theirs', standard({ value: 200 }))
    const scaled = named('theirs', standard({ id: 'o-1', mode: 'scale', value: 1.2, reason: 'a fifth more' }))
    expect(stackRows(plan, own, set).map(canStack)).toEqual([false])
    expect(() => stack(own, set, 'both')).toThrow(RangeError)
    expect(stackRows(plan, own, scaled).map(canStack)).toEqual([true])
    expect(stack(own, scaled, 'both').overrides).toMatchObject([
      { id: 'o-1', mode: 'set', value: 150 },
      { mode: 'scale', value: 1.2, reason: 'a fifth more|from theirs' },
    ])
  })

  test('both together cost what one’s own value costs, scaled', () => {
    const catalogue = shippedCatalogue()
    const spent = (scenario: Scenario): number => {
      const { layout, standard: values } = simulate(catalogue, scenario)
      const row = layout.standards.indexOf('elderly-welfare-subsidy.aged-80-99') * layout.areas.length
      return values[row * layout.years.length + layout.years.indexOf(2025)] ?? 0
    }
    const own = named('mine', standard({ id: 'o-1', value: 150, from: 2023 }))
    const both = stack(own, named('theirs', standard({ mode: 'scale', value: 1.2, from: 2023 })), 'both')
    expect(spent(both)).toBeCloseTo(spent(own) * 1.2, 6)
  })

  test('the same inputs for different reasons are no conflict: mine stay as they are', () => {
    const own = named('mine', standard({ value: 150, reason: 'a' }))
    const added = named('theirs', standard({ value: 150, reason: 'b' }), tfr({ id: 'o-2' }))
    expect(stackRows(plan, own, added).map(({ address }) => address.lever)).toEqual(['tfr'])
    expect(stack(own, added).overrides[0]).toEqual(own.overrides[0])
  })

  test('figures, populations’ outlook and readings come too', () => {
    const outlook = { id: 'low-fertility', reason: 'births', author: '', at: '' }
    const added = {
      ...named('theirs'),
      outlook,
      actuals: [count('elderly-welfare-subsidy.aged-80-99', '150100', 2021, 5)],
      readings: { scope: 'wide' },
    }
    const stacked = stack(named('mine', standard({ value: 150 })), added)
    expect(stacked.outlook).toEqual({ ...outlook, reason: 'births|from theirs' })
    expect(stacked.actuals).toMatchObject([{ kind: 'count', reason: expect.stringContaining('|from theirs') as string }])
    expect(stacked.readings).toEqual({ scope: 'wide' })
    expect(stacked.overrides).toHaveLength(1)
  })

  test('what is there already does not come twice', () => {
    const added = named('theirs', standard({ value: 150 }), tfr({ id: 'o-2' }))
    const once = stack(named('mine'), added)
    expect(stackRows(plan, once, added)).toEqual([])
  })
})
