import type { Provenance } from '../provenance'
import type { ExplainedFigure } from './figure'

const sourceText = ({ entry, source, grade, year, basis }: Provenance): string =>
  `${entry}: ${[source, grade, year === undefined ? '' : String(year), basis?.en ?? ''].filter((part) => part !== '').join(', ')}`

/** The figure as indented lines: value and unit, formula, source, changes, operands. */
export function explanationText(figure: ExplainedFigure, indent = ''): string {
  const lines = [
    `${indent}${figure.figure} = ${String(figure.value)}${figure.unit === '' ? '' : ` ${figure.unit}`}  (METHOD ${figure.section})`,
  ]
  if (figure.formula !== null)
    lines.push(`${indent}  = ${figure.formula.length > 400 ? `${figure.formula.slice(0, 400)} …` : figure.formula}`)
  if (figure.source !== null) lines.push(`${indent}  ${sourceText(figure.source)}`)
  for (const entry of figure.kernel) lines.push(`${indent}  population projection from ${sourceText(entry)}`)
  for (const { id, reason, author } of figure.changes)
    lines.push(`${indent}  changed by ${[id, reason, author].filter((part) => part !== '').join(', ')}`)
  if (figure.usedBy.length > 0) lines.push(`${indent}  used by ${figure.usedBy.map((reader) => reader.figure ?? reader.name).join(', ')}`)
  return `${lines.join('\n')}\n${figure.operands.map((operand) => explanationText(operand, `${indent}  `)).join('')}`
}
