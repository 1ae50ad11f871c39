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
} from 'chart.js'
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
  scenarioBand,
  pyramidOutline,
)
Chart.defaults.font.family = "'Segoe UI', 'Noto Sans CJK SC', 'Noto Sans SC', 'Microsoft YaHei', 'PingFang SC', system-ui, sans-serif"

/**
 * One chart on one canvas: made when mounted, its data replaced when the configuration changes, gone when unmounted.
 *
 * @returns `copyAt`: what is drawn, at so many pixels a point.
 */
export function useChart(canvas: Readonly<ShallowRef<HTMLCanvasElement | null>>, configuration: Readonly<Ref<ChartConfiguration>>) {
  const chart = shallowRef<Chart>()
  const make = (): void => {
    if (canvas.value !== null) chart.value = markRaw(new Chart(canvas.value, configuration.value))
  }
  const show = (): void => {
    const now = chart.value
    if (now === undefined) return make()
    now.data = configuration.value.data
    if (configuration.value.options !== undefined) now.options = configuration.value.options
    now.update('none')
  }
  // Drawn again while the page is being printed, so that paper gets lines and text, not a picture of pixels.
  const redraw = (): void => {
    chart.value?.resize()
    chart.value?.update('none')
  }
  onMounted(() => {
    make()
    window.addEventListener('beforeprint', redraw)
  })
  onBeforeUnmount(() => {
    window.removeEventListener('beforeprint', redraw)
    chart.value?.destroy()
  })
  watch(configuration, show)

  function copyAt(scale: number): HTMLCanvasElement | undefined {
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
  return { copyAt }
}
