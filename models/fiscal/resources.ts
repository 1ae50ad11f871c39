import { minus, over, plus, previous, sumOver, times, where, type Expression, type Variable } from '../equation/expression'
import { indexNamed } from '../service/unitCost'

/**
 * What a unit has (METHOD section 5.2): own revenue in three parts and general transfers. Years with accounts are taken
 * as they are, a unit's own one by one; the recurrences start from the last of them. An account of the whole region is
 * spread over the units without one of the year, in proportion to what they would have.
 */
const money = { CNY: 1, year: -1 } as const
const section = '5.2'
const part = (name: string, is: string, title: string, grown: Expression): Variable => ({
  name,
  dimensions: ['cell', 'year'],
  unit: money,
  section,
  expression: where(
    is,
    `account${title}`,
    where(
      `${is}InTotal`,
      times(
        grown,
        over(minus(`total${title}`, sumOver('cell', times(is, `account${title}`))), sumOver('cell', times(minus(1, is), grown))),
      ),
      grown,
    ),
  ),
})
const own = (name: string, title: string, factor: Parameters<typeof times>[1]): Variable =>
  part(name, 'isAccounted', title, times(previous(name), factor))

const accounts: readonly Variable[] = (['OrdinaryTax', 'ResourceTax', 'NonTax', 'GeneralTransfers'] as const).flatMap(
  (title): readonly Variable[] => [
    { name: `account${title}`, dimensions: ['cell', 'year'], unit: money, section },
    { name: `total${title}`, dimensions: ['year'], unit: money, section },
  ],
)

export const resourceVariables: readonly Variable[] = [
  { name: 'isAccounted', dimensions: ['cell', 'year'], unit: {}, section },
  { name: 'isTransferAccounted', dimensions: ['cell', 'year'], unit: {}, section },
  /** Only the whole region has an account of the year. */
  { name: 'isAccountedInTotal', dimensions: ['year'], unit: {}, section },
  { name: 'isTransferAccountedInTotal', dimensions: ['year'], unit: {}, section },
  ...accounts,
  { name: 'realGrowth', dimensions: ['cell', 'year'], unit: {}, section },
  { name: 'producerPrice', dimensions: ['cell', 'year'], unit: {}, section },
  { name: 'producerPriceWeight', dimensions: [], unit: {}, section },
  { name: 'taxElasticity', dimensions: ['cell', 'year'], unit: {}, section },
  { name: 'resourceVolumeGrowth', dimensions: ['cell', 'year'], unit: {}, section },
  { name: 'resourcePriceElasticity', dimensions: ['year'], unit: {}, section },
  { name: 'nonTaxGrowth', dimensions: ['cell', 'year'], unit: {}, section },
  { name: 'generalTransferGrowth', dimensions: ['cell', 'year'], unit: {}, section },
  {
    name: 'nominalGrowth',
    dimensions: ['cell', 'year'],
    unit: {},
    section,
    expression: minus(
      times(
        plus(1, 'realGrowth'),
        plus(1, times(minus(1, 'producerPriceWeight'), indexNamed('cpi')), times('producerPriceWeight', 'producerPrice')),
      ),
      1,
    ),
  },
  own('ordinaryTax', 'OrdinaryTax', plus(1, times('taxElasticity', 'nominalGrowth'))),
  own('resourceTax', 'ResourceTax', times(plus(1, 'resourceVolumeGrowth'), plus(1, times('resourcePriceElasticity', 'producerPrice')))),
  own('nonTax', 'NonTax', plus(1, 'nonTaxGrowth')),
  { name: 'ownRevenue', dimensions: ['cell', 'year'], unit: money, section, expression: plus('ordinaryTax', 'resourceTax', 'nonTax') },
  part(
    'generalTransfers',
    'isTransferAccounted',
    'GeneralTransfers',
    times(previous('generalTransfers'), plus(1, 'generalTransferGrowth')),
  ),
  { name: 'resources', dimensions: ['cell', 'year'], unit: money, section, expression: plus('ownRevenue', 'generalTransfers') },
]
