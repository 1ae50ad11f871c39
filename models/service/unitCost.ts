import { at, max, minus, over, plus, previous, through, times, where, type Expression, type Variable } from '../equation/expression'

/**
 * How the standard of a service moves (METHOD section 3). A standard is a component's unit cost or the amount of a
 * pool of which components are slices; it is catalogued per delivery and payment (per person and month, say).
 *
 * Every standard first has the catalogue's path: published years as facts, then its one rule. A scenario may replace it
 * from a year on in an area; after that it goes on growing as the catalogue's path does, or is held.
 */
const perDelivery = { CNY: 1, delivery: -1, payment: -1 } as const
const section = '3.2'

const inputs: readonly Variable[] = [
  { name: 'isFirstYear', dimensions: ['year'], unit: {}, section },
  { name: 'isFact', dimensions: ['standard', 'year'], unit: {}, section },
  { name: 'fact', dimensions: ['standard', 'year'], unit: perDelivery, section },
  /** What a scenario enters as a fact in an area, held up to the last year with one; whether there is any in the row. */
  { name: 'hasEntered', dimensions: ['standard', 'cell'], unit: {}, section },
  { name: 'isEntered', dimensions: ['standard', 'cell', 'year'], unit: {}, section },
  { name: 'entered', dimensions: ['standard', 'cell', 'year'], unit: perDelivery, section },
  { name: 'isIndexed', dimensions: ['standard'], unit: {}, section },
  { name: 'isLinked', dimensions: ['standard'], unit: {}, section },
  { name: 'passThrough', dimensions: ['standard'], unit: {}, section },
  { name: 'ownRate', dimensions: ['standard'], unit: {}, section },
  { name: 'step', dimensions: ['standard'], unit: perDelivery, section },
  { name: 'followsSteps', dimensions: ['standard'], unit: {}, section },
  { name: 'indexGrowth', dimensions: ['index', 'year'], unit: {}, section },
  /** Rows of which a scenario moves anything at all. */
  { name: 'isAdjusted', dimensions: ['standard', 'cell'], unit: {}, section },
  { name: 'isReplaced', dimensions: ['standard', 'cell', 'year'], unit: {}, section },
  { name: 'replacement', dimensions: ['standard', 'cell', 'year'], unit: perDelivery, section },
  { name: 'isHeld', dimensions: ['standard', 'cell', 'year'], unit: {}, section },
  { name: 'phase', dimensions: ['standard', 'cell', 'year'], unit: {}, section },
  { name: 'standardScale', dimensions: ['standard', 'cell', 'year'], unit: {}, section, usual: 1 },
  { name: 'standardShift', dimensions: ['standard', 'cell', 'year'], unit: perDelivery, section },
  { name: 'weight', dimensions: ['component'], unit: {}, section },
]

/** Names of the inputs that say how a scenario replaces a standard: read directly, or through the leaders' own place. */
type Read = (name: string) => Expression
const direct: Read = (name) => ({ op: 'ref', name })
const ofLeader: Read = (name) => through('standardOfLeader', name)

/** The catalogue's path in the year in which the replacement that is in force began. */
const pathAtStart = (name: string, path: string, along: 'standard' | 'leader', read: Read): Variable => ({
  name,
  dimensions: [along, 'cell', 'year'],
  unit: perDelivery,
  section,
  expression: where(read('isAdjusted'), where(read('isReplaced'), path, previous(name)), 0),
})

/**
 * What is in force: the catalogue's path, moved towards the replacement as far as that is phased in, scaled and shifted.
 * A replaced standard goes on by the path's steps or growth since it was replaced, or is held.
 */
