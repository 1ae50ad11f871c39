import type { ActualKind } from '../../contract/commands'
import { accountLines, besideLines, ownParts, type AccountLine, type BesideLine } from '../../../models/scenario/accountForm'
import type { TableLog } from '../table/faults'
import { columnLetter, squeezed, type Grid } from '../table/grid'
import { headTexts, longestHead, rowsSearched, unitAbove, unitRow } from '../table/headRows'
import type { Known } from './known'
import { actualWords, moneyNamed, moneyUnits, type SumLine } from './words'

/** Columns that say of what a row is. */
export type KeyName = keyof typeof actualWords.keys
export type Line = (typeof ownParts)[number] | AccountLine | BesideLine | SumLine | 'residents' | `claim:${string}`

/** A column of figures; what its head does not say, the row says. */
export interface ValueColumn {
  readonly index: number
  readonly head: string
  readonly line?: Line
  readonly area?: string
  readonly year?: number
  /** Yuan that one of its unit stands for, where it is of money and says so. */
  readonly factor?: number
}

export interface ActualHeads {
  readonly kind: ActualKind
  readonly headRow: number
  readonly bodyRow: number
  readonly keys: Readonly<Partial<Record<KeyName, number>>>
  readonly values: readonly ValueColumn[]
  /** The year that the name of the sheet or its title gives for all of it. */
  readonly year: number | undefined
}

type Token =
  | { readonly is: 'key'; readonly key: KeyName }
  | { readonly is: 'kind'; readonly kind: 'count' | 'standard' | 'fund' }
  | { readonly is: 'line'; readonly line: Line }
  | { readonly is: 'area'; readonly area: string }
  | { readonly is: 'value' | 'noise' }

type Vocabulary = readonly (readonly [text: string, token: Token])[]

const known = new WeakMap<Known, Vocabulary>()

/** All words of heads, the longest first. */
function vocabularyOf(given: Known): Vocabulary {
  const found = known.get(given)
  if (found !== undefined) return found
  const all: (readonly [string, Token])[] = []
  const add = (texts: readonly string[], token: Token): void => {
    for (const text of texts) all.push([squeezed(text).replace(/[()]/g, ''), token])
  }
  add(actualWords.noise, { is: 'noise' })
  add(actualWords.value, { is: 'value' })
  for (const [key, texts] of Object.entries(actualWords.keys)) if (isKey(key)) add(texts, { is: 'key', key })
  for (const kind of ['count', 'standard', 'fund'] as const) add(actualWords.kinds[kind], { is: 'kind', kind })
  for (const [line, texts] of Object.entries(actualWords.lines)) if (isLine(line)) add(texts, { is: 'line', line })
  for (const { id, zh, en } of given.claims) add([zh, en], { is: 'line', line: `claim:${id}` })
  for (const [name, area] of given.names.byName) add([name], { is: 'area', area })
  for (const code of given.names.codes) add([code], { is: 'area', area: code })
  add(actualWords.total, { is: 'area', area: given.root })
  const sorted = all.sort(([a], [b]) => b.length - a.length)
  known.set(given, sorted)
  return sorted
}

const isKey = (key: string): key is KeyName => key in actualWords.keys
const lines: ReadonlySet<string> = new Set([
  ...ownParts,
  ...accountLines.in,
  ...accountLines.out,
  ...besideLines,
  'residents',
  'tax',
  'ownRevenue',
])
const isLine = (line: string): line is Line => lines.has(line)

type ReadHead =
  | { readonly is: 'key'; readonly key: KeyName; readonly kind: 'count' | 'standard' | 'fund' | undefined }
  | ({ readonly is: 'value' } & Omit<ValueColumn, 'index' | 'head'>)
  | { readonly is: 'model' }
  | { readonly is: 'unknown' }

const modelHead = new RegExp(`^(?:${actualWords.model.map(squeezed).join('|')})[^a-z]`)
const yearAt = /^((?:19|20)\d{2})(?!\d)/

