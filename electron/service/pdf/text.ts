import { isArray, isDictionary, isName, isReference, isText, PdfObjects, PdfScanner, type PdfDictionary, type PdfValue } from './objects'

/** A piece of text that was printed in one go, with the place of its first letter in points from the lower left. */
export interface PrintedText {
  readonly page: number
  readonly text: string
  readonly x: number
  readonly y: number
  /** Size of its letters in points. */
  readonly size: number
}

export interface PrintedPages {
  readonly texts: readonly PrintedText[]
  /** Width and height of each page in points. */
  readonly sizes: readonly (readonly [number, number])[]
}

type Matrix = readonly [number, number, number, number, number, number]
const unmoved: Matrix = [1, 0, 0, 1, 0, 0]
/** First one, then the other. */
const product = (a: Matrix, b: Matrix): Matrix => [
  a[0] * b[0] + a[1] * b[2],
  a[0] * b[1] + a[1] * b[3],
  a[2] * b[0] + a[3] * b[2],
  a[2] * b[1] + a[3] * b[3],
  a[4] * b[0] + a[5] * b[2] + b[4],
  a[4] * b[1] + a[5] * b[3] + b[5],
]
const matrixOf = (values: readonly PdfValue[]): Matrix => {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = values.map(Number)
  return [a, b, c, d, e, f]
}

/** The text of a printed file, piece by piece in the order of painting. @throws RangeError for a file of another form. */
export function printedText(bytes: Uint8Array): PrintedPages {
  const objects = new PdfObjects(bytes)
  const root = objects.resolve(objects.trailer.get('Root'))
  const pages = isDictionary(root) ? pagesBelow(objects, root.get('Pages'), new Map(), new Set()) : []
  const texts: PrintedText[] = []
  const fonts = new Map<number, Font>()
  const sizes = pages.map((page, k): readonly [number, number] => {
    new PagePainter(objects, k + 1, texts, fonts).paint(contentOf(objects, page), objects.resolve(page.get('Resources')), unmoved, 0)
    const box = objects.resolve(page.get('MediaBox'))
    const [x = 0, y = 0, right = 0, top = 0] = isArray(box) ? box.map(Number) : []
    return [right - x, top - y]
  })
  return { texts, sizes }
}

const inherited = ['Resources', 'MediaBox'] as const

function pagesBelow(objects: PdfObjects, value: PdfValue | undefined, above: PdfDictionary, seen: Set<PdfValue>): readonly PdfDictionary[] {
  const node = objects.resolve(value)
  if (!isDictionary(node) || seen.size > 100_000) return []
  seen.add(node)
  const given = new Map([...inherited.flatMap((key) => (above.has(key) ? [[key, above.get(key) ?? null] as const] : [])), ...node])
  const kids = objects.resolve(node.get('Kids'))
  return isArray(kids) ? kids.flatMap((kid) => pagesBelow(objects, kid, given, seen)) : [given]
}

function contentOf(objects: PdfObjects, page: PdfDictionary): string {
  const contents = page.get('Contents')
  const list = objects.resolve(contents)
  return isArray(list) ? list.map((part) => objects.stream(part)).join('\n') : objects.stream(contents)
}

interface Font {
  readonly isWide: boolean
  readonly letters: ReadonlyMap<number, string>
}

/** Letters by code. */
function lettersOf(map: string): ReadonlyMap<number, string> {
  const letters = new Map<number, string>()
  const word = (hex: string): string => Buffer.from(hex, 'hex').swap16().toString('utf16le')
  for (const [, block = ''] of map.matchAll(/beginbfchar([\s\S]*?)endbfchar/g))
    for (const [, code = '', to = ''] of block.matchAll(/<([0-9a-f]+)>\s*<((?:[0-9a-f]{4})+)>/gi)) letters.set(parseInt(code, 16), word(to))
  for (const [, block = ''] of map.matchAll(/beginbfrange([\s\S]*?)endbfrange/g))
    for (const [, from = '', to = '', first = ''] of block.matchAll(/<([0-9a-f]+)>\s*<([0-9a-f]+)>\s*<([0-9a-f]{4})>/gi)) {
      const [low, high] = [parseInt(from, 16), Math.min(parseInt(to, 16), parseInt(from, 16) + 0xffff)]
      for (let code = low; code <= high; code++) letters.set(code, String.fromCharCode(parseInt(first, 16) + code - low))
    }
  return letters
}

