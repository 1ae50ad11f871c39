import type { ChartConfiguration, Plugin, PointStyle } from 'chart.js'
import { withFigures, type Figures } from './figures'
import { palette } from './palette'

/** One line over the years. */
export interface Line extends Figures {
  readonly label: string
  readonly values: readonly (number | null)[]
  readonly colour: string
  readonly dash?: readonly number[]
  readonly width?: number
}

export interface LineChart {
  readonly years: readonly number[]
  readonly lines: readonly Line[]
  /** A year marked by a dotted line, with its words. */
  readonly mark?: { readonly year: number; readonly label: string }
  /** Years after this one lie in a band with its words: they are no assessment. */
  readonly scenario?: { readonly after: number; readonly label: string }
  readonly decimals: number
  /** Years with accounts end here: what follows is projection. */
  readonly fontSize?: number
  /** The scale starts at zero. */
  readonly fromZero?: boolean
}

/** Marks along the lines, so that they are told apart without colour; dashed lines are by their dash. */
const marks: readonly PointStyle[] = ['circle', 'triangle', 'rect', 'rectRot']
const markEvery = 5
export const markOfLine = (k: number): PointStyle => marks[k % marks.length] ?? 'circle'

/** Every fifth year of a whole line; every point of one with gaps, where a point may stand alone. */
function pointRadii({ years }: LineChart, { values, dash }: Line, k: number): number | number[] {
  if (values.filter((value) => value === null).length > 1) return dash === undefined ? 3.2 : 0
  return dash === undefined ? years.map((_, at) => ((at + 2 * k) % markEvery === 0 ? 3.2 : 0)) : 0
}

/** Lines over the years: a pure builder, result in, chart out. */
export function lineChart(chart: LineChart): ChartConfiguration<'line'> {
  const size = chart.fontSize ?? 11
  const datasets = chart.lines.map((line, k) =>
    withFigures<'line'>(
      {
        label: line.label,
        data: [...line.values],
        borderColor: line.colour,
        backgroundColor: line.dash === undefined ? line.colour : 'transparent',
        borderWidth: line.width ?? 2,
        ...(line.dash === undefined ? {} : { borderDash: [...line.dash] }),
        pointStyle: markOfLine(k),
        pointRadius: pointRadii(chart, line, k),
        pointHoverRadius: 4,
        pointHitRadius: 8,
        tension: 0,
      },
      line,
    ),
  )
  return {
    type: 'line',
    data: { labels: chart.years.map(String), datasets },
    options: {
      animation: false,
      responsive: true,
      maintainAspectRatio: false,
      interaction: { mode: 'index', intersect: false },
      layout: { padding: { top: 0, right: 8 } },
      plugins: {
        ...markOf(chart, size),
        ...({ yearCursor: { decimals: chart.decimals } } as object),
        legend: {
          position: 'top',
          align: 'end',
          labels: { boxWidth: 18, boxHeight: 2, font: { size }, color: palette.text, padding: 10, filter: (item) => item.text !== '' },
        },
        tooltip: { callbacks: { label: (item) => `${item.dataset.label ?? ''} ${(item.parsed.y ?? 0).toFixed(chart.decimals)}` } },
      },
      scales: {
        x: { grid: { display: false }, ticks: { font: { size }, color: palette.text, maxRotation: 0, autoSkipPadding: 14 } },
        y: {
          beginAtZero: chart.fromZero === true,
          grid: { color: palette.grid },
          border: { display: false },
          ticks: { font: { size }, color: palette.text, maxTicksLimit: 6 },
        },
      },
    },
  }
}

/** Options of the plug-ins below, under their ids. */
const markOf = ({ mark, scenario, years }: LineChart, size: number): object => ({
  yearMark: { index: mark === undefined ? -1 : years.indexOf(mark.year), label: mark?.label ?? '', size } satisfies YearMark,
  scenarioBand: {
    // The last year itself has nothing after it.
    index: scenario === undefined || scenario.after >= (years.at(-1) ?? 0) ? -1 : years.indexOf(scenario.after),
    label: scenario?.label ?? '',
    size,
  } satisfies YearMark,
})

interface YearMark {
  readonly index: number
  readonly label: string
  readonly size: number
}

/** A dotted line at one year, with its words; none where the index is negative. */
export const yearMark: Plugin<'line', YearMark> = {
  id: 'yearMark',
  defaults: { index: -1, label: '', size: 11 },
  afterDatasetsDraw(chart, _arguments, { index, label, size }) {
    const x = index < 0 ? undefined : chart.scales['x']?.getPixelForValue(index)
    if (x === undefined) return
    const { ctx, chartArea } = chart
    ctx.save()
    ctx.strokeStyle = palette.comparison
    ctx.setLineDash([2, 3])
    ctx.beginPath()
    ctx.moveTo(x, chartArea.top)
    ctx.lineTo(x, chartArea.bottom)
    ctx.stroke()
    ctx.fillStyle = palette.text
    ctx.font = `${String(size)}px sans-serif`
    ctx.fillText(label, x + 4, chartArea.top + size)
    ctx.restore()
  },
}

/** A band over the years after one, with its words at the right; none where the index is negative. */
export const scenarioBand: Plugin<'line', YearMark> = {
  id: 'scenarioBand',
  defaults: { index: -1, label: '', size: 11 },
  beforeDatasetsDraw(chart, _arguments, { index, label, size }) {
    const x = index < 0 ? undefined : chart.scales['x']?.getPixelForValue(index)
    if (x === undefined) return
    const { ctx, chartArea } = chart
    ctx.save()
    ctx.fillStyle = palette.scenario
    ctx.fillRect(x, chartArea.top, chartArea.right - x, chartArea.bottom - chartArea.top)
    ctx.fillStyle = palette.text
    ctx.font = `${String(size)}px sans-serif`
    ctx.textAlign = 'right'
    ctx.fillText(label, chartArea.right - 3, chartArea.bottom - 4, chartArea.right - x - 6)
    ctx.restore()
  },
}
