import { max, minus, over, plus, previous, through, times, where, type Variable } from '../equation/expression'

/**
 * Of whom a service counts its persons (METHOD section 3.1): registered and insured persons are residents × a ratio, 1
 * unless the catalogue, a count or a scenario says otherwise. Residents and enrolled pupils have a ratio of 1 for good.
 */
const section = '3.1'

export const basisVariables: readonly Variable[] = [
  { name: 'catalogueRatio', dimensions: ['basis', 'cell', 'year'], unit: {}, section },
  { name: 'isBasisCounted', dimensions: ['basis', 'cell', 'year'], unit: {}, section },
  { name: 'isBasisHeld', dimensions: ['basis', 'cell', 'year'], unit: {}, section },
  /** Registered or insured persons of the year. */
  { name: 'basisPersons', dimensions: ['basis', 'cell', 'year'], unit: { person: 1 }, section },
  { name: 'ratioPhase', dimensions: ['basis', 'cell', 'year'], unit: {}, section },
  { name: 'ratioReplacement', dimensions: ['basis', 'cell', 'year'], unit: {}, section },
  { name: 'ratioScale', dimensions: ['basis', 'cell', 'year'], unit: {}, section },
  { name: 'ratioShift', dimensions: ['basis', 'cell', 'year'], unit: {}, section },
  {
    name: 'countedRatio',
    dimensions: ['basis', 'cell', 'year'],
    unit: {},
    section,
    expression: where('isBasisCounted', over('basisPersons', 'residents'), previous('countedRatio')),
  },
  {
    name: 'ratioPath',
    dimensions: ['basis', 'cell', 'year'],
    unit: {},
    section,
    expression: where('isBasisHeld', 'countedRatio', 'catalogueRatio'),
  },
  {
    name: 'basisRatio',
    dimensions: ['basis', 'cell', 'year'],
    unit: {},
    section,
    expression: max(
      0,
      plus(times(plus('ratioPath', times('ratioPhase', minus('ratioReplacement', 'ratioPath'))), 'ratioScale'), 'ratioShift'),
    ),
  },
  {
    name: 'entitled',
    dimensions: ['group', 'cell', 'year'],
    unit: {},
    section,
    expression: times(through('driverOf', 'driver'), through('basisOf', 'basisRatio')),
  },
]
