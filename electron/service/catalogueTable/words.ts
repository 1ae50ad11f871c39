import type { TextLanguage } from '../texts'
import words from './words.json'

export type TemplateWords = (typeof words)['zh']

export const templateWords = (language: TextLanguage): TemplateWords =>
  language === 'zh' ? words.zh : { ...words.en, fields: words.zh.fields }

/** A field's path in words: of each step its word, or the step itself. */
export function fieldWords(path: string, language: TextLanguage): string {
  const steps = path.replace('../', '').split('.')
  if (language === 'en') return steps.join(' ')
  const known: Readonly<Record<string, string>> = words.zh.fields
  return steps.map((step) => known[step] ?? step).join('·')
}

/** Name of a table's sheet. */
export function sheetName(table: string, language: TextLanguage): string {
  const { tables, settings, points, agesOfAll } = words[language]
  const own: Readonly<Record<string, string>> = { ...tables, settings, points, ages: agesOfAll }
  return own[table] ?? table.slice(0, 31)
}

/** What to do about a fault of a catalogue. */
export function remedyFor(code: string, language: TextLanguage): string {
  const { remedies } = words[language]
  const known: Readonly<Record<string, string>> = remedies
  return known[code] ?? remedies.default
}
