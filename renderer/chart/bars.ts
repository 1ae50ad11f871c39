import type { ChartConfiguration } from 'chart.js'
import { withFigures, type Figures } from './figures'
import { palette } from './palette'

export interface BarSet extends Figures {
  readonly label: string
  readonly values: readonly (number | null)[]
  readonly colour: string
}

export interface BarChart {
  readonly labels: readonly string[]
  readonly sets: readonly BarSet[]
  readonly decimals: number
  /** Written after each figure of the tooltip and the scale. */
  readonly suffix?: string
}

/** Bars lying beside their names, one set under the other. */
export function barChart({ labels, sets, decimals, suffix = '' }: BarChart): ChartConfiguration<'bar'> {
  return {
    type: 'bar',
    data: {
      labels: [...labels],
      datasets: sets.map(({ label, values, colour, ...figures }) =>
        withFigures<'bar'>(
          { label, data: [...values], backgroundColor: colour, barPercentage: 0.9, categoryPercentage: 0.78, maxBarThickness: 16 },
          figures,
        ),
      ),
    },
    options: {
      indexAxis: 'y',
      animation: false,
      responsive: true,
      maintainAspectRatio: false,
      interaction: { mode: 'index', axis: 'y', intersect: false },
      plugins: {
        legend: { position: 'top', align: 'end', labels: { boxWidth: 12, boxHeight: 9, font: { size: 11 }, color: palette.text } },
        tooltip: { callbacks: { label: (item) => `${item.dataset.label ?? ''} ${(item.parsed.x ?? 0).toFixed(decimals)}${suffix}` } },
      },
      scales: {
        x: {
          beginAtZero: true,
          grid: { color: palette.grid },
          border: { display: false },
          ticks: { font: { size: 11 }, color: palette.text, maxTicksLimit: 6, callback: (value) => `${String(value)}${suffix}` },
        },
        y: { grid: { display: false }, ticks: { font: { size: 11 }, color: palette.text, autoSkip: false } },
      },
    },
  }
}
