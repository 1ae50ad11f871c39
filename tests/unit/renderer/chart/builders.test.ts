import type { Chart } from 'chart.js'
import { describe, expect, test } from 'vitest'
import { lineChart, yearMark } from '../../../../renderer/chart/lines'
import { palette } from '../../../../renderer/chart/palette'
import { pyramidChart } from '../../../../renderer/chart/pyramid'

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
  const chart = pyramidChart({
    male: ages(2e4),
    female: ages(1e4),
    baseMale: ages(4e4),
    baseFemale: ages(3e4),
    labels: { male: 'm', female: 'f', base: '2020' },
  })
  const data = chart.data.datasets.map((set) => set.data)
  test('twenty-one groups, five ages each, the open one alone, in ten thousands', () => {
    expect(chart.data.labels?.length).toBe(21)
    expect([chart.data.labels?.[0], chart.data.labels?.[20]]).toEqual(['0–4', '100+'])
    expect([data[3]?.[0], data[3]?.[20]]).toEqual([5, 1])
  })
  test('men to the left, women to the right', () => {
    expect(data[2]?.[0]).toBe(-10)
    expect(data[3]?.[0]).toBe(5)
    expect([data[0]?.[0], data[1]?.[0]]).toEqual([-20, 15])
  })
  test('nobody is lost in grouping', () =>
    expect((data[2] ?? []).reduce<number>((sum, value) => sum - Number(value), 0)).toBeCloseTo(101 * 2, 9))
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
