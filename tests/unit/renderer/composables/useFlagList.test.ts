import { describe, expect, test } from 'vitest'
import type { Flag } from '../../../../models/result'
import { simulate } from '../../../../models/simulate'
import { everyFlag, flagKey, inFlagOrder, isShown, type FlagChoice } from '../../../../renderer/composables/useFlagList'
import { plan, shippedCatalogue } from '../../../fixtures/catalogue'

const { flags } = simulate(shippedCatalogue(), plan)
const shown = (change: Partial<FlagChoice>) => flags.filter((flag) => isShown(flag, { ...everyFlag(), ...change }))

describe('which flags are looked at', () => {
  test('all of them, where nothing is chosen', () => expect(shown({})).toEqual(flags))
  test('a flag has one name', () => expect(new Set(flags.map(flagKey)).size).toBe(flags.length))
  test('units, severities, tests, payers and kinds each divide them', () => {
    const sum = (parts: readonly Partial<FlagChoice>[]): number => parts.reduce((count, part) => count + shown(part).length, 0)
    expect(sum((['red', 'orange', 'yellow', 'grey'] as const).map((severity) => ({ severity })))).toBe(flags.length)
    expect(sum((['growth', 'residual', 'coverage', 'new-resources'] as const).map((test_) => ({ test: test_ })))).toBe(flags.length)
    expect(sum((['region', 'league', 'banner'] as const).map((payer) => ({ payer })))).toBe(flags.length)
    expect(sum((['item', 'indicator', 'domain', 'unit'] as const).map((kind) => ({ kind })))).toBe(flags.length)
  })
  test('evidence is a bound: what is B or better leaves out C and D', () => {
    expect(shown({ grade: 'B' }).every(({ grade }) => grade <= 'B')).toBe(true)
    expect(shown({ grade: 'C' }).length).toBeLessThan(flags.length)
  })
  test('a pool is among the items, the block among the indicators', () => {
    expect(shown({ kind: 'item' }).some(({ subject }) => subject.kind === 'pool')).toBe(true)
    expect(shown({ kind: 'indicator' }).some(({ subject }) => subject.kind === 'block')).toBe(true)
  })
})

describe('in which order', () => {
  test('the gravest first, the larger of equals before the smaller', () => {
    const seen = (of: readonly Flag[]) => of.map(({ severity, size }) => ({ severity, size }))
    expect(seen(inFlagOrder([...flags].reverse(), 'severity'))).toEqual(seen(flags))
  })
  test('by size alone', () => {
    const sizes = inFlagOrder(flags, 'size').map(({ size }) => size)
    expect(sizes).toEqual([...sizes].sort((a, b) => b - a))
  })
  test('by year, what has none last', () => {
    const [first, second] = flags
    if (first === undefined || second === undefined) throw new Error('no flags')
    const [early, late] = [
      { ...first, firstYear: 2024 },
      { ...second, firstYear: 2026 },
    ]
    expect(inFlagOrder([...flags.slice(2), late, early], 'year').slice(0, 2)).toEqual([early, late])
  })
})
