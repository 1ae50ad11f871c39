import type { ReportChart } from './document'
import { element, type Markup } from './markup'

/** Lines told apart without colour: by dash, weight and mark. */
const looks = [
  { dash: '', width: '1.8', mark: 'circle' },
  { dash: '7 3', width: '1.4', mark: 'square' },
  { dash: '2 2', width: '1.4', mark: 'triangle' },
  { dash: '9 3 2 3', width: '1.2', mark: 'diamond' },
  { dash: '', width: '0.8', mark: 'cross' },
  { dash: '4 2 1 2 1 2', width: '1.2', mark: 'bar' },
] as const

const [width, height] = [600, 250]
const plot = { left: 64, right: 588, top: 22, bottom: 176 }
/** Width that is kept for a line of the legend, and its height. */
const legend = { columns: 2, row: 17, top: 212 }
const black = '#000'

/** A chart as vectors, legible in grey: no colour carries meaning. */
export function chartMarkup({ title, unit, years, lines }: ReportChart): Markup {
  const scale = scaleOf(lines.flatMap(({ values }) => values))
  const x = (k: number): number => plot.left + ((plot.right - plot.left) * k) / Math.max(1, years.length - 1)
  const y = (value: number): number => plot.bottom - ((plot.bottom - plot.top) * (value - scale.low)) / (scale.high - scale.low)
  const rows = Math.ceil(lines.length / legend.columns)
  return element(
    'svg',
    'chart',
    [...axes(unit, years, scale, x, y), ...lines.flatMap(({ values }, n) => drawn(values, n, x, y)), ...named(lines)],
    {
      viewBox: `0 0 ${String(width)} ${String(Math.max(height - 34, legend.top + rows * legend.row - 6))}`,
      role: 'img',
      'aria-label': title,
    },
  )
}

interface Scale {
  readonly low: number
  readonly high: number
  readonly step: number
}

/** Round steps from below the least to above the greatest. */
export function scaleOf(values: readonly number[]): Scale {
  const least = values.reduce((low, value) => Math.min(low, value), 0)
  const greatest = values.reduce((high, value) => Math.max(high, value), 0)
  const span = greatest - least || 1
  let step = 1e-6
  for (let tens = 1e-6; step * 6 < span; tens *= 10) step = [1, 2, 5, 10].map((n) => n * tens).find((size) => size * 6 >= span) ?? tens * 10
  return { low: Math.floor(least / step) * step, high: Math.max(Math.ceil(greatest / step), Math.floor(least / step) + 1) * step, step }
}

const at = (value: number): string => String(Math.round(value * 10) / 10)
const text = (words: string, x: number, y: number, anchor: 'start' | 'middle' | 'end'): Markup =>
  element('text', '', [words], { x: at(x), y: at(y), 'text-anchor': anchor, 'font-size': '12', fill: black })
const line = (x1: number, y1: number, x2: number, y2: number, stroke: string, given: Readonly<Record<string, string>> = {}): Markup =>
  element('line', '', [], { x1: at(x1), y1: at(y1), x2: at(x2), y2: at(y2), stroke, ...given })

function axes(
  unit: string,
  years: readonly number[],
  scale: Scale,
  x: (k: number) => number,
  y: (value: number) => number,
): readonly Markup[] {
  const count = Math.round((scale.high - scale.low) / scale.step)
  const ticks = Array.from({ length: count + 1 }, (_, k) => scale.low + k * scale.step)
  const decimals = scale.step >= 1 ? 0 : scale.step >= 0.1 ? 1 : 2
  const shown = (value: number): string =>
    value
      .toFixed(decimals)
      .replace(/^-(?=0(\.0*)?$)/, '')
      .replace(/^-/, '\u2212')
  return [
    text(unit, plot.left - 6, 11, 'end'),
    ...ticks.flatMap((value) => [
      line(plot.left, y(value), plot.right, y(value), Math.abs(value) < scale.step / 2 ? black : '#bbb', { 'stroke-width': '0.6' }),
      text(shown(value), plot.left - 6, y(value) + 4, 'end'),
    ]),
    ...years.flatMap((year, k) => (k % 3 === 0 || years.length < 8 ? [text(String(year), x(k), plot.bottom + 17, 'middle')] : [])),
  ]
}

const look = (n: number): (typeof looks)[number] => looks[n % looks.length] ?? looks[0]

function drawn(values: readonly number[], n: number, x: (k: number) => number, y: (value: number) => number): readonly Markup[] {
  const { dash, width: weight, mark } = look(n)
  const points = values.map((value, k) => `${at(x(k))},${at(y(value))}`).join(' ')
  return [
    element('polyline', '', [], {
      points,
      fill: 'none',
      stroke: black,
      'stroke-width': weight,
      ...(dash === '' ? {} : { 'stroke-dasharray': dash }),
    }),
    ...values.flatMap((value, k) => (k % 3 === n % 3 ? [marked(mark, x(k), y(value))] : [])),
  ]
}

function marked(mark: (typeof looks)[number]['mark'], x: number, y: number): Markup {
  const shape = { fill: '#fff', stroke: black, 'stroke-width': '1' }
  const path = (d: string): Markup => element('path', '', [], { d, ...shape })
  const [px, py] = [at(x), at(y)]
  switch (mark) {
    case 'circle':
      return element('circle', '', [], { cx: px, cy: py, r: '2.6', ...shape, fill: black })
    case 'square':
      return path(`M${at(x - 2.6)} ${at(y - 2.6)}h5.2v5.2h-5.2z`)
    case 'triangle':
      return path(`M${px} ${at(y - 3.4)}l3.2 5.6h-6.4z`)
    case 'diamond':
      return path(`M${px} ${at(y - 3.6)}l3.2 3.6l-3.2 3.6l-3.2 -3.6z`)
    case 'cross':
      return path(`M${at(x - 2.6)} ${at(y - 2.6)}l5.2 5.2m0 -5.2l-5.2 5.2`)
    default:
      return path(`M${px} ${at(y - 3.2)}v6.4`)
  }
}

function named(lines: ReportChart['lines']): readonly Markup[] {
  const column = (plot.right - plot.left) / legend.columns
  return lines.flatMap(({ label }, n) => {
    const [x, y] = [plot.left + (n % legend.columns) * column, legend.top + Math.floor(n / legend.columns) * legend.row]
    const { dash, width: weight, mark } = look(n)
    return [
      line(x, y - 4, x + 30, y - 4, black, { 'stroke-width': weight, ...(dash === '' ? {} : { 'stroke-dasharray': dash }) }),
      marked(mark, x + 15, y - 4),
      text(label, x + 36, y, 'start'),
    ]
  })
}
