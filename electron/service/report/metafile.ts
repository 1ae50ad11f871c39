import type { Markup } from '../../../models/report/markup'

/**
 * A drawing as an enhanced metafile: vectors that word processors of every age show, without a picture of points beside them. Only what
 * the charts of a report are drawn with is known here: lines, polylines, closed shapes, circles and text, in black, grey and white.
 */

/** Logical units of the metafile to one of the drawing. */
const fineness = 20
/** Device that the sizes are told for: 40 points to the millimetre. */
const device = { pixels: [20_000, 12_000], millimetres: [500, 300], perMillimetre: 40 } as const
const records = {
  header: 1,
  polygon: 3,
  polyline: 4,
  windowExtent: 9,
  windowOrigin: 10,
  viewportExtent: 11,
  viewportOrigin: 12,
  end: 14,
  mapMode: 17,
  backgroundMode: 18,
  textAlign: 22,
  textColour: 24,
  select: 37,
  createPen: 38,
  createBrush: 39,
  remove: 40,
  ellipse: 42,
  createFont: 82,
  text: 84,
} as const
const headerLength = 108
const signature = 0x464d4520
const [anisotropic, transparent, baseline] = [8, 1, 24]
const aligned = { start: 0, end: 2, middle: 6 } as const
const stock = { noBrush: 0x80000005, noPen: 0x80000008 } as const
/** Number of the object that is made, selected, used and removed; 0 is the metafile itself. */
const own = 1

type Point = readonly [x: number, y: number]

export interface Metafile {
  readonly bytes: Uint8Array
  /** Of the drawing, width over height. */
  readonly ratio: number
}

/**
 * @param drawing an `svg` element with a `viewBox`. @param font of its texts. @param millimetres width on paper.
 * @throws RangeError for an element that charts are not drawn with.
 */
export function metafileOf(drawing: Markup, font: string, millimetres: number): Metafile {
  const [, , width = 1, height = 1] = numbersIn(drawing.attributes['viewBox'])
  // A text may begin before the drawing does: the picture begins with it.
  const left = Math.min(0, ...drawing.children.map((child) => (typeof child === 'string' ? 0 : leftOf(child))))
  const [across, down] = [width - left, height]
  const pen = new Pen(font)
  pen.begin(left, across, down, millimetres)
  for (const child of drawing.children) if (typeof child !== 'string') draw(pen, child)
  return { bytes: pen.end(millimetres, (millimetres * down) / across), ratio: across / down }
}

function draw(pen: Pen, { tag, attributes, children }: Markup): void {
  const at = (name: string): number => Number(attributes[name] ?? 0)
  const dashes = numbersIn(attributes['stroke-dasharray'])
  const stroke = { colour: colourOf(attributes['stroke']), width: at('stroke-width') }
  switch (tag) {
    case 'line':
      return pen.line(
        [
          [at('x1'), at('y1')],
          [at('x2'), at('y2')],
        ],
        stroke,
        dashes,
      )
    case 'polyline':
      return pen.line(pairs(numbersIn(attributes['points'])), stroke, dashes)
    case 'path':
      for (const { points, isClosed } of outlines(attributes['d'] ?? ''))
        if (isClosed) pen.shape(points, stroke, colourOf(attributes['fill']))
        else pen.line(points, stroke, [])
      return
    case 'circle':
      return pen.circle([at('cx'), at('cy')], at('r'), stroke, colourOf(attributes['fill']))
    case 'text': {
      const words = children.filter((child) => typeof child === 'string').join('')
      return pen.text(words, [at('x'), at('y')], at('font-size'), anchorOf(attributes['text-anchor']))
    }
    default:
      throw new RangeError(`a metafile has no ${tag}`)
  }
}

const numbersIn = (text = ''): readonly number[] => [...text.matchAll(/-?\d+(?:\.\d+)?/g)].map(([found]) => Number(found))
const pairs = (numbers: readonly number[]): readonly Point[] =>
  Array.from({ length: numbers.length >> 1 }, (_, k): Point => [numbers[2 * k] ?? 0, numbers[2 * k + 1] ?? 0])
const anchorOf = (text = 'start'): keyof typeof aligned => (text === 'end' || text === 'middle' ? text : 'start')

