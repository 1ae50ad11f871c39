import { halfWidth } from '../format/parseNumber'

/** Something that can be found and gone to. */
export interface Findable {
  readonly key: string
  readonly kind: FindableKind
  readonly zh: string
  readonly en: string
  /** Words that lead here too: department, code, parts. */
  readonly more: readonly string[]
}
export const findableKinds = ['view', 'item', 'indicator', 'commitment', 'area', 'lever', 'scenario', 'command', 'help'] as const
export type FindableKind = (typeof findableKinds)[number]

/** Where in a Chinese text a spelling in Latin letters begins and ends: whole pinyin, initials, or both mixed. */
export type Spell = (text: string, letters: string) => readonly [number, number] | false

export const normal = (text: string): string => halfWidth(text).toLowerCase().trim()

/** How well one word fits a text: at its start, at the start of a word, inside it; 0 not at all. */
function plainFit(text: string, word: string): number {
  const at = text.indexOf(word)
  if (at < 0) return 0
  if (at === 0) return text.length === word.length ? 100 : 90
  return /[\s\W]/.test(text[at - 1] ?? '') || word.charCodeAt(0) > 0x2e7f ? 75 : 55
}
const han = /\p{Script=Han}/u
const spelling = /^[a-z']{2,}$/
function spelledFit(text: string, word: string, spell: Spell | undefined): number {
  if (spell === undefined || !spelling.test(word) || !han.test(text)) return 0
  const range = spell(text.toLowerCase(), word.replaceAll("'", ''))
  if (range === false) return 0
  // Letters that spell more signs were meant more surely: initials before a chance syllable.
  return (range[0] === 0 ? 60 : 40) + Math.min(15, 3 * (range[1] - range[0]))
}

function fit(entry: Findable, word: string, spell: Spell | undefined): number {
  const names = Math.max(plainFit(normal(entry.zh), word), plainFit(normal(entry.en), word), spelledFit(entry.zh, word, spell))
  if (names > 0) return names
  return Math.max(0, ...entry.more.map((text) => plainFit(normal(text), word) / 2 || spelledFit(text, word, spell) / 3))
}

/**
 * A filter for rows: whether every word of a query stands in one of a row's texts, or spells a part of it. A text that many rows have is
 * looked at once.
 */
export function filterOf(query: string, spell: Spell | undefined): (texts: readonly string[]) => boolean {
  const words = normal(query)
    .split(/\s+/)
    .filter((word) => word !== '')
    .map((word) => ({ word, known: new Map<string, boolean>() }))
  return (texts) =>
    words.every(({ word, known }) =>
      texts.some((text) => {
        const found = known.get(text) ?? (normal(text).includes(word) || spelledFit(text, word, spell) > 0)
        known.set(text, found)
        return found
      }),
    )
}

/** Entries that every word of the query leads to, the best first; of equals the order given stays. */
export function ranked(entries: readonly Findable[], query: string, spell: Spell | undefined): readonly Findable[] {
  const words = normal(query)
    .split(/\s+/)
    .filter((word) => word !== '')
  if (words.length === 0) return []
  const whole = words.join(' ')
  return entries
    .map((entry) => {
      // The words in a row say more than each of them somewhere.
      const inRow = words.length > 1 ? Math.max(plainFit(normal(entry.zh), whole), plainFit(normal(entry.en), whole)) : 0
      if (inRow > 0) return { entry, fit: 1000 + inRow }
      const fits = words.map((word) => fit(entry, word, spell))
      return { entry, fit: fits.includes(0) ? 0 : fits.reduce((sum, each) => sum + each, 0) }
    })
    .filter((found) => found.fit > 0)
    .sort((a, b) => b.fit - a.fit)
    .map(({ entry }) => entry)
}
