import { atBaseYear, max, min, minus, plus, previous, sumOver, through, times, where, type Variable } from '../equation/expression'

/**
 * What targets cost outside the 81 items (METHOD section 9.2). A stock is what the target asks for: what is added costs
 * capital, what stands above the base year's stock costs running money. A flow is what is delivered in the year.
 */
const section = '9.2'
const money = { CNY: 1, year: -1 } as const
const perUnit = { CNY: 1, year: -1, delivery: -1 } as const

export const targetCostVariables: readonly Variable[] = [
  /** Units for each of the group: the path of the indicator. */
  { name: 'targetLevel', dimensions: ['target', 'year'], unit: {}, section },
  /** Residents, students of an age, institutions…; 1 where the path counts units. */
  { name: 'targetGroup', dimensions: ['target', 'year'], unit: { delivery: 1 }, section },
  { name: 'isStock', dimensions: ['target'], unit: {}, section },
  /** At prices of the base year. */
  { name: 'targetCapitalCost', dimensions: ['target'], unit: perUnit, section },
  { name: 'targetRunningCost', dimensions: ['target'], unit: perUnit, section },
  {
    name: 'indexLevel',
    dimensions: ['index', 'year'],
    unit: {},
    section,
    expression: where('isFirstYear', 1, times(previous('indexLevel'), plus(1, 'indexGrowth'))),
  },
  {
    name: 'targetUnits',
    dimensions: ['target', 'year'],
    unit: { delivery: 1 },
    section,
    expression: times('targetLevel', 'targetGroup'),
  },
  {
    name: 'targetAdded',
    dimensions: ['target', 'year'],
    unit: { delivery: 1 },
    section,
    expression: where('isFirstYear', 0, where('isStock', max(0, minus('targetUnits', previous('targetUnits'))), 'targetUnits')),
  },
  {
    name: 'targetStanding',
    dimensions: ['target', 'year'],
    unit: { delivery: 1 },
    section,
    expression: where('isStock', max(0, minus('targetUnits', atBaseYear('targetUnits'))), 'targetAdded'),
  },
  {
    name: 'targetCapital',
    dimensions: ['target', 'year'],
    unit: money,
    section,
    expression: times('targetAdded', 'targetCapitalCost', through('capitalIndexOf', 'indexLevel')),
  },
  {
    name: 'targetRunning',
    dimensions: ['target', 'year'],
    unit: money,
    section,
    expression: times('targetStanding', 'targetRunningCost', through('runningIndexOf', 'indexLevel')),
  },
  /** Units a year that the base year's money paid for already. */
  { name: 'targetBaseFlow', dimensions: ['target'], unit: { delivery: 1 }, section },
  {
    name: 'targetAlready',
    dimensions: ['target', 'year'],
    unit: money,
    section,
    expression: times(min('targetBaseFlow', 'targetAdded'), 'targetCapitalCost', through('capitalIndexOf', 'indexLevel')),
  },
  { name: 'outsideAlready', dimensions: ['year'], unit: money, section, expression: sumOver('target', 'targetAlready') },
  {
    name: 'outsideCost',
    dimensions: ['year'],
    unit: money,
    section,
    expression: sumOver('target', plus('targetCapital', 'targetRunning')),
  },
]