/** Red, green and blue in one number, as metafiles have them; all colours here are grey, so that their order is the same. */
function colourOf(text = '#000'): number {
  const hex = text.slice(1)
  return Number.parseInt(hex.length === 3 ? [...hex].map((digit) => digit + digit).join('') : hex, 16)
}

/** The lines of a path of straight strokes. */
function outlines(path: string): readonly { readonly points: readonly Point[]; readonly isClosed: boolean }[] {
  const found: { points: Point[]; isClosed: boolean }[] = []
  let [x, y] = [0, 0]
  for (const [, command = '', rest] of path.matchAll(/([MmlhvzZ])([^MmlhvzZ]*)/g)) {
    const numbers = numbersIn(rest)
    const last = found.at(-1)
    if (command === 'z' || command === 'Z') {
      if (last !== undefined) last.isClosed = true
      continue
    }
    const steps: readonly Point[] =
      command === 'h' ? numbers.map((n): Point => [n, 0]) : command === 'v' ? numbers.map((n): Point => [0, n]) : pairs(numbers)
    for (const [dx, dy] of steps) {
      ;[x, y] = command === 'M' ? [dx, dy] : [x + dx, y + dy]
      if (command === 'M' || command === 'm') found.push({ points: [[x, y]], isClosed: false })
      else found.at(-1)?.points.push([x, y])
    }
  }
  return found
}

/** Width of a letter in parts of its height: an ideograph is as wide as it is high. */
const widthOf = (letter: string): number => (letter < '\u2e80' ? 0.5 : 1)

function leftOf({ tag, attributes, children }: Markup): number {
  if (tag !== 'text' || anchorOf(attributes['text-anchor']) !== 'end') return 0
  const letters = children.flatMap((child) => (typeof child === 'string' ? [...child] : []))
  const wide = letters.reduce((sum, letter) => sum + widthOf(letter), 0)
  return Number(attributes['x'] ?? 0) - wide * Number(attributes['font-size'] ?? 0)
}

/** A line cut into its dashes: word processors agree on no dashes of their own. */
function dashed(points: readonly Point[], dashes: readonly number[]): readonly (readonly Point[])[] {
  if (dashes.length === 0) return [points]
  const parts: Point[][] = []
  let [n, left, isOn] = [0, dashes[0] ?? 1, true]
  let part: Point[] = points[0] === undefined ? [] : [points[0]]
  for (const [k, end] of points.entries()) {
    if (k === 0) continue
    let [x, y] = points[k - 1] ?? end
    for (let rest = Math.hypot(end[0] - x, end[1] - y); rest > 0; rest = Math.hypot(end[0] - x, end[1] - y)) {
      const step = Math.min(rest, left)
      ;[x, y] = step === rest ? end : [x + ((end[0] - x) * step) / rest, y + ((end[1] - y) * step) / rest]
      left -= step
      if (isOn) part.push([x, y])
      if (left > 1e-9) continue
      if (isOn) parts.push(part)
      ;[n, isOn] = [(n + 1) % dashes.length, !isOn]
      left = dashes[n] ?? 1
      part = [[x, y]]
    }
  }
  if (isOn && part.length > 1) parts.push(part)
  return parts
}

interface Stroke {
  readonly colour: number
  readonly width: number
}

/** Writes the records of a metafile, one behind the other. */
class Pen {
  private readonly font: string
  private readonly parts: Uint8Array[] = []

  constructor(font: string) {
    this.font = font
  }

  begin(left: number, across: number, down: number, millimetres: number): void {
    const size = (units: number): number => Math.round((units / across) * millimetres * device.perMillimetre)
    this.record(records.mapMode, [anisotropic])
    this.record(records.windowOrigin, [fine(left), 0])
    this.record(records.windowExtent, [fine(across), fine(down)])
    this.record(records.viewportOrigin, [0, 0])
    this.record(records.viewportExtent, [size(across), size(down)])
    this.record(records.backgroundMode, [transparent])
    this.record(records.textColour, [0])
  }

  line(points: readonly Point[], stroke: Stroke, dashes: readonly number[]): void {
    this.withPen(stroke, () => {
      for (const part of dashed(points, dashes)) this.points(records.polyline, part)
    })
  }

  shape(points: readonly Point[], stroke: Stroke, fill: number): void {
    this.withPen(stroke, () => {
      this.withBrush(fill, () => {
        this.points(records.polygon, points)
      })
    })
  }