/** How deep forms may be painted in forms. */
const deepest = 8

/** Follows what is painted, as far as the places of text need it. */
class PagePainter {
  private readonly objects: PdfObjects
  private readonly page: number
  private readonly texts: PrintedText[]
  /** Fonts that were read already, by their objects' numbers. */
  private readonly fonts: Map<number, Font>

  constructor(objects: PdfObjects, page: number, texts: PrintedText[], fonts: Map<number, Font>) {
    this.objects = objects
    this.page = page
    this.texts = texts
    this.fonts = fonts
  }

  paint(content: string, resources: PdfValue, start: Matrix, depth: number): void {
    const scanner = new PdfScanner(content)
    const kept: Matrix[] = []
    let [moved, line, placed]: [Matrix, Matrix, Matrix] = [start, unmoved, unmoved]
    let font: Font | undefined
    let size = 0
    let given: PdfValue[] = []
    const move = (x: number, y: number): void => {
      line = product([1, 0, 0, 1, x, y], line)
      placed = line
    }
    for (let found = scanner.next(); found !== undefined; found = scanner.next()) {
      if (typeof found !== 'object' || found === null || !('operator' in found)) {
        given.push(found)
        continue
      }
      const numbers = given.map(Number)
      if (found.operator === 'q') kept.push(moved)
      else if (found.operator === 'Q') moved = kept.pop() ?? start
      else if (found.operator === 'cm') moved = product(matrixOf(given), moved)
      else if (found.operator === 'BT') line = placed = unmoved
      else if (found.operator === 'Tf') [font, size] = [this.font(resources, given[0]), numbers[1] ?? 0]
      else if (found.operator === 'Tm') line = placed = matrixOf(given)
      else if (found.operator === 'Td' || found.operator === 'TD') move(numbers[0] ?? 0, numbers[1] ?? 0)
      else if (found.operator === 'Tj' || found.operator === 'TJ') this.show(given[0], font, size, product(placed, moved))
      else if (found.operator === 'Do' && depth < deepest) this.form(resources, given[0], moved, depth)
      given = []
    }
  }

  private entry(resources: PdfValue, kind: string, name: PdfValue | undefined): PdfValue | undefined {
    const group = isDictionary(resources) ? this.objects.resolve(resources.get(kind)) : null
    return isDictionary(group) && isName(name) ? group.get(name.name) : undefined
  }

  private font(resources: PdfValue, name: PdfValue | undefined): Font | undefined {
    const entry = this.entry(resources, 'Font', name)
    const known = isReference(entry) ? this.fonts.get(entry.reference) : undefined
    if (known !== undefined) return known
    const font = this.objects.resolve(entry)
    if (!isDictionary(font)) return undefined
    const kind = font.get('Subtype')
    const made = { isWide: isName(kind) && kind.name === 'Type0', letters: lettersOf(this.objects.stream(font.get('ToUnicode'))) }
    if (isReference(entry)) this.fonts.set(entry.reference, made)
    return made
  }

  private form(resources: PdfValue, name: PdfValue | undefined, moved: Matrix, depth: number): void {
    const reference = this.entry(resources, 'XObject', name)
    const form = this.objects.resolve(reference)
    const kind = isDictionary(form) ? form.get('Subtype') : null
    if (!isDictionary(form) || !isName(kind) || kind.name !== 'Form') return
    const matrix = this.objects.resolve(form.get('Matrix'))
    const own = this.objects.resolve(form.get('Resources'))
    this.paint(this.objects.stream(reference), own ?? resources, product(isArray(matrix) ? matrixOf(matrix) : unmoved, moved), depth + 1)
  }

  private show(value: PdfValue | undefined, font: Font | undefined, size: number, at: Matrix): void {
    if (font === undefined) return
    const parts = isArray(value) ? value : [value]
    const codes = parts.flatMap((part) => (isText(part) ? [...codesOf(part.text, font.isWide)] : []))
    const text = codes.map((code) => font.letters.get(code) ?? '').join('')
    if (text !== '') this.texts.push({ page: this.page, text, x: at[4], y: at[5], size: Math.abs(size * at[0]) })
  }
}

function* codesOf(bytes: string, isWide: boolean): Generator<number> {
  const step = isWide ? 2 : 1
  for (let k = 0; k + step <= bytes.length; k += step)
    yield isWide ? bytes.charCodeAt(k) * 256 + bytes.charCodeAt(k + 1) : bytes.charCodeAt(k)
}
