import { minus, plus, previous, times, where, type Variable } from '../equation/expression'
import { indexNamed } from '../service/unitCost'

/**
 * What a unit has (METHOD section 5.2): own revenue in three parts and general transfers. Years with accounts are taken
 * as they are; the recurrences start from the last of them.
 */
const money = { CNY: 1, year: -1 } as const
const section = '5.2'
const part = (name: string, account: string, factor: Parameters<typeof times>[1]): Variable => ({
  name,
  dimensions: ['cell', 'year'],
  unit: money,
  section,
  expression: where('isAccounted', account, times(previous(name), factor)),
})

export const resourceVariables: readonly Variable[] = [
  { name: 'isAccounted', dimensions: ['year'], unit: {}, section },
  { name: 'accountOrdinaryTax', dimensions: ['cell', 'year'], unit: money, section },
  { name: 'accountResourceTax', dimensions: ['cell', 'year'], unit: money, section },
  { name: 'accountNonTax', dimensions: ['cell', 'year'], unit: money, section },
  { name: 'accountGeneralTransfers', dimensions: ['cell'], unit: money, section },
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
  part('ordinaryTax', 'accountOrdinaryTax', plus(1, times('taxElasticity', 'nominalGrowth'))),
  part(
    'resourceTax',
    'accountResourceTax',
    times(plus(1, 'resourceVolumeGrowth'), plus(1, times('resourcePriceElasticity', 'producerPrice'))),
  ),
  part('nonTax', 'accountNonTax', plus(1, 'nonTaxGrowth')),
  { name: 'ownRevenue', dimensions: ['cell', 'year'], unit: money, section, expression: plus('ordinaryTax', 'resourceTax', 'nonTax') },
  {
    name: 'generalTransfers',
    dimensions: ['cell', 'year'],
    unit: money,
    section,
    expression: where('isFirstYear', 'accountGeneralTransfers', times(previous('generalTransfers'), plus(1, 'generalTransferGrowth'))),
  },
  { name: 'resources', dimensions: ['cell', 'year'], unit: money, section, expression: plus('ownRevenue', 'generalTransfers') },
]