/** What stands under a head. */
function readHead(text: string, words: Vocabulary): ReadHead {
  if (text.length > longestHead) return { is: 'unknown' }
  let factor: number | undefined
  let rest = squeezed(text).replace(/[([]([^)\]]*)[)\]]/g, (_, inner: string) => {
    const money = moneyNamed(inner)
    factor ??= money
    return money === undefined ? inner : ''
  })
  if (modelHead.test(rest)) return { is: 'model' }
  const tokens: Token[] = []
  let year: number | undefined
  while (rest !== '') {
    const date = yearAt.exec(rest)
    const found = words.find(([word]) => rest.startsWith(word))
    const unit = moneyUnits.find((word) => rest === word)
    if (date !== null && (found === undefined || found[0].length <= 4)) {
      if (year !== undefined && year !== Number(date[1])) return { is: 'unknown' }
      year = Number(date[1])
      rest = rest.slice(4)
    } else if (unit !== undefined && tokens.length > 0) {
      factor ??= moneyNamed(unit)
      rest = ''
    } else if (found !== undefined) {
      if (found[1].is !== 'noise') tokens.push(found[1])
      rest = rest.slice(found[0].length)
    } else if (/^[-_/:\u00B7,%.'\u3001;|+]/.test(rest)) rest = rest.slice(1)
    else return { is: 'unknown' }
  }
  return columnOf(tokens, year, factor)
}

function columnOf(tokens: readonly Token[], year: number | undefined, factor: number | undefined): ReadHead {
  const keys = new Set(tokens.flatMap((token) => (token.is === 'key' ? [token.key] : [])))
  const kinds = tokens.flatMap((token) => (token.is === 'kind' ? [token.kind] : []))
  const [line, ...moreLines] = new Set(tokens.flatMap((token) => (token.is === 'line' ? [token.line] : [])))
  const [area, ...moreAreas] = new Set(tokens.flatMap((token) => (token.is === 'area' ? [token.area] : [])))
  const isValue = line !== undefined || area !== undefined || year !== undefined || tokens.some(({ is }) => is === 'value')
  const [key] = keys
  if (key !== undefined) return keys.size === 1 && !isValue ? { is: 'key', key, kind: kinds[0] } : { is: 'unknown' }
  if (!isValue) return kinds[0] === undefined ? { is: 'unknown' } : { is: 'key', key: 'item', kind: kinds[0] }
  if (moreLines.length + moreAreas.length > 0) return { is: 'unknown' }
  return {
    is: 'value',
    ...(line === undefined ? {} : { line }),
    ...(area === undefined ? {} : { area }),
    ...(year === undefined ? {} : { year }),
    ...(factor === undefined ? {} : { factor }),
  }
}

interface Candidate {
  readonly row: number
  readonly rows: 1 | 2
  readonly texts: readonly string[]
  readonly heads: readonly ReadHead[]
  readonly kind: ActualKind
}

/** What is said around the heads of what the sheet holds: its name, the rows above. */
function kindAbove(grid: Grid, row: number, fileName: string): ActualKind | undefined {
  const above = grid.rows.slice(0, row).flatMap((cells) => cells.map(({ text }) => text))
  const texts = [grid.sheet, ...above, grid.sheet === '' ? fileName : ''].map(squeezed)
  const says = (words: readonly string[]): boolean => texts.some((text) => words.some((word) => text.includes(squeezed(word))))
  if (says(actualWords.kinds.standard)) return 'standard'
  if (says(actualWords.kinds.count)) return 'count'
  return says(actualWords.keys.indicator) ? 'indicator' : says(actualWords.kinds.fund) ? 'fund' : undefined
}

function candidate(grid: Grid, row: number, rows: 1 | 2, given: Known, fileName: string): Candidate | undefined {
  const texts = headTexts(grid, row, rows)
  const words = vocabularyOf(given)
  const heads = texts.map((text): ReadHead => (text === '' ? { is: 'unknown' } : readHead(text, words)))
  const keys = new Set(heads.flatMap((head) => (head.is === 'key' ? [head.key] : [])))
  const values = heads.filter((head) => head.is === 'value')
  const base = { row, rows, texts, heads }
  if (values.filter(({ line }) => line !== undefined).length >= 2)
    return keys.has('area') || keys.has('code') || keys.has('id') ? { ...base, kind: 'account' } : undefined
  const named = (['id', 'item', 'part', 'indicator'] as const).some((key) => keys.has(key))
  if (!named || values.length === 0) return undefined
  const said = heads.flatMap((head) => (head.is === 'key' && head.kind !== undefined ? [head.kind] : []))[0]
  const kind = keys.has('indicator')
    ? 'indicator'
    : (said ?? (values.some(({ area }) => area !== undefined) ? 'count' : kindAbove(grid, row, fileName)))
  return kind === undefined ? undefined : { ...base, kind }
}

/** The row of heads, or the two, under which most is understood; undefined where the sheet has none. */
function bestCandidate(grid: Grid, given: Known, fileName: string): Candidate | undefined {
  const understood = ({ heads }: Candidate): number => heads.filter(({ is }) => is === 'key' || is === 'value').length
  let best: Candidate | undefined
  for (let row = 0; row < Math.min(rowsSearched, grid.rows.length); row++)
    for (const rows of [1, 2] as const) {
      const found = candidate(grid, row, rows, given, fileName)
      if (found !== undefined && (best === undefined || understood(found) > understood(best))) best = found
    }
  return best
}

/** Find the heads of a sheet of actual figures; undefined where it has none, and then nothing goes to the log. */
export function findActualHeads(grid: Grid, given: Known, fileName: string, log: TableLog): ActualHeads | undefined {
  const found = bestCandidate(grid, given, fileName)
  if (found === undefined) return undefined
  const headRow = found.row + found.rows - 1
  const sheetUnit = found.kind === 'account' ? unitAbove(grid, found.row, moneyNamed, log) : undefined
  const units = found.kind === 'account' ? unitRow(grid, headRow + 1, moneyNamed) : undefined
  const keys: Partial<Record<KeyName, number>> = {}
  const values: ValueColumn[] = []
  const taken = new Map<string, number>()
  found.heads.forEach((read, index) => {
    const head = found.texts[index] ?? ''
    if (head === '' || read.is === 'model') return
    const place = { row: headRow, column: index }
    if (read.is === 'unknown') {
      log.remark('column-unknown', { head: head.slice(0, 60) }, place)
      return
    }
    const name = read.is === 'key' ? read.key : JSON.stringify([read.line, read.area, read.year])
    const other = taken.get(name)
    if (other !== undefined) {
      log.refuse('column-twice', { head: head.slice(0, 60), other: columnLetter(other) }, place)
      return
    }
    taken.set(name, index)
    if (read.is === 'key') {
      keys[read.key] = index
      return
    }
    const { is: _, ...rest } = read
    const factor = read.factor ?? units?.get(index) ?? sheetUnit
    values.push({ index, head, ...rest, ...(factor === undefined ? {} : { factor }) })
  })
  return {
    kind: found.kind,
    headRow,
    bodyRow: headRow + (units === undefined ? 1 : 2),
    keys,
    values,
    year: yearAbove(grid, found.row),
  }
}

/** The one year that stands in the sheet's name or above its heads. */
function yearAbove(grid: Grid, row: number): number | undefined {
  const texts = [grid.sheet, ...grid.rows.slice(0, row).flatMap((cells) => cells.map(({ text }) => text))]
  const years = new Set(
    texts.flatMap((text) => [...text.normalize('NFKC').matchAll(/(?<!\d)(?:19|20)\d{2}(?!\d)/g)].map(([year]) => Number(year))),
  )
  const [year] = years
  return years.size === 1 ? year : undefined
}
