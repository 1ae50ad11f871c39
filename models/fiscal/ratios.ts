import type { Catalogue } from '../catalogue/schema'
import type { ReadableResult } from '../result'
import type { EnteredAccount } from '../scenario/entries'
import { combined, published, sumOfKnown, type Figure } from './published'
import { accountOf } from './unitFigures'

/** Ratios of the accounts of a unit (METHOD section 5.9): read beside the tests, never one of them. Shares, not per cent. */
export interface AccountRatios {
  readonly year: number
  readonly revenue: Figure | null
  readonly expenditure: Figure | null
  /** Own revenue over expenditure. */
  readonly selfSufficiency: Figure | null
  /** Interest and issue cost over expenditure; bonds outside the general ones may be in it. */
  readonly interest: Figure | null
  readonly interestShare: Figure | null
  /** Government debt at year end, yuan: general and special. */
  readonly debt: Figure | null
  /** Comprehensive resources: own revenue and all that comes from above, less what is passed on, and the other two budgets. */
  readonly comprehensive: Figure | null
  readonly debtRatio: Figure | null
}

/** Consolidation must begin where the interest of general debt exceeds this share of expenditure (C). */
export const interestLine = 0.1
/** The whole country's warning line of the debt ratio (C), and where its graded colours begin (B, C for green). */
export const debtLines = { warning: 1, yellow: 1.2, orange: 2, red: 3 } as const

/** @param code a row of results or a banner beside the leaves; published accounts are the whole region's. */
export function accountRatios(catalogue: Catalogue, result: ReadableResult, code = result.units[0]?.code ?? ''): readonly AccountRatios[] {
  const isRegion = code === result.units[0]?.code
  const series = isRegion ? catalogue.series.find(({ id }) => id === 'exp-total') : undefined
  const years = new Set([
    ...(series?.values ?? []).map(({ year }) => year),
    ...result.accounts.flatMap(({ area, year }) => (area === code ? [year] : [])),
  ])
  return [...years].sort((a, b) => a - b).map((year) => ratiosOf(catalogue, accountOf(result, code, year), year, isRegion))
}

function ratiosOf(catalogue: Catalogue, account: EnteredAccount | undefined, year: number, isRegion: boolean): AccountRatios {
  const of = (id: string): Figure | null => (isRegion ? published(catalogue, id, year) : null)
  const entered = (value: number | undefined): Figure | null =>
    account === undefined || value === undefined ? null : { value, grade: account.grade, nature: 'account', source: account.source }
  const own = account === undefined ? undefined : account.ordinaryTax + account.resourceTax + account.nonTax
  const interestClaim = catalogue.fiscal.priorClaims.find(({ ofDebt }) => ofDebt)?.id ?? ''
  const revenue = entered(own) ?? of('rev-total')
  const expenditure = entered(account?.lines.expenditure) ?? of('exp-total')
  const interest = entered(account?.claims[interestClaim]) ?? of('exp-232')
  const debt =
    combined([
      [1, entered(account?.beside?.generalDebt)],
      [1, entered(account?.beside?.specialDebt)],
    ]) ?? of('debt-balance')
  const comprehensive = comprehensiveOf(account, entered)
  return {
    year,
    revenue,
    expenditure,
    selfSufficiency: ratio(revenue, expenditure),
    interest,
    interestShare: ratio(interest, expenditure),
    debt,
    comprehensive,
    debtRatio: ratio(debt, comprehensive),
  }
}

/** Known only where every kind of transfer and both other budgets are; returns and what is passed on count where they are given. */
function comprehensiveOf(account: EnteredAccount | undefined, entered: (value: number | undefined) => Figure | null): Figure | null {
  if (account === undefined) return null
  const { lines, beside, ordinaryTax, resourceTax, nonTax } = account
  const needed = combined([
    [1, entered(ordinaryTax + resourceTax + nonTax)],
    [1, entered(lines.generalTransfers)],
    [1, entered(lines.sharedMatterTransfers)],
    [1, entered(lines.specialTransfers)],
    [1, entered(beside?.fundReceipts)],
    [1, entered(beside?.capitalReceipts)],
  ])
  if (needed === null) return null
  return sumOfKnown([
    [1, needed],
    [1, entered(lines.taxReturns)],
    [-1, entered(lines.remittedUp)],
    [-1, entered(lines.transferredDown)],
  ])
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