  circle([x, y]: Point, radius: number, stroke: Stroke, fill: number): void {
    this.withPen(stroke, () => {
      this.withBrush(fill, () => {
        this.record(records.ellipse, [x - radius, y - radius, x + radius, y + radius].map(fine))
      })
    })
  }

  text(words: string, [x, y]: Point, size: number, anchor: keyof typeof aligned): void {
    const height = fine(size)
    const face = new Uint8Array(320)
    const view = new DataView(face.buffer)
    view.setInt32(0, -height, true)
    view.setInt32(16, 400, true)
    // Whatever letters the system has.
    face[23] = 1
    for (const [k, letter] of [...this.font.slice(0, 31)].entries()) view.setUint16(28 + 2 * k, letter.charCodeAt(0), true)
    this.record(records.createFont, [own], face)
    this.record(records.select, [own])
    this.record(records.textAlign, [baseline | aligned[anchor]])
    const units = Array.from({ length: words.length }, (_, k) => words.charCodeAt(k))
    const string = Math.ceil(units.length / 2) * 4
    const tail = new Uint8Array(string + 4 * units.length)
    const letters = new DataView(tail.buffer)
    units.forEach((unit, k) => {
      letters.setUint16(2 * k, unit, true)
      letters.setUint32(string + 4 * k, Math.round(widthOf(words.charAt(k)) * height), true)
    })
    const scale = new DataView(new ArrayBuffer(8))
    scale.setFloat32(0, 100 / device.perMillimetre, true)
    scale.setFloat32(4, 100 / device.perMillimetre, true)
    const [start, none] = [76, [0, 0, -1, -1]]
    const head = [...none, 1, scale.getInt32(0, true), scale.getInt32(4, true)]
    this.record(records.text, [...head, fine(x), fine(y), units.length, start, 0, ...none, start + string], tail)
    this.removeOwn()
  }

  /** @param across, down millimetres of the drawing. */
  end(across: number, down: number): Uint8Array {
    this.record(records.end, [0, 16, 20])
    const body = this.parts
    const bytes = new Uint8Array(headerLength + body.reduce((sum, { length }) => sum + length, 0))
    const view = new DataView(bytes.buffer)
    const pixels = [across, down].map((size) => Math.round(size * device.perMillimetre))
    const head: readonly number[] = [
      records.header,
      headerLength,
      ...[0, 0, ...pixels],
      ...[0, 0, Math.round(across * 100), Math.round(down * 100)],
      signature,
      0x10000,
      bytes.length,
      body.length + 1,
      // Two objects: the metafile and the one at hand, beside a pen or a brush.
      own + 2,
      ...[0, 0, 0],
      ...device.pixels,
      ...device.millimetres,
      ...[0, 0, 0],
      ...device.millimetres.map((size) => size * 1000),
    ]
    head.forEach((value, k) => {
      view.setInt32(4 * k, value, true)
    })
    let at = headerLength
    for (const part of body) {
      bytes.set(part, at)
      at += part.length
    }
    return bytes
  }

  private withPen({ colour, width }: Stroke, work: () => void): void {
    this.record(records.createPen, [own, 0, Math.max(1, fine(width)), 0, colour])
    this.record(records.select, [own])
    work()
    this.record(records.select, [stock.noPen])
    this.removeOwn()
  }

  private withBrush(colour: number, work: () => void): void {
    const brush = own + 1
    this.record(records.createBrush, [brush, 0, colour, 0])
    this.record(records.select, [brush])
    work()
    this.record(records.select, [stock.noBrush])
    this.record(records.remove, [brush])
  }

  private removeOwn(): void {
    this.record(records.remove, [own])
  }

  private points(kind: number, points: readonly Point[]): void {
    if (points.length < 2) return
    const flat = points.flat().map(fine)
    const [xs, ys] = [flat.filter((_, k) => k % 2 === 0), flat.filter((_, k) => k % 2 === 1)]
    this.record(kind, [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys), points.length, ...flat])
  }

  private record(kind: number, values: readonly number[], tail = new Uint8Array()): void {
    const part = new Uint8Array(8 + 4 * values.length + tail.length)
    const view = new DataView(part.buffer)
    ;[kind, part.length, ...values].forEach((value, k) => {
      view.setInt32(4 * k, value, true)
    })
    part.set(tail, 8 + 4 * values.length)
    this.parts.push(part)
  }
}

const fine = (units: number): number => Math.round(units * fineness)
