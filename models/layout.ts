import type { ResultLayout } from './result'

/** Position of a figure in `expenditure`: [item][payer, total last][area][year]. */
export const expenditureIndex = ({ areas, payers, years }: ResultLayout, item: number, area: number, payer: number, year: number): number =>
  ((item * payers.length + payer) * areas.length + area) * years.length + year

/** Position of what all payers together spend. */
export const totalIndex = (layout: ResultLayout, item: number, area: number, year: number): number =>
  expenditureIndex(layout, item, area, layout.payers.length - 1, year)
