import { inflateSync } from 'node:zlib'

/** A value of a PDF file, as far as text is looked for. */
export type PdfValue = number | PdfName | PdfReference | PdfText | PdfArray | PdfDictionary | null
export interface PdfName {
  readonly name: string
}
export interface PdfReference {
  readonly reference: number
}
/** Bytes of a string, one to a letter. */
export interface PdfText {
  readonly text: string
}
export type PdfArray = readonly PdfValue[]
export type PdfDictionary = ReadonlyMap<string, PdfValue>

export const isDictionary = (value: PdfValue | undefined): value is PdfDictionary => value instanceof Map
export const isArray = (value: PdfValue | undefined): value is PdfArray => Array.isArray(value)
export const isReference = (value: PdfValue | undefined): value is PdfReference =>
  typeof value === 'object' && value !== null && 'reference' in value
export const isName = (value: PdfValue | undefined): value is PdfName => typeof value === 'object' && value !== null && 'name' in value
export const isText = (value: PdfValue | undefined): value is PdfText => typeof value === 'object' && value !== null && 'text' in value

/** How deep values may lie in each other. */
const deepest = 60
const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' }

/** Reads values and operators one after the other. */
export class PdfScanner {
  private readonly source: string
  at: number

  constructor(source: string, at = 0) {
    this.source = source
    this.at = at
  }

  /** The next value, or the word that stands there; undefined at the end. */
  next(depth = 0): PdfValue | { readonly operator: string } | undefined {
    if (depth > deepest) throw new RangeError('a PDF whose values lie too deep in each other')
    const { source } = this
    const space = /(?:[\s\0]+|%[^\r\n]*)*/y
    space.lastIndex = this.at
    space.exec(source)
    this.at = space.lastIndex
    const letter = source[this.at]
    if (letter === undefined) return undefined
    if (source.startsWith('<<', this.at)) return this.dictionary(depth)
    if (letter === '<') return this.hexadecimal()
    if (letter === '(') return this.literal()
    if (letter === '[') return this.array(depth)
    return this.word()
  }

