import { atBaseYear, max, minus, over, plus, previous, rollUp, sumOver, through, times, where, type Variable } from '../equation/expression'

/**
 * Insurance funds as accounts (METHOD section 3.4): what stood there, what came in, what was paid. The subsidy is the items'
 * money, benefits are paid beside the budget; the two are never added. A balance is kept only where all of it is known; it
 * may fall below zero, and what it falls by is the uncovered gap.
 */
const section = '3.4'
const money = { CNY: 1, year: -1 } as const

/** Growth of a fund's own money since the base year: of its group, times its index or its own rate. */
const grown = (name: string, base: string, rate: string, driver: string, index: string): readonly Variable[] => [
  { name: base, dimensions: ['fund'], unit: money, section },
  { name: rate, dimensions: ['fund'], unit: {}, section },
  {
    name: `${name}Level`,
    dimensions: ['fund', 'year'],
    unit: {},
    section,
    expression: where('isFirstYear', 1, times(previous(`${name}Level`), plus(1, rate, through(index, 'indexGrowth')))),
  },
  {
    name,
    dimensions: ['fund', 'year'],
    unit: money,
    section,
    expression: times(base, over(through(driver, 'driverTotal'), through(driver, atBaseYear('driverTotal'))), `${name}Level`),
  },
]

export const fundVariables: readonly Variable[] = [
  { name: 'driverTotal', dimensions: ['driver', 'year'], unit: {}, section, expression: sumOver('cell', 'driver') },
  /** Yuan at the end of the year before the base year; a year's money adds to it. */
  { name: 'fundOpeningBalance', dimensions: ['fund'], unit: money, section },
  { name: 'isFundKnown', dimensions: ['fund'], unit: {}, section },
  ...grown('fundContributions', 'fundBaseContributions', 'fundContributionRate', 'contributionDriver', 'contributionIndex'),
  ...grown('fundOwnBenefits', 'fundBaseBenefits', 'fundBenefitRate', 'benefitDriver', 'benefitIndex'),
  {
    name: 'fundSubsidy',
    dimensions: ['fund', 'year'],
    unit: money,
    section,
    expression: rollUp('fundSubsidised', sumOver('cell', 'expenditure')),
  },
  {
    name: 'fundBenefits',
    dimensions: ['fund', 'year'],
    unit: money,
    section,
    expression: plus('fundOwnBenefits', rollUp('fundPaying', sumOver('cell', 'fundPaid'))),
  },
  {
    name: 'fundBalance',
    dimensions: ['fund', 'year'],
    unit: money,
    section,
    expression: where(
      'isFundKnown',
      plus(
        where('isFirstYear', 'fundOpeningBalance', previous('fundBalance')),
        minus(plus('fundContributions', 'fundSubsidy'), 'fundBenefits'),
      ),
      0,
    ),
  },
  {
    name: 'fundUncovered',
    dimensions: ['fund', 'year'],
    unit: money,
    section,
    expression: minus(max(0, minus(0, 'fundBalance')), where('isFirstYear', 0, max(0, minus(0, previous('fundBalance'))))),
  },
]
