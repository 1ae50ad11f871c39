import { describe, expect, test } from 'vitest'
import type { Override, Scenario } from '../../../../models/scenario/document'
import { compareSides, mergeSides } from '../../../../models/scenario/merge'
import { changesBetween } from '../../../../models/scenario/pieces'
import { count } from '../../../fixtures/actuals'
import { override, plan } from '../../../fixtures/catalogue'

const standard = (value: number, change: Partial<Override> = {}): Override =>
  override({ lever: 'standard', target: 'elderly-welfare-subsidy.aged-80-99', value, ...change })
const tfr = (value: number, change: Partial<Override> = {}): Override => override({ id: 'o-2', lever: 'tfr', value, ...change })
const withAll = (...overrides: readonly Override[]): Scenario => ({ ...plan, overrides: [...overrides] })
const brief = (base: Scenario, mine: Scenario, theirs: Scenario): readonly string[] =>
  compareSides(base, mine, theirs).map(({ address, by }) => `${address.lever ?? address.kind} ${by}`)

describe('two versions of a scenario', () => {
  const base = withAll(standard(100), tfr(1.2))

  test('changes to different levers are both taken', () => {
    const [mine, theirs] = [withAll(standard(150), tfr(1.2)), withAll(standard(100), tfr(1.5))]
    expect(brief(base, mine, theirs)).toEqual(['standard mine', 'tfr theirs'])
    expect(mergeSides(base, mine, theirs, new Map()).overrides).toEqual([standard(150), tfr(1.5)])
  })

  test('of a lever that both changed differently somebody has to choose', () => {
    const [mine, theirs] = [withAll(standard(150), tfr(1.2)), withAll(standard(200), tfr(1.2))]
    const [row] = compareSides(base, mine, theirs)
    expect([row?.by, row?.base?.entries, row?.mine?.entries, row?.theirs?.entries]).toEqual([
      'conflict',
      [standard(100)],
      [standard(150)],
      [standard(200)],
    ])
    const key = row?.address.key ?? ''
    expect(() => mergeSides(base, mine, theirs, new Map())).toThrow(RangeError)
    expect(mergeSides(base, mine, theirs, new Map([[key, 'mine']])).overrides[0]?.value).toBe(150)
    expect(mergeSides(base, mine, theirs, new Map([[key, 'theirs']])).overrides[0]?.value).toBe(200)
  })

  test('who and when make no conflict: the same change by both is one', () => {
    const mine = withAll(standard(150, { author: 'Li', at: '2026-01-01' }), tfr(1.2))
    const theirs = withAll(standard(150, { author: 'Wang', at: '2026-02-02' }), tfr(1.2))
    expect(brief(base, mine, theirs)).toEqual(['standard both'])
    expect(mergeSides(base, mine, theirs, new Map()).overrides[0]?.author).toBe('Wang')
  })

  test('a reason is part of what was changed', () => {
    expect(brief(base, withAll(standard(100, { reason: 'a' }), tfr(1.2)), withAll(standard(100, { reason: 'b' }), tfr(1.2)))).toEqual([
      'standard conflict',
    ])
  })

  test('taken away here and changed there is a conflict; taken away by both is not', () => {
    expect(brief(base, withAll(tfr(1.2)), withAll(standard(200), tfr(1.2)))).toEqual(['standard conflict'])
    expect(brief(base, withAll(tfr(1.2)), withAll(tfr(1.2)))).toEqual(['standard both'])
    const key = compareSides(base, withAll(tfr(1.2)), withAll(standard(200), tfr(1.2)))[0]?.address.key ?? ''
    expect(mergeSides(base, withAll(tfr(1.2)), withAll(standard(200), tfr(1.2)), new Map([[key, 'mine']])).overrides).toEqual([tfr(1.2)])
  })

  test('two additions that were numbered alike are both there, with ids of their own', () => {
    const mine = withAll(standard(100), tfr(1.2), override({ id: 'o-3', lever: 'urbanShare', value: 0.7 }))
    const theirs = withAll(standard(100), tfr(1.2), override({ id: 'o-3', lever: 'sexRatioAtBirth', value: 1.05 }))
    const merged = mergeSides(base, mine, theirs, new Map()).overrides
    expect(merged.map(({ lever }) => lever)).toEqual(['standard', 'tfr', 'sexRatioAtBirth', 'urbanShare'])
    expect(new Set(merged.map(({ id }) => id)).size).toBe(4)
  })

  test('the same lever of two areas is two things', () => {
    const [mine, theirs] = [withAll(standard(100), tfr(1.5)), withAll(standard(100), tfr(1.2), tfr(1.9, { id: 'o-3', area: '150100' }))]
    expect(brief(base, mine, theirs)).toEqual(['tfr mine', 'tfr theirs'])
    expect(mergeSides(base, mine, theirs, new Map()).overrides.map(({ value }) => value)).toEqual([100, 1.5, 1.9])
  })

  test('an actual figure and a granted policy never share an id', () => {
    const policy = {
      id: 'a-1',
      name: 'p',
      document: '',
      area: '150000',
      kind: 'recurrent',
      from: 2024,
      amount: 1,
      enabled: true,
      reason: '',
      author: '',
      at: '',
    } as const
    const mine = { ...plan, actuals: [count('x', '150000', 2021, 1)] }
    const merged = mergeSides(plan, mine, { ...plan, granted: [policy] }, new Map())
    expect([merged.granted[0]?.id, merged.actuals[0]?.id === 'a-1']).toEqual(['a-1', false])
  })
})

test('what changed is told by what it acts on', () => {
  const before = { ...withAll(standard(100)), readings: { pension: 'a' } }
  const after = { ...withAll(standard(150), tfr(1.5)), note: 'x', readings: {} }
  expect(changesBetween(before, after).map(({ what, address }) => [what, address.kind, address.lever ?? address.target])).toEqual([
    ['changed', 'note', undefined],
    ['changed', 'overrides', 'standard'],
    ['added', 'overrides', 'tfr'],
    ['removed', 'reading', 'pension'],
  ])
})

test('twenty thousand figures of two people are put together without going over them again for each', () => {
  const many = (offset: number): Scenario => ({
    ...plan,
    actuals: Array.from({ length: 20_000 }, (_, k) => ({
      ...count(`t${String(k + offset)}`, '150000', 2021, k),
      id: `a-${String(k + 1)}`,
    })),
  })
  expect(mergeSides(plan, many(0), many(20_000), new Map()).actuals).toHaveLength(40_000)
})
