import type { CellSheet, NewCell } from '../table/cellWorkbook'
import { columnLetter } from '../table/grid'
import { figureLook, looks } from './looks'
import type { RowPlaces } from './plan'
import type { Total } from './summary'
import type { Speech } from './words'

/** Columns of the check: figure, side, years, verdict. */
const before = 2
const firstLine = 5
const linesEach = 3

/** A sheet that holds the workbook's totals against the program's: formulas, figures, differences. */
export function checkSheet(totals: readonly Total[], places: RowPlaces, years: readonly number[], speech: Speech): CellSheet {
  const { check: words, sheets } = speech.words
  const counted = columnLetter(before + years.length + 1)
  const end = firstLine + totals.length * linesEach - 1
  const isAll = `SUM(${counted}${String(firstLine)}:${counted}${String(end)})=0`
  const lines: readonly (readonly NewCell[])[] = [
    [{ column: 0, value: words.title, look: looks.title }],
    [{ column: 0, value: words.note, look: looks.note }],
    [
      { column: 0, value: words.all, look: looks.strong },
      { column: 1, value: words.agree, formula: verdictOf(isAll, speech), look: looks.strong },
    ],
    [words.figure, words.side, ...years, words.verdict].map((value, column) => ({
      column,
      value,
      look: typeof value === 'number' || value === words.verdict ? looks.headNumber : looks.head,
    })),
    ...totals.flatMap((total, k) => totalLines(total, firstLine + k * linesEach, places, years, speech)),
  ]
  return {
    name: sheets.check,
    widths: [30, 18, ...years.map(() => 18), 10, 4],
    frozen: { rows: firstLine - 1, columns: before },
    tab: '5B8C5A',
    rows: lines,
  }
}

const verdictOf = (condition: string, { words: { check } }: Speech): string => `IF(${condition},"${check.agree}","${check.differ}")`

/** A total as the workbook has it, as the program has it, and their difference with its verdict. */
function totalLines(
  { row, name }: Total,
  first: number,
  places: RowPlaces,
  years: readonly number[],
  speech: Speech,
): readonly (readonly NewCell[])[] {
  const { check: words } = speech.words
  const { sheet, line } = places.of(row)
  const values = years.map((_, year) => places.read(row, year))
  const look = figureLook('computed', Math.max(...values.map(Math.abs)) < 1e4 ? 'ratio' : 'money')
  const verdict = before + years.length
  const at = (year: number, of: number): string => `${columnLetter(before + year)}${String(of)}`
  const side = (text: string, cell: (year: number) => Pick<NewCell, 'value' | 'formula'>): readonly NewCell[] => [
    { column: 1, value: text, look: looks.soft },
    ...years.map((_, year): NewCell => ({ column: before + year, look, ...cell(year) })),
  ]
  const most = (of: number): string => {
    const range = `${at(0, of)}:${at(years.length - 1, of)}`
    return `MAX(MAX(${range}),-MIN(${range}))`
  }
  const [own, program, difference] = [first, first + 1, first + 2]
  const agrees = verdictOf(`${most(difference)}<=1E-9*MAX(1,${most(program)})`, speech)
  const isDifferent = `IF(${columnLetter(verdict)}${String(difference)}="${words.agree}",0,1)`
  return [
    [
      { column: 0, value: name, look: looks.text },
      ...side(words.workbook, (year) => ({ value: values[year] ?? 0, formula: `${sheet}!${places.column(year)}${String(line)}` })),
    ],
    side(words.program, (year) => ({ value: values[year] ?? 0 })),
    [
      ...side(words.difference, (year) => ({ value: 0, formula: `${at(year, own)}-${at(year, program)}` })),
      { column: verdict, value: words.agree, formula: agrees, look: looks.verdict },
      // Lines that differ are counted beside their verdicts.
      { column: verdict + 1, value: 0, formula: isDifferent, look: looks.soft },
    ],
  ]
}
