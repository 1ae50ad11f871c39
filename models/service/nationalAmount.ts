import { atBaseYear, over, plus, previous, through, times, where, type Variable } from '../equation/expression'

/**
 * What the nation pays on and asks for (METHOD sections 3.2 and 4), where it is known apart from what the region adds to it: the published
 * amounts as facts, then a rule of its own. Where it is not known apart it is the whole standard's path.
 */
const perDelivery = { CNY: 1, delivery: -1, payment: -1 } as const
const section = '3.2'

const inputs: readonly Variable[] = [
  { name: 'isNationalKnown', dimensions: ['standard'], unit: {}, section },
  { name: 'isNationalFact', dimensions: ['standard', 'year'], unit: {}, section },
  { name: 'nationalFact', dimensions: ['standard', 'year'], unit: perDelivery, section },
  { name: 'isNationalIndexed', dimensions: ['standard'], unit: {}, section },
  { name: 'nationalPassThrough', dimensions: ['standard'], unit: {}, section },
  { name: 'nationalOwnRate', dimensions: ['standard'], unit: {}, section },
  { name: 'nationalStep', dimensions: ['standard'], unit: perDelivery, section },
]

export const nationalVariables: readonly Variable[] = [
  ...inputs,
  {
    name: 'nationalRate',
    dimensions: ['standard', 'year'],
    unit: {},
    section,
    expression: where('isNationalIndexed', times('nationalPassThrough', through('nationalIndexOf', 'indexGrowth')), 'nationalOwnRate'),
  },
  {
    name: 'nationalAmount',
    dimensions: ['standard', 'year'],
    unit: perDelivery,
    section,
    expression: where(
      'isNationalKnown',
      where('isNationalFact', 'nationalFact', plus(times(previous('nationalAmount'), plus(1, 'nationalRate')), 'nationalStep')),
      0,
    ),
  },
  {
    name: 'nationalStandard',
    dimensions: ['standard', 'year'],
    unit: perDelivery,
    section,
    expression: where(
      'isNationalKnown',
      'nationalAmount',
      where('isLinked', through('linkedOfStandard', 'linkedNationalPath'), 'rulePath'),
    ),
  },
  {
    name: 'nationalUnitCost',
    dimensions: ['component', 'year'],
    unit: perDelivery,
    section,
    expression: times(through('standardOf', 'nationalStandard'), 'weight'),
  },
  /**
   * The base year's standard for each yuan of the national amount: the catalogue's central share is one of the whole standard,
   * the centre pays on the national amount. 1 where that is not known apart.
   */
  {
    name: 'wholePerNational',
    dimensions: ['component'],
    unit: {},
    section: '4',
    expression: where(
      through('standardOf', 'isNationalKnown'),
      over(through('standardOf', atBaseYear('rulePath')), through('standardOf', atBaseYear('nationalAmount'))),
      1,
    ),
  },
]
