/**
 * Lines of the table of available funds in the order of the official one (METHOD section 5.7). `of` names the sum that a line
 * counts in and `sign` how; a line without one stands beside or is a sum itself.
 */
interface Line<Id extends string> {
  readonly id: Id
  readonly group: 'available' | 'reserves' | 'beside' | 'spent' | 'identity'
  readonly of?: string
  readonly sign?: 1 | -1
}

const line = <Id extends string>(group: Line<Id>['group'], id: Id, sign?: 1 | -1, of?: string): Line<Id> => ({
  id,
  group,
  ...(of === undefined ? {} : { of }),
  ...(sign === undefined ? {} : { sign }),
})

export const fundsLines = [
  line('available', 'ordinaryTax', 1, 'ownRevenue'),
  line('available', 'resourceTax', 1, 'ownRevenue'),
  line('available', 'nonTax', 1, 'ownRevenue'),
  line('available', 'ownRevenue', 1, 'available'),
  line('available', 'taxReturns', 1, 'netTransfers'),
  line('available', 'generalTransfers', 1, 'netTransfers'),
  line('available', 'remittedUp', -1, 'netTransfers'),
  line('available', 'passedDown', -1, 'netTransfers'),
  line('available', 'netTransfers', 1, 'available'),
  line('available', 'available'),
  // One-off money carries no standing promise: it stands beside what the tests count.
  line('reserves', 'transferredIn', 1, 'withReserves'),
  line('reserves', 'stabilisationIn', 1, 'withReserves'),
  line('reserves', 'withReserves'),
  line('beside', 'subsidies'),
  line('beside', 'sharedMatterTransfers'),
  line('beside', 'specialTransfers'),
  line('beside', 'tiedForItems'),
  line('beside', 'tiedTransfers'),
  line('beside', 'bondIncome'),
  line('beside', 'broughtForward'),
  line('spent', 'priorClaims', -1, 'left'),
  line('spent', 'required', -1, 'left'),
  line('spent', 'left'),
  line('identity', 'expenditure'),
  line('identity', 'transferredDown'),
  line('identity', 'bondRepayment'),
  line('identity', 'stabilisationOut'),
  line('identity', 'carriedForward'),
  line('identity', 'otherIn'),
  line('identity', 'otherOut'),
  line('identity', 'otherMoney'),
  line('identity', 'remainder'),
] as const
export type FundsLine = (typeof fundsLines)[number]['id']
export const fundsGroups = ['available', 'reserves', 'beside', 'spent', 'identity'] as const

/** Lines that are the sum of lines above them. */
export const fundsSums = ['ownRevenue', 'netTransfers', 'available', 'withReserves', 'left'] as const
/** Sums that other sums start from: what is left starts from what is available. */
export const sumStart: Readonly<Partial<Record<(typeof fundsSums)[number], FundsLine>>> = { withReserves: 'available', left: 'available' }
