import {
  at,
  atBaseYear,
  max,
  min,
  minus,
  over,
  plus,
  previous,
  sumOver,
  through,
  times,
  where,
  type Expression,
  type Variable,
} from '../equation/expression'

/**
 * What targets cost outside the 81 items (METHOD section 9.2). A stock is what the target asks for: what is added costs
 * capital, what stood above the base year's stock a year ago is renewed over its useful life, what stands above it costs
 * running money. A flow is what is delivered in the year; what it built is renewed likewise.
 */
const section = '9.2'
const money = { CNY: 1, year: -1 } as const
const perUnit = { CNY: 1, year: -1, delivery: -1 } as const
const delivery = { delivery: 1 } as const
const perYear = ['target', 'year'] as const

const counted: readonly Variable[] = [
  /** Units for each of the group: the path of the indicator. */
  { name: 'targetLevel', dimensions: perYear, unit: {}, section },
  /** Residents, students of an age, institutions…; 1 where the path counts units. */
  { name: 'targetGroup', dimensions: perYear, unit: delivery, section },
  { name: 'isStock', dimensions: ['target'], unit: {}, section },
  /** The year before; in the base year its own. */
  {
    name: 'targetLevelBefore',
    dimensions: perYear,
    unit: {},
    section,
    expression: where('isFirstYear', 'targetLevel', previous('targetLevel')),
  },
  {
    name: 'targetGroupBefore',
    dimensions: perYear,
    unit: delivery,
    section,
    expression: where('isFirstYear', 'targetGroup', previous('targetGroup')),
  },
  { name: 'targetUnits', dimensions: perYear, unit: delivery, section, expression: times('targetLevel', 'targetGroup') },
  { name: 'targetUnitsBefore', dimensions: perYear, unit: delivery, section, expression: times('targetLevelBefore', 'targetGroupBefore') },
  { name: 'targetBaseUnits', dimensions: ['target'], unit: delivery, section, expression: atBaseYear('targetUnits') },
  /** Of a flow the base year's is what its own money paid for. */
  {
    name: 'targetAdded',
    dimensions: perYear,
    unit: delivery,
    section,
    expression: where('isStock', max(0, minus('targetUnits', 'targetUnitsBefore')), 'targetUnits'),
  },
  {
    name: 'targetStanding',
    dimensions: perYear,
    unit: delivery,
    section,
    expression: where('isStock', max(0, minus('targetUnits', 'targetBaseUnits')), 'targetAdded'),
  },
  {
    name: 'flowAdded',
    dimensions: perYear,
    unit: delivery,
    section,
    expression: where('isFirstYear', 0, where('isStock', 0, 'targetAdded')),
  },
  /** What a flow has delivered since the base year, by the end of the year before. */
  {
    name: 'flowBuilt',
    dimensions: perYear,
    unit: delivery,
    section,
    expression: plus(previous('flowBuilt'), previous('flowAdded')),
  },
  /** Years until it is renewed; 0 where the budget renews nothing. */
  { name: 'targetUsefulLife', dimensions: ['target'], unit: {}, section },
  {
    name: 'targetRenewed',
    dimensions: perYear,
    unit: delivery,
    section,
    expression: over(where('isStock', max(0, minus('targetUnitsBefore', 'targetBaseUnits')), 'flowBuilt'), 'targetUsefulLife'),
  },
]

const byBasis = at('basis', 'registered', 'basisRatio')
/** Residents a registered person stands for, beyond the registered one. */
const gap = max(0, minus(over(1, byBasis), 1))

/** Services that follow registration, for the residents who are not registered: what covering everybody would take beside the items. */
const unregistered: readonly Variable[] = [
  { name: 'followsRegistration', dimensions: ['item'], unit: {}, section },
  { name: 'isUnregistered', dimensions: ['target'], unit: {}, section },
  {
    name: 'unregisteredCost',
    dimensions: ['cell', 'year'],
    unit: money,
    section,
    expression: times(gap, sumOver('item', where('followsRegistration', 'expenditure', 0))),
  },
  /** What of it each level below the centre would bear, paid as the items are. */
  {
    name: 'unregisteredByRegion',
    dimensions: ['cell', 'year'],
    unit: money,
    section,
    expression: times(gap, sumOver('item', where('followsRegistration', at('payer', 'region', 'paid'), 0))),
  },
  {
    name: 'unregisteredBorne',
    dimensions: ['cell', 'year'],
    unit: money,
    section,
    expression: where(
      'isOwnLevel',
      sumOver('cell', 'unregisteredByRegion'),
      times(gap, sumOver('item', where('followsRegistration', 'paidBelow', 0))),
    ),
  },
]

