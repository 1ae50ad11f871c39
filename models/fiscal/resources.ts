import {
  max,
  minus,
  over,
  plus,
  previous,
  rollUp,
  sumOver,
  through,
  times,
  where,
  type Expression,
  type Variable,
} from '../equation/expression'
import { indexNamed } from '../service/unitCost'

/**
 * What a unit has (METHOD section 5.2): own revenue in three parts and general transfers. Years with accounts are taken
 * as they are, a unit's own one by one; the recurrences start from the last of them. An account of a league that has
 * leaves is spread over those without one of the year, in proportion to what they would have; that of the whole region
 * over the cells that neither they nor their leagues account for.
 */
const money = { CNY: 1, year: -1 } as const
const section = '5.2'
const part = (name: string, is: string, title: string, grown: Expression): Variable => {
  const [account, total] = [`account${title}`, `total${title}`]
  const isOfLeague = through('leagueOf', `${is}InLeague`)
  // What a league with leaves of its own has, less what they booked, goes to the others as they would have it.
  const inLeague = times(
    grown,
    through(
      'leagueOf',
      over(minus(`league${title}`, rollUp('leagueOf', times(is, account))), rollUp('leagueOf', times(minus(1, is), grown))),
    ),
  )
  const booked = where(is, account, where(isOfLeague, inLeague, 0))
  const free = times(minus(1, max(is, isOfLeague)), grown)
  const inTotal = times(grown, over(minus(total, sumOver('cell', booked)), sumOver('cell', free)))
  return {
    name,
    dimensions: ['cell', 'year'],
    unit: money,
    section,
    expression: where(is, account, where(isOfLeague, inLeague, where(`${is}InTotal`, inTotal, grown))),
  }
}
/** By how much a year's figure is that of the year before, where nothing was booked. */
export const growthFactors = {
  OrdinaryTax: plus(1, times('taxElasticity', 'nominalGrowth')),
  ResourceTax: times(plus(1, 'resourceVolumeGrowth'), plus(1, times('resourcePriceElasticity', 'producerPrice'))),
  NonTax: plus(1, 'nonTaxGrowth'),
  GeneralTransfers: plus(1, 'generalTransferGrowth'),
} as const

const grownPart = (name: string, title: keyof typeof growthFactors, is = 'isAccounted'): Variable =>
  part(name, is, title, times(previous(name), growthFactors[title]))

const accounts: readonly Variable[] = Object.keys(growthFactors).flatMap((title): readonly Variable[] => [
  { name: `account${title}`, dimensions: ['cell', 'year'], unit: money, section },
  { name: `league${title}`, dimensions: ['between', 'year'], unit: money, section },
  { name: `total${title}`, dimensions: ['year'], unit: money, section },
])

export const resourceVariables: readonly Variable[] = [
  { name: 'isAccounted', dimensions: ['cell', 'year'], unit: {}, section },
  { name: 'isTransferAccounted', dimensions: ['cell', 'year'], unit: {}, section },
  /** Only the league above leaves, or the whole region, has an account of the year. */
  { name: 'isAccountedInLeague', dimensions: ['between', 'year'], unit: {}, section },
  { name: 'isTransferAccountedInLeague', dimensions: ['between', 'year'], unit: {}, section },
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
  grownPart('ordinaryTax', 'OrdinaryTax'),
  grownPart('resourceTax', 'ResourceTax'),
  grownPart('nonTax', 'NonTax'),
  { name: 'ownRevenue', dimensions: ['cell', 'year'], unit: money, section, expression: plus('ordinaryTax', 'resourceTax', 'nonTax') },
  grownPart('generalTransfers', 'GeneralTransfers', 'isTransferAccounted'),
  { name: 'resources', dimensions: ['cell', 'year'], unit: money, section, expression: plus('ownRevenue', 'generalTransfers') },
]