const inForce = (name: string, path: string, start: string, along: 'standard' | 'leader', read: Read): readonly Variable[] => [
  {
    name: `${name}Replaced`,
    dimensions: [along, 'cell', 'year'],
    unit: perDelivery,
    section,
    inPassing: true,
    expression: where(
      read('isAdjusted'),
      where(
        read('isHeld'),
        read('replacement'),
        where(read('followsSteps'), plus(read('replacement'), minus(path, start)), times(read('replacement'), over(path, start))),
      ),
      0,
    ),
  },
  {
    name,
    dimensions: [along, 'cell', 'year'],
    unit: perDelivery,
    section,
    ...(along === 'standard' ? { inPassing: 'told' as const } : {}),
    expression: where(
      read('isAdjusted'),
      max(0, plus(times(plus(path, times(read('phase'), minus(`${name}Replaced`, path))), read('standardScale')), read('standardShift'))),
      path,
    ),
  },
]

/** A linked standard grows with its leader's growth × pass-through; published years are facts. */
const followed = (name: string, leader: string): Expression =>
  where(
    through('standardOfLinked', 'isFact'),
    through('standardOfLinked', 'fact'),
    times(
      previous(name),
      plus(
        1,
        times(
          through('standardOfLinked', 'passThrough'),
          minus(over(through('leaderOf', leader), through('leaderOf', previous(leader))), 1),
        ),
      ),
    ),
  )

export const unitCostVariables: readonly Variable[] = [
  ...inputs,
  {
    name: 'ruleRate',
    dimensions: ['standard', 'year'],
    unit: {},
    section,
    expression: where('isIndexed', times('passThrough', through('indexOf', 'indexGrowth')), 'ownRate'),
  },
  {
    name: 'rulePath',
    dimensions: ['standard', 'year'],
    unit: perDelivery,
    section,
    expression: where('isFact', 'fact', plus(times(previous('rulePath'), plus(1, 'ruleRate')), 'step')),
  },
  // Standards that others follow are worked out first, and only they: a handful of rows instead of all.
  { name: 'leaderPath', dimensions: ['leader', 'year'], unit: perDelivery, section, expression: through('standardOfLeader', 'rulePath') },
  {
    name: 'linkedNationalPath',
    dimensions: ['linked', 'year'],
    unit: perDelivery,
    section,
    expression: followed('linkedNationalPath', 'leaderPath'),
  },
  {
    name: 'enteredPath',
    dimensions: ['standard', 'cell', 'year'],
    unit: perDelivery,
    section,
    expression: where('hasEntered', where('isEntered', 'entered', plus(times(previous('enteredPath'), plus(1, 'ruleRate')), 'step')), 0),
  },
  {
    name: 'leaderOwnPath',
    dimensions: ['leader', 'cell', 'year'],
    unit: perDelivery,
    section,
    expression: where(through('standardOfLeader', 'hasEntered'), through('standardOfLeader', 'enteredPath'), 'leaderPath'),
  },
  pathAtStart('leaderAtStart', 'leaderOwnPath', 'leader', ofLeader),
  ...inForce('leaderStandard', 'leaderOwnPath', 'leaderAtStart', 'leader', ofLeader),
  {
    name: 'linkedPath',
    dimensions: ['linked', 'cell', 'year'],
    unit: perDelivery,
    section,
    expression: where(
      through('standardOfLinked', 'isEntered'),
      through('standardOfLinked', 'entered'),
      followed('linkedPath', 'leaderStandard'),
    ),
  },
  {
    name: 'cataloguePath',
    dimensions: ['standard', 'cell', 'year'],
    unit: perDelivery,
    section,
    inPassing: true,
    expression: where('isLinked', through('linkedOfStandard', 'linkedPath'), where('hasEntered', 'enteredPath', 'rulePath')),
  },
  pathAtStart('pathAtStart', 'cataloguePath', 'standard', direct),
  ...inForce('standard', 'cataloguePath', 'pathAtStart', 'standard', direct),
  {
    name: 'unitCost',
    dimensions: ['component', 'cell', 'year'],
    unit: perDelivery,
    section,
    inPassing: true,
    expression: times(through('standardOf', 'standard'), 'weight'),
  },
]

/** Growth of one index, by its id. */
export const indexNamed = (id: string): ReturnType<typeof at> => at('index', id, 'indexGrowth')
