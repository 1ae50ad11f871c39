import { textsOfZip } from '../files/zipEntry'
import { docxMarks } from './office'

/** A report that came back from a word processor. */
export interface OfficeReport {
  /** What it says of itself to the program; empty where that is gone. */
  readonly seal: string
  /** What stands at the top of its pages; empty where no fingerprint stands there. */
  readonly running: string
  /** Cells of its tables, row by row, as they are read. */
  readonly tables: readonly (readonly (readonly string[])[])[]
}

const mostBytes = 32 * 1024 * 1024
const [body, custom, header] = ['word/document.xml', 'docProps/custom.xml', /^word\/header\d*\.xml$/]

/** @returns undefined where the bytes are no such file. */
export function readDocx(bytes: Uint8Array): OfficeReport | undefined {
  const files = textsOfZip(bytes, (name) => name === body || name === custom || header.test(name), mostBytes)
  const document = files?.get(body)
  if (files === undefined || document === undefined) return undefined
  // Upright pages and those across have headers of their own, which say the same.
  const headers = [...files].filter(([name]) => header.test(name)).map(([, text]) => [...wordsIn(text)].join(' '))
  return {
    seal: propertyIn(files.get(custom) ?? '', docxMarks.seal),
    running: headers.find((text) => /[0-9a-f]{16}/.test(text)) ?? '',
    tables: tablesIn(document),
  }
}

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' }
const plain = (text: string): string =>
  text.replace(/&(?:(lt|gt|quot|apos|amp)|#(\d{1,7})|#x([0-9a-fA-F]{1,6}));/g, (whole, name?: string, decimal?: string, hex?: string) => {
    if (name !== undefined) return entities[name] ?? whole
    const code = Number.parseInt(decimal ?? hex ?? '', decimal === undefined ? 16 : 10)
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole
  })

/** A property that programs keep without knowing it. */
function propertyIn(xml: string, name: string): string {
  for (const [, attributes = '', inside = ''] of xml.matchAll(/<property\s([^>]{0,2000})>([^]*?)<\/property>/g))
    if (attributes.includes(`name="${name}"`)) return plain(inside.replace(/<[^>]*>/g, '')).trim()
  return ''
}

/** Tags that matter, and the text between a `w:t` and its end; what was struck out under tracked changes is in `w:delText`. */
const signs = /<(\/?)w:(tbl|tr|tc|p|t|tab|br)(?=[\s/>])[^>]*?(\/?)>([^<]*)/g

function* wordsIn(xml: string): Generator<string> {
  for (const [, close, tag, isEmpty, text = ''] of xml.matchAll(signs)) if (tag === 't' && close === '' && isEmpty === '') yield plain(text)
}

/** Tables of the document; one within a cell belongs to that cell. A number that was set in pieces is put together again. */
function tablesIn(xml: string): OfficeReport['tables'] {
  const tables: string[][][] = []
  let depth = 0
  for (const [, close, tag, isEmpty, text = ''] of xml.matchAll(signs)) {
    const isOpening = close === '' && isEmpty === ''
    if (tag === 'tbl') {
      if (isOpening && ++depth === 1) tables.push([])
      else if (close !== '') depth = Math.max(0, depth - 1)
      continue
    }
    const table = depth === 0 ? undefined : tables.at(-1)
    const row = table?.at(-1)
    if (tag === 'tr' && isOpening && depth === 1) table?.push([])
    else if (tag === 'tc' && isOpening && depth === 1) row?.push('')
    else if (row !== undefined && row.length > 0) {
      const added =
        tag === 't'
          ? isOpening
            ? plain(text)
            : ''
          : tag === 'p' && close === ''
            ? ''
            : tag === 'p' || tag === 'tab' || tag === 'br'
              ? '\n'
              : ''
      row[row.length - 1] += added
    }
  }
  return tables.map((table) => table.map((row) => row.map((cell) => cell.trim())))
}
