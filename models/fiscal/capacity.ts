import { at, atBaseYear, minus, over, plus, previous, sumOver, times, where, type Variable } from '../equation/expression'

/**
 * The tests of capacity (METHOD section 5.3 to 5.5). The growth test asks whether the spending keeps pace with the
 * resources: its benchmark is the base year's own relation of the two. The residual test asks whether what is left after
 * prior claims pays for it.
 */
const money = { CNY: 1, year: -1 } as const
/** General transfers as the low and the high definition of resources have them, relative to the run's own path. */
const transferFactor = (name: string, growth: Parameters<typeof over>[0]): Variable => ({
  name,
  dimensions: ['cell', 'year'],
  unit: {},
  section: '5.5',
  expression: where('isAccounted', 1, times(previous(name), over(growth, plus(1, 'generalTransferGrowth')))),
})
const definition = (name: string, factor: string): Variable => ({
  name,
  dimensions: ['unit', 'year'],
  unit: money,
  section: '5.5',
  expression: sumOver('cell', where('isMember', plus('ownRevenue', times('generalTransfers', factor)), 0)),
})
const ofUnit = (name: string, of: string, section: string): Variable => ({
  name,
  dimensions: ['unit', 'year'],
  unit: money,
  section,
  expression: sumOver('cell', where('isMember', of, 0)),
})

export const capacityVariables: readonly Variable[] = [
  /** Which cells a fiscal unit consists of: all of them for the consolidated region, else its own. */
  { name: 'isMember', dimensions: ['unit', 'cell'], unit: {}, section: '5.3' },
  ofUnit('unitRequired', 'required', '5.3'),
  ofUnit('unitResources', 'resources', '5.3'),
  ofUnit('unitOwnRevenue', 'ownRevenue', '5.3'),
  ofUnit('unitGeneralTransfers', 'generalTransfers', '5.3'),
  {
    name: 'benchmark',
    dimensions: ['unit'],
    unit: {},
    section: '5.3',
    expression: over(atBaseYear('unitRequired'), atBaseYear('unitResources')),
  },
  { name: 'capacity', dimensions: ['unit', 'year'], unit: money, section: '5.3', expression: times('benchmark', 'unitResources') },
  { name: 'margin', dimensions: ['unit', 'year'], unit: money, section: '5.3', expression: minus('capacity', 'unitRequired') },
  { name: 'coverageRatio', dimensions: ['unit', 'year'], unit: {}, section: '5.3', expression: over('capacity', 'unitRequired') },
  { name: 'generalTransferBand', dimensions: [], unit: {}, section: '5.5' },
  transferFactor('lowTransferFactor', plus(1, minus('generalTransferGrowth', 'generalTransferBand'))),
  transferFactor('highTransferFactor', plus(1, 'generalTransferGrowth', 'generalTransferBand')),
  definition('lowResources', 'lowTransferFactor'),
  definition('highResources', 'highTransferFactor'),
  { name: 'accountClaim', dimensions: ['claim'], unit: money, section: '5.4' },
  { name: 'claimGrowth', dimensions: ['claim', 'year'], unit: {}, section: '5.4' },
  {
    name: 'claim',
    dimensions: ['claim', 'year'],
    unit: money,
    section: '5.4',
    expression: where('isFirstYear', 'accountClaim', times(previous('claim'), plus(1, 'claimGrowth'))),
  },
  { name: 'priorClaims', dimensions: ['year'], unit: money, section: '5.4', expression: sumOver('claim', 'claim') },
  {
    name: 'residualRatio',
    dimensions: ['year'],
    unit: {},
    section: '5.4',
    expression: over(at('unit', 'consolidated', 'unitResources'), plus('priorClaims', at('unit', 'consolidated', 'unitRequired'))),
  },
]
