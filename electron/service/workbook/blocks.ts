import type { localPayers } from '../../../models/structure'
import type { WorkbookWords } from './words'

export type SheetKey = keyof WorkbookWords['sheets']
/** How figures are shown; each has its number format. */
export type FigureFormat = 'money' | 'count' | 'price' | 'percent' | 'ratio' | 'factor'

/** Rows of one variable, below each other on a sheet. */
export interface Block {
  readonly variable: string
  readonly sheet: SheetKey
  readonly format: FigureFormat
  /** Rows of one cell together, so that what is summed over items stands together. */
  readonly byCell?: true
  /** Of these rows only: one payer's. */
  readonly payer?: (typeof localPayers)[number]
}

type Entry = string | readonly [variable: string, options: Partial<Pick<Block, 'byCell' | 'format' | 'payer'>>]
const on = (sheet: SheetKey, format: FigureFormat, ...entries: readonly Entry[]): readonly Block[] =>
  entries.map((entry) =>
    typeof entry === 'string' ? { variable: entry, sheet, format } : { sheet, format, ...entry[1], variable: entry[0] },
  )

/** Sheets of figures in their order, with their blocks. A row that several variables are stands with the last of them. */
export const blocks: readonly Block[] = [
  ...on('growth', 'percent', 'indexGrowth', 'realGrowth', 'producerPriceWeight', 'producerPrice', 'nominalGrowth'),
  ...on('growth', 'percent', ['taxElasticity', { format: 'factor' }], 'resourceVolumeGrowth'),
  ...on('growth', 'percent', ['resourcePriceElasticity', { format: 'factor' }], 'nonTaxGrowth', 'generalTransferGrowth'),
  ...on('growth', 'percent', 'generalTransferBand', 'claimGrowth', 'grantGrowth', ['indexLevel', { format: 'factor' }]),
  ...on('standards', 'percent', 'passThrough', 'ownRate', 'ruleRate'),
  ...on('standards', 'price', 'fact', 'step', 'entered', 'enteredPath', 'leaderPath', 'leaderOwnPath', 'linkedPath', 'linkedNationalPath'),
  ...on('standards', 'price', 'cataloguePath', 'rulePath', 'nationalStandard', 'replacement', ['phase', { format: 'percent' }]),
  ...on('standards', 'price', ['standardScale', { format: 'factor' }], 'standardShift', 'leaderAtStart', 'pathAtStart'),
  ...on('standards', 'price', 'leaderStandardReplaced', 'standardReplaced', 'leaderStandard'),
  ...on('standards', 'price', ['weight', { format: 'percent' }], 'nationalUnitCost', 'unitCost', 'standard'),
  ...on('people', 'count', 'driver', 'residents', ['residentShare', { format: 'percent' }], 'basisPersons'),
  ...on('people', 'factor', 'catalogueRatio', 'countedRatio', 'ratioPath', 'ratioPhase', 'ratioReplacement', 'ratioScale', 'ratioShift'),
  ...on('people', 'factor', 'basisRatio', ['entitled', { format: 'count' }], ['driverTotal', { format: 'count' }], 'driverShare'),
  ...on('quantities', 'count', 'baseQuantity', ['coverage', { format: 'percent' }], ['coverageChange', { format: 'factor' }]),
  ...on('quantities', 'count', 'counted', 'totalCounted', 'evenSpread', ['isSpreadByCount', { format: 'factor' }]),
  ...on('quantities', 'factor', 'respread', ['plainQuantity', { format: 'count' }], 'anchor', ['quantity', { format: 'count' }]),
  ...on('spending', 'money', ['payments', { format: 'factor' }], ['fiscalShare', { format: 'percent' }]),
  ...on('spending', 'money', 'fiscalCost', 'cost', 'expenditure', 'fundPaid'),
  ...on('shares', 'percent', 'centralShare', 'belowShare', 'localShare', 'regionPart', 'incrementPart', 'incrementShare'),
  ...on('centre', 'money', 'nationalCost', 'centralByHead', 'grantClaim', 'grantClaims', 'grant', 'centralByFactor', 'central', 'local'),
  ...on('payRegion', 'money', ['paid', { payer: 'region' }]),
  ...on('payLeague', 'money', ['paid', { payer: 'league' }]),
  ...on('payBanner', 'money', ['paid', { payer: 'banner' }]),
  ...on('burden', 'money', 'paidBelow', ['borne', { byCell: true }]),
  ...on('resources', 'money', 'accountOrdinaryTax', 'accountResourceTax', 'accountNonTax', 'accountGeneralTransfers'),
  ...on('resources', 'money', 'totalOrdinaryTax', 'totalResourceTax', 'totalNonTax', 'totalGeneralTransfers'),
  ...on('resources', 'money', 'ordinaryTax', 'resourceTax', 'nonTax', 'ownRevenue', 'generalTransfers'),
  ...on('capacity', 'money', 'required', 'resources', 'unitRequired', 'unitOwnRevenue', 'unitGeneralTransfers', 'unitResources'),
  ...on('capacity', 'money', ['benchmark', { format: 'percent' }], 'capacity', 'margin', ['coverageRatio', { format: 'ratio' }]),
  ...on('capacity', 'ratio', 'lowTransferFactor', 'highTransferFactor', ['lowResources', { format: 'money' }]),
  ...on('capacity', 'money', 'highResources', 'accountClaim', 'claim', 'priorClaims', ['residualRatio', { format: 'ratio' }]),
  ...on('targets', 'count', ['targetLevel', { format: 'factor' }], 'targetGroup', 'targetUnits', 'targetAdded', 'targetStanding'),
  ...on('targets', 'money', ['targetBaseFlow', { format: 'count' }], 'targetCapitalCost', 'targetRunningCost', 'targetCapital'),
  ...on('targets', 'money', 'targetRunning', 'outsideCost', 'targetAlready', 'outsideAlready', 'fundOpeningBalance'),
  ...on('targets', 'money', 'fundBaseContributions', ['fundContributionRate', { format: 'percent' }]),
  ...on('targets', 'money', ['fundContributionsLevel', { format: 'factor' }], 'fundContributions', 'fundSubsidy', 'fundBaseBenefits'),
  ...on('targets', 'money', ['fundBenefitRate', { format: 'percent' }], ['fundOwnBenefitsLevel', { format: 'factor' }]),
  ...on('targets', 'money', 'fundOwnBenefits', 'fundBenefits', 'fundBalance', 'fundUncovered'),
]

const order = new Map(blocks.map((block, k) => [block.variable, k]))

/** Blocks of a row, by the variables that it is; those nobody placed stand on a sheet of their own. */
export function blocksOf(names: readonly string[]): readonly Block[] {
  const places = names.flatMap((name) => order.get(name) ?? [])
  const found = places.length === 0 ? undefined : blocks[Math.max(...places)]
  if (found === undefined) return [{ variable: names[0] ?? '', sheet: 'other', format: 'ratio' }]
  return blocks.filter(({ variable }) => variable === found.variable)
}

/** How figures of a variable are shown. */
export const formatOf = (variable: string): FigureFormat => blocks.find((block) => block.variable === variable)?.format ?? 'ratio'
