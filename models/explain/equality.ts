import { isWorks } from '../equality/measure'
import { comparedPlaces, groupingsOf, type ComparedPlace } from '../equality/places'
import type { Ask, FigureUnit, ResultFigure } from './resultFigure'
import { UnknownFigure, type OpenRun } from './run'
import { compared, constant, extremeOf, pairOf, sumOf, unaryOf, type ShownTerm, type SumPart } from './term'

/**
 * Equality over the places (METHOD, Equality): spending per head in each and how evenly it is spread, in the arithmetic of
 * `equality/`. A subject is `total/all`, `domain/ID` or `item/ID`, or without works `recurrent/all` or `recurrentDomain/ID`; the
 * standard is `mean` or yuan per resident. What is said of groups names its grouping where it is not the first one: the measure
 * `between@GROUPING`, the group `GROUP@GROUPING`.
 */
interface Asked {
  readonly ask: Ask
  readonly places: readonly ComparedPlace[]
  /** KIND/ID. */
  readonly subject: string
  readonly year: string
  /** `@` and the grouping, where one was named. */
  readonly named: string
}

function asked(open: OpenRun, [kind = '', id = '']: readonly string[], year: string, ask: Ask, grouping?: string): Asked {
  const { catalogue } = open.model.structure
  const known = groupingsOf(catalogue)
  if (grouping !== undefined && !known.includes(grouping))
    throw new UnknownFigure(`there is no grouping ${grouping}; one of: ${known.join(', ')}`)
  const places = comparedPlaces(catalogue, grouping)
  return { ask, places, subject: `${kind}/${id}`, year, named: grouping === undefined ? '' : `@${grouping}` }
}

/** What is before the `@`, and the grouping behind it. */
const atGrouping = (place: string): readonly [string, string | undefined] => {
  const at = place.indexOf('@')
  return at < 0 ? [place, undefined] : [place.slice(0, at), place.slice(at + 1)]
}

/** Path of what is spent in a place. */
const spending = (kind: string, id: string, area: string, year: string): string => {
  if (kind === 'total') return ['all/total', area, year].join('/')
  if (kind === 'domain') return ['domain', id, 'total', area, year].join('/')
  if (kind === 'item') return ['expenditure', id, area, year].join('/')
  return ['recurrentSpending', kind, id, area, year].join('/')
}

/** Spending without the items that are nothing but works. */
function recurrentSpending({ ask }: Asked, open: OpenRun, [kind = '', id = '', area = '', year = '']: readonly string[]): ShownTerm {
  const { catalogue } = open.model.structure
  if (kind !== 'recurrent' && kind !== 'recurrentDomain')
    throw new UnknownFigure('equality is asked for of total/all, domain/ID, item/ID, recurrent/all or recurrentDomain/ID')
  const items = catalogue.items.filter((item, k) => (kind === 'recurrent' || item.domain === id) && !isWorks(catalogue, k))
  return sumOf(
    'item',
    items.map((item) => ({ element: item.id, term: ask(['expenditure', item.id, area, year].join('/')) })),
  )
}

const people = ({ ask, year }: Asked, code: string): ShownTerm => ask(['population/total', code, year].join('/'))
const perHead = ({ ask, subject, year }: Asked, code: string): ShownTerm => ask(['perHead', subject, code, year].join('/'))
const mean = ({ ask, subject, year }: Asked): ShownTerm => ask(['equalityMean', subject, year].join('/'))
const everybody = ({ ask, year }: Asked): ShownTerm => ask(`equalityPeople/${year}`)

type Each = (code: string) => ShownTerm
const partsOver = (places: readonly ComparedPlace[], of: Each): readonly SumPart[] =>
  places.map(({ region: { code } }) => ({ element: code, term: of(code) }))
const overPlaces = (places: readonly ComparedPlace[], of: Each): ShownTerm => sumOf('place', partsOver(places, of))

/** Mean weighted with residents. */
const weighted = (a: Asked, places: readonly ComparedPlace[], of: Each, weights: ShownTerm): ShownTerm =>
  pairOf(
    'over',
    overPlaces(places, (code) => pairOf('times', of(code), people(a, code))),
    weights,
  )

