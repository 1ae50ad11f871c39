import { at, minus, over, plus, previous, sumOver, through, times, where, type Expression, type Variable } from '../equation/expression'
import { ownLevel } from '../structure'
import { growthFactors } from './resources'

/**
 * Banners with accounts of their own in a catalogue whose leaves are leagues (METHOD section 5.1): units beside the others,
 * in no sum. Their revenue is what they booked and then grows as their league's does; what they have to pay is their
 * residents' share of what the banners of the league pay, an estimate.
 */
const money = { CNY: 1, year: -1 } as const
const section = '5.1'
const titles = ['OrdinaryTax', 'ResourceTax', 'NonTax', 'GeneralTransfers'] as const
const isBooked = (title: (typeof titles)[number]): string => (title === 'GeneralTransfers' ? 'isMemoTransferAccounted' : 'isMemoAccounted')

const booked = (title: (typeof titles)[number]): readonly Variable[] => [
  { name: `memoAccount${title}`, dimensions: ['memo', 'year'], unit: money, section },
  {
    name: `memo${title}`,
    dimensions: ['memo', 'year'],
    unit: money,
    section,
    expression: where(
      isBooked(title),
      `memoAccount${title}`,
      times(previous(`memo${title}`), through('leagueOfMemo', growthFactors[title])),
    ),
  },
]

/** General transfers under the low or the high definition of resources, relative to the run's own path. */
const transferFactor = (name: string, growth: Expression): Variable => ({
  name,
  dimensions: ['memo', 'year'],
  unit: {},
  section: '5.5',
  expression: where(
    'isMemoTransferAccounted',
    1,
    times(previous(name), through('leagueOfMemo', over(growth, plus(1, 'generalTransferGrowth')))),
  ),
})

/** What the banners of a league pay of some items, with their part of programmes of the region's level, by residents. */
const paidByBanners = (name: string, of: Expression): Variable => ({
  name,
  dimensions: ['cell', 'year'],
  unit: money,
  section,
  expression: where('isOwnLevel', 0, plus(of, times('residentShare', at('cell', ownLevel, of)))),
})
const bannersPart = at('payer', 'banner', 'paid')

const ofMemo = (name: string, expression: Expression): Variable => ({
  name,
  dimensions: ['memo', 'year'],
  unit: money,
  section,
  expression,
})

export const memoVariables: readonly Variable[] = [
  { name: 'isMemoAccounted', dimensions: ['memo', 'year'], unit: {}, section },
  { name: 'isMemoTransferAccounted', dimensions: ['memo', 'year'], unit: {}, section },
  { name: 'isMemoCounted', dimensions: ['memo', 'year'], unit: {}, section },
  { name: 'memoResidents', dimensions: ['memo', 'year'], unit: { person: 1 }, section },
  /** Residents of the banner as a part of its league's, of the last year in which they were counted. */
  {
    name: 'memoShare',
    dimensions: ['memo', 'year'],
    unit: {},
    section,
    expression: where('isMemoCounted', over('memoResidents', through('leagueOfMemo', 'residents')), previous('memoShare')),
  },
  ...titles.flatMap(booked),
  ofMemo('memoOwnRevenue', plus('memoOrdinaryTax', 'memoResourceTax', 'memoNonTax')),
  ofMemo('memoResources', plus('memoOwnRevenue', 'memoGeneralTransfers')),
  transferFactor('memoLowFactor', plus(1, minus('generalTransferGrowth', 'generalTransferBand'))),
  transferFactor('memoHighFactor', plus(1, 'generalTransferGrowth', 'generalTransferBand')),
  ofMemo('memoLowResources', plus('memoOwnRevenue', times('memoGeneralTransfers', 'memoLowFactor'))),
  ofMemo('memoHighResources', plus('memoOwnRevenue', times('memoGeneralTransfers', 'memoHighFactor'))),
  /** Items that are nothing but works: money that is paid once. */
  { name: 'isOnce', dimensions: ['item'], unit: {}, section: '5.6' },
  paidByBanners('bannersRequired', sumOver('item', bannersPart)),
  paidByBanners('bannersOnce', sumOver('item', where('isOnce', bannersPart, 0))),
  ofMemo('memoRequired', times('memoShare', through('leagueOfMemo', 'bannersRequired'))),
  ofMemo('memoOnce', times('memoShare', through('leagueOfMemo', 'bannersOnce'))),
]
