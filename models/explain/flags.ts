import { assembleResult } from '../assemble'
import { flagCauses, itemsOf, judgedYear, type FlagCause } from '../diagnosis/flagCauses'
import { worldGroups } from '../diagnosis/worlds'
import { boundsFor } from '../fiscal/coverageMultiple'
import { sharingClassOf } from '../fiscal/sharingClass'
import type { Flag, SimulationResult } from '../result'
import type { Ask, ResultFigure } from './resultFigure'
import { Answers, areaNamed, UnknownFigure, type OpenRun } from './run'
import { effectOf, largestOf, partOf, type Split } from './shapley'
import { compared, constant, extremeOf, pairOf, sumOf, unaryOf, whereOf, type ShownTerm } from './term'
import { groupsPath, worldPath } from './worlds'

/** Flags: what their figures moved by since the base year, and what each cause did (METHOD section 6.1). */

const results = new Answers<SimulationResult>()
export const resultOf = (open: OpenRun): SimulationResult =>
  results.of(open, '', () => {
    open.wake()
    return assembleResult(open.model, open.run)
  })

/** How a flag is named in a path: TEST/KIND/ID/UNIT. */
export const flagPath = ({ test, subject, unit }: Pick<Flag, 'test' | 'subject' | 'unit'>): string =>
  [test, subject.kind, subject.id, unit].join('/')

export const findFlag = (open: OpenRun, [test, kind, id, place = '']: readonly string[]): Flag | undefined => {
  const { code } = areaNamed(open, place)
  return resultOf(open).flags.find(
    (flag) => flag.test === test && flag.subject.kind === kind && flag.subject.id === id && flag.unit === code,
  )
}

export function flagNamed(open: OpenRun, places: readonly string[]): Flag {
  const found = findFlag(open, places)
  if (found === undefined) throw new UnknownFigure(`no flag is raised for ${places.join('/')}`)
  return found
}

/** Years between which a flag's figure moved. */
function spanOf(open: OpenRun, flag: Flag): { readonly from: string; readonly to: string } {
  const since = flag.test === 'coverage' ? roomBase(open, flag) : flag.baseYear
  return { from: String(since), to: String(judgedYear(flag)) }
}

/** Room is counted from the last year with accounts. */
const roomBase = (open: OpenRun, _flag: Flag): number => resultOf(open).lastActualYear

const paths = (flag: Flag): { readonly figure: string; readonly places: string } => ({
  figure: flagPath(flag),
  places: [flag.subject.kind, flag.subject.id, flag.unit].join('/'),
})

/** What a flag's figure moved by: nothing in the base year, so its size, but for what a unit lacks, which was something then too. */
function changeTerm(open: OpenRun, places: readonly string[], ask: Ask): ShownTerm {
  const flag = flagNamed(open, places)
  const { to } = spanOf(open, flag)
  if (flag.test === 'growth') return ask(['excess', paths(flag).places, to].join('/'))
  if (flag.test === 'coverage') return ask(['lacking', flag.unit, flag.room?.nature ?? '', to].join('/'))
  return sumOf(
    'cause',
    flagCauses.map((cause) => ({ element: cause, term: ask(['causeRaw', cause, paths(flag).figure].join('/')) })),
  )
}

const smallest = 1e-12

/** A cause as it was computed; what is nothing but rounding is nothing. */
function rawTerm(open: OpenRun, [cause = '', ...places]: readonly string[], ask: Ask): ShownTerm {
  const flag = flagNamed(open, places)
  const all = flagCauses.map((one) => ({ element: one, term: wholeTerm(open, flag, one, ask) }))
  const own = all.find(({ element }) => element === cause)
  if (own === undefined) throw new UnknownFigure(`causes are ${flagCauses.join(', ')}`)
  const scale = extremeOf(
    'largest',
    'cause',
    all.map(({ element, term }) => ({ element, term: unaryOf('abs', term) })),
  )
  const isNothing = compared('below', unaryOf('abs', own.term), pairOf('times', constant(smallest), scale))
  return isNothing.value === 1 ? whereOf(isNothing, constant(0)) : own.term
}

/** A cause before small parts are left out: what it did to every item, or what resources and claims did. */
function wholeTerm(open: OpenRun, flag: Flag, cause: FlagCause, ask: Ask): ShownTerm {
  const { from, to } = spanOf(open, flag)
  if (cause === 'revenue') return revenueTerm(flag, { from, to }, ask)
  const items = itemsOf(open.model, flag).map((k) => open.model.structure.catalogue.items[k]?.id ?? '')
  return sumOf(
    'item',
    items.map((item) => ({ element: item, term: ask(['itemCause', cause, item, flag.unit, from, to].join('/')) })),
  )
}

