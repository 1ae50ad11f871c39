import type { Provenance } from '../provenance'
import type { ExplainedFigure } from './figure'
import { unitParts } from './pathParts'

/** Words of the reader's language: texts by key with places to fill in; undefined where there is none. */
export type Say = (key: string, given?: Readonly<Record<string, string>>) => string | undefined

export interface TextWords {
  readonly say: Say
  /** Which of two languages of the catalogue is read. */
  readonly language: 'zh' | 'en'
}

/** A unit of the catalogue, or dimensions, in words; nothing for a pure number. */
function unitWords({ say, language }: TextWords, { unit, catalogueUnit, unitName }: ExplainedFigure): string {
  if (unitName !== null) return unitName[language]
  const code = catalogueUnit ?? unit
  if (['', 'share', 'index', 'rate/year', 'children/woman', 'males/female', 'state'].includes(code)) return ''
  const known = say(`unitCode.${code.replaceAll('/', '-')}`)
  if (known !== undefined) return known
  const { above, below } = unitParts(code)
  const words = (parts: readonly string[]): string => parts.map((part) => say(`unitBase.${part}`) ?? part).join('·')
  return below.length === 0 ? words(above) : `${words(above) || '1'}/${words(below)}`
}

const sourceText = ({ language }: TextWords, { entry, source, grade, year, basis }: Provenance): string =>
  `${entry}: ${[source, grade, year === undefined ? '' : String(year), basis?.[language] ?? ''].filter((part) => part !== '').join(', ')}`

const grades = ['A', 'B', 'C', 'D'] as const

/** The figure as indented lines: value and unit, formula, source, changes, operands. */
export function explanationText(figure: ExplainedFigure, words: TextWords, indent = ''): string {
  const { say } = words
  const label = (key: string): string => say(`explain.${key}`) ?? key
  const named = (kind: string, text: string): string => `${indent}  ${label(kind)}: ${text}`
  const unit = unitWords(words, figure)
  const section = say('explain.method', { section: figure.section }) ?? figure.section
  const lines = [`${indent}${figure.figure} = ${String(figure.value)}${unit === '' ? '' : ` ${unit}`}  (${section})`]
  if (figure.formula !== null)
    lines.push(`${indent}  = ${figure.formula.length > 400 ? `${figure.formula.slice(0, 400)} …` : figure.formula}`)
  const { evidence } = figure
  if (evidence !== null) lines.push(named('evidence', grades.map((grade) => `${grade} ${(evidence[grade] * 100).toFixed(1)}%`).join(', ')))
  for (const entry of [...(figure.source === null ? [] : [figure.source]), ...figure.also])
    lines.push(named('inputs', sourceText(words, entry)))
  for (const entry of figure.kernel) lines.push(named('kernel', sourceText(words, entry)))
  for (const { id, reason, author, grade } of figure.changes)
    lines.push(named('changes', [id, reason, author, grade].filter((part) => part !== '').join(', ')))
  if (figure.usedBy.length > 0) lines.push(named('usedBy', figure.usedBy.map((reader) => reader.figure ?? reader.name).join(', ')))
  return `${lines.join('\n')}\n${figure.operands.map((operand) => explanationText(operand, words, `${indent}  `)).join('')}`
}
