import { cellAt, columnLetter, isBlankRow, shownAt, squeezed, type Grid } from './grid'
import type { TableLog } from './faults'
import { anyOf, tableWords, unitNamed } from './words'

/** Columns that are read. */
export const columnKinds = [
  'code',
  'area',
  'year',
  'age',
  'sex',
  'male',
  'female',
  'total',
  'urbanMale',
  'urbanFemale',
  'urbanTotal',
] as const
export type ColumnKind = (typeof columnKinds)[number]
export const figureKinds = ['male', 'female', 'total', 'urbanMale', 'urbanFemale', 'urbanTotal'] as const
export type FigureKind = (typeof figureKinds)[number]

export interface Column {
  readonly index: number
  /** As it stands in the table. */
  readonly head: string
  /** Persons that one unit of its figures stands for. */
  readonly factor: number
}

export interface Heads {
  /** First row below the heads. */
  readonly bodyRow: number
  readonly columns: Readonly<Partial<Record<ColumnKind, Column>>>
  /** Columns that are needed and not there. */
  readonly missing: readonly ColumnKind[]
}

/** The column that figures of a kind stand in: their own, or that of all persons where sex has a column of its own. */
export const columnOf = ({ columns }: Heads, kind: FigureKind): Column | undefined =>
  columns[kind] ?? (columns.sex === undefined ? undefined : columns[kind.startsWith('urban') ? 'urbanTotal' : 'total'])

type Word = keyof typeof tableWords.heads
const isWord = (name: string): name is Word => name in tableWords.heads

/** All words of heads, the longest first: "female" before "male". */
const vocabulary: readonly (readonly [text: string, word: Word])[] = Object.entries(tableWords.heads)
  .flatMap(([word, texts]) => (isWord(word) ? texts.map((text): readonly [string, Word] => [squeezed(text), word]) : []))
  .sort(([a], [b]) => b.length - a.length)

interface HeadText {
  readonly words: ReadonlySet<Word>
  readonly factor: number | undefined
  readonly percent: boolean
}

/** A year that a head names besides what it is of. */
const dates = new RegExp(`\\d{4}(?:${anyOf(tableWords.yearMark)})?`, 'g')

