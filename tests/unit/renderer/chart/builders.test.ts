import { describe, expect, test } from 'vitest'
import { lineChart } from '../../../../renderer/chart/lines'
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
  test('the mark of the target year is drawn only where it is asked for', () => {
    expect(chart.plugins).toEqual([])
    expect(
      lineChart({ years: [2020, 2025], lines: [], decimals: 0, mark: { year: 2025, label: '' } }).plugins?.map(({ id }) => id),
    ).toEqual(['yearMark'])
  })
  test('the builder keeps nothing of its input', () => {
    const values = [1, 2]
    const built = lineChart({ years: [2020, 2021], decimals: 0, lines: [{ label: '', values, colour: '' }] })
    values[0] = 99
    expect(built.data.datasets[0]?.data).toEqual([1, 2])
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
