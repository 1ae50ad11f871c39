import { join } from 'node:path'
import Papa from 'papaparse'
import { ages } from '../../models/population/lifeTable'
import type { Fault } from '../../models/shared/outcome'
import { readBytes } from './files/readText'
import { signsIn } from './table/csv'

/** Collects faults of a folder's files; after a limit in one file it only counts. */
export interface FaultList {
  readonly report: (fault: Fault) => void
  readonly any: () => boolean
  /** All faults, with one line for each file that has more than were kept. */
  readonly all: () => readonly Fault[]
}

const limitPerFile = 40

/** @param limit faults of one file that are kept. */
export function faultList(limit = limitPerFile): FaultList {
  const kept: Fault[] = []
  const counts = new Map<string, number>()
  return {
    report: (fault) => {
      const count = (counts.get(fault.file) ?? 0) + 1
      counts.set(fault.file, count)
      if (count <= limit) kept.push(fault)
    },
    any: () => kept.length > 0,
    all: () => {
      const more = [...counts].filter(([, count]) => count > limit)
      const rest = more.map(([file, count]): Fault => {
        const left = count - limit
        return { file, path: '', code: 'more-faults', params: { count: left }, message: `${String(left)} more faults in this file` }
      })
      return [...kept, ...rest]
    },
  }
}

/** Values of one file: year, sex (`both` where the file has no sex), age (0 where it has none). */
export interface RatesTable {
  readonly file: string
  readonly years: ReadonlySet<number>
  readonly at: (year: number, sex: RowSex, age: number) => number | undefined
}

export type RowSex = 'male' | 'female' | 'both'
type Columns = readonly ('sex' | 'age_start')[]

const limitBytes = 32 * 1024 * 1024
/** Three sexes, 101 ages and a thousand years. */
const mostLines = 400_000
/** Numbers as programs print them: no hexadecimal, no thousands separator, no comma for the point. */
const decimal = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i

/**
 * Reads a CSV file with the columns time_start, those in `columns`, and value; other columns are ignored.
 * Faults are reported, not thrown; the table then holds what could be read.
 */
export async function readRates(folder: string, file: string, columns: Columns, faults: FaultList): Promise<RatesTable> {
  const values = new Map<string, number>()
  const years = new Set<number>()
  const table = { file, years, at: (year: number, sex: RowSex, age: number) => values.get(keyOf(year, sex, age)) }
  const text = await readText(folder, file, faults)
  if (text === undefined) return table
  const take = (row: Readonly<Record<string, unknown>>, line: number): void => {
    if (Object.values(row).every((value) => typeof value === 'string' && value.trim() === '')) return
    const found = readRow(row, columns, file, line, faults)
    if (found === undefined) return
    const key = keyOf(found.year, found.sex, found.age)
    if (values.has(key)) {
      const params = { line, year: found.year, sex: found.sex, age: found.age }
      const message = `year ${String(found.year)}, ${found.sex}, age ${String(found.age)} is given twice`
      faults.report({ file, path: `line ${String(line)}`, code: 'row-doubled', params, message })
    }
    values.set(key, found.value)
    years.add(found.year)
  }
  eachRow(text.replace(/^\uFEFF/, ''), (heads) => areComplete(heads, columns, file, faults), {
    row: take,
    broken: (line) => {
      const message = 'a quotation mark is opened or closed wrongly'
      faults.report({ file, path: `line ${String(line)}`, code: 'quotes-broken', message })
    },
  })
  return table
}

/** Whether every column that is needed is there, and once. */
function areComplete(heads: readonly string[], columns: Columns, file: string, faults: FaultList): boolean {
  const needed = ['time_start', ...columns, 'value']
  const tell = (code: string, column: string, words: string): void => {
    faults.report({ file, path: 'line 1', code, params: { column }, message: `column ${column} ${words}` })
  }
  const wrong = needed.filter((name) => heads.filter((head) => head === name).length !== 1)
  for (const column of wrong) {
    if (heads.includes(column)) tell('column-twice', column, 'is there twice')
    else tell('column-missing', column, 'is missing')
  }
  return wrong.length === 0
}

