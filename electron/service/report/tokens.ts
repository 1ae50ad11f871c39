import { tablesOf, type ReportDocument, type ReportTable } from '../../../models/report/document'
import type { PrintedText } from '../pdf/text'

/** A number as it is printed, with what it is of. */
export interface PrintedNumber {
  readonly number: string
  /** Title of the table with row and column, or the beginning of the sentence. */
  readonly place: string
}

const numbers = /[+\u2212-]?\d[\d,]*(?:\.\d+)?%?/g
/** Readers give a minus as one of several signs. */
const plainSign = (number: string): string => number.replace(/[\u2212\u2010-\u2015]/g, '-')
export const numbersIn = (text: string): readonly string[] => [...text.matchAll(numbers)].map(([found]) => plainSign(found))

const placed = (text: string, place: string): readonly PrintedNumber[] => numbersIn(text).map((number) => ({ number, place }))

/** Every number of a report in the order of the pages, but those of charts and of what each page carries. */
export function numbersOf(report: ReportDocument): readonly PrintedNumber[] {
  return [
    ...placed(report.title, report.title),
    ...report.cover.flatMap(({ label, value }) => [...placed(label, label), ...placed(value, label)]),
    ...report.sections.flatMap(({ title, blocks }) => [
      ...placed(title, title),
      ...blocks.flatMap((block) => {
        if (block.kind === 'table') return tableNumbers(block)
        if (block.kind === 'chart') return placed(block.title, block.title)
        if (block.kind === 'signing') return []
        return placed(block.text, [...block.text].slice(0, 16).join(''))
      }),
    ]),
  ]
}

const tableNumbers = (table: ReportTable): readonly PrintedNumber[] => [
  ...placed(table.title, table.title),
  ...placed(table.unit, table.title),
  ...cellNumbers(table),
]

/** Every number in the cells of a report's tables, in their order. */
export const numbersOfTables = (report: ReportDocument): readonly PrintedNumber[] => tablesOf(report).flatMap(cellNumbers)

function cellNumbers({ title, head, rows }: ReportTable): readonly PrintedNumber[] {
  return [
    ...head.flatMap((cell) => placed(cell, title)),
    ...rows.flatMap((row) =>
      row.flatMap((cell, k) => placed(cell, [title, row[0] ?? '', head[k] ?? ''].filter((part) => part !== '').join(' · '))),
    ),
  ]
}

/** Points from the edges of the paper within which nothing of the report itself stands: 25 mm above, 22 mm below. */
const edges = { top: 70, bottom: 62 }
/** Letters of a line lie at most so far apart, in parts of their size: an ideograph is as wide as it is high, a digit half. */
const reach = (letter: string): number => (letter < '\u2e80' ? 0.8 : 1.35)

/** Lines of text as printed, put together from the letters; without what stands at the top and the foot of every page. */
export function printedLines(texts: readonly PrintedText[], sizes: readonly (readonly [number, number])[]): readonly string[] {
  const lines: string[] = []
  let last: PrintedText | undefined
  for (const piece of texts) {
    const height = sizes[piece.page - 1]?.[1] ?? 0
    if (piece.y > height - edges.top || piece.y < edges.bottom) continue
    const isNext =
      last !== undefined &&
      last.page === piece.page &&
      Math.abs(last.y - piece.y) < piece.size * 0.2 &&
      piece.x > last.x &&
      piece.x - last.x <= last.size * reach(last.text.at(-1) ?? '') * Math.max(1, [...last.text].length)
    if (isNext) lines.push((lines.pop() ?? '') + piece.text)
    else lines.push(piece.text)
    last = piece
  }
  return lines
}

/** Everything that stands at the top of pages: names, fingerprints, versions. */
export const runningText = (texts: readonly PrintedText[], sizes: readonly (readonly [number, number])[]): string =>
  texts.map(({ page, y, text }) => (page === 1 && y > (sizes[0]?.[1] ?? 0) - 37 * (72 / 25.4) ? text : '')).join('')
