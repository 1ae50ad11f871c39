import Papa from 'papaparse'
import type { PopulationPreview } from '../../contract/commands'
import { emptyCell, textCell, type Grid } from './grid'
import type { TableLog } from './faults'

type Encoding = Exclude<PopulationPreview['encoding'], 'xlsx'>

/**
 * Text of a table: UTF-8, UTF-16 by its mark, otherwise GB18030 (which GBK and GB2312 are part of). Each decoder refuses what
 * is not its own, so nothing is guessed from the look of the words. @returns undefined where none of them fits.
 */
export function decodeTable(bytes: Uint8Array): { readonly text: string; readonly encoding: Encoding } | undefined {
  const attempt = (encoding: Encoding): { readonly text: string; readonly encoding: Encoding } | undefined => {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes)
      return text.includes('\u0000') ? undefined : { text, encoding }
    } catch {
      return undefined
    }
  }
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return attempt('utf-16le')
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return attempt('utf-16be')
  return attempt('utf-8') ?? attempt('gb18030')
}

/** A CSV text as a table; separated by commas, semicolons or tabs. What is wrong with its quotation marks goes to the log. */
export function csvGrid(text: string, log: TableLog): Grid {
  const parsed = Papa.parse<readonly string[]>(text, { delimitersToGuess: [',', ';', '\t'], skipEmptyLines: false })
  for (const { type, row } of parsed.errors) if (type === 'Quotes') log.refuse('quotes-broken', {}, { row: row ?? 0 })
  return {
    sheet: '',
    merges: [],
    rows: parsed.data.map((line) => line.map((value) => (value === '' ? emptyCell : textCell(value)))),
  }
}

/** What a table is made of, counted before anything is made of it; within quotation marks the signs count too. */
export function signsIn(text: string): { readonly lines: number; readonly separators: number; readonly quotes: number } {
  let [lines, separators, quotes] = [text.endsWith('\n') ? 0 : 1, 0, 0]
  for (let k = 0; k < text.length; k++) {
    const c = text.charCodeAt(k)
    if (c === 0x0a || (c === 0x0d && text.charCodeAt(k + 1) !== 0x0a)) lines++
    else if (c === 0x2c || c === 0x3b || c === 0x09) separators++
    else if (c === 0x22) quotes++
  }
  return { lines, separators, quotes }
}