function revenueTerm(flag: Flag, { from, to }: { readonly from: string; readonly to: string }, ask: Ask): ShownTerm {
  const resources = (year: string): ShownTerm => ask(['unitResources', flag.unit, year].join('/'))
  if (flag.test === 'growth') {
    const base = ask(['burden', paths(flag).places, from].join('/'))
    return pairOf('minus', base, pairOf('times', base, pairOf('over', resources(to), resources(from))))
  }
  const claims = (year: string): ShownTerm => ask(['priorClaims', flag.unit, year].join('/'))
  return pairOf('plus', pairOf('minus', resources(from), resources(to)), pairOf('minus', claims(to), claims(from)))
}

/** A cause as it is told: the largest, or the decision on the request, takes what is left of the whole change. */
function causeTerm(open: OpenRun, [cause = '', ...places]: readonly string[], ask: Ask): ShownTerm {
  const flag = flagNamed(open, places)
  const name = paths(flag).figure
  const raw = (one: string): ShownTerm => ask(['causeRaw', one, name].join('/'))
  const all = flagCauses.map((one) => ({ element: one, term: raw(one) }))
  const taker = flag.test === 'coverage' ? 'standard' : flagCauses[largestOf(all.map(({ term }) => term.value))]
  if (cause !== taker) return raw(cause)
  return pairOf('plus', raw(cause), pairOf('minus', ask(`change/${name}`), sumOf('cause', all)))
}

/** What a unit bears of an item, in the worlds in which some groups moved between two years. */
const splitOf = ([item = '', unit = '', from = '', to = '']: readonly string[], ask: Ask): Split => ({
  groups: worldGroups,
  inWorld: (set) => ask(worldPath({ groups: groupsPath(set), from, to }, 'borne', item, unit)),
  raw: (group) => ask(['itemEffect', group, item, unit, from, to].join('/')),
})

const groupNamed = (group: string): string => {
  if (!worldGroups.some((known) => known === group)) throw new UnknownFigure(`causes are ${worldGroups.join(', ')}`)
  return group
}

/** What is lacking to the green bound of the coverage multiple: the bound × what is asked, less the room there is. */
function lackingTerm(open: OpenRun, [unit = '', nature = '', year = '']: readonly string[], ask: Ask): ShownTerm {
  const isOneOff = nature === 'one-off'
  const bound = ask('threshold/coverageGreen')
  const { catalogue } = open.model.structure
  const region = catalogue.regions.find(({ code }) => code === areaNamed(open, unit).code)
  const { thresholds } = open.run.applied
  const bounds = boundsFor(thresholds, region === undefined ? undefined : sharingClassOf(catalogue, region)?.value)
  const ofUnit = bounds.coverageGreen === thresholds.coverageGreen ? bound : pairOf('plus', bound, ask('threshold/coverageWeaker'))
  const asked = ask([isOneOff ? 'oneOffRequest' : 'request', unit, year].join('/'))
  return pairOf('minus', pairOf('times', ofUnit, asked), ask([isOneOff ? 'oneOffHeadroom' : 'headroom', unit, year].join('/')))
}

const money = { unit: 'CNY/year', section: '6.1' } as const
const ofFlag = ['test', 'group', 'subject', 'unit'] as const
const ofItem = ['cause', 'item', 'unit', 'year', 'year'] as const

export const flagFigures: Readonly<Record<string, ResultFigure>> = {
  change: { ...money, places: ofFlag, term: changeTerm },
  cause: { ...money, places: ['cause', ...ofFlag], term: causeTerm },
  causeRaw: { ...money, places: ['cause', ...ofFlag], term: rawTerm },
  /** What a cause did to what a unit bears of one item, and the same without what rounding leaves. */
  itemCause: {
    ...money,
    places: ofItem,
    term: (_, [group = '', ...places], ask) => partOf(splitOf(places, ask), groupNamed(group)),
  },
  itemEffect: {
    ...money,
    places: ofItem,
    term: (_, [group = '', ...places], ask) => effectOf(splitOf(places, ask), groupNamed(group)),
  },
  lacking: { ...money, section: '5.6', places: ['unit', 'nature', 'year'], term: lackingTerm },
}
