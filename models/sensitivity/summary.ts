import type { Severity, SimulationResult } from '../result'

/** What is kept of a run that is one of many: small enough for thousands of them. */
export interface RunSummary {
  /** [unit][measure][year], yuan; ratios as such. Units as the result has them. */
  readonly figures: Float64Array
  /** [unit][severity], how many growth flags on items and pools. */
  readonly flags: Int32Array
  /** First year in which a unit cannot pay, by unit; 0 where it can, -1 where it cannot be told. */
  readonly firstYear: Int32Array
  /** Changes that were refused: a figure without them answers another question. */
  readonly refused: number
}

export const summaryMeasures = ['required', 'resources', 'capacity', 'margin', 'residualRatio'] as const
export type SummaryMeasure = (typeof summaryMeasures)[number]

export const severities: readonly Severity[] = ['green', 'yellow', 'orange', 'red', 'grey']

export function summaryOf({ layout, units, flags, notices }: SimulationResult): RunSummary {
  const years = layout.years.length
  const figures = new Float64Array(units.length * summaryMeasures.length * years)
  let at = 0
  for (const { required, resources, capacity, margin, residual } of units) {
    for (const row of [required, resources, capacity, margin, residual?.ratio]) {
      if (row === undefined) figures.fill(Number.NaN, at, at + years)
      else figures.set(row, at)
      at += years
    }
  }
  const place = new Map(units.map(({ code }, k) => [code, k]))
  const counts = new Int32Array(units.length * severities.length)
  for (const { subject, test, verdict, unit, severity } of flags) {
    if (test !== 'growth' || verdict !== 'outpaces' || (subject.kind !== 'item' && subject.kind !== 'pool')) continue
    const cell = (place.get(unit) ?? 0) * severities.length + severities.indexOf(severity)
    counts[cell] = (counts[cell] ?? 0) + 1
  }
  return {
    figures,
    flags: counts,
    firstYear: Int32Array.from(units, ({ residual }) => (residual === null ? -1 : (residual.firstYear ?? 0))),
    refused: notices.filter(({ code }) => code.startsWith('override-') && code !== 'override-implausible').length,
  }
}

/** One figure of a summary. @param k position of the year. */
export const figureOf = ({ figures }: RunSummary, unit: number, measure: SummaryMeasure, k: number, years: number): number =>
  figures[(unit * summaryMeasures.length + summaryMeasures.indexOf(measure)) * years + k] ?? Number.NaN

/** How many items and pools of a unit outpace its resources. */
export const outpacing = ({ flags }: RunSummary, unit: number): number => {
  let sum = 0
  for (let k = 0; k < severities.length; k++) sum += flags[unit * severities.length + k] ?? 0
  return sum
}
