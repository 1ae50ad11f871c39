import {
  BarController,
  BarElement,
  CategoryScale,
  Chart,
  Filler,
  Legend,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  Tooltip,
  type ChartConfiguration,
  type ChartEvent,
} from 'chart.js'
import { onceAFrame } from './onceAFrame'
import { yearCursor, type Cursor } from '../chart/cursor'
import { legendMarks } from '../chart/legendMarks'
import { scenarioBand, yearMark } from '../chart/lines'
import { pyramidOutline } from '../chart/pyramid'
import { markRaw, onBeforeUnmount, onMounted, shallowRef, watch, type Ref, type ShallowRef } from 'vue'

Chart.register(
  BarController,
  BarElement,
  CategoryScale,
  Filler,
  Legend,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  Tooltip,
  yearMark,
  legendMarks,
  scenarioBand,
  pyramidOutline,
)
Chart.defaults.font.family = "'Segoe UI', 'Noto Sans CJK SC', 'Noto Sans SC', 'Microsoft YaHei', 'PingFang SC', system-ui, sans-serif"

/** What a hand does on a chart. */
export interface ChartHand {
  /** The year that all charts of the page mark, and the series that the keys are on. */
  readonly cursor: () => Cursor
  /** The hand is over a point's label, or has left. */
  readonly over: (label: string | null) => void
  readonly click: (set: number, point: number) => void
}

/**
 * One chart on one canvas: made when mounted, its data replaced when the configuration changes, gone when unmounted.
 *
 * @returns `copyAt`: what is drawn, at so many pixels a point; `size`: what it takes, in points.
 */
export function useChart(
  canvas: Readonly<ShallowRef<HTMLCanvasElement | null>>,
  configuration: Readonly<Ref<ChartConfiguration>>,
  hand?: ChartHand,
) {
  const chart = shallowRef<Chart>()
  const onHover = (event: ChartEvent, _elements: unknown, of: Chart): void => {
    // Chart.js hands its events on in the next frame: by then the hand may be gone.
    if (!isOver) return
    const [nearest] = of.getElementsAtEventForMode(event as unknown as Event, 'index', { intersect: false }, false)
    hand?.over(nearest === undefined ? null : String(of.data.labels?.[nearest.index] ?? ''))
  }
  const onClick = (event: ChartEvent, _elements: unknown, of: Chart): void => {
    const [nearest] = of.getElementsAtEventForMode(event as unknown as Event, 'nearest', { intersect: false, axis: 'xy' }, false)
    if (nearest !== undefined) hand?.click(nearest.datasetIndex, nearest.index)
  }
  let isOver = false
  const entered = (): void => {
    isOver = true
  }
  const left = (): void => {
    isOver = false
    hand?.over(null)
  }
  const withHand = ({ options }: ChartConfiguration): NonNullable<ChartConfiguration['options']> => ({
    ...options,
    ...(hand === undefined ? {} : { onHover, onClick }),
  })
  const make = (): void => {
    if (canvas.value === null) return
    const plugins = hand === undefined ? [] : [yearCursor(hand.cursor)]
    chart.value = markRaw(
      new Chart(canvas.value, {
        ...configuration.value,
        options: withHand(configuration.value),
        plugins: [...(configuration.value.plugins ?? []), ...plugins],
      }),
    )
  }
  const show = (): void => {
    soon.done()
    const now = chart.value
    if (now === undefined) return make()
    now.data = configuration.value.data
    now.options = withHand(configuration.value)
    now.update('none')
  }
  const soon = onceAFrame(show)
  // What is taken from the chart is of the configuration as it is now.
  const catchUp = (): void => {
    if (soon.isDue()) show()
  }
  // Drawn again while the page is being printed, so that paper gets lines and text, not a picture of pixels.
  const redraw = (): void => {
    catchUp()
    chart.value?.resize()
    chart.value?.update('none')
  }
  onMounted(() => {
    make()
    window.addEventListener('beforeprint', redraw)
    canvas.value?.addEventListener('pointermove', entered)
    canvas.value?.addEventListener('pointerleave', left)
  })
  onBeforeUnmount(() => {
    window.removeEventListener('beforeprint', redraw)
    soon.done()
    chart.value?.destroy()
  })
  watch(configuration, soon.ask)
  if (hand !== undefined) watch(hand.cursor, () => chart.value?.draw())

  function copyAt(scale: number): HTMLCanvasElement | undefined {
    catchUp()
    const now = chart.value
    if (now === undefined) return undefined
    const { width, height } = now
    now.options.devicePixelRatio = scale
    now.resize(width, height)
    now.update('none')
    const copy = document.createElement('canvas')
    copy.width = now.canvas.width
    copy.height = now.canvas.height
    copy.getContext('2d')?.drawImage(now.canvas, 0, 0)
    delete now.options.devicePixelRatio
    now.resize(width, height)
    now.update('none')
    return copy
  }
  const size = (): { readonly width: number; readonly height: number } => ({
    width: chart.value?.width ?? 0,
    height: chart.value?.height ?? 0,
  })
  return { copyAt, size }
}