const squared = (term: ShownTerm): ShownTerm => pairOf('times', term, term)
const away = (value: ShownTerm, middle: ShownTerm): ShownTerm => pairOf('minus', pairOf('over', value, middle), constant(1))

const variationWeighted = (a: Asked): ShownTerm =>
  unaryOf(
    'root',
    weighted(a, a.places, (code) => squared(away(perHead(a, code), mean(a))), everybody(a)),
  )

const plainMean = (a: Asked): ShownTerm => a.ask(['equalityPlainMean', a.subject, a.year].join('/'))

function variationPlain(a: Asked): ShownTerm {
  const middle = plainMean(a)
  const sum = overPlaces(a.places, (code) => squared(away(perHead(a, code), middle)))
  return unaryOf('root', pairOf('over', sum, constant(a.places.length)))
}

function gini(a: Asked): ShownTerm {
  const rows = overPlaces(a.places, (code) => a.ask(['giniRow', a.subject, code, a.year].join('/')))
  const all = everybody(a)
  return pairOf('over', rows, pairOf('times', pairOf('times', pairOf('times', constant(2), mean(a)), all), all))
}

/** A place beside every other: residents × residents × how far their levels lie apart. */
const giniRow = (a: Asked, own: string): ShownTerm =>
  overPlaces(a.places, (code) =>
    pairOf('times', pairOf('times', people(a, own), people(a, code)), unaryOf('abs', pairOf('minus', perHead(a, own), perHead(a, code)))),
  )

function giniPlain(a: Asked): ShownTerm {
  const rows = overPlaces(a.places, (code) => a.ask(['giniPlainRow', a.subject, code, a.year].join('/')))
  const count = constant(a.places.length)
  return pairOf('over', rows, pairOf('times', pairOf('times', pairOf('times', constant(2), plainMean(a)), count), count))
}

const giniPlainRow = (a: Asked, own: string): ShownTerm =>
  overPlaces(a.places, (code) => unaryOf('abs', pairOf('minus', perHead(a, own), perHead(a, code))))

/** A level relative to the mean × its logarithm; nothing counts nothing. */
function entropy(value: ShownTerm, middle: ShownTerm): ShownTerm {
  if (value.value === 0) return constant(0)
  const relative = pairOf('over', value, middle)
  return pairOf('times', relative, unaryOf('log', relative))
}

const theil = (a: Asked): ShownTerm => weighted(a, a.places, (code) => entropy(perHead(a, code), mean(a)), everybody(a))

const theilPlain = (a: Asked): ShownTerm =>
  pairOf(
    'over',
    overPlaces(a.places, (code) => entropy(perHead(a, code), plainMean(a))),
    constant(a.places.length),
  )

const groupsOf = ({ places }: Asked): readonly string[] => {
  const groups = places.flatMap(({ group }) => (group === undefined ? [] : [group]))
  if (groups.length < places.length || groups.length === 0) throw new UnknownFigure('the places stand in no groups')
  return [...new Set(groups)]
}
const inGroup = ({ places }: Asked, group: string): readonly ComparedPlace[] => places.filter((place) => place.group === group)
const ofGroup = ({ ask, subject, year, named }: Asked, name: string, group: string): ShownTerm =>
  ask([name, subject, `${group}${named}`, year].join('/'))
const groupPeople = ({ ask, year, named }: Asked, group: string): ShownTerm =>
  ask(['equalityGroupPeople', `${group}${named}`, year].join('/'))

/** Theil's index of the groups' means. */
function between(a: Asked): ShownTerm {
  const groups = groupsOf(a)
  const over = (of: (group: string) => ShownTerm): ShownTerm =>
    sumOf(
      'group',
      groups.map((group) => ({ element: group, term: of(group) })),
    )
  const level = (group: string): ShownTerm => ofGroup(a, 'equalityGroupMean', group)
  const all = over((group) => groupPeople(a, group))
  const middle = pairOf(
    'over',
    over((group) => pairOf('times', level(group), groupPeople(a, group))),
    all,
  )
  return pairOf(
    'over',
    over((group) => pairOf('times', entropy(level(group), middle), groupPeople(a, group))),
    all,
  )
}