/** Words of a head, without its unit in brackets; undefined where a part of it is not known. */
function readHead(text: string): HeadText | undefined {
  let factor: number | undefined
  let rest = squeezed(text).replace(/[([]([^)\]]*)[)\]]/g, (_, inner: string) => {
    factor ??= unitNamed(inner)
    return unitNamed(inner) === undefined && !tableWords.ageNoise.includes(inner) ? inner : ''
  })
  const percent = rest.includes('%')
  const undated = rest.replace(dates, '')
  if (undated !== '') rest = undated
  const words = new Set<Word>()
  while (rest !== '') {
    const found = vocabulary.find(([word]) => rest.startsWith(word))
    if (found === undefined) {
      if (!/^[-_/:·,%.']/.test(rest)) return undefined
      rest = rest.slice(1)
      continue
    }
    if (found[1] !== 'noise') words.add(found[1])
    rest = rest.slice(found[0].length)
  }
  return { words, factor, percent }
}

/** Which column a set of words names. */
function kindOf(all: ReadonlySet<Word>): ColumnKind | undefined {
  const words = new Set<Word>(all)
  words.delete('people')
  const has = (...wanted: readonly Word[]): boolean => words.size === wanted.length && wanted.every((word) => words.has(word))
  const plain = (word: Word): boolean => has(word) || has('total', word)
  if (has('code') || has('area', 'code')) return 'code'
  if (has('male', 'female') || has('total', 'male', 'female') || has('total')) return 'total'
  if (words.size === 0) return all.has('people') ? 'total' : undefined
  if (plain('male')) return 'male'
  if (plain('female')) return 'female'
  if (has('urban', 'male') || has('urban', 'total', 'male')) return 'urbanMale'
  if (has('urban', 'female') || has('urban', 'total', 'female')) return 'urbanFemale'
  if (plain('urban')) return 'urbanTotal'
  return (['age', 'year', 'area', 'sex'] as const).find((word) => has(word))
}

/** Texts over the columns: one row of heads, or two whose upper one stands over several columns. */
function headTexts(grid: Grid, row: number, rows: 1 | 2): readonly string[] {
  const width = Math.max(grid.rows[row]?.length ?? 0, rows === 2 ? (grid.rows[row + 1]?.length ?? 0) : 0)
  let above = ''
  return Array.from({ length: width }, (_, column) => {
    const upper = rows === 2 ? shownAt(grid, row, column).text : ''
    const lower = shownAt(grid, rows === 2 ? row + 1 : row, column).text
    if (upper !== '') above = upper
    if (rows === 1 || lower === '') return rows === 1 ? lower : upper
    // Without merged cells an upper head stands over the first of its columns only.
    const over = upper === '' ? above : upper
    return over === lower ? lower : `${over} ${lower}`
  })
}

interface Candidate {
  readonly row: number
  readonly rows: 1 | 2
  readonly texts: readonly string[]
  readonly kinds: readonly (ColumnKind | undefined)[]
}

const rowsSearched = 30

function candidate(grid: Grid, row: number, rows: 1 | 2): Candidate {
  const texts = headTexts(grid, row, rows)
  const kinds = texts.map((text) => {
    const head = text === '' ? undefined : readHead(text)
    return head === undefined ? undefined : kindOf(head.words)
  })
  return { row, rows, texts, kinds }
}

const count = ({ kinds }: Candidate, kind: ColumnKind): number => kinds.filter((found) => found === kind).length
/** Men and women beside each other, or below each other with a column that says which. */
const isWide = (found: Candidate): boolean => (['age', 'male', 'female'] as const).every((kind) => count(found, kind) === 1)
const isLong = (found: Candidate): boolean =>
  (['age', 'sex', 'total'] as const).every((kind) => count(found, kind) === 1) && count(found, 'male') + count(found, 'female') === 0
const isHead = (found: Candidate): boolean => isWide(found) || isLong(found)

/** The rows of heads of a table: a single row where one will do, else two. */
function bestCandidate(grid: Grid): Candidate | undefined {
  const starts = Array.from({ length: Math.min(rowsSearched, grid.rows.length) }, (_, row) => row)
  const single = starts.map((row) => candidate(grid, row, 1))
  const double = starts.map((row) => candidate(grid, row, 2))
  const known = (found: Candidate): number => new Set(found.kinds.filter((kind) => kind !== undefined && kind !== 'total')).size
  return single.find(isHead) ?? double.find(isHead) ?? single.filter((found) => known(found) >= 2).sort((a, b) => known(b) - known(a))[0]
}

/** Whether a table has the heads of a population. */
export function hasHeads(grid: Grid): boolean {
  const found = bestCandidate(grid)
  return found !== undefined && isHead(found)
}

/**
 * Find the heads and what stands under them. `wanted` has to be there, `unread` is known and not used. Columns that are
 * doubled or missing go to the log as faults, those that are not known as remarks.
 */
export function findHeads(grid: Grid, wanted: readonly ColumnKind[], unread: readonly ColumnKind[], log: TableLog): Heads | undefined {
  const found = bestCandidate(grid)
  if (found === undefined) {
    log.refuse('head-missing', { rows: rowsSearched })
    return undefined
  }
  const headRow = found.row + found.rows - 1
  const sheetUnit = unitAbove(grid, found.row, log)
  const units = unitRow(grid, headRow + 1)
  const columns: Partial<Record<ColumnKind, Column>> = {}
  found.kinds.forEach((kind, index) => {
    const head = found.texts[index] ?? ''
    if (head === '') return
    const place = { row: headRow, column: index }
    if (kind === undefined || unread.includes(kind) || (kind === 'sex' && !isLong(found))) log.remark('column-unknown', { head }, place)
    else if (columns[kind] !== undefined) log.refuse('column-twice', { head, other: columnLetter(columns[kind].index) }, place)
    else columns[kind] = { index, head, factor: readHead(head)?.factor ?? units?.get(index) ?? sheetUnit ?? 1 }
    if (kind !== undefined && readHead(head)?.percent === true) log.refuse('column-percent', { head }, place)
  })
  const missing = wanted.filter((kind) => columns[kind] === undefined && !(isLong(found) && (kind === 'male' || kind === 'female')))
  for (const kind of missing) log.refuse('column-missing', { wanted: kind }, { row: headRow })
  for (const kind of figureKinds) {
    const column = columns[kind]
    if (column !== undefined && column.factor !== 1)
      log.remark('unit-scaled', { head: column.head, factor: column.factor }, { row: headRow, column: column.index })
  }
  reportLoose(grid, headRow, found.texts, log)
  return { bodyRow: headRow + (units === undefined ? 1 : 2), columns, missing }
}

const unitForm = new RegExp(`^(?:${tableWords.unitLabels.join('|')}):(.+)$`)

/** A unit stated above the heads for the whole table, in a cell of its own; one that is not known is told. */
function unitAbove(grid: Grid, headRow: number, log: TableLog): number | undefined {
  for (const [row, cells] of grid.rows.slice(0, headRow).entries())
    for (const [column, cell] of cells.entries()) {
      const stated = unitForm.exec(squeezed(cell.text))?.[1]
      if (stated === undefined) continue
      const factor = stated
        .split(/[,;/\u3001]/)
        .map(unitNamed)
        .find((found) => found !== undefined)
      if (factor !== undefined) return factor
      log.remark('unit-unknown', { text: cell.text.slice(0, 40) }, { row, column })
    }
  return undefined
}

/** Units that stand in a row of their own below the heads, by column; undefined where the row is something else. */
function unitRow(grid: Grid, row: number): ReadonlyMap<number, number> | undefined {
  const units = new Map<number, number>()
  for (const [column, { kind, text }] of (grid.rows[row] ?? []).entries()) {
    if (kind === 'empty') continue
    const bare = squeezed(text).replace(/[()[\]]/g, '')
    const factor = kind === 'text' ? unitNamed(bare) : undefined
    if (factor !== undefined) units.set(column, factor)
    else if (!tableWords.ageNoise.includes(bare)) return undefined
  }
  return units.size > 0 ? units : undefined
}

/** Values beside the table: in CSV a number torn apart by its comma, in a worksheet a column without a head. */
function reportLoose(grid: Grid, headRow: number, texts: readonly string[], log: TableLog): void {
  const told = new Set<number>()
  for (let row = headRow + 1; row < grid.rows.length; row++) {
    const cells = grid.rows[row] ?? []
    if (isBlankRow(cells)) continue
    cells.forEach((cell, column) => {
      if (cell.kind === 'empty' || (texts[column] ?? '') !== '') return
      if (grid.sheet === '' && column >= texts.length) log.refuse('row-too-long', {}, { row, column })
      else if (!told.has(column)) {
        told.add(column)
        log.remark('column-without-head', {}, { row, column })
      }
    })
  }
}

/** The cell of a column in a row; keys of a row may be merged over several rows. */
export const keyCell = (grid: Grid, row: number, column: Column | undefined) =>
  column === undefined ? undefined : shownAt(grid, row, column.index)
export const figureCell = (grid: Grid, row: number, column: Column) => cellAt(grid, row, column.index)
