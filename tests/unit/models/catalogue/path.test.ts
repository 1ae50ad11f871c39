import { expect, test } from 'vitest'
import { pathValues } from '../../../../models/catalogue/path'
import type { YearPath } from '../../../../models/catalogue/schema'

const path = (between: 'hold' | 'linear', points: readonly (readonly [number, number])[]): YearPath => ({
  unit: 'share',
  between,
  points: points.map(([year, value]) => ({ year, value, source: 'made-up', grade: 'D' as const })),
})

test('a path that holds keeps each value until the next is given', () => {
  expect([
    ...pathValues(
      path('hold', [
        [2021, 1],
        [2024, 4],
      ]),
      2019,
      2026,
    ),
  ]).toEqual([1, 1, 1, 1, 1, 4, 4, 4])
})

test('a linear path moves in equal steps between points and holds outside them', () => {
  expect([
    ...pathValues(
      path('linear', [
        [2021, 1],
        [2024, 4],
        [2025, 3],
      ]),
      2019,
      2026,
    ),
  ]).toEqual([1, 1, 1, 2, 3, 4, 3, 3])
})

test('one point is a constant', () => {
  expect([...pathValues(path('linear', [[2030, 7]]), 2020, 2022)]).toEqual([7, 7, 7])
})