/** Go through a CSV text row by row, so that one of any content takes no more memory than its figures. */
function eachRow(
  text: string,
  areSound: (heads: readonly string[]) => boolean,
  tell: { readonly row: (row: Readonly<Record<string, unknown>>, line: number) => void; readonly broken: (line: number) => void },
): void {
  const heads: string[] = []
  let [line, isSound] = [1, false]
  Papa.parse<Record<string, unknown>>(text, {
    header: true,
    delimitersToGuess: [',', ';', '\t'],
    // A head that is there twice gets a name of its own, so that the library need not find one and say so.
    transformHeader: (name, place) => {
      heads[place] = name.trim()
      return heads.indexOf(name.trim()) < place ? `${name.trim()} ${String(place)}` : name.trim()
    },
    step: ({ data, errors }, parser) => {
      if (++line === 2) isSound = areSound(heads)
      if (!isSound) return parser.abort()
      if (errors.some(({ code }) => code === 'MissingQuotes' || code === 'InvalidQuotes')) tell.broken(line)
      tell.row(data, line)
    },
  })
  // A file that ends with its heads has no row to look at them.
  if (line === 1) areSound(heads.length > 0 ? heads : (text.split(/\r?\n/, 1)[0] ?? '').split(/[,;\t]/).map((name) => name.trim()))
}

const keyOf = (year: number, sex: RowSex, age: number): string => `${String(year)} ${sex} ${String(age)}`

async function readText(folder: string, file: string, faults: FaultList): Promise<string | undefined> {
  const read = await readBytes(join(folder, file), file, limitBytes)
  const tooLarge = (): undefined => {
    const params = { megabytes: limitBytes / 1024 / 1024 }
    faults.report({ file, path: '', code: 'file-too-large', params, message: `the file is larger than ${String(params.megabytes)} MB` })
  }
  if (!read.ok) {
    if (read.code === 'file-too-large') return tooLarge()
    faults.report({ file, path: '', code: 'file-missing', message: 'the file is missing or cannot be read' })
    return undefined
  }
  const text = new TextDecoder().decode(read.bytes)
  const { lines, separators, quotes } = signsIn(text)
  return lines > mostLines || separators > 10 * mostLines || quotes > 4 * mostLines ? tooLarge() : text
}

interface Row {
  readonly year: number
  readonly sex: RowSex
  readonly age: number
  readonly value: number
}

/** One row, or nothing where it has a fault or is of both sexes together in a file that is by sex. */
function readRow(row: Readonly<Record<string, unknown>>, columns: Columns, file: string, line: number, faults: FaultList): Row | undefined {
  let sound = true
  const reject = (column: string, code: string, text: string, message: string): void => {
    sound = false
    const path = column === '' ? `line ${String(line)}` : `line ${String(line)}, column ${column}`
    faults.report({ file, path, code, params: { line, column, text }, message })
  }
  const cell = (name: string): string => (typeof row[name] === 'string' ? row[name].trim() : '')
  const numeric = (name: string): number => {
    const text = cell(name)
    const value = decimal.test(text) ? Number(text) : Number.NaN
    if (!Number.isFinite(value)) reject(name, 'not-a-number', text.slice(0, 40), `"${text.slice(0, 40)}" is not a number`)
    return value
  }
  if ('__parsed_extra' in row) reject('', 'row-too-long', '', 'there are more values than columns (a comma for the decimal point?)')
  const [year, value] = [numeric('time_start'), numeric('value')]
  if (Number.isFinite(year) && !(Number.isInteger(year) && year >= 1000 && year < 3000))
    reject('time_start', 'year-outside', String(year), 'the year is not a whole number from 1000 to 2999')
  const age = columns.includes('age_start') ? numeric('age_start') : 0
  if (Number.isFinite(age) && (!Number.isInteger(age) || age < 0 || age >= ages))
    reject('age_start', 'age-outside', String(age), 'the age is not a whole number from 0 to 100')
  const sex = columns.includes('sex') ? cell('sex') : 'both'
  if (sex !== 'male' && sex !== 'female' && sex !== 'both') {
    reject('sex', 'sex-unknown', sex.slice(0, 40), `"${sex.slice(0, 40)}" is neither male nor female`)
    return undefined
  }
  return sound && !(sex === 'both' && columns.includes('sex')) ? { year, sex, age, value } : undefined
}
