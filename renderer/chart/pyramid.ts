import type { ChartConfiguration, LegendItem, Plugin } from 'chart.js'
import { withFigures } from './figures'
import { palette } from './palette'

/** Persons by single age, drawn as an outline over the bars. */
export interface Outline {
  readonly label: string
  readonly male: readonly number[]
  readonly female: readonly number[]
  readonly colour: string
  readonly dash: readonly number[]
}

export interface Pyramid {
  /** Persons by single age 0…100+. */
  readonly male: readonly number[]
  readonly female: readonly number[]
  readonly outlines: readonly Outline[]
  /** Ages a bar takes together. */
  readonly step: 1 | 5
  /** Persons at the end of the scale, so that it holds still while the years pass. */
  readonly widest: number
  readonly labels: { readonly male: string; readonly female: string }
  /** Path under which the persons of a bar open. */
  readonly figureOf?: (sex: 'male' | 'female', ages: { readonly from: number; readonly to: number }) => string | undefined
}

const grouped = (values: readonly number[], step: number): number[] =>
  Array.from({ length: Math.ceil(101 / step) }, (_, k) =>
    values.slice(step * k, step * k + step).reduce((sum, value) => sum + value / 1e4, 0),
  )
const negative = (values: number[]): number[] => values.map((value) => -value)
const nameOf = (from: number, step: number): string =>
  from === 100 ? '100+' : step === 1 ? String(from) : `${String(from)}–${String(from + step - 1)}`

/** Men to the left, women to the right, the youngest at the foot; ten thousand persons. */
export function pyramidChart(pyramid: Pyramid): ChartConfiguration<'bar'> {
  const { step, labels } = pyramid
  const bar = { barPercentage: 1, categoryPercentage: step === 1 ? 1 : 0.9, grouped: false } as const
  const figuresOf = (sex: 'male' | 'female') =>
    grouped(pyramid.male, step).map((_, k) => pyramid.figureOf?.(sex, { from: k * step, to: Math.min(100, k * step + step - 1) }))
  const end = endOfScale(pyramid.widest / 1e4)
  const outlines = pyramid.outlines.map((outline) => ({
    male: grouped(outline.male, step),
    female: grouped(outline.female, step),
    colour: outline.colour,
    dash: outline.dash,
  }))
  return {
    type: 'bar',
    data: {
      labels: grouped(pyramid.male, step).map((_, k) => nameOf(k * step, step)),
      datasets: [
        withFigures<'bar'>(
          { label: labels.male, data: negative(grouped(pyramid.male, step)), backgroundColor: palette.male, ...bar },
          { figures: figuresOf('male') },
        ),
        withFigures<'bar'>(
          { label: labels.female, data: grouped(pyramid.female, step), backgroundColor: palette.female, ...bar },
          { figures: figuresOf('female') },
        ),
      ],
    },
    options: {
      indexAxis: 'y',
      animation: false,
      responsive: true,
      maintainAspectRatio: false,
      interaction: { mode: 'index', axis: 'y', intersect: false },
      plugins: {
        ...({ pyramidOutline: { outlines } satisfies Outlines } as object),
        legend: {
          position: 'top',
          align: 'end',
          onClick: () => undefined,
          labels: { boxWidth: 18, boxHeight: 9, font: { size: 11 }, color: palette.text, generateLabels: () => legendOf(pyramid) },
        },
        tooltip: { callbacks: { label: (item) => `${item.dataset.label ?? ''} ${Math.abs(item.parsed.x ?? 0).toFixed(2)}` } },
      },
      scales: {
        x: {
          min: -end,
          max: end,
          grid: { color: palette.grid },
          ticks: { font: { size: 11 }, color: palette.text, callback: (value) => String(Math.abs(Number(value))) },
        },
        y: {
          reverse: true,
          grid: { display: false },
          ticks: {
            font: { size: 10 },
            color: palette.text,
            autoSkip: false,
            // Of single ages every tenth is named.
            callback: (_, k) => (step === 5 || k % 10 === 0 ? nameOf(k * step, step) : ''),
          },
        },
      },
    },
  }
}

const legendOf = ({ labels, outlines }: Pyramid): LegendItem[] => [
  { text: labels.male, fillStyle: palette.male, strokeStyle: palette.male, fontColor: palette.text, datasetIndex: 0 },
  { text: labels.female, fillStyle: palette.female, strokeStyle: palette.female, fontColor: palette.text, datasetIndex: 1 },
  ...outlines.map(({ label, colour, dash }, k) => ({
    text: label,
    fillStyle: 'transparent',
    strokeStyle: colour,
    fontColor: palette.text,
    lineWidth: 1.5,
    lineDash: [...dash],
    datasetIndex: 2 + k,
  })),
]

/** The next round number: one, two or five and noughts. */
export function endOfScale(value: number): number {
  let size = 1
  while (size < value) size *= 10
  while (size / 10 >= value && value > 0) size /= 10
  return (
    [0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.8, 1]
      .map((part) => Number((part * size).toPrecision(6)))
      .find((round) => round >= value) ?? size
  )
}

interface Outlines {
  readonly outlines: readonly {
    readonly male: readonly number[]
    readonly female: readonly number[]
    readonly colour: string
    readonly dash: readonly number[]
  }[]
}

/** Steps around the bars of another year or scenario. */
export const pyramidOutline: Plugin<'bar', Outlines> = {
  id: 'pyramidOutline',
  defaults: { outlines: [] },
  afterDatasetsDraw(chart, _arguments, { outlines }) {
    const { x, y } = chart.scales
    if (x === undefined || y === undefined) return
    const { ctx } = chart
    ctx.save()
    for (const outline of outlines) {
      const half = Math.abs(y.getPixelForValue(1) - y.getPixelForValue(0)) / 2
      ctx.strokeStyle = outline.colour
      ctx.lineWidth = 1.5
      for (const [values, side] of [
        [outline.male, -1],
        [outline.female, 1],
      ] as const) {
        ctx.beginPath()
        ctx.setLineDash([...outline.dash])
        values.forEach((value, k) => {
          const [across, middle] = [x.getPixelForValue(side * value), y.getPixelForValue(k)]
          ctx.lineTo(across, middle + half)
          ctx.lineTo(across, middle - half)
        })
        ctx.stroke()
      }
    }
    ctx.restore()
  },
}
