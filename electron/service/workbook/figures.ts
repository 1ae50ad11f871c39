import type { Formula, Row } from '../../../models/equation/formula/formula'
import { printFormula } from '../../../models/equation/formula/print'
import { leverNamed } from '../../../models/scenario/levers'
import { isLeverVariable, leverRows } from '../../../models/workbook/levers'
import type { Allowed, LongSheet, NewCell } from '../table/cellWorkbook'
import { columnLetter } from '../table/grid'
import type { FigureFormat } from './blocks'
import type { RowLabel } from './labels'
import { figureLook, figureLooks, looks, type FigureKind } from './looks'
import { columnsBefore, linesBefore, type FigureLine, type FigureSheet, type RowPlaces } from './plan'
import { isOfPopulation, type RowSource } from './sources'
import { filled, type Speech } from './words'

/** What sheets of figures are made from. */
export interface FigureGround {
  readonly places: RowPlaces
  readonly years: readonly number[]
  readonly speech: Speech
  readonly sourceOf: (row: Row) => RowSource
  readonly tabs: Readonly<Partial<Record<FigureSheet['key'], string>>>
}

/** Cells side by side with the same formula. */
interface Run {
  readonly from: number
  readonly to: number
  readonly text: string
}

/** A row as it is written; the formulas behind it are no longer needed. */
interface PrintedLine {
  readonly label: RowLabel
  readonly format: FigureFormat
  readonly kinds: readonly FigureKind[]
  readonly values: Readonly<Float64Array>
  readonly runs: readonly Run[]
  readonly source: RowSource
}

const isShownAsValue = ({ op }: Formula): boolean => op === 'given' || op === 'constant'

export function runsOf(row: Row, places: RowPlaces): readonly Run[] {
  const runs: Run[] = []
  row.formulas.forEach((formula, year) => {
    if (isShownAsValue(formula)) return
    const last = runs.at(-1)
    if (last?.to === year - 1 && row.formulas[last.from] === formula) runs[runs.length - 1] = { ...last, to: year }
    else runs.push({ from: year, to: year, text: printFormula(formula, row, year, places) })
  })
  return runs
}

function printed({ row, label, format }: FigureLine, { places, sourceOf }: FigureGround): PrintedLine {
  return {
    label,
    format,
    kinds: row.formulas.map((formula, year) => kindOf(row, formula, year)),
    values: Float64Array.from(row.formulas, (_, year) => places.read(row, year)),
    runs: runsOf(row, places),
    source: sourceOf(row),
  }
}

/** A sheet of figures: title, heads, blocks of rows. */
export function figureCells(sheet: FigureSheet, ground: FigureGround): LongSheet {
  const { speech, years, tabs } = ground
  const { key, name } = sheet
  const lines = sheet.lines.map((line): PrintedLine | string => (line.is === 'band' ? line.text : printed(line, ground)))
  const tab = tabs[key]
  return {
    name,
    widths: [40, 14, 9, 12, ...years.map(() => 16), 6, 44, 36, 44],
    frozen: { rows: linesBefore, columns: columnsBefore },
    allowed: allowedIn(sheet, speech),
    ...(tab === undefined ? {} : { tab }),
    looks: figureLooks(),
    notes: lines.flatMap((line, k) => (typeof line === 'string' ? [] : notesOf(line, k + linesBefore))),
    rows: () => sheetRows(lines, name, noteOf(key, speech), heads(speech, years), years.length),
  }
}

/** Notes of a row's cells; lines are counted from nought here. */
const notesOf = ({ source }: PrintedLine, line: number): LongSheet['notes'] =>
  [...source.notes].map(([year, text]) => ({ line, column: columnsBefore + year, text }))