  private word(): PdfValue | { readonly operator: string } {
    const reference = /(\d+) \d+ R(?![A-Za-z])/y
    reference.lastIndex = this.at
    const found = reference.exec(this.source)
    if (found !== null) {
      this.at = reference.lastIndex
      return { reference: Number(found[1]) }
    }
    const form = /\/?[^\s\0()<>[\]{}/%]*/y
    form.lastIndex = this.at
    const word = form.exec(this.source)?.[0] ?? ''
    this.at += Math.max(1, word.length)
    if (word.startsWith('/'))
      return { name: word.slice(1).replace(/#([0-9a-f]{2})/gi, (_, code: string) => String.fromCharCode(parseInt(code, 16))) }
    if (word === 'null') return null
    return /^[+-]?(\d+\.?\d*|\.\d+)$/.test(word) ? Number(word) : { operator: word }
  }

  private dictionary(depth: number): PdfDictionary {
    this.at += 2
    const entries = new Map<string, PdfValue>()
    for (;;) {
      const key = this.next(depth + 1)
      if (key === undefined || typeof key !== 'object' || key === null || !('name' in key)) break
      const value = this.next(depth + 1)
      if (value === undefined) break
      entries.set(key.name, typeof value === 'object' && value !== null && 'operator' in value ? null : value)
    }
    // What ended the loop is the first of the closing brackets.
    if (this.source[this.at] === '>') this.at++
    return entries
  }

  private array(depth: number): PdfArray {
    this.at++
    const values: PdfValue[] = []
    for (;;) {
      const value = this.next(depth + 1)
      if (value === undefined) return values
      if (typeof value === 'object' && value !== null && 'operator' in value) {
        if (value.operator === '' || value.operator === ']') return values
        continue
      }
      values.push(value)
    }
  }

  private hexadecimal(): PdfText {
    const end = this.source.indexOf('>', this.at)
    const digits = this.source.slice(this.at + 1, end < 0 ? undefined : end).replace(/[^0-9a-f]/gi, '')
    this.at = end < 0 ? this.source.length : end + 1
    return { text: Buffer.from(digits.length % 2 === 0 ? digits : `${digits}0`, 'hex').toString('latin1') }
  }

  private literal(): PdfText {
    let [text, depth] = ['', 1]
    for (this.at++; this.at < this.source.length; this.at++) {
      const letter = this.source[this.at] ?? ''
      if (letter === '\\') {
        const octal = /[0-7]{1,3}/y
        octal.lastIndex = this.at + 1
        const code = octal.exec(this.source)?.[0]
        const escaped = this.source[this.at + 1] ?? ''
        text += code === undefined ? (escapes[escaped] ?? escaped) : String.fromCharCode(parseInt(code, 8) & 255)
        this.at += code?.length ?? 1
        continue
      }
      depth += letter === '(' ? 1 : letter === ')' ? -1 : 0
      if (depth === 0) break
      text += letter
    }
    this.at++
    return { text }
  }
}

/** The largest stream that is unpacked. */
const mostBytes = 64 * 1024 * 1024

/** The objects of a file with a table of them in the usual form, as browsers print it. */
export class PdfObjects {
  readonly trailer: PdfDictionary
  private readonly source: string
  private readonly places = new Map<number, number>()

  /** @throws RangeError for a file that is none, or of another form. */
  constructor(bytes: Uint8Array) {
    this.source = Buffer.from(bytes).toString('latin1')
    let at = Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(this.source)?.[1] ?? Number.NaN)
    let first: PdfDictionary | undefined
    const seen = new Set<number>()
    while (Number.isInteger(at) && !seen.has(at)) {
      seen.add(at)
      const trailer = this.table(at)
      first ??= trailer
      const previous = trailer.get('Prev')
      at = typeof previous === 'number' ? previous : Number.NaN
    }
    if (first === undefined) throw new RangeError('no PDF with a table of its objects')
    this.trailer = first
  }

  /** One table; entries of later ones stand. */
  private table(at: number): PdfDictionary {
    const end = this.source.indexOf('trailer', at)
    if (!this.source.startsWith('xref', at) || end < 0) throw new RangeError('no PDF with a table of its objects')
    let number = 0
    for (const line of this.source.slice(at + 4, end).split(/[\r\n]+/)) {
      const entry = /^(\d{10}) \d{5} ([nf])/.exec(line)
      const part = /^(\d+) (\d+)\s*$/.exec(line)
      if (entry !== null) {
        if (entry[2] === 'n' && !this.places.has(number)) this.places.set(number, Number(entry[1]))
        number++
      } else if (part !== null) number = Number(part[1])
    }
    const trailer = new PdfScanner(this.source, end + 7).next()
    if (trailer === undefined || !(trailer instanceof Map)) throw new RangeError('no PDF with a table of its objects')
    return trailer
  }

  /** A value, or what it refers to. */
  resolve(value: PdfValue | undefined): PdfValue {
    if (!isReference(value)) return value ?? null
    const at = this.places.get(value.reference)
    return at === undefined ? null : (this.scan(at).value ?? null)
  }

  private scan(at: number): { readonly value: PdfValue | undefined; readonly end: number } {
    const head = /\s*\d+ \d+ obj/y
    head.lastIndex = at
    if (!head.test(this.source)) return { value: undefined, end: at }
    const scanner = new PdfScanner(this.source, head.lastIndex)
    const value = scanner.next()
    return { value: typeof value === 'object' && value !== null && 'operator' in value ? undefined : value, end: scanner.at }
  }

  /** What a stream holds, unpacked, a byte to a letter. */
  stream(value: PdfValue | undefined): string {
    const at = isReference(value) ? this.places.get(value.reference) : undefined
    if (at === undefined) return ''
    const { value: dictionary, end } = this.scan(at)
    const start = /\s*stream\r?\n/y
    start.lastIndex = end
    if (!isDictionary(dictionary) || !start.test(this.source)) return ''
    const length = this.resolve(dictionary.get('Length'))
    if (typeof length !== 'number') return ''
    const content = this.source.slice(start.lastIndex, start.lastIndex + length)
    if (dictionary.get('Filter') === undefined) return content
    try {
      return inflateSync(Buffer.from(content, 'latin1'), { maxOutputLength: mostBytes }).toString('latin1')
    } catch {
      return ''
    }
  }
}