const priced: readonly Variable[] = [
  /** At prices of the base year. */
  { name: 'targetCapitalCost', dimensions: perYear, unit: perUnit, section },
  { name: 'targetRunningCost', dimensions: perYear, unit: perUnit, section },
  {
    name: 'indexLevel',
    dimensions: ['index', 'year'],
    unit: {},
    section,
    expression: where('isFirstYear', 1, times(previous('indexLevel'), plus(1, 'indexGrowth'))),
  },
  {
    name: 'targetCapital',
    dimensions: perYear,
    unit: money,
    section,
    expression: times('targetAdded', 'targetCapitalCost', through('capitalIndexOf', 'indexLevel')),
  },
  {
    name: 'targetRenewal',
    dimensions: perYear,
    unit: money,
    section,
    expression: times('targetRenewed', 'targetCapitalCost', through('capitalIndexOf', 'indexLevel')),
  },
  {
    name: 'targetRunning',
    dimensions: perYear,
    unit: money,
    section,
    expression: where(
      'isUnregistered',
      sumOver('cell', 'unregisteredCost'),
      times('targetStanding', 'targetRunningCost', through('runningIndexOf', 'indexLevel')),
    ),
  },
  /** Units a year that the base year's money paid for already. */
  { name: 'targetBaseFlow', dimensions: ['target'], unit: delivery, section },
  { name: 'hasBaseFlow', dimensions: ['target'], unit: {}, section },
  {
    name: 'targetAlready',
    dimensions: perYear,
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
    expression: sumOver('target', plus('targetCapital', 'targetRenewal', 'targetRunning')),
  },
]

/** Money times what a level below the centre pays of it: the region its part in full, leagues and banners theirs by the spread. */
const borne = (money: Expression | string, shares: string): Expression =>
  times(
    money,
    where(
      'isOwnLevel',
      at('payer', 'region', shares),
      times(plus(at('payer', 'league', shares), at('payer', 'banner', shares)), 'targetSpread'),
    ),
  )

/** What each level below the centre has to bear of it (METHOD section 9.4). */
const sharedOut: readonly Variable[] = [
  /** Whether anything is known that it could cost. */
  { name: 'isCosted', dimensions: ['target'], unit: {}, section: '9.4' },
  { name: 'targetCapitalShare', dimensions: ['target', 'payer'], unit: {}, section: '9.4' },
  { name: 'targetRunningShare', dimensions: ['target', 'payer'], unit: {}, section: '9.4' },
  {
    name: 'targetSpread',
    dimensions: ['target', 'cell', 'year'],
    unit: {},
    section: '9.4',
    expression: where('isCosted', over(through('targetSpreadOf', 'driver'), through('targetSpreadOf', 'driverTotal')), 0),
  },
  {
    name: 'targetCapitalBorne',
    dimensions: ['target', 'cell', 'year'],
    unit: money,
    section: '9.4',
    expression: where('isCosted', borne(plus('targetCapital', 'targetRenewal'), 'targetCapitalShare'), 0),
  },
  {
    name: 'targetRunningBorne',
    dimensions: ['target', 'cell', 'year'],
    unit: money,
    section: '9.4',
    expression: where('isCosted', where('isUnregistered', 'unregisteredBorne', borne('targetRunning', 'targetRunningShare')), 0),
  },
  {
    name: 'outsideBorne',
    dimensions: ['cell', 'year'],
    unit: money,
    section: '9.4',
    expression: sumOver('target', plus('targetCapitalBorne', 'targetRunningBorne')),
  },
  {
    name: 'targetAlreadyBorne',
    dimensions: ['target', 'cell', 'year'],
    unit: money,
    section: '9.4',
    expression: where('hasBaseFlow', borne('targetAlready', 'targetCapitalShare'), 0),
  },
  { name: 'alreadyBorne', dimensions: ['cell', 'year'], unit: money, section: '9.4', expression: sumOver('target', 'targetAlreadyBorne') },
  {
    name: 'unitOutside',
    dimensions: ['unit', 'year'],
    unit: money,
    section: '9.4',
    expression: sumOver('cell', where('isMember', 'outsideBorne', 0)),
  },
  {
    name: 'unitAlready',
    dimensions: ['unit', 'year'],
    unit: money,
    section: '9.4',
    expression: sumOver('cell', where('isMember', 'alreadyBorne', 0)),
  },
  {
    name: 'marginWithTargets',
    dimensions: ['unit', 'year'],
    unit: money,
    section: '9.4',
    expression: minus('margin', minus('unitOutside', 'unitAlready')),
  },
]

export const targetCostVariables: readonly Variable[] = [...counted, ...unregistered, ...priced, ...sharedOut]
