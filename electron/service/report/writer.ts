import type { ReportBlock, ReportChart, ReportSection, ReportTable } from '../../../models/report/document'
import { fixed, signed } from '../../../models/shared/shownNumber'
import { roundedParts } from '../../../models/shared/rounding'
import { filled, type Speech } from './speech'

/** Units in which money stands on paper: what is asked for in ten thousands, what there is in hundred millions. */
export const paperUnits = { wan: { divisor: 1e4, decimals: 0 }, yi: { divisor: 1e8, decimals: 2 } } as const
export type PaperUnit = keyof typeof paperUnits

/** A year's figures: its parts and, last, their sum, rounded so that they add up as printed. */
export function addedUp(parts: readonly number[], unit: PaperUnit): readonly number[] {
  const { divisor, decimals } = paperUnits[unit]
  const shown = roundedParts(parts, divisor, decimals)
  const scale = decimals === 0 ? 1 : 100
  return [...shown, Math.round(shown.reduce((sum, part) => sum + part, 0) * scale) / scale]
}

/** Columns of added up figures turned into rows of text. */
export function rowsOfColumns(
  labels: readonly string[],
  columns: readonly (readonly number[])[],
  unit: PaperUnit,
  style: 'plain' | 'signed' = 'plain',
): readonly (readonly string[])[] {
  const { decimals } = paperUnits[unit]
  const shown = style === 'signed' ? signed : fixed
  return labels.map((label, r) => [label, ...columns.map((column) => shown(column[r], decimals))])
}

/** Puts a report together: tables, figures and sections get their numbers in the order of writing. */
export class Writer {
  readonly speech: Speech
  readonly sections: ReportSection[] = []
  private tables = 0
  private charts = 0

  constructor(speech: Speech) {
    this.speech = speech
  }

  table(title: string, table: Omit<ReportTable, 'kind' | 'title'>): ReportTable {
    this.tables++
    const { number } = this.speech.words
    return { kind: 'table', title: filled(number.table, { number: this.tables, title }), ...table }
  }

  chart(title: string, chart: Omit<ReportChart, 'kind' | 'title'>): ReportChart {
    this.charts++
    const { number } = this.speech.words
    return { kind: 'chart', title: filled(number.chart, { number: this.charts, title }), ...chart }
  }

  /** Sections are numbered; those across the page stand behind the others as annexes. */
  section(title: string, blocks: readonly ReportBlock[], isWide = false): void {
    const { ordinals, number } = this.speech.words
    const count = this.sections.length
    this.sections.push({
      title: filled(number.section, { ordinal: ordinals[count] ?? count + 1, title }),
      blocks,
      ...(isWide ? { isWide } : {}),
    })
  }

  text(text: string): ReportBlock {
    return { kind: 'text', text }
  }

  note(text: string): ReportBlock {
    return { kind: 'note', text }
  }
}
