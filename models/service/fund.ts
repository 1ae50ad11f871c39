import { atBaseYear, max, minus, over, plus, previous, rollUp, sumOver, through, times, where, type Variable } from '../equation/expression'

/**
 * Insurance funds as accounts (METHOD section 3.4): what stood there, what came in, what was paid. The subsidy is the items'
 * money, benefits are paid beside the budget; the two are never added. A balance is kept only where all of it is known; it
 * may fall below zero, and what it falls by is the uncovered gap. What was booked stands for its year: contributions and
 * benefits go on from it, the subsidy is the items' money again.
 */
const section = '3.4'
const money = { CNY: 1, year: -1 } as const
const mark = (name: string): Variable => ({ name, dimensions: ['fund', 'year'], unit: {}, section })
const yearly = (name: string, expression?: Variable['expression']): Variable => ({
  name,
  dimensions: ['fund', 'year'],
  unit: money,
  section,
  ...(expression === undefined ? {} : { expression }),
})

/** Names of one flow's variables and the mappings to what it moves with. */
interface Flow {
  readonly path: string
  readonly base: string
  readonly rate: string
  /** The scenario's own growth of the year, and whether it has one. */
  readonly growth: string
  readonly driver: string
  readonly index: string
}

/** Growth of a fund's own money since the base year: of its group, times its index, its own rate, or what the scenario says. */
const grown = ({ path, base, rate, growth, driver, index }: Flow): readonly Variable[] => [
  { name: base, dimensions: ['fund'], unit: money, section },
  { name: rate, dimensions: ['fund'], unit: {}, section },
  mark(`is${growth}Moved`),
  { name: `moved${growth}`, dimensions: ['fund', 'year'], unit: {}, section },
  {
    name: `${path}Level`,
    dimensions: ['fund', 'year'],
    unit: {},
    section,
    expression: where(
      'isFirstYear',
      1,
      times(previous(`${path}Level`), where(`is${growth}Moved`, plus(1, `moved${growth}`), plus(1, rate, through(index, 'indexGrowth')))),
    ),
  },
  yearly(path, times(base, over(through(driver, 'driverTotal'), through(driver, atBaseYear('driverTotal'))), `${path}Level`)),
]

/** What was booked, and after it the path in the relation that it then had to it. */
const followed = (name: string, path: string, booked: string): readonly Variable[] => [
  mark(`is${booked}Booked`),
  yearly(`booked${booked}`),
  {
    name: `${name}Scale`,
    dimensions: ['fund', 'year'],
    unit: {},
    section,
    expression: where(`is${booked}Booked`, over(`booked${booked}`, path), where('isFirstYear', 1, previous(`${name}Scale`))),
  },
  yearly(name, where(`is${booked}Booked`, `booked${booked}`, times(`${name}Scale`, path))),
]

const opening = where('isOpeningBooked', 'bookedOpening', where('isFirstYear', 'fundOpeningBalance', previous('fundBalance')))

/** What the levels below the centre pay into a fund that is pooled by the nation: what they agreed on, growing as agreed. */
const pooled: readonly Variable[] = [
  yearly('fundLocalSubsidy', rollUp('fundSubsidised', sumOver('cell', 'local'))),
  mark('isPooled'),
  mark('isPooledFirst'),
  { name: 'pooledGrowth', dimensions: ['fund', 'year'], unit: {}, section },
  mark('isLocalPartBooked'),
  yearly('bookedLocalPart'),
  yearly(
    'fundLocalPart',
    where(
      'isLocalPartBooked',
      'bookedLocalPart',
      where('isPooled', times(where('isPooledFirst', previous('fundLocalSubsidy'), previous('fundLocalPart')), plus(1, 'pooledGrowth')), 0),
    ),
  ),
]

export const fundVariables: readonly Variable[] = [
  { name: 'driverTotal', dimensions: ['driver', 'year'], unit: {}, section, expression: sumOver('cell', 'driver') },
  /** Yuan at the end of the year before the base year; a year's money adds to it. */
  { name: 'fundOpeningBalance', dimensions: ['fund'], unit: money, section },
  mark('isFundKnown'),
  ...grown({
    path: 'fundContributionsPath',
    base: 'fundBaseContributions',
    rate: 'fundContributionRate',
    growth: 'ContributionGrowth',
    driver: 'contributionDriver',
    index: 'contributionIndex',
  }),
  ...followed('fundContributions', 'fundContributionsPath', 'Contributions'),
  ...grown({
    path: 'fundOwnBenefits',
    base: 'fundBaseBenefits',
    rate: 'fundBenefitRate',
    growth: 'BenefitGrowth',
    driver: 'benefitDriver',
    index: 'benefitIndex',
  }),
  yearly('fundBenefitsPath', plus('fundOwnBenefits', rollUp('fundPaying', sumOver('cell', 'fundPaid')))),
  ...followed('fundBenefits', 'fundBenefitsPath', 'Benefits'),
  mark('isSubsidyBooked'),
  yearly('bookedSubsidy'),
  yearly('fundSubsidy', where('isSubsidyBooked', 'bookedSubsidy', rollUp('fundSubsidised', sumOver('cell', 'expenditure')))),
  mark('isOpeningBooked'),
  yearly('bookedOpening'),
  yearly('fundBalance', where('isFundKnown', plus(opening, minus(plus('fundContributions', 'fundSubsidy'), 'fundBenefits')), 0)),
  yearly('fundOpening', where('isFundKnown', opening, 0)),
  yearly('fundUncovered', minus(max(0, minus(0, 'fundBalance')), max(0, minus(0, 'fundOpening')))),
  ...pooled,
]