/** The groups' own indices by their part of the money. */
function within(a: Asked): ShownTerm {
  const money = pairOf('times', mean(a), everybody(a))
  return sumOf(
    'group',
    groupsOf(a).map((group) => {
      const own = pairOf('times', ofGroup(a, 'theilGroup', group), ofGroup(a, 'equalityGroupMean', group))
      return { element: group, term: pairOf('over', pairOf('times', own, groupPeople(a, group)), money) }
    }),
  )
}

const largestToSmallest = (a: Asked): ShownTerm => {
  const parts = partsOver(a.places, (code) => perHead(a, code))
  return pairOf('over', extremeOf('largest', 'place', parts), extremeOf('smallest', 'place', parts))
}

/** How many at either end are set against each other. */
const ends = 3

function topToBottom(a: Asked): ShownTerm {
  if (a.places.length < 2 * ends) throw new UnknownFigure('there are too few places')
  const sorted = [...partsOver(a.places, (code) => perHead(a, code))].sort((one, other) => one.term.value - other.term.value)
  return pairOf('over', sumOf('place', sorted.slice(-ends)), sumOf('place', sorted.slice(0, ends)))
}

/** The yardstick: the mean, or what the user set. */
function yardstick(a: Asked, standard: string): ShownTerm {
  if (standard === 'mean') return mean(a)
  if (!(Number(standard) > 0)) throw new UnknownFigure('a standard is mean or yuan per resident')
  return constant(Number(standard))
}

/** Who is at the standard; what only rounding keeps below it is at it. */
const isAt = (a: Asked, code: string, standard: ShownTerm): boolean => compared('atLeast', perHead(a, code), standard).value === 1

function share(a: Asked, standard: ShownTerm): ShownTerm {
  const there = a.places.filter(({ region: { code } }) => isAt(a, code, standard))
  return pairOf(
    'over',
    overPlaces(there, (code) => people(a, code)),
    everybody(a),
  )
}

/** What lifts all below the standard to it. */
const lifting = (a: Asked, standard: ShownTerm): ShownTerm =>
  overPlaces(
    a.places.filter(({ region: { code } }) => !isAt(a, code, standard)),
    (code) => pairOf('times', people(a, code), pairOf('minus', standard, perHead(a, code))),
  )

const depth = (a: Asked, standard: ShownTerm): ShownTerm => pairOf('over', lifting(a, standard), pairOf('times', everybody(a), standard))

const lowest = (a: Asked): ShownTerm =>
  extremeOf(
    'smallest',
    'place',
    partsOver(a.places, (code) => perHead(a, code)),
  )

/** Measures by the names under which the screens show them. */
export const equalityMeasures: Readonly<Record<string, (a: Asked, standard: ShownTerm) => ShownTerm>> = {
  variationWeighted,
  variationPlain,
  gini,
  giniPlain,
  theil,
  theilPlain,
  between,
  within,
  largestToSmallest,
  topToBottom,
  share,
  depth,
  money: lifting,
  lowest,
}

const yuanPerHead = (): FigureUnit => ({ unit: 'CNY/person', catalogueUnit: 'CNY/person' })
const section = 'Equality'
const ofSubject = ['group', 'subject'] as const
type Term = (a: Asked, places: readonly string[], open: OpenRun) => ShownTerm
/** A figure of a subject: its places end with the year, or with the year and the standard. */
const figure = (places: ResultFigure['places'], unit: ResultFigure['unit'], term: Term): ResultFigure => ({
  places,
  unit,
  section,
  term: (open, given, ask) => term(asked(open, given, given[places.lastIndexOf('year')] ?? '', ask), given, open),
})
/** A figure of the members of a group: the place before the year is the group, with its grouping. */
const groupFigure = (
  places: ResultFigure['places'],
  unit: ResultFigure['unit'],
  term: (a: Asked, group: string) => ShownTerm,
): ResultFigure => ({
  places,
  unit,
  section,
  term: (open, given, ask) => {
    const at = places.lastIndexOf('year')
    const [group, grouping] = atGrouping(given[at - 1] ?? '')
    const a = asked(open, given, given[at] ?? '', ask, grouping)
    if (inGroup(a, group).length === 0) throw new UnknownFigure(`there is no group ${group}; one of: ${groupsOf(a).join(', ')}`)
    return term(a, group)
  },
})

