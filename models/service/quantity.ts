import { basisVariables } from './basis'
import { atBaseYear, min, minus, over, plus, previous, sumOver, through, times, where, type Variable } from '../equation/expression'

/**
 * What is delivered (METHOD section 3.1): the catalogue's base quantity, spread over the leagues by the driver group's
 * share, moved by the group's growth in that league and by coverage. So the base year is the catalogue's exactly.
 *
 * What a league counted in the base year stands in place of its even share, and the rest is spread over the others; what
 * was counted in a later year holds in that year, and its relation to the plain path goes on from there. Where nothing
 * was counted the factors are exactly 1.
 */
const section = '3.1'
const delivery = { delivery: 1 } as const

const countInputs: readonly Variable[] = [
  /** Components with any count at all. */
  { name: 'hasCounts', dimensions: ['component'], unit: {}, section },
  { name: 'isCounted', dimensions: ['component', 'cell', 'year'], unit: {}, section },
  { name: 'counted', dimensions: ['component', 'cell', 'year'], unit: delivery, section },
  /** A count of the whole region. */
  { name: 'isTotalCounted', dimensions: ['component', 'year'], unit: {}, section },
  { name: 'totalCounted', dimensions: ['component', 'year'], unit: delivery, section },
]

/** What is left of a total for cells without a count of their own. */
const rest = (total: Variable['name'] | ReturnType<typeof minus>): ReturnType<typeof minus> =>
  minus(total, sumOver('cell', times('isCounted', 'counted')))

const baseSpread: readonly Variable[] = [
  {
    name: 'evenSpread',
    dimensions: ['component', 'cell'],
    unit: delivery,
    section,
    expression: times('baseQuantity', through('groupOf', atBaseYear('driverShare'))),
  },
  /** Anything counted in the base year, in a league or in the whole region. */
  {
    name: 'isSpreadByCount',
    dimensions: ['component'],
    unit: {},
    section,
    expression: min(1, plus(atBaseYear('isTotalCounted'), sumOver('cell', atBaseYear('isCounted')))),
  },
  {
    name: 'respread',
    dimensions: ['component', 'cell'],
    unit: {},
    section,
    usual: 1,
    expression: where(
      'isSpreadByCount',
      where(
        atBaseYear('isCounted'),
        over(atBaseYear('counted'), 'evenSpread'),
        over(
          minus(
            where(atBaseYear('isTotalCounted'), atBaseYear('totalCounted'), 'baseQuantity'),
            sumOver('cell', atBaseYear(times('isCounted', 'counted'))),
          ),
          sumOver('cell', times(minus(1, atBaseYear('isCounted')), 'evenSpread')),
        ),
      ),
      1,
    ),
  },
]

/** Without a count of the year the relation of the year before holds; a count of the region scales it for those without one. */
const heldAnchor = where(
  'isTotalCounted',
  times(previous('anchor'), over(rest('totalCounted'), sumOver('cell', times(minus(1, 'isCounted'), 'plainQuantity', previous('anchor'))))),
  previous('anchor'),
)

const anchored: readonly Variable[] = [
  {
    name: 'plainQuantity',
    dimensions: ['component', 'cell', 'year'],
    unit: delivery,
    section,
    inPassing: true,
    expression: times('baseQuantity', through('groupOf', 'driverShare'), through('itemOf', 'coverageChange'), 'respread'),
  },
  {
    name: 'anchor',
    dimensions: ['component', 'cell', 'year'],
    unit: {},
    section,
    usual: 1,
    expression: where('hasCounts', where('isFirstYear', 1, where('isCounted', over('counted', 'plainQuantity'), heldAnchor)), 1),
  },
  {
    name: 'quantity',
    dimensions: ['component', 'cell', 'year'],
    unit: delivery,
    section,
    expression: times('plainQuantity', 'anchor'),
  },
]

export const quantityVariables: readonly Variable[] = [
  { name: 'baseQuantity', dimensions: ['component'], unit: delivery, section },
  /** Persons, births, pupils, counties…: a group of its own kind per driver, so a pure number here. */
  { name: 'driver', dimensions: ['driver', 'cell', 'year'], unit: {}, section },
  { name: 'coverage', dimensions: ['item', 'cell', 'year'], unit: {}, section },
  ...countInputs,
  ...basisVariables,
  {
    name: 'driverShare',
    dimensions: ['group', 'cell', 'year'],
    unit: {},
    section,
    expression: over('entitled', sumOver('cell', atBaseYear('entitled'))),
  },
  {
    name: 'coverageChange',
    dimensions: ['item', 'cell', 'year'],
    unit: {},
    section,
    inPassing: true,
    expression: over('coverage', atBaseYear('coverage')),
  },
  ...baseSpread,
  ...anchored,
]
