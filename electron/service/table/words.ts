import { squeezed } from './grid'
import words from './words.json'

/** Words of tables in Chinese and English: what heads, rows, ages and units are called. */
export const tableWords = words

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** A pattern that fits any of the words, the longest first. */
export const anyOf = (list: readonly string[]): string =>
  [...list]
    .sort((a, b) => b.length - a.length)
    .map((word) => escaped(squeezed(word)))
    .join('|')

const units = new Map(Object.entries(words.units).map(([word, factor]) => [squeezed(word), factor]))

/** Persons that one of a unit stands for; undefined where the word is no unit of persons. */
export const unitNamed = (text: string): number | undefined => units.get(squeezed(text))

const rowTotals = new Set(words.rowTotals.map(squeezed))

/** Whether a cell of a row says that the row sums others up. */
export const saysTotal = (text: string): boolean => rowTotals.has(squeezed(text))
