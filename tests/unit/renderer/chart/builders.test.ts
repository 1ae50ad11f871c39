import type { Chart } from 'chart.js'
import { describe, expect, test } from 'vitest'
import { barChart } from '../../../../renderer/chart/bars'
import { bandOf, curvePlane, pathOf, ticksOf, valueAt, xOf, yOf } from '../../../../renderer/chart/curve'
import { lineChart, scenarioBand, yearMark } from '../../../../renderer/chart/lines'
import { palette } from '../../../../renderer/chart/palette'
import { pictureLayout } from '../../../../renderer/chart/picture'
import { endOfScale, pyramidChart, pyramidOutline, type Pyramid } from '../../../../renderer/chart/pyramid'

describe('lines over the years', () => {
  const chart = lineChart({
    years: [2020, 2021],
    decimals: 1,
    lines: [
      { label: 'required', values: [1, null], colour: '#111111', width: 3 },
      { label: 'there', values: [1, 2], colour: '#222222', dash: [3, 3] },
    ],
  })
  test('one set a line, in its order, a gap where there is no figure', () => {
    expect(chart.data.labels).toEqual(['2020', '2021'])
    expect(chart.data.datasets.map(({ label, data }) => [label, data])).toEqual([
      ['required', [1, null]],
      ['there', [1, 2]],
    ])
  })
  test('the comparison is told apart by its dash, not only by colour', () =>
    expect(chart.data.datasets.map((set) => set.borderDash)).toEqual([undefined, [3, 3]]))
  test('nothing moves by itself, on screen and on paper', () => expect(chart.options?.animation).toBe(false))
  test('the builder keeps nothing of its input', () => {
    const values = [1, 2]
    const built = lineChart({ years: [2020, 2021], decimals: 0, lines: [{ label: '', values, colour: '' }] })
    values[0] = 99
    expect(built.data.datasets[0]?.data).toEqual([1, 2])
  })
})

describe('the band over years that are no assessment', () => {
  const bandIn = (after: number): unknown =>
    (
      ({
        ...lineChart({ years: [2020, 2025, 2030], lines: [], decimals: 0, scenario: { after, label: 'later' } }).options?.plugins,
      }) as Record<string, unknown>
    )['scenarioBand']
  test('begins at the target year; where nothing comes after it, or it is not in the picture, there is none', () => {
    expect(bandIn(2025)).toMatchObject({ index: 1, label: 'later' })
    expect(bandIn(2030)).toMatchObject({ index: -1 })
    expect(bandIn(2019)).toMatchObject({ index: -1 })
  })
  test('is filled to the right end and says what it is there', () => {
    const done: unknown[] = []
    const ctx = new Proxy(
      {},
      {
        get:
          (_, name) =>
          (...what: unknown[]) =>
            name === 'fillRect' || name === 'fillText' ? done.push([name, ...what]) : undefined,
        set: () => true,
      },
    )
    const chart = { ctx, chartArea: { top: 0, bottom: 50, right: 300 }, scales: { x: { getPixelForValue: (k: number) => 100 * k } } }
    const draw = (index: number): void => {
      scenarioBand.beforeDatasetsDraw?.(chart as unknown as Chart<'line'>, { cancelable: true }, { index, label: 'later', size: 11 })
    }
    draw(-1)
    expect(done).toEqual([])
    draw(1)
    expect(done).toEqual([
      ['fillRect', 100, 0, 200, 50],
      ['fillText', 'later', 297, 46, 194],
    ])
  })
})

describe('the mark of the target year', () => {
  const markOf = (mark?: { readonly year: number; readonly label: string }) => {
    const plugins: Record<string, unknown> = {
      ...lineChart({ years: [2020, 2025], lines: [], decimals: 0, ...(mark && { mark }) }).options?.plugins,
    }
    return plugins['yearMark']
  }
  /** Draw with given options on a chart whose years stand 100 points apart; what was written, and where. */
  const drawn = (options: { readonly index: number; readonly label: string; readonly size: number }): readonly unknown[] => {
    const written: unknown[] = []
    const ctx = new Proxy(
      {},
      { get: (_, name) => (name === 'fillText' ? (text: string, x: number) => written.push([text, x]) : () => undefined), set: () => true },
    )
    const chart = { ctx, chartArea: { top: 0, bottom: 50 }, scales: { x: { getPixelForValue: (k: number) => 100 * k } } }
    yearMark.afterDatasetsDraw?.(chart as unknown as Chart<'line'>, {}, options, false)
    return written
  }

  test('stands at its year, with its words', () => {
    expect(markOf({ year: 2025, label: 'target' })).toMatchObject({ index: 1, label: 'target' })
    expect(drawn({ index: 1, label: 'target', size: 11 })).toEqual([['target', 104]])
  })
  test('is not drawn where none is asked for, nor for a year outside', () => {
    expect(markOf()).toMatchObject({ index: -1 })
    expect(markOf({ year: 2050, label: 'never' })).toMatchObject({ index: -1 })
    expect(drawn({ index: -1, label: 'never', size: 11 })).toEqual([])
  })
})

