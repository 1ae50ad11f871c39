import { squeezed, type Cell } from './grid'
import { readAmount, refused, shortened, type Refused } from './amount'
import { anyOf, saysTotal, tableWords, unitNamed } from './words'

type Span = readonly [from: number, to: number]

export type ReadAge =
  | { readonly ok: true; readonly age: number }
  /** A row that sums up the ages of a group; without a group, all of them. */
  | { readonly ok: true; readonly total: Span }
  /** A group of ages is no single age, but may sum up rows that are there too. */
  | (Refused & { readonly group?: Span })

const noise = new RegExp(anyOf(tableWords.ageNoise), 'g')
const open = new RegExp(`^(?:(?:${anyOf(tableWords.from)})(\\d{1,3})|(\\d{1,3})(?:${anyOf(tableWords.andOver)}))$`)
const under = new RegExp(`^(?:${anyOf(tableWords.under)})1$`)
const group = new RegExp(`^(\\d{1,3})(?:${anyOf(tableWords.range)})(\\d{1,3})$`)
const totalWord = new RegExp(anyOf(tableWords.rowTotals))
const totalWords = new RegExp(totalWord, 'g')
const monthDay = new RegExp(`^(\\d{1,2})(?:${anyOf(tableWords.month)})(\\d{1,2})(?:${anyOf(tableWords.day)})$`)
const written =
  /^\d{1,2}-(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)$|^(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)-\d{1,2}$|^\d{4}[-/]\d{1,2}[-/]\d{1,2}$/
/** Numbers of days that Excel gives to dates between 1982 and 2091. */
const isSerial = (value: number): boolean => value >= 30_000 && value <= 70_000

/** The age a row is of: single years 0…100, the last being the open group, or a row of totals. */
export function readAge(cell: Cell): ReadAge {
  if (cell.kind === 'empty') return refused('age-blank')
  if (cell.kind === 'error') return refused('cell-error', { text: cell.text })
  if (cell.kind === 'date') return refused('age-date', { text: cell.text, guess: monthAndDay(cell.text) })
  if (cell.kind === 'number') return numericAge(cell.value, cell.text)
  const text = squeezed(cell.text)
  if (monthDay.test(text) || written.test(text)) return refused('age-date', { text: cell.text, guess: monthAndDay(cell.text) })
  const bare = text.replace(totalWords, '').replace(noise, '')
  if (totalWord.test(text)) return readTotal(bare, cell.text)
  if (/^\d{1,7}(\.0+)?$/.test(bare)) return numericAge(Number(bare), cell.text)
  if (under.test(bare)) return { ok: true, age: 0 }
  const opened = open.exec(bare)
  if (opened !== null) {
    const age = Number(opened[1] ?? opened[2])
    return age === 100 ? { ok: true, age } : { ...refused('age-open', { text: cell.text, age }), group: [age, 100] }
  }
  const bounds = group.exec(bare)
  if (bounds === null) return refused('age-unreadable', { text: shortened(cell.text) })
  return { ...refused('age-group', { text: cell.text }), group: [Number(bounds[1]), Math.min(100, Number(bounds[2]))] }
}

function numericAge(value: number, text: string): ReadAge {
  if (isSerial(value)) return refused('age-serial', { text })
  return Number.isInteger(value) && value >= 0 && value <= 100
    ? { ok: true, age: value }
    : refused('age-outside', { text: shortened(text) })
}

function readTotal(bare: string, text: string): ReadAge {
  if (bare === '') return { ok: true, total: [0, 100] }
  const bounds = group.exec(bare)
  const opened = open.exec(bare)
  if (bounds !== null) return { ok: true, total: [Number(bounds[1]), Math.min(100, Number(bounds[2]))] }
  if (opened !== null) return { ok: true, total: [Number(opened[1] ?? opened[2]), 100] }
  return refused('age-unreadable', { text: shortened(text) })
}

/** What a date was probably typed as: "2024-01-04" was "1-4". */
function monthAndDay(text: string): string {
  const iso = /^\d{4}[-/](\d{1,2})[-/](\d{1,2})/.exec(text)
  const parts = iso ?? monthDay.exec(squeezed(text))
  return parts === null ? text : `${String(Number(parts[1]))}-${String(Number(parts[2]))}`
}

const yearForm = new RegExp(`^(\\d{4})(?:${anyOf(tableWords.yearMark)})?$`)

/** A calendar year, 1950…2100. */
export function readYear(cell: Cell): { readonly ok: true; readonly year: number } | Refused {
  if (cell.kind === 'empty') return refused('year-blank')
  const year = cell.kind === 'number' ? cell.value : Number(yearForm.exec(squeezed(cell.text))?.[1] ?? Number.NaN)
  return cell.kind !== 'date' && Number.isInteger(year) && year >= 1950 && year <= 2100
    ? { ok: true, year }
    : refused('year-unreadable', { text: shortened(cell.text) })
}

export interface Figure {
  readonly ok: true
  /** Persons. */
  readonly persons: number
  /** Digits behind the point as written, in the unit as written. */
  readonly decimals: number
  /** Persons that one of the cell's own unit stands for, where the cell names one. */
  readonly factor: number | undefined
}

/**
 * Persons in a cell. @param factor persons that one of the column's unit stands for; a unit in the cell itself goes first.
 * An empty cell gives undefined.
 */
export function readFigure(cell: Cell, factor: number): Figure | Refused | undefined {
  const read = readAmount(cell, { factor, unit: unitNamed, codes: 'figure', most: 1e10 })
  if (read === undefined || !read.ok) return read
  const { value, ...rest } = read
  return { ...rest, persons: value }
}

const sexWords = new Map(
  (['male', 'female', 'all'] as const).flatMap((sex) => tableWords.sexes[sex].map((word) => [squeezed(word), sex] as const)),
)

/** Which sex a row is of, `all` for both together. */
export function readSex(cell: Cell): { readonly ok: true; readonly sex: 'male' | 'female' | 'all' } | Refused {
  const sex = saysTotal(cell.text) ? 'all' : sexWords.get(squeezed(cell.text))
  return sex === undefined ? refused('sex-unreadable', { text: shortened(cell.text) }) : { ok: true, sex }
}
