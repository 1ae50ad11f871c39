import type { Chart, ChartType, Plugin } from 'chart.js'
import { fixed } from '../format/number'
import { palette } from './palette'

/** What the cursor shows: a year, and the series that the keys are on. */
export interface Cursor {
  readonly year: number | null
  readonly chosen: number | null
}

/** Position of a year among a chart's labels; -1 where it is not there. */
export const yearAt = (labels: readonly unknown[] | undefined, year: number | null): number =>
  year === null ? -1 : (labels ?? []).findIndex((label) => String(label) === String(year))

/** Heights pushed apart so far that each has room; in their order. */
export function apart(heights: readonly number[], room: number, foot: number): readonly number[] {
  const order = heights.map((y, k) => ({ y, k })).sort((a, b) => a.y - b.y)
  let floor = -Infinity
  for (const place of order) {
    place.y = Math.max(place.y, floor + room)
    floor = place.y
  }
  // What ran out at the foot moves up again.
  let ceiling = foot + room
  for (const place of order.toReversed()) {
    place.y = Math.min(place.y, ceiling - room)
    ceiling = place.y
  }
  return order.sort((a, b) => a.k - b.k).map(({ y }) => y)
}

/** The year that the hand is on, in every chart of the page: a line, a dot on each series, and its figure. */
export const yearCursor = (read: () => Cursor): Plugin<ChartType, { readonly decimals: number }> => ({
  id: 'yearCursor',
  defaults: { decimals: 1 },
  afterDatasetsDraw(chart, _arguments, { decimals }) {
    const { year, chosen } = read()
    const at = yearAt(chart.data.labels, year)
    const x = at < 0 || chart.options.indexAxis === 'y' ? undefined : chart.scales['x']?.getPixelForValue(at)
    if (x === undefined) return
    const { ctx, chartArea } = chart
    ctx.save()
    ctx.strokeStyle = palette.cursor
    ctx.lineWidth = 1
    ctx.beginPath()
    ctx.moveTo(x, chartArea.top)
    ctx.lineTo(x, chartArea.bottom)
    ctx.stroke()
    const points = chart.data.datasets.flatMap((set, k) => {
      const [value, y] = [set.data[at], chart.getDatasetMeta(k).data[at]?.y]
      const isShown = typeof value === 'number' && y !== undefined && chart.isDatasetVisible(k)
      return isShown ? [{ k, value, y, colour: String(set.borderColor ?? set.backgroundColor ?? palette.ink) }] : []
    })
    for (const { k, y, colour } of points) dot(ctx, { x, y }, k === chosen ? 5 : 3.5, colour)
    // The chart under the hand says its figures in a box of its own.
    if ((chart.tooltip?.opacity ?? 0) === 0) figures(ctx, chart, x, points, decimals)
    ctx.restore()
  },
})

function dot(ctx: CanvasRenderingContext2D, { x, y }: { readonly x: number; readonly y: number }, radius: number, colour: string): void {
  ctx.beginPath()
  ctx.arc(x, y, radius, 0, 2 * Math.PI)
  ctx.fillStyle = palette.ground
  ctx.fill()
  ctx.lineWidth = 2
  ctx.strokeStyle = colour
  ctx.stroke()
}

const size = 11
function figures(
  ctx: CanvasRenderingContext2D,
  { chartArea }: Chart,
  x: number,
  points: readonly { readonly value: number; readonly y: number }[],
  decimals: number,
): void {
  ctx.font = `600 ${String(size)}px sans-serif`
  ctx.textBaseline = 'middle'
  const heights = apart(
    points.map(({ y }) => y),
    size + 3,
    chartArea.bottom - size / 2,
  )
  points.forEach(({ value }, k) => {
    const text = fixed(value, decimals)
    const width = ctx.measureText(text).width
    const isLeft = x + width + 14 > chartArea.right
    const left = isLeft ? x - width - 9 : x + 9
    const y = heights[k] ?? 0
    ctx.fillStyle = palette.ground
    ctx.fillRect(left - 2, y - size / 2 - 1, width + 4, size + 2)
    ctx.fillStyle = palette.ink
    ctx.fillText(text, left, y)
  })
}
