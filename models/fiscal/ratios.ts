import type { Catalogue } from '../catalogue/schema'
import { combined, published, type Figure } from './published'

/** Ratios of the accounts (METHOD section 5.9): read beside the tests, never one of them. Shares, not per cent. */
export interface AccountRatios {
  readonly year: number
  readonly revenue: Figure | null
  readonly expenditure: Figure | null
  /** Own revenue over expenditure. */
  readonly selfSufficiency: Figure | null
  /** Interest and issue cost over expenditure; bonds outside the general ones may be in it. */
  readonly interest: Figure | null
  readonly interestShare: Figure | null
  /** Government debt at year end, yuan. */
  readonly debt: Figure | null
}

/** Consolidation must begin where the interest of general debt exceeds this share of expenditure (C). */
export const interestLine = 0.1

export function accountRatios(catalogue: Catalogue): readonly AccountRatios[] {
  const total = catalogue.series.find(({ id }) => id === 'exp-total')
  return (total?.values ?? []).map(({ year }): AccountRatios => {
    const revenue = published(catalogue, 'rev-total', year)
    const expenditure = published(catalogue, 'exp-total', year)
    const interest = published(catalogue, 'exp-232', year)
    return {
      year,
      revenue,
      expenditure,
      selfSufficiency: ratio(revenue, expenditure),
      interest,
      interestShare: ratio(interest, expenditure),
      debt: published(catalogue, 'debt-balance', year),
    }
  })
}

function ratio(part: Figure | null, whole: Figure | null): Figure | null {
  const both = combined([
    [1, part],
    [1, whole],
  ])
  return both === null || part === null || whole === null || whole.value === 0
    ? null
    : { ...both, value: part.value / whole.value, source: part.source }
}
