import { describe, expect, test } from 'vitest'
import { concludedFrom, raisedFlags } from '../../../../models/report/conclusion'
import type { Flag, SimulationResult, UnitResult, UnitTests } from '../../../../models/result'
import { simulate } from '../../../../models/simulate'
import { override, plan, shippedCatalogue, withOverrides } from '../../../fixtures/catalogue'

const catalogue = shippedCatalogue()
const before = simulate(catalogue, plan)

/** The plan's result with the region's tests answered otherwise, and with more asked of some units in every year. */
function answered(
  tests: { readonly [code: string]: Partial<UnitTests> },
  more: readonly string[] = ['150000'],
  flags = before.flags,
): SimulationResult {
  const units = before.units.map((unit): UnitResult => {
    const asked = more.includes(unit.code) ? unit.required.map((yuan) => yuan + 1e8) : unit.required
    return { ...unit, required: asked, tests: { ...unit.tests, ...tests[unit.code] } }
  })
  return { ...before, units, flags }
}
const cannotPay = (firstYear: number): UnitTests['pay'] => ({
  verdict: 'cannot-pay',
  level: null,
  severity: 'red',
  firstYear,
  reason: null,
})
const room = (verdict: 'has-room' | 'little-room' | 'no-room', multiple: number): UnitTests['room'] => ({
  verdict,
  severity: verdict === 'has-room' ? 'green' : 'red',
  year: 2024,
  multiple,
  nature: 'recurrent',
  reason: null,
})

describe('what a scenario comes to', () => {
  test('nothing changed is supported: nothing is asked', () => {
    const { conclusion, reasons } = concludedFrom(before, before)
    expect(conclusion).toBe('support')
    expect(reasons.map(({ code }) => code)).toContain('asks-nothing')
  })

  test('a region that cannot pay in the target year and is asked for more: not now', () => {
    const found = concludedFrom(before, answered({ '150000': { pay: cannotPay(2025), room: room('has-room', 3) } }))
    expect(found.conclusion).toBe('not-now')
    expect(found.reasons[0]).toEqual({ code: 'cannot-pay', unit: '150000', year: 2025 })
  })

  test('a region that cannot pay but is asked for no more is no reason against the changes', () =>
    expect(concludedFrom(before, answered({ '150000': { pay: cannotPay(2025) } }, [])).conclusion).toBe('support'))

  test('a shortfall that only comes after the target year is none of the assessment', () =>
    expect(concludedFrom(before, answered({ '150000': { pay: cannotPay(2026) } })).conclusion).toBe('support'))

  test('less room than is asked for: not now; tight room: to be adjusted; room: support', () => {
    const of = (verdict: Parameters<typeof room>[0], multiple: number) =>
      concludedFrom(before, answered({ '150000': { room: room(verdict, multiple) } }))
    expect([of('no-room', 0.8), of('little-room', 1.1), of('has-room', 2)].map(({ conclusion }) => conclusion)).toEqual([
      'not-now',
      'adjust',
      'support',
    ])
    expect(of('no-room', 0.8).reasons[0]).toEqual({ code: 'no-room', unit: '150000', year: 2024, multiple: 0.8 })
  })

  test('a league that cannot pay and is asked for more: to be adjusted; asked for nothing more: support', () => {
    const poor = { '150100': { pay: cannotPay(2024) } }
    expect(concludedFrom(before, answered(poor, ['150100'])).conclusion).toBe('adjust')
    expect(concludedFrom(before, answered(poor, ['150000'])).conclusion).toBe('support')
  })

  test('a flag that was there already is not raised; one that gets worse is', () => {
    const [first] = before.flags
    if (first === undefined) throw new Error('the plan has flags')
    const worse: Flag = { ...first, severity: 'red' }
    expect(raisedFlags(before, before)).toEqual([])
    expect(raisedFlags(before, answered({}, [], [worse]))).toEqual([worse])
    expect(concludedFrom(before, answered({}, [], [worse])).conclusion).toBe('adjust')
  })

  test('the allowance of 150 yuan raises flags of leagues: to be adjusted', () => {
    const after = simulate(
      catalogue,
      withOverrides(override({ lever: 'standard', target: 'elderly-welfare-subsidy.aged-80-99', value: 150, after: 'rule' })),
    )
    const { conclusion, reasons } = concludedFrom(before, after)
    expect(conclusion).toBe('adjust')
    expect(reasons.find(({ code }) => code === 'new-flags')?.count).toBe(raisedFlags(before, after).length)
  })
})
