import { describe, expect, test } from 'vitest'
import { barChart } from '../../../../renderer/chart/bars'
import { apart, yearAt } from '../../../../renderer/chart/cursor'
import { figureOf } from '../../../../renderer/chart/figures'
import { lineChart } from '../../../../renderer/chart/lines'

test('the year is found among the labels, and nowhere else', () => {
  expect([
    yearAt(['2020', '2021'], 2021),
    yearAt([2020], 2020),
    yearAt(['2020'], 2030),
    yearAt(['2020'], null),
    yearAt(undefined, 2020),
  ]).toEqual([1, 0, -1, -1, -1])
})

describe('figures beside the cursor do not cover one another', () => {
  test('what has room stays', () => expect(apart([10, 50, 90], 14, 200)).toEqual([10, 50, 90]))
  test('what is too close moves down, in its order', () => expect(apart([50, 52, 51], 14, 200)).toEqual([50, 78, 64]))
  test('and up again where the foot is reached', () => expect(apart([195, 198], 14, 200)).toEqual([186, 200]))
})

describe('a point opens into the figure behind it', () => {
  const chart = lineChart({
    years: [2020, 2021],
    decimals: 0,
    lines: [
      { label: 'own', values: [1, 2], colour: '', figures: ['margin/x/2020', 'margin/x/2021'] },
      { label: 'there', values: [1, 2], colour: '', figures: ['margin/x/2020', undefined], isOther: true },
      { label: 'none', values: [1, 2], colour: '' },
    ],
  })
  test('of its own side', () => {
    expect(figureOf(chart as never, 0, 1)).toEqual({ figure: 'margin/x/2021', side: 'own' })
    expect(figureOf(chart as never, 1, 0)).toEqual({ figure: 'margin/x/2020', side: 'other' })
  })
  test('where it has one', () =>
    expect([figureOf(chart as never, 1, 1), figureOf(chart as never, 2, 0), figureOf(chart as never, 9, 0)]).toEqual([
      undefined,
      undefined,
      undefined,
    ]))
  test('bars too', () =>
    expect(
      figureOf(barChart({ labels: ['a'], decimals: 0, sets: [{ label: '', values: [1], colour: '', figures: ['a/b'] }] }) as never, 0, 0),
    ).toEqual({ figure: 'a/b', side: 'own' }))
})