export const equalityFigures: Readonly<Record<string, ResultFigure>> = {
  /** Spending of all payers in a place per resident at the year's end. */
  perHead: figure([...ofSubject, 'area', 'year'], yuanPerHead, (a, [kind = '', id = '', area = '']) => {
    const [money, residents] = [a.ask(spending(kind, id, area, a.year)), people(a, area)]
    return residents.value > 0 ? pairOf('over', money, residents) : constant(0)
  }),
  equalityMean: figure([...ofSubject, 'year'], yuanPerHead, (a) => weighted(a, a.places, (code) => perHead(a, code), everybody(a))),
  equalityPlainMean: figure([...ofSubject, 'year'], yuanPerHead, (a) =>
    pairOf(
      'over',
      overPlaces(a.places, (code) => perHead(a, code)),
      constant(a.places.length),
    ),
  ),
  /** Residents of all places. */
  equalityPeople: figure(['year'], 'person', (a) => overPlaces(a.places, (code) => people(a, code))),
  giniRow: figure([...ofSubject, 'area', 'year'], 'CNY·person', (a, [, , area = '']) => giniRow(a, area)),
  giniPlainRow: figure([...ofSubject, 'area', 'year'], 'CNY/person', (a, [, , area = '']) => giniPlainRow(a, area)),
  recurrentSpending: figure([...ofSubject, 'area', 'year'], 'CNY/year', (a, places, open) => recurrentSpending(a, open, places)),
  /** Spending in all places together: what stands on the region's own level is in none of them. */
  equalitySpending: figure([...ofSubject, 'year'], 'CNY/year', (a, [kind = '', id = '']) =>
    overPlaces(a.places, (code) => a.ask(spending(kind, id, code, a.year))),
  ),
  equalityGroupMean: groupFigure([...ofSubject, 'area', 'year'], yuanPerHead, (a, group) =>
    weighted(a, inGroup(a, group), (code) => perHead(a, code), groupPeople(a, group)),
  ),
  equalityGroupPeople: groupFigure(['area', 'year'], 'person', (a, group) => overPlaces(inGroup(a, group), (code) => people(a, code))),
  theilGroup: groupFigure([...ofSubject, 'area', 'year'], '', (a, group) =>
    weighted(a, inGroup(a, group), (code) => entropy(perHead(a, code), ofGroup(a, 'equalityGroupMean', group)), groupPeople(a, group)),
  ),
  equalityGap: figure([...ofSubject, 'area', 'year', 'step'], 'CNY/year', (a, [, , area = '', , standard = '']) =>
    pairOf('times', pairOf('max', constant(0), pairOf('minus', yardstick(a, standard), perHead(a, area))), people(a, area)),
  ),
  equality: {
    places: ['measure', ...ofSubject, 'year', 'step'],
    unit: (_, [measure]) =>
      measure === 'money'
        ? { unit: 'CNY/year', catalogueUnit: null }
        : measure === 'lowest'
          ? yuanPerHead()
          : { unit: '', catalogueUnit: null },
    section,
    term: (open, [given = '', kind = '', id = '', year = '', standard = ''], ask) => {
      const [measure, grouping] = atGrouping(given)
      const a = asked(open, [kind, id], year, ask, grouping)
      const found = Object.entries(equalityMeasures).find(([known]) => known === measure)?.[1]
      if (found === undefined) throw new UnknownFigure(`measures of equality are ${Object.keys(equalityMeasures).join(', ')}`)
      if (!(mean(a).value > 0)) throw new UnknownFigure('nothing is spent there')
      return found(a, yardstick(a, standard))
    },
  },
}
