import type { Ask, FigureUnit, ResultFigure } from './resultFigure'
import { UnknownFigure, type OpenRun } from './run'
import { constant, pairOf, sumOf, type ShownTerm } from './term'

/** Measures of leagues that are worked out of two figures, by the names under which the screens show them (`equality/leagues.ts`). */
type At = (name: string, when?: number) => ShownTerm

const over = (above: string, below: string) => (at: At) => pairOf('over', at(above), at(below))

/** Of the mean residents of a year, per thousand. */
const perMille = (name: string) => (at: At) => {
  const mean = pairOf('over', pairOf('plus', at('population/total', -1), at('population/total')), constant(2))
  return pairOf('over', pairOf('times', at(name), constant(1000)), mean)
}

const working = (old: number): string => `people/15-${String(old - 1)}.both.all`
/** Persons of an age to a hundred of working age. */
const toHundred = (at: At, ages: string, old: number): ShownTerm =>
  pairOf('over', pairOf('times', constant(100), at(`people/${ages}.both.all`)), at(working(old)))
const dependency = (old: 60 | 65) => {
  const children = (at: At): ShownTerm => toHundred(at, '0-14', old)
  const aged = (at: At): ShownTerm => toHundred(at, `${String(old)}-100`, old)
  return { children, aged, both: (at: At): ShownTerm => pairOf('plus', children(at), aged(at)) }
}

/** What the region pays of the local money of the items that are shared by class. */
function classShare(at: At, { model }: OpenRun): ShownTerm {
  const shared = model.structure.catalogue.items.filter((item) => item.shares?.rule === 'by-class')
  const paid = (item: string, payer: string): ShownTerm => at(`paid/${item}/${payer}`)
  const local = (item: string): ShownTerm =>
    pairOf('plus', pairOf('plus', paid(item, 'region'), paid(item, 'league')), paid(item, 'banner'))
  const all = (of: (item: string) => ShownTerm): ShownTerm =>
    sumOf(
      'item',
      shared.map(({ id }) => ({ element: id, term: of(id) })),
    )
  return pairOf(
    'over',
    all((item) => paid(item, 'region')),
    all(local),
  )
}

const perHead: FigureUnit = { unit: 'CNY/person', catalogueUnit: 'CNY/person' }
const pure: FigureUnit = { unit: '', catalogueUnit: null }
const ofThousand: FigureUnit = { ...pure, unitName: { zh: '‰', en: '‰' } }

type Measured = readonly [unit: FigureUnit, of: (at: At, open: OpenRun) => ShownTerm]
const [to60, to65] = [dependency(60), dependency(65)]
const measures: Readonly<Record<string, Measured | undefined>> = {
  requiredPerHead: [perHead, over('unitRequired', 'population/total')],
  resourcesPerHead: [perHead, over('unitResources', 'population/total')],
  bill: [pure, over('unitRequired', 'unitResources')],
  ownShare: [pure, over('unitOwnRevenue', 'unitResources')],
  aged65: [pure, over('population/age65plus', 'population/total')],
  aged60: [pure, over('population/age60plus', 'population/total')],
  children: [pure, over('population/age0to14', 'population/total')],
  birthRate: [ofThousand, perMille('population/births')],
  dependencyTotal60: [pure, to60.both],
  dependencyOld60: [pure, to60.aged],
  dependencyChild60: [pure, to60.children],
  dependencyTotal65: [pure, to65.both],
  dependencyOld65: [pure, to65.aged],
  dependencyChild65: [pure, to65.children],
  classShare: [pure, classShare],
  migrationRate: [ofThousand, perMille('population/netMigrants')],
}

function measureNamed(name = ''): Measured {
  const found = Object.entries(measures).find(([known]) => known === name)?.[1]
  if (found === undefined) throw new UnknownFigure(`measures of leagues are ${Object.keys(measures).join(', ')}`)
  return found
}

const at =
  (ask: Ask, area: string, year: string): At =>
  (name, when = 0) =>
    ask([name, area, String(Number(year) + when)].join('/'))

export const leagueFigures: Readonly<Record<string, ResultFigure>> = {
  league: {
    places: ['measure', 'area', 'year'],
    unit: (_, [measure]) => measureNamed(measure)[0],
    section: 'Equality',
    term: (open, [measure, area = '', year = ''], ask) => measureNamed(measure)[1](at(ask, area, year), open),
  },
}
