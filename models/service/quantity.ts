import { atBaseYear, over, sumOver, through, times, type Variable } from '../equation/expression'

/**
 * What is delivered (METHOD section 3.1): the catalogue's base quantity, spread over the leagues by the driver group's
 * share, moved by the group's growth in that league and by coverage. So the base year is the catalogue's exactly.
 */
const section = '3.1'

export const quantityVariables: readonly Variable[] = [
  { name: 'baseQuantity', dimensions: ['component'], unit: { delivery: 1 }, section },
  /** Persons, births, pupils, counties…: a group of its own kind per driver, so a pure number here. */
  { name: 'driver', dimensions: ['driver', 'cell', 'year'], unit: {}, section },
  { name: 'coverage', dimensions: ['item', 'cell', 'year'], unit: {}, section },
  {
    name: 'driverShare',
    dimensions: ['driver', 'cell', 'year'],
    unit: {},
    section,
    expression: over('driver', sumOver('cell', atBaseYear('driver'))),
  },
  {
    name: 'coverageChange',
    dimensions: ['item', 'cell', 'year'],
    unit: {},
    section,
    expression: over('coverage', atBaseYear('coverage')),
  },
  {
    name: 'quantity',
    dimensions: ['component', 'cell', 'year'],
    unit: { delivery: 1 },
    section,
    expression: times('baseQuantity', through('driverOf', 'driverShare'), through('itemOf', 'coverageChange')),
  },
]
