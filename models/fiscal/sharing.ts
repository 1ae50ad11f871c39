import {
  at,
  max,
  min,
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
import { ownLevel } from '../structure'

/**
 * Who pays (METHOD section 4). The centre pays by head at the national standard (more people are paid, a higher standard
 * is not), or by factors out of a grant with a path of its own; what is left is split among region, league and banner.
 *
 * The grant is spread over items and leagues by what they would claim with nothing decided anew (`plainRun.ts`): a league
 * that raises a standard on its own pays for it and takes nothing from another.
 */
const money = { CNY: 1, year: -1 } as const
const section = '4'

const share = (name: string, dimensions: Variable['dimensions'], expression?: Variable['expression']): Variable => ({
  name,
  dimensions,
  unit: {},
  section,
  ...(expression === undefined ? {} : { expression }),
})
const inPassing = (variable: Variable): Variable => ({ ...variable, inPassing: true })

/** Shares of region, league and banner, by the region's part. */
const sharedBy = (part: string): Expression => where('isRegionPayer', part, times(minus(1, part), 'belowShare'))

/**
 * How the levels below the centre share the local money: the region its part, by the league's class where the rule was seen;
 * league and banner what is left. A scenario moves the class, the part, or the part of what is borne beyond the catalogue's path.
 */
const localVariables: readonly Variable[] = [
  share('classPart', ['class']),
  share('isInClass', ['class', 'cell', 'year']),
  share('isByClass', ['item']),
  /** The region's part where no class decides. */
  share('fixedPart', ['item']),
  /** How league and banner share what the region leaves. */
  share('belowShare', ['item', 'payer']),
  share('isRegionPayer', ['payer']),
  share('isPartMoved', ['item', 'cell']),
  share('movedPart', ['item', 'cell', 'year']),
  share('isIncrementShared', ['item', 'cell']),
  share('incrementPart', ['item', 'cell', 'year']),
  /** Local money with the catalogue's standards, coverage and sharing, where an increment is shared otherwise. */
  { name: 'catalogueLocal', dimensions: ['item', 'cell', 'year'], unit: money, section },
  share('classedPart', ['cell', 'year'], sumOver('class', times('isInClass', 'classPart'))),
  inPassing(
    share('regionPart', ['item', 'cell', 'year'], where('isPartMoved', 'movedPart', where('isByClass', 'classedPart', 'fixedPart'))),
  ),
  inPassing(share('localShare', ['item', 'payer', 'cell', 'year'], sharedBy('regionPart'))),
  inPassing(share('incrementShare', ['item', 'payer', 'cell', 'year'], sharedBy('incrementPart'))),
  /** What is borne beyond the catalogue's path. */
  inPassing({
    name: 'increment',
    dimensions: ['item', 'cell', 'year'],
    unit: money,
    section,
    expression: max(0, minus('local', 'catalogueLocal')),
  }),
]

export const sharingVariables: readonly Variable[] = [
  { name: 'centralShare', dimensions: ['item'], unit: {}, section },
  { name: 'isPaidByHead', dimensions: ['item'], unit: {}, section },
  { name: 'isPaidByFactor', dimensions: ['item'], unit: {}, section },
  { name: 'grantGrowth', dimensions: ['grant', 'year'], unit: {}, section },
  {
    name: 'nationalCost',
    dimensions: ['component', 'cell', 'year'],
    unit: money,
    section,
    inPassing: true,
    expression: where(
      through('itemOf', 'isPaidByHead'),
      times(min('unitCost', 'nationalUnitCost'), 'wholePerNational', 'quantity', 'payments', 'fiscalShare'),
      0,
    ),
  },
  {
    name: 'centralByHead',
    dimensions: ['item', 'cell', 'year'],
    unit: money,
    section,
    inPassing: true,
    expression: where('isPaidByHead', times('centralShare', rollUp('itemOf', 'nationalCost')), 0),
  },
  /** What an item would claim of its grant: the base year's central share of today's spending. */
  {
    name: 'grantClaim',
    dimensions: ['item', 'cell', 'year'],
    unit: money,
    section,
    inPassing: true,
    expression: where('isPaidByFactor', times('centralShare', 'expenditure'), 0),
  },
  /** The same with nothing decided anew: by it the grant is spread. */
  { name: 'plainClaim', dimensions: ['item', 'cell', 'year'], unit: money, section },
  {
    name: 'grantClaims',
    dimensions: ['grant', 'year'],
    unit: money,
    section,
    expression: rollUp('grantOf', sumOver('cell', 'plainClaim')),
  },
  {
    name: 'grant',
    dimensions: ['grant', 'year'],
    unit: money,
    section,
    expression: where('isFirstYear', 'grantClaims', times(previous('grant'), plus(1, 'grantGrowth'))),
  },
  {
    name: 'grantPart',
    dimensions: ['item', 'cell', 'year'],
    unit: money,
    section,
    inPassing: true,
    expression: where('isPaidByFactor', times('plainClaim', through('grantOf', over('grant', 'grantClaims'))), 0),
  },
  {
    name: 'centralByFactor',
    dimensions: ['item', 'cell', 'year'],
    unit: money,
    section,
    inPassing: true,
    expression: where('isPaidByFactor', min('expenditure', 'grantPart'), 0),
  },
  { name: 'central', dimensions: ['item', 'cell', 'year'], unit: money, section, expression: plus('centralByHead', 'centralByFactor') },
  {
    name: 'local',
    dimensions: ['item', 'cell', 'year'],
    unit: money,
    section,
    inPassing: true,
    expression: minus('expenditure', 'central'),
  },
  ...localVariables,
  {
    name: 'paid',
    dimensions: ['item', 'payer', 'cell', 'year'],
    unit: money,
    section,
    inPassing: 'told',
    expression: where(
      'isIncrementShared',
      plus(times(minus('local', 'increment'), 'localShare'), times('increment', 'incrementShare')),
      times('local', 'localShare'),
    ),
  },
]

const section5 = '5.1'
/** What each level has to bear: the region its part everywhere, a league its own and its banners' part, programmes of the region's level by residents. */
export const burdenVariables: readonly Variable[] = [
  { name: 'isOwnLevel', dimensions: ['cell'], unit: {}, section: section5 },
  { name: 'residents', dimensions: ['cell', 'year'], unit: { person: 1 }, section: section5 },
  /** Residents with nothing decided anew (`plainRun.ts`): one league's own outlook leaves the others' parts alone. */
  { name: 'plainResidents', dimensions: ['cell', 'year'], unit: { person: 1 }, section: section5 },
  {
    name: 'residentShare',
    dimensions: ['cell', 'year'],
    unit: {},
    section: section5,
    expression: over('plainResidents', sumOver('cell', 'plainResidents')),
  },
  {
    name: 'paidBelow',
    dimensions: ['item', 'cell', 'year'],
    unit: money,
    section: section5,
    inPassing: true,
    expression: plus(at('payer', 'league', 'paid'), at('payer', 'banner', 'paid')),
  },
  {
    name: 'borne',
    dimensions: ['item', 'cell', 'year'],
    unit: money,
    section: section5,
    expression: where(
      'isOwnLevel',
      sumOver('cell', at('payer', 'region', 'paid')),
      plus('paidBelow', times('residentShare', at('cell', ownLevel, 'paidBelow'))),
    ),
  },
  { name: 'required', dimensions: ['cell', 'year'], unit: money, section: section5, expression: sumOver('item', 'borne') },
]
