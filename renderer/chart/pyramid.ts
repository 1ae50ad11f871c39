import type { ChartConfiguration } from 'chart.js'
import { palette } from './palette'

export interface Pyramid {
  readonly male: readonly number[]
  readonly female: readonly number[]
  /** Outline of another year. */
  readonly baseMale: readonly number[]
  readonly baseFemale: readonly number[]
  readonly labels: { readonly male: string; readonly female: string; readonly base: string }
}

const groups = Array.from({ length: 21 }, (_, k) => 5 * k)
const grouped = (values: readonly number[]): number[] =>
  groups.map((from) => values.slice(from, from === 100 ? 101 : from + 5).reduce((sum, value) => sum + value, 0) / 1e4)
const negative = (values: number[]): number[] => values.map((value) => -value)

/** Ages in groups of five, men to the left, women to the right; ten thousand persons. */
export function pyramidChart(pyramid: Pyramid): ChartConfiguration<'bar'> {
  const bar = { barPercentage: 1, categoryPercentage: 0.92, grouped: false } as const
  const outline = { ...bar, backgroundColor: 'transparent', borderColor: palette.ink, borderWidth: 1 } as const
  return {
    type: 'bar',
    data: {
      labels: groups.map((from) => (from === 100 ? '100+' : `${String(from)}–${String(from + 4)}`)),
      datasets: [
        { label: pyramid.labels.base, data: negative(grouped(pyramid.baseMale)), ...outline },
        { label: pyramid.labels.base, data: grouped(pyramid.baseFemale), ...outline },
        { label: pyramid.labels.male, data: negative(grouped(pyramid.male)), backgroundColor: palette.male, ...bar },
        { label: pyramid.labels.female, data: grouped(pyramid.female), backgroundColor: palette.female, ...bar },
      ],
    },
    options: {
      indexAxis: 'y',
      animation: false,
      responsive: true,
      maintainAspectRatio: false,
      plugins: {
        legend: {
          position: 'top',
          align: 'end',
          labels: { boxWidth: 10, boxHeight: 10, font: { size: 11 }, filter: (item) => item.datasetIndex !== 1 },
        },
        tooltip: { callbacks: { label: (item) => `${item.dataset.label ?? ''} ${Math.abs(item.parsed.x ?? 0).toFixed(2)}` } },
      },
      scales: {
        x: { grid: { color: palette.grid }, ticks: { font: { size: 10 }, callback: (value) => String(Math.abs(Number(value))) } },
        y: { reverse: false, grid: { display: false }, ticks: { font: { size: 10 }, autoSkip: false } },
      },
    },
  }
}
