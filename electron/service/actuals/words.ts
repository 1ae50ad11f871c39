import { squeezed } from '../table/grid'
import words from './words.json'

/** Words of tables of actual figures, in Chinese and English. */
export const actualWords = words

/** Lines that a table may have beside those of the scenario: sums, for checking or to work out a part. */
export type SumLine = 'tax' | 'ownRevenue'

const money = new Map(Object.entries(words.money).map(([word, yuan]) => [squeezed(word), yuan]))
/** Yuan that one of a unit stands for. */
export const moneyNamed = (text: string): number | undefined => money.get(squeezed(text))
export const moneyUnits: readonly string[] = [...money.keys()].sort((a, b) => b.length - a.length)

const unknown = new Set(words.unknown.map(squeezed))
/** Whether a cell says that the figure is not known. */
export const saysUnknown = (text: string): boolean =>
  /^[-\u2013\u2014\u2015\u2212~/.*\u00B7]+$/.test(squeezed(text)) || unknown.has(squeezed(text))

const scales = Object.entries(words.scales)
  .map(([word, factor]) => [squeezed(word), factor] as const)
  .sort(([a], [b]) => b.length - a.length)

/** A unit without its marks between the parts: yuan a person a month, however it is written. */
const bare = (text: string): string =>
  squeezed(text)
    .replace(/\([^)]*\)/g, '')
    .replace(/[/\u00B7.\u2022*]/g, '')

/** Thousands, ten thousands… of what. */
function scaled(text: string): { readonly factor: number; readonly base: string } {
  const plain = squeezed(text)
  const found = scales.find(([word]) => plain.startsWith(word) && plain.length > word.length)
  return found === undefined ? { factor: 1, base: bare(plain) } : { factor: found[1], base: bare(plain.slice(found[0].length)) }
}

/** Names of a unit: its own, those of the list, its code. */
export const unitNames = (unit: string): readonly string[] => {
  const listed: Readonly<Record<string, readonly string[]>> = words.units
  return [...(listed[unit] ?? []), unit]
}

/** What one of a stated unit is in the wanted one; undefined where they do not go together. @param names the wanted unit's names. */
export function unitFactor(stated: string, names: readonly string[]): number | undefined {
  const given = scaled(stated)
  for (const name of names) {
    if (bare(name) === bare(stated)) return 1
    const wanted = scaled(name)
    if (wanted.base === given.base) return given.factor / wanted.factor
  }
  return undefined
}
