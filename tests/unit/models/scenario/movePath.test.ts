import { describe, expect, test } from 'vitest'
import type { Override } from '../../../../models/scenario/document'
import { movePath, phaseIn } from '../../../../models/scenario/movePath'

const base: Override = { id: 'o', lever: 'tfr', area: '150000', mode: 'set', from: 2022, enabled: true, reason: '', author: '', at: '' }
const moved = (override: Partial<Override>, after: 'rule' | 'hold' = 'hold', path = [1, 2, 4, 8, 16]): number[] => {
  const values = Float64Array.from(path)
  movePath(values, { ...base, ...override }, 2020, after)
  return [...values]
}

describe('an override moves a path that starts in 2020', () => {
  test('set and held', () => expect(moved({ value: 5 })).toEqual([1, 2, 5, 5, 5]))
  test('set, then growing as the catalogue does', () => expect(moved({ value: 5 }, 'rule')).toEqual([1, 2, 5, 10, 20]))
  test('scaled until 2023', () => expect(moved({ mode: 'scale', value: 1.5, to: 2023 })).toEqual([1, 2, 6, 12, 16]))
  test('added', () => expect(moved({ mode: 'add', value: -1 })).toEqual([1, 2, 3, 7, 15]))
  test('single years; the others stay the catalogue’s', () =>
    expect(moved({ mode: 'series', from: 2021, values: { '2021': 9, '2023': 7 } })).toEqual([1, 9, 4, 7, 16]))
  test('the base year never moves', () => expect(moved({ value: 5, from: 2015 })).toEqual([1, 5, 5, 5, 5]))
  test('phased in over 2021 to 2024: a quarter of the change more each year', () =>
    expect(moved({ value: 9, from: 2021, fullFrom: 2024 }, 'hold', [1, 1, 1, 1, 1])).toEqual([1, 3, 5, 7, 9]))
})

test('phasing in reaches the whole in its last year and keeps it', () => {
  const override = { ...base, from: 2021, fullFrom: 2022 }
  expect([2020, 2021, 2022, 2030].map((year) => phaseIn(override, year))).toEqual([0, 0.5, 1, 1])
})

describe('a logistic phase-in', () => {
  const parts = (from: number, fullFrom: number): number[] =>
    Array.from({ length: fullFrom - from + 3 }, (_, k) => phaseIn({ ...base, from, fullFrom, shape: 'logistic' }, from - 1 + k))

  test('is slow, fast, slow, half in the middle and whole in its last year', () => {
    const found = parts(2021, 2030)
    ;[0, 0.011, 0.041, 0.114, 0.266, 0.5, 0.734, 0.886, 0.959, 0.989, 1, 1].forEach((part, k) => {
      expect(found[k]).toBeCloseTo(part, 3)
    })
    expect(found[5]).toBeCloseTo(0.5, 12)
    expect([found[0], found[10], found[11]]).toEqual([0, 1, 1])
  })
  test('never falls and never passes the whole', () => {
    for (let years = 0; years < 15; years++)
      parts(2021, 2021 + years).reduce((before, part) => {
        expect(part).toBeGreaterThanOrEqual(before)
        expect(part).toBeLessThanOrEqual(1)
        return part
      }, 0)
  })
  test('of one year is at once, as a linear one', () => {
    expect(phaseIn({ ...base, from: 2021, fullFrom: 2021, shape: 'logistic' }, 2021)).toBe(1)
  })
})
