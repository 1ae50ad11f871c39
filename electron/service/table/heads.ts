import { cellAt, columnLetter, shownAt, squeezed, type Grid } from './grid'
import { headTexts, longestHead, reportLoose, rowsSearched, unitAbove, unitRow } from './headRows'
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
  if (text.length > longestHead) return undefined
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

interface Candidate {
  readonly row: number
  readonly rows: 1 | 2
  readonly texts: readonly string[]
  readonly kinds: readonly (ColumnKind | undefined)[]
}

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
  const sheetUnit = unitAbove(grid, found.row, unitNamed, log)
  const units = unitRow(grid, headRow + 1, unitNamed)
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

/** The cell of a column in a row; keys of a row may be merged over several rows. */
export const keyCell = (grid: Grid, row: number, column: Column | undefined) =>
  column === undefined ? undefined : shownAt(grid, row, column.index)
export const figureCell = (grid: Grid, row: number, column: Column) => cellAt(grid, row, column.index)
