import type { ActualRemark } from './checkActual'

/** Remarks that keep a figure out of the run; all others are said and computed. */
export const actualRefusals: readonly ActualRemark['code'][] = [
  'actual-unknown',
  'actual-area',
  'actual-nowhere',
  'actual-year',
  'actual-negative',
  'actual-empty',
  'counts-over',
]
