import { max, min, minus, over, plus, previous, sumOver, times, where, type DimensionName, type Variable } from '../equation/expression'

/**
 * Prior claims of a unit and the residual test (METHOD section 5.4): what has to be paid before the 81 items. A claim that
 * was booked stands for its year and grows from there; interest that was not booked follows the debt it is paid on. Before
 * a unit's first account its claims are not known: the figures there are nil and are not shown.
 */
const money = { CNY: 1, year: -1 } as const
const section = '5.4'
const mark = (name: string, ...dimensions: readonly DimensionName[]): Variable => ({ name, dimensions, unit: {}, section })
/** Of the claim that is the interest. */
const ofInterest = (name: string) => sumOver('claim', times('isOfDebt', name))

const debtVariables: readonly Variable[] = [
  /** Which claim is the interest on debt. */
  mark('isOfDebt', 'claim'),
  mark('isDebtAccounted', 'unit', 'year'),
  /** General debt at the year's end. */
  { name: 'accountDebt', dimensions: ['unit', 'year'], unit: { CNY: 1 }, section },
  /** What a yuan of general debt costs a year where no account says it. */
  { name: 'usualDebtRate', dimensions: [], unit: { year: -1 }, section },
  { ...mark('isDebtKnown', 'unit', 'year'), expression: max('isDebtAccounted', previous('isDebtKnown')) },
  {
    name: 'debt',
    dimensions: ['unit', 'year'],
    unit: { CNY: 1 },
    section,
    expression: where('isDebtAccounted', 'accountDebt', times(previous('debt'), plus(1, ofInterest('claimGrowth')))),
  },
  /** On which the year's interest is paid: the debt at the end of the year before, or what it must have been. */
  {
    name: 'debtBefore',
    dimensions: ['unit', 'year'],
    unit: { CNY: 1 },
    section,
    expression: where(previous('isDebtKnown'), previous('debt'), over('debt', plus(1, ofInterest('claimGrowth')))),
  },
  {
    name: 'debtRate',
    dimensions: ['unit', 'year'],
    unit: { year: -1 },
    section,
    expression: where(
      times('isDebtKnown', ofInterest('isClaimAccounted')),
      over(ofInterest('accountClaim'), 'debtBefore'),
      where('isFirstYear', 'usualDebtRate', previous('debtRate')),
    ),
  },
]

export const claimVariables: readonly Variable[] = [
  mark('isClaimAccounted', 'unit', 'claim', 'year'),
  { name: 'accountClaim', dimensions: ['unit', 'claim', 'year'], unit: money, section },
  mark('claimGrowth', 'claim', 'year'),
  ...debtVariables,
  {
    name: 'claim',
    dimensions: ['unit', 'claim', 'year'],
    unit: money,
    section,
    expression: where(
      'isClaimAccounted',
      'accountClaim',
      where(times('isOfDebt', 'isDebtKnown'), times('debtBefore', 'debtRate'), times(previous('claim'), plus(1, 'claimGrowth'))),
    ),
  },
  {
    ...mark('isClaimKnown', 'unit', 'claim', 'year'),
    expression: max(max('isClaimAccounted', previous('isClaimKnown')), times('isOfDebt', 'isDebtKnown')),
  },
  { name: 'priorClaims', dimensions: ['unit', 'year'], unit: money, section, expression: sumOver('claim', 'claim') },
  /** Whether all of them are known. */
  {
    ...mark('areClaimsKnown', 'unit', 'year'),
    expression: minus(1, min(1, sumOver('claim', minus(1, 'isClaimKnown')))),
  },
  {
    name: 'residualRatio',
    dimensions: ['unit', 'year'],
    unit: {},
    section,
    expression: where('areClaimsKnown', over('unitResources', plus('priorClaims', 'unitRequired')), 0),
  },
]
