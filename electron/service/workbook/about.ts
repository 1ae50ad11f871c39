import type { CellSheet, NewCell } from '../table/cellWorkbook'
import { figureLook, looks, type FigureKind } from './looks'
import type { Speech } from './words'

/** Form of the workbook; one that is read back has to be of a known form. */
export const workbookFormat = 'liangli-workbook-1'

/** What a workbook says of itself, in words on its first sheet and by these names in its properties. */
export interface Identity {
  readonly format: string
  readonly program: string
  readonly language: string
  readonly catalogue: string
  readonly catalogueVersion: string
  readonly catalogueSha256: string
  /** SHA-256 of what in the scenario moves figures. */
  readonly fingerprint: string
  /** SHA-256 of the result's figures. */
  readonly resultFingerprint: string
  readonly scenario: string
}

export const identityKeys = [
  'format',
  'program',
  'language',
  'catalogue',
  'catalogueVersion',
  'catalogueSha256',
  'fingerprint',
  'resultFingerprint',
  'scenario',
] as const satisfies readonly (keyof Identity)[]

/** Mark behind each line that is read back. */
export const identityMark = (key: keyof Identity): string => `liangli.${key}`

export interface AboutGround {
  readonly identity: Identity
  readonly speech: Speech
  /** Title of the catalogue, author of the scenario, when it was written, the years. */
  readonly facts: readonly (readonly [label: string, value: string])[]
  readonly isSynthetic: boolean
  /** Sheets with a line about each. */
  readonly sheets: readonly (readonly [name: string, note: string])[]
}

/** The first sheet: what this is, of which scenario and catalogue, how to read and how to bring back. */
export function aboutSheet({ identity, speech, facts, isSynthetic, sheets }: AboutGround): CellSheet {
  const { about: words, legend, sheets: names } = speech.words
  const line = (...cells: readonly NewCell[]): readonly NewCell[] => cells
  const sentence = (value: string): readonly NewCell[] => line({ column: 0, value, look: looks.text })
  const heading = (value: string): readonly NewCell[] => line({ column: 0, value, look: looks.band })
  const kinds = ['changed', 'given', 'people', 'computed'] as const satisfies readonly FigureKind[]
  function* lines(): Generator<readonly NewCell[]> {
    yield line({ column: 0, value: words.title, look: looks.title })
    if (isSynthetic) yield line({ column: 0, value: words.synthetic, look: looks.strong })
    yield sentence(words.disclaimer)
    yield sentence(words.evidence)
    yield []
    for (const [label, value] of facts) yield line({ column: 0, value: label, look: looks.soft }, { column: 1, value, look: looks.text })
    for (const key of identityKeys)
      yield line(
        { column: 0, value: words[key], look: looks.soft },
        { column: 1, value: identity[key], look: looks.text },
        { column: 2, value: identityMark(key), look: looks.soft },
      )
    yield []
    yield heading(words.colours)
    for (const kind of kinds)
      yield line({ column: 0, value: 1234.5, look: figureLook(kind, 'price') }, { column: 1, value: legend[kind], look: looks.text })
    yield []
    yield heading(words.back)
    for (const step of words.backSteps) yield sentence(step)
    yield []
    yield heading(words.sheets)
    for (const [name, note] of sheets)
      yield line({ column: 0, value: name, look: looks.link, leadsTo: `${name}!A1` }, { column: 1, value: note, look: looks.text })
  }
  return { name: names.about, widths: [24, 72, 30], tab: '2B6C7A', rows: [...lines()] }
}
