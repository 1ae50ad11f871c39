import type { Role } from '../equation/formula/trace'

/**
 * What the inputs of the equations are to a workbook. Marks and what only a scenario's file can move are settled when it is
 * written; the rest stands in cells, and what a lever moves may be overwritten there.
 */
const settled: Role = { is: 'settled' }
const given: Role = { is: 'given' }
/** Not worth a cell where it multiplies with one. */
const factor: Role = { is: 'given', neutral: 1 }
/** Said of every cell, and mostly the same for all. */
const joined: Role = { is: 'given', isJoined: true }
const joinedFactor: Role = { is: 'given', neutral: 1, isJoined: true }
const changed: Role = { is: 'changed' }

const named = (role: Role, ...names: readonly string[]): readonly (readonly [string, Role])[] => names.map((name) => [name, role])

const roles: ReadonlyMap<string, Role> = new Map([
  ...named(given, 'fact', 'ownRate', 'step', 'baseQuantity', 'counted', 'totalCounted', 'residents', 'grantGrowth'),
  ...named(given, 'plainClaim', 'plainResidents', 'catalogueLocal', 'nationalFact', 'nationalOwnRate', 'nationalStep'),
  ...named(given, 'baseRequired', 'baseResources', 'accountDebt', 'usualDebtRate'),
  ...named(factor, 'passThrough', 'weight', 'driver', 'payments', 'fiscalShare', 'centralShare', 'resourcePriceElasticity'),
  ...named(factor, 'producerPriceWeight', 'targetGroup', 'targetCapitalShare', 'targetRunningShare', 'nationalPassThrough'),
  ...named(joined, 'entered', 'replacement', 'standardShift', 'basisPersons', 'ratioReplacement', 'ratioShift'),
  ...named(joined, 'belowShare', 'incrementPart'),
  ...named(joinedFactor, 'phase', 'standardScale', 'catalogueRatio', 'ratioPhase', 'ratioScale'),
  ...named(given, 'accountOrdinaryTax', 'accountResourceTax', 'accountNonTax', 'accountGeneralTransfers', 'accountClaim'),
  ...named(given, 'totalOrdinaryTax', 'totalResourceTax', 'totalNonTax', 'totalGeneralTransfers', 'generalTransferBand'),
  ...named(given, 'memoResidents', 'memoAccountOrdinaryTax', 'memoAccountResourceTax', 'memoAccountNonTax'),
  ...named(given, 'memoAccountGeneralTransfers', 'leagueOrdinaryTax', 'leagueResourceTax', 'leagueNonTax', 'leagueGeneralTransfers'),
  ...named(given, 'targetUsefulLife'),
  ...named(given, 'targetLevel', 'targetCapitalCost', 'targetRunningCost', 'targetBaseFlow', 'fundOpeningBalance'),
  ...named(given, 'fundBaseContributions', 'fundContributionRate', 'fundBaseBenefits', 'fundBenefitRate'),
  ...named(given, 'bookedContributions', 'bookedBenefits', 'bookedSubsidy', 'bookedOpening', 'bookedLocalPart', 'pooledGrowth'),
  ...named(given, 'movedContributionGrowth', 'movedBenefitGrowth'),
  ...named(changed, 'coverage', 'regionPart', 'indexGrowth', 'claimGrowth', 'realGrowth', 'producerPrice', 'taxElasticity'),
  ...named(changed, 'resourceVolumeGrowth', 'nonTaxGrowth', 'generalTransferGrowth'),
])

/** Marks are called so. */
const isMark = (input: string): boolean => /^(is|has|follows)[A-Z]/.test(input)

/** @throws RangeError for an input that nobody gave a role. */
export function roleOf(input: string): Role {
  const role = isMark(input) ? settled : roles.get(input)
  if (role === undefined) throw new RangeError(`the input ${input} has no role in the workbook`)
  return role
}

/** Figures that have a row of their own, with what they are read from; the rest stands where it is read. */
export const shownVariables = [
  'standard',
  'quantity',
  'expenditure',
  'fundPaid',
  'central',
  'paid',
  'borne',
  'ownRevenue',
  'generalTransfers',
  'unitRequired',
  'unitResources',
  'unitOwnRevenue',
  'unitGeneralTransfers',
  'lowResources',
  'highResources',
  'benchmark',
  'capacity',
  'margin',
  'coverageRatio',
  'priorClaims',
  'residualRatio',
  'targetCapital',
  'targetRunning',
  'outsideAlready',
  'outsideCost',
  'fundContributions',
  'fundSubsidy',
  'fundBenefits',
  'fundBalance',
  'fundUncovered',
] as const

/** Steps on the way that are worked into the formulas that read them, where those stay short. */
export const inlinedVariables: ReadonlySet<string> = new Set([
  'plainQuantity',
  'evenSpread',
  'fiscalCost',
  'cost',
  'nationalCost',
  'nationalUnitCost',
  'unitCost',
  'grantClaim',
  'local',
  'paidBelow',
  'standardReplaced',
  'targetUnits',
  'targetAdded',
  'targetStanding',
  'targetAlready',
])
