import { BasicPlatform, Chart, type ChartConfiguration, type ChartDataset } from 'chart.js'
import type { Context as VectorContext } from 'svgcanvas'
import { pictureLayout, pictureMargin, type PictureTexts } from './picture'
import { palette } from './palette'

const namespace = 'http://www.w3.org/2000/svg'

type Draw = (configuration: ChartConfiguration, size: { readonly width: number; readonly height: number }, texts: PictureTexts) => string

/** What draws a chart of a size as lines and letters, with title, unit and source, as an SVG file; fetched when it is needed. */
export async function vectorDrawer(): Promise<Draw> {
  const { Context } = await import('svgcanvas')
  return (configuration, size, texts) => draw(Context, configuration, size, texts)
}

function draw(Context: typeof VectorContext, ...[configuration, size, texts]: Parameters<Draw>): string {
  const measuring = document.createElement('canvas').getContext('2d')
  const family = getComputedStyle(document.body).fontFamily
  const layout = pictureLayout(size, texts, (text, points) => {
    if (measuring === null) return 0
    measuring.font = `${String(points)}px ${family}`
    return measuring.measureText(text).width
  })
  const context = new (lettering(Context))({ ...size, ...(measuring === null ? {} : { ctx: measuring }) })
  const canvas = { ...size, style: {}, getContext: () => context }
  context.canvas = canvas
  const chart = new Chart(canvas as unknown as HTMLCanvasElement, {
    ...configuration,
    data: { ...configuration.data, datasets: configuration.data.datasets.map(drawnPlainly) },
    options: { ...configuration.options, responsive: false, animation: false, devicePixelRatio: 1 },
    platform: BasicPlatform,
  })
  chart.draw()
  const drawn = context.getSvg().cloneNode(true) as SVGSVGElement
  chart.destroy()

  const picture = element('svg', {
    width: layout.width,
    height: layout.height,
    viewBox: `0 0 ${String(layout.width)} ${String(layout.height)}`,
  })
  picture.append(element('rect', { width: layout.width, height: layout.height, fill: palette.ground }))
  for (const line of layout.lines) {
    const text = element('text', {
      x: pictureMargin,
      y: line.y,
      'font-family': family,
      'font-size': line.size,
      'font-weight': line.bold ? 600 : 400,
      fill: line.bold ? palette.ink : palette.text,
    })
    text.textContent = line.text
    picture.append(text)
  }
  for (const [name, value] of Object.entries({ x: pictureMargin, y: layout.chartTop, ...size })) drawn.setAttribute(name, String(value))
  picture.append(drawn)
  return new XMLSerializer().serializeToString(picture)
}

/** Letters with their font as attributes: the library reads it from a style attribute, which the page's policy refuses. */
function lettering(Context: typeof VectorContext): typeof VectorContext {
  return class extends Context {
    override fillText(text: string, x: number, y: number): void {
      const parent = this.__closestGroupOrSvg()
      const { style } = document.createElement('span')
      style.font = this.font
      const letters = this.__createElement(
        'text',
        {
          'font-family': style.fontFamily,
          'font-size': style.fontSize,
          'font-style': style.fontStyle,
          'font-weight': style.fontWeight,
          'text-anchor': anchors[this.textAlign],
          'dominant-baseline': baselines[this.textBaseline],
          x,
          y,
        },
        true,
      )
      letters.textContent = text
      this.__currentElement = letters
      this.__applyTransformation(letters)
      this.__applyStyleToCurrentElement('fill')
      parent.append(letters)
    }
  }
}
const anchors: Readonly<Record<CanvasTextAlign, string>> = { left: 'start', start: 'start', center: 'middle', right: 'end', end: 'end' }
const baselines: Readonly<Record<CanvasTextBaseline, string>> = {
  alphabetic: 'alphabetic',
  ideographic: 'alphabetic',
  hanging: 'hanging',
  top: 'text-before-edge',
  middle: 'central',
  bottom: 'text-after-edge',
}

/** A line with segments of its own is drawn stroke by stroke; else Chart.js keeps it as a path that only a real canvas can take. */
const drawnPlainly = (set: ChartDataset): ChartDataset => ({ ...set, segment: {} }) as ChartDataset

function element(name: string, attributes: Readonly<Record<string, string | number>>): SVGElement {
  const made = document.createElementNS(namespace, name)
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value))
  return made
}