function* sheetRows(
  lines: readonly (PrintedLine | string)[],
  name: string,
  note: string,
  head: readonly NewCell[],
  years: number,
): Generator<readonly NewCell[]> {
  yield [{ column: 0, value: name, look: looks.title }]
  yield [{ column: 0, value: note, look: looks.note }]
  yield head
  let shared = 0
  for (const [k, line] of lines.entries()) {
    if (typeof line === 'string') yield [{ column: 0, value: line, look: looks.band }]
    else {
      yield lineCells(line, k + linesBefore + 1, shared, years)
      shared += line.runs.length
    }
  }
}

export const noteOf = (key: FigureSheet['key'], { words }: Speech): string =>
  Object.entries(words.sheetNotes).find(([known]) => known === key)?.[1] ?? ''

function heads(speech: Speech, years: readonly number[]): readonly NewCell[] {
  const { heads: words } = speech.words
  const before = [words.name, words.area, words.payer, words.unit]
  const after = [words.grade, words.source, words.change, words.key]
  return [...before, ...years, ...after].map((value, column) => ({
    column,
    value,
    look: typeof value === 'number' ? looks.headNumber : looks.head,
  }))
}

function lineCells(
  { label, format, kinds, values, runs, source }: PrintedLine,
  at: number,
  firstShared: number,
  years: number,
): readonly NewCell[] {
  const before = [label.name, label.area, label.payer, label.unit]
  const cells: NewCell[] = before.flatMap((text, column) => (text === '' ? [] : [{ column, value: text, look: looks.text }]))
  kinds.forEach((kind, year) => {
    const k = runs.findIndex(({ from, to }) => from <= year && year <= to)
    const run = runs[k]
    cells.push({
      column: columnsBefore + year,
      value: values[year] ?? 0,
      look: figureLook(kind, format),
      ...(run === undefined ? {} : formulaOf(run, year, at, firstShared + k)),
    })
  })
  const last = columnsBefore + years
  const after = [source.grade, source.text, source.changes, label.key]
  after.forEach((text, k) => {
    if (text !== '') cells.push({ column: last + k, value: text, look: k === 3 ? looks.soft : looks.text })
  })
  return cells
}

/** What a cell says of its run's formula: the first of several the formula and where it holds, the others only that they share it. */
function formulaOf({ from, to, text }: Run, year: number, at: number, index: number): Pick<NewCell, 'formula' | 'shared'> {
  if (from === to) return { formula: text }
  if (year > from) return { formula: '', shared: { index } }
  const cell = (of: number): string => `${columnLetter(columnsBefore + of)}${String(at)}`
  return { formula: text, shared: { index, over: `${cell(from)}:${cell(to)}` } }
}

function kindOf(row: Row, formula: Formula, year: number): FigureKind {
  if (isChangeable(row, year)) return 'changed'
  if (formula.op !== 'given') return 'computed'
  return isOfPopulation(row.name) ? 'people' : 'given'
}

/** Cells of a lever but for the base year, where an area can be named for them. */
export const isChangeable = (row: Row, year: number): boolean => typeof row.change?.area === 'string' && year > 0

/** What may be typed into the cells of levers, for lines of the same lever together. */
function allowedIn({ lines }: FigureSheet, { words }: Speech): readonly Allowed[] {
  const found: { from: number; to: number; least: number; most: number; years: number }[] = []
  lines.forEach((line, k) => {
    if (line.is === 'band' || !isChangeable(line.row, 1) || !isLeverVariable(line.row.name)) return
    const [least, most] = leverNamed(leverRows[line.row.name].lever).possible
    const last = found.at(-1)
    const years = line.row.formulas.length
    if (last?.to === k - 1 && last.least === least && last.most === most) last.to = k
    else found.push({ from: k, to: k, least, most, years })
  })
  return found.map(({ from, to, least, most, years }) => ({
    range: `${columnLetter(columnsBefore + 1)}${String(from + linesBefore + 1)}:${columnLetter(columnsBefore + years - 1)}${String(to + linesBefore + 1)}`,
    least,
    most,
    message: filled(words.allowed, { least, most }),
  }))
}
