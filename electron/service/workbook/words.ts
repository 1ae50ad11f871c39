import type { Bilingual } from '../../../models/catalogue/schema'
import { textsIn, type TextLanguage, type Texts } from '../texts'
import words from './words.json'

export type WorkbookWords = (typeof words)['zh']

/** Words of a workbook in one language: its own, and the program's. */
export interface Speech {
  readonly language: TextLanguage
  readonly words: WorkbookWords
  readonly text: Texts
  readonly of: (name: Bilingual | undefined) => string
}

export const speechIn = (language: TextLanguage): Speech => ({
  language,
  words: words[language],
  text: textsIn(language),
  of: (name) => name?.[language] ?? '',
})

/** Put values into the places of a sentence. */
export const filled = (sentence: string, values: Readonly<Record<string, string | number>>): string =>
  sentence.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place))
