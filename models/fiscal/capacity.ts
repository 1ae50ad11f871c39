import { minus, over, plus, previous, sumOver, through, times, where, type Expression, type Variable } from '../equation/expression'

/**
 * Units and the growth test (METHOD sections 5.3 and 5.5): whether the spending keeps pace with the resources; its benchmark
 * is the base year's own relation of the two.
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
/** Of the members of a unit together, or of the banner that it is. */
const ofUnit = (name: string, of: Expression, memo: string, section = '5.3'): Variable => ({
  name,
  dimensions: ['unit', 'year'],
  unit: money,
  section,
  expression: where('isMemo', through('memoOf', memo), sumOver('cell', where('isMember', of, 0))),
})
const definition = (name: string, factor: string, memo: string): Variable =>
  ofUnit(name, plus('ownRevenue', times('generalTransfers', factor)), memo, '5.5')
const figure = (name: string): Expression => ({ op: 'ref', name })

export const capacityVariables: readonly Variable[] = [
  /** Which cells a fiscal unit consists of: all of them for the consolidated region, else its own. */
  { name: 'isMember', dimensions: ['unit', 'cell'], unit: {}, section: '5.3' },
  { name: 'isMemo', dimensions: ['unit'], unit: {}, section: '5.1' },
  ofUnit('unitRequired', figure('required'), 'memoRequired'),
  ofUnit('unitResources', figure('resources'), 'memoResources'),
  ofUnit('unitOwnRevenue', figure('ownRevenue'), 'memoOwnRevenue'),
  ofUnit('unitGeneralTransfers', figure('generalTransfers'), 'memoGeneralTransfers'),
  /** What the unit paid and had in the base year, whatever else the scenario says: the benchmark is frozen. */
  { name: 'baseRequired', dimensions: ['unit'], unit: money, section: '5.3' },
  { name: 'baseResources', dimensions: ['unit'], unit: money, section: '5.3' },
  {
    name: 'benchmark',
    dimensions: ['unit'],
    unit: {},
    section: '5.3',
    expression: over('baseRequired', 'baseResources'),
  },
  { name: 'capacity', dimensions: ['unit', 'year'], unit: money, section: '5.3', expression: times('benchmark', 'unitResources') },
  { name: 'margin', dimensions: ['unit', 'year'], unit: money, section: '5.3', expression: minus('capacity', 'unitRequired') },
  { name: 'coverageRatio', dimensions: ['unit', 'year'], unit: {}, section: '5.3', expression: over('capacity', 'unitRequired') },
  { name: 'generalTransferBand', dimensions: [], unit: {}, section: '5.5' },
  transferFactor('lowTransferFactor', plus(1, minus('generalTransferGrowth', 'generalTransferBand'))),
  transferFactor('highTransferFactor', plus(1, 'generalTransferGrowth', 'generalTransferBand')),
  definition('lowResources', 'lowTransferFactor', 'memoLowResources'),
  definition('highResources', 'highTransferFactor', 'memoHighResources'),
]
