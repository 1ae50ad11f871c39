import type { ActualFigure } from './entries'

/** What a final account consists of; apart from the form itself, so that the window need not load the schema. */

/** Parts of own revenue. */
export const ownParts = ['ordinaryTax', 'resourceTax', 'nonTax'] as const
export type OwnPart = (typeof ownParts)[number]

/** Lines of a final account beside own revenue, in the order of the official table: what comes in, then what goes out. */
export const accountLines = {
  in: [
    'taxReturns',
    'generalTransfers',
    'sharedMatterTransfers',
    'specialTransfers',
    'bondIncome',
    'broughtForward',
    'stabilisationIn',
    'transferredIn',
    'otherIn',
  ],
  out: ['expenditure', 'remittedUp', 'transferredDown', 'bondRepayment', 'stabilisationOut', 'carriedForward', 'otherOut'],
} as const
export type AccountLine = (typeof accountLines)['in' | 'out'][number]

/** Figures that stand beside an account, yuan: debt at the year's end, and receipts of the other two budgets with their transfers. */
export const besideLines = ['generalDebt', 'specialDebt', 'fundReceipts', 'capitalReceipts'] as const
export type BesideLine = (typeof besideLines)[number]

/** Lines of an insurance fund's account: what stood there, what came in, what was paid, and the local part of a pooled fund. */
export const fundLines = ['opening', 'contributions', 'subsidy', 'benefits', 'localPart'] as const
export type FundLine = (typeof fundLines)[number]

/** The line of a fund's account that stands for it where one figure is shown: what is paid, else what comes in, else what is there. */
export const mainFundLine = (lines: Readonly<Partial<Record<FundLine, number | undefined>>>): FundLine =>
  (['benefits', 'contributions', 'opening', 'subsidy', 'localPart'] as const).find((line) => lines[line] !== undefined) ?? 'benefits'

/** The one figure by which an actual is told: an account's own revenue, a fund's main line as `FUND.LINE`, else its value. */
export function headlineOf(actual: ActualFigure): { readonly target: string; readonly value: number } {
  if (actual.kind === 'account') return { target: 'ownRevenue', value: ownParts.reduce((sum, part) => sum + actual[part], 0) }
  if (actual.kind !== 'fund') return actual
  const line = mainFundLine(actual)
  return { target: `${actual.target}.${line}`, value: actual[line] ?? 0 }
}

/** Figures of an account, yuan, as far as the identity of the budget asks for them. */
export type AccountFigures = Readonly<Record<OwnPart, number>> & { readonly lines: Readonly<Partial<Record<AccountLine, number>>> }

/** Both sides of the identity of a final account, yuan. */
export interface AccountSides {
  readonly in: number
  readonly out: number
}

/** Part of the larger side by which an account may be out of balance. */
export const allowedImbalance = 0.005

/** Both sides of a final account; undefined where its expenditure is not given, so that they cannot be compared. */
export function accountSides({ lines, ordinaryTax, resourceTax, nonTax }: AccountFigures): AccountSides | undefined {
  if (lines.expenditure === undefined) return undefined
  const sum = (of: readonly AccountLine[]): number => of.reduce((all, line) => all + (lines[line] ?? 0), 0)
  return { in: ordinaryTax + resourceTax + nonTax + sum(accountLines.in), out: sum(accountLines.out) }
}

/** Whether what comes in and what goes out differ by more than they may. */
export const isUnbalanced = (sides: AccountSides): boolean =>
  Math.abs(sides.in - sides.out) > allowedImbalance * Math.max(Math.abs(sides.in), Math.abs(sides.out))
