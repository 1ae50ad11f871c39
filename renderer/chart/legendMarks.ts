import type { Chart, LegendItem, Plugin } from 'chart.js'
import { drawPoint } from 'chart.js/helpers'

interface Box {
  readonly left: number
  readonly top: number
  readonly height: number
}
/** What of the legend is not in its type: where its entries stand. */
type Placed = { readonly legendHitBoxes?: readonly Box[]; readonly legendItems?: readonly LegendItem[] } | undefined

/** The mark of a line in the legend too, on its stroke; dashed lines have none. */
export const legendMarks: Plugin<'line'> = {
  id: 'legendMarks',
  afterDraw(chart: Chart) {
    const legend = chart.legend as unknown as Placed
    const width = chart.options.plugins?.legend?.labels?.boxWidth
    if (legend?.legendItems === undefined || typeof width !== 'number') return
    legend.legendItems.forEach((item, k) => {
      const box = legend.legendHitBoxes?.[k]
      const set = chart.data.datasets[item.datasetIndex ?? -1]
      if (box === undefined || set === undefined || !('pointStyle' in set) || 'borderDash' in set) return
      const { ctx } = chart
      ctx.save()
      ctx.fillStyle = String(set.backgroundColor)
      ctx.strokeStyle = String(set.borderColor)
      drawPoint(
        ctx,
        { pointStyle: set.pointStyle as 'circle', radius: 3.5, borderWidth: 1, rotation: 0 },
        box.left + width / 2,
        box.top + box.height / 2,
      )
      ctx.restore()
    })
  },
}
