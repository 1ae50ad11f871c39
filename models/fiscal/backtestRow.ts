import type { Grade } from '../catalogue/schema'

/**
 * What is taken as known of the economy after the base year: nothing (means of the five years before go on), the
 * published real growth and prices, or published nominal GDP as well, the producer price being what then must have been.
 */
export const backtestVariants = ['blind', 'macro', 'nominal'] as const
export type BacktestVariant = (typeof backtestVariants)[number]

/** A published figure of a year after the base year, and what would have been said of it at the end of the base year. */
export interface FiscalBacktestRow {
  /** Own revenue, all expenditure, or expenditure of one budget function (its code). */
  readonly subject: 'revenue' | 'expenditure' | 'function'
  readonly code: string
  /** Id of the published series. */
  readonly series: string
  readonly year: number
  /** Yuan. */
  readonly actual: number
  readonly grade: Grade
  readonly source: string
  /** The model, by what is taken as known of the economy; yuan. */
  readonly model: Readonly<Record<BacktestVariant, number>>
  /** Part of the base year's figure that the model computes item by item; the rest goes on by its fitted rule. */
  readonly itemShare: number
  /** Growth rules: the compound growth of the last five and of the last three years goes on. */
  readonly rules: readonly { readonly from: number; readonly growth: number; readonly forecast: number }[]
}

/** forecast / actual − 1. */
export const errorOf = (forecast: number, { actual }: Pick<FiscalBacktestRow, 'actual'>): number => forecast / actual - 1

/** One of the growth rules came nearer than the model, by more than rounding of a tenth of a per cent shows. */
export function isWorse(row: FiscalBacktestRow, variant: BacktestVariant): boolean {
  const own = Math.abs(errorOf(row.model[variant], row))
  return row.rules.some(({ forecast }) => Math.abs(errorOf(forecast, row)) < own - 5e-4)
}