describe('the pyramid', () => {
  const ages = (value: number): number[] => Array.from({ length: 101 }, () => value)
  const input: Pyramid = {
    male: ages(2e4),
    female: ages(1e4),
    outlines: [{ label: '2020', male: ages(4e4), female: ages(3e4), colour: '#111111', dash: [] }],
    step: 5,
    widest: 20e4,
    labels: { male: 'm', female: 'f' },
  }
  const chart = pyramidChart(input)
  const data = chart.data.datasets.map((set) => set.data)
  test('twenty-one groups, five ages each, the open one alone, in ten thousands', () => {
    expect(chart.data.labels?.length).toBe(21)
    expect([chart.data.labels?.[0], chart.data.labels?.[20]]).toEqual(['0–4', '100+'])
    expect([data[1]?.[0], data[1]?.[20]]).toEqual([5, 1])
  })
  test('or a hundred and one single ages', () => {
    const single = pyramidChart({ ...input, step: 1 })
    expect(single.data.labels?.length).toBe(101)
    expect([single.data.labels?.[7], single.data.datasets[1]?.data[7]]).toEqual(['7', 1])
  })
  test('men to the left, women to the right, the youngest at the foot', () => {
    expect(data[0]?.[0]).toBe(-10)
    expect(data[1]?.[0]).toBe(5)
    expect(chart.options?.scales?.['y']?.reverse).toBe(true)
  })
  test('nobody is lost in grouping', () =>
    expect((data[0] ?? []).reduce<number>((sum, value) => sum - Number(value), 0)).toBeCloseTo(101 * 2, 9))
  test('the scale is the same to both sides, and that of the widest year', () =>
    expect([chart.options?.scales?.['x']?.min, chart.options?.scales?.['x']?.max]).toEqual([-20, 20]))
  test('the scale ends on a round number', () => expect([0.7, 9.1, 118, 20, 1].map(endOfScale)).toEqual([0.8, 10, 150, 20, 1]))
  test('an outline goes around each group on both sides', () => {
    const lines: [number, number][] = []
    const ctx = new Proxy(
      {},
      {
        get: (_, name) => (name === 'lineTo' ? (x: number, y: number) => lines.push([x, y]) : () => undefined),
        set: () => true,
      },
    )
    const scales = { x: { getPixelForValue: (value: number) => value }, y: { getPixelForValue: (k: number) => 10 * k } }
    const outlines = [{ male: [3, 2], female: [1, 4], colour: '', dash: [] }]
    pyramidOutline.afterDatasetsDraw?.({ ctx, scales } as unknown as Chart<'bar'>, {}, { outlines }, false)
    expect(lines).toEqual([
      [-3, 5],
      [-3, -5],
      [-2, 15],
      [-2, 5],
      [1, 5],
      [1, -5],
      [4, 15],
      [4, 5],
    ])
  })
})

test('bars lie beside their names, one set under the other', () => {
  const chart = barChart({
    labels: ['a', 'b'],
    sets: [{ label: '2025', values: [1, null], colour: '#111111' }],
    decimals: 1,
  })
  expect(chart.options?.indexAxis).toBe('y')
  expect(chart.data).toMatchObject({ labels: ['a', 'b'], datasets: [{ label: '2025', data: [1, null] }] })
})

describe('the plane of a curve', () => {
  const plane = curvePlane([2020, 2021, 2022], [[1, 1, 1]], 0.01, { width: 258, height: 126 })
  test('a level path has room to both sides: sixty steps', () => {
    expect(plane.low).toBeCloseTo(0.7, 12)
    expect(plane.high).toBeCloseTo(1.3, 12)
  })
  test('first and last year at the ends, and a height is its value', () => {
    expect([xOf(plane, 2020), xOf(plane, 2021), xOf(plane, 2022)]).toEqual([40, 140, 240])
    for (const value of [0.7, 1, 1.24]) expect(valueAt(plane, yOf(plane, value))).toBeCloseTo(value, 12)
    expect(valueAt(plane, 0)).toBeGreaterThan(plane.high)
  })
  test('a band that is wider than what is seen ends with it', () => {
    const foot = plane.height - plane.bottom
    expect(bandOf(plane, [0.5, 2])).toEqual({ y: plane.top, height: foot - plane.top })
    expect(bandOf(plane, [1, 2]).height).toBeCloseTo((foot - plane.top) / 2, 9)
  })
  test('ticks are round in the unit that is shown', () => {
    expect(ticksOf(plane, 1)).toEqual([0.8, 1, 1.2])
    expect(ticksOf({ ...plane, low: -0.005, high: 0.005 }, 1000)).toEqual([-0.004, -0.002, 0, 0.002, 0.004])
  })
  test('a path goes through every year', () => expect(pathOf(plane, [1, 1.3, 0.7])).toBe('M40.0 56.0L140.0 6.0L240.0 106.0'))
})

describe('a picture of a chart', () => {
  const widthOf = (text: string, size: number): number => text.length * size
  const layout = pictureLayout(
    { width: 250, height: 100 },
    { title: 'Births', unit: 'persons', source: 'a long source of many words' },
    widthOf,
  )
  test('carries title, unit and source, the source in as many lines as it needs', () => {
    expect(layout.lines.map(({ text }) => text)).toEqual(['Births', 'persons', 'a long source of many', 'words'])
    expect(layout.lines.map(({ bold }) => bold)).toEqual([true, false, false, false])
  })
  test('texts stand above and below the chart, not on it', () => {
    const [title, unit, ...source] = layout.lines.map(({ y }) => y)
    expect(title).toBeLessThan(unit ?? 0)
    expect(unit).toBeLessThan(layout.chartTop)
    expect(Math.min(...source)).toBeGreaterThan(layout.chartTop + 100)
    expect(Math.max(...source)).toBeLessThan(layout.height)
  })
})

/** Relative luminance of a #rrggbb colour, 0…255: what is left of it on a grey print. */
const luminance = (colour: string): number => {
  const part = (at: number): number => Number.parseInt(colour.slice(at, at + 2), 16)
  return 0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5)
}

test('payers, one beside the other, differ in grey', () => {
  const grey = palette.payers.map(luminance)
  for (let k = 1; k < grey.length; k++) expect(Math.abs((grey[k] ?? 0) - (grey[k - 1] ?? 0)), `payer ${String(k)}`).toBeGreaterThan(8)
})
