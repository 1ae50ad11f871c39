import { palette } from './palette'

export interface PictureTexts {
  readonly title: string
  readonly unit: string
  readonly source: string
}

/** Where the texts and the chart stand on the picture, in its own points. */
export interface PictureLayout {
  readonly width: number
  readonly height: number
  readonly chartTop: number
  readonly lines: readonly { readonly text: string; readonly y: number; readonly size: number; readonly bold: boolean }[]
}

export const pictureMargin = 16

/**
 * Title, unit and source around a chart of a size; a long source is broken into lines.
 *
 * @param widthOf width of a text at a font size.
 */
export function pictureLayout(
  chart: { readonly width: number; readonly height: number },
  { title, unit, source }: PictureTexts,
  widthOf: (text: string, size: number) => number,
): PictureLayout {
  const head = [
    ...broken(title, 16, chart.width, widthOf).map((text) => ({ text, size: 16, bold: true })),
    ...broken(unit, 12, chart.width, widthOf).map((text) => ({ text, size: 12, bold: false })),
  ]
  const foot = broken(source, 11, chart.width, widthOf).map((text) => ({ text, size: 11, bold: false }))
  let y = pictureMargin
  const place = ({ text, size, bold }: { text: string; size: number; bold: boolean }) => {
    y += Math.round(size * 1.45)
    return { text, size, bold, y: y - Math.round(size * 0.35) }
  }
  const above = head.map(place)
  const chartTop = y + 6
  y = chartTop + chart.height + 4
  const below = foot.map(place)
  return { width: chart.width + 2 * pictureMargin, height: y + pictureMargin, chartTop, lines: [...above, ...below] }
}

function broken(text: string, size: number, width: number, widthOf: (text: string, size: number) => number): readonly string[] {
  if (text === '') return []
  const lines: string[] = []
  let line = ''
  // Words are kept together; Chinese may be broken anywhere.
  for (const piece of text.match(/[\w\d.,%()+-]+\s*|[\s\S]/gu) ?? []) {
    if (line !== '' && widthOf(line + piece, size) > width) {
      lines.push(line.trimEnd())
      line = piece.trimStart()
    } else line += piece
  }
  return [...lines, line]
}

/** A chart on its ground, with title, unit and source drawn in. @param scale pixels of the chart's canvas per point. */
export function drawPicture(chart: HTMLCanvasElement, scale: number, texts: PictureTexts): HTMLCanvasElement {
  const picture = document.createElement('canvas')
  const context = picture.getContext('2d')
  if (context === null) return picture
  const font = (size: number, bold = false): string =>
    `${bold ? '600 ' : ''}${String(size)}px ${getComputedStyle(document.body).fontFamily}`
  const size = { width: chart.width / scale, height: chart.height / scale }
  const layout = pictureLayout(size, texts, (text, points) => {
    context.font = font(points)
    return context.measureText(text).width
  })
  picture.width = Math.ceil(layout.width * scale)
  picture.height = Math.ceil(layout.height * scale)
  context.fillStyle = palette.ground
  context.fillRect(0, 0, picture.width, picture.height)
  context.drawImage(chart, pictureMargin * scale, layout.chartTop * scale)
  context.scale(scale, scale)
  for (const line of layout.lines) {
    context.font = font(line.size, line.bold)
    context.fillStyle = line.bold ? palette.ink : palette.text
    context.fillText(line.text, pictureMargin, line.y)
  }
  return picture
}
