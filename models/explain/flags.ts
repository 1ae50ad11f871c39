import { assembleResult } from '../assemble'
import { flagCauses, judgedYear, type FlagCause } from '../diagnosis/flagCauses'
import { worldGroups } from '../diagnosis/worlds'
import { boundsFor } from '../fiscal/coverageMultiple'
import { groupOfFlag } from '../fiscal/groups'
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

/** What is taken of new resources above the bound; of a part of what is outside the items its new money. */
export const takenPath = (flag: Pick<Flag, 'subject' | 'unit'>, year: string): string =>
  flag.subject.kind === 'block'
    ? ['takenExcess', flag.unit, year].join('/')
    : ['newMoneySince', flag.subject.kind, flag.subject.id, flag.unit, year].join('/')

/** What a flag's figure moved by: nothing in the base year, so its size, but for what a unit lacks, which was something then too. */
function changeTerm(open: OpenRun, places: readonly string[], ask: Ask): ShownTerm {
  const flag = flagNamed(open, places)
  const { to } = spanOf(open, flag)
  if (flag.test === 'growth') return ask(['excess', paths(flag).places, to].join('/'))
  if (flag.test === 'new-resources') return ask(takenPath(flag, to))
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
  const { catalogue } = open.model.structure
  const group = groupOfFlag(open.model.structure, flag)
  const over = (figure: string, ids: readonly string[]): ShownTerm =>
    sumOf(
      'item',
      ids.map((id) => ({ element: id, term: ask([figure, cause, id, flag.unit, from, to].join('/')) })),
    )
  const items = over(
    'itemCause',
    group.items.map((k) => catalogue.items[k]?.id ?? ''),
  )
  if (group.targets.length === 0) return items
  const costs = group.targets.map((k) => catalogue.targetCosts[k]?.id ?? '')
  return pairOf('plus', items, over(flag.test === 'new-resources' ? 'newTargetCause' : 'targetCause', costs))
}

function revenueTerm(flag: Flag, { from, to }: { readonly from: string; readonly to: string }, ask: Ask): ShownTerm {
  const resources = (year: string): ShownTerm => ask(['unitResources', flag.unit, year].join('/'))
  if (flag.test === 'growth') {
    const base = ask(['burden', paths(flag).places, from].join('/'))
    return pairOf('minus', base, pairOf('times', base, pairOf('over', resources(to), resources(from))))
  }
  if (flag.test === 'new-resources') {
    const money = (year: string): ShownTerm => ask(['newMoney', paths(flag).places, year].join('/'))
    return pairOf('minus', ask(takenPath(flag, to)), pairOf('minus', money(to), money(from)))
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

/** What it bears of a cost outside the items; of new money without what the base year's paid for already. */
const splitOfTarget =
  (isNew: boolean) =>
  ([target = '', unit = '', from = '', to = '']: readonly string[], ask: Ask): Split => ({
    groups: worldGroups,
    inWorld: (set) => {
      const of = (name: string): ShownTerm => ask(worldPath({ groups: groupsPath(set), from, to }, name, target, unit))
      const whole = pairOf('plus', of('targetCapitalBorne'), of('targetRunningBorne'))
      return isNew ? pairOf('minus', whole, of('targetAlreadyBorne')) : whole
    },
    raw: (group) => ask([isNew ? 'newTargetEffect' : 'targetEffect', group, target, unit, from, to].join('/')),
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
const ofTarget = ['cause', 'target', 'unit', 'year', 'year'] as const

type SplitAt = (places: readonly string[], ask: Ask) => Split
const partFigure = (places: ResultFigure['places'], split: SplitAt): ResultFigure => ({
  ...money,
  places,
  term: (_, [group = '', ...rest], ask) => partOf(split(rest, ask), groupNamed(group)),
})
const effectFigure = (places: ResultFigure['places'], split: SplitAt): ResultFigure => ({
  ...money,
  places,
  term: (_, [group = '', ...rest], ask) => effectOf(split(rest, ask), groupNamed(group)),
})

export const flagFigures: Readonly<Record<string, ResultFigure>> = {
  change: { ...money, places: ofFlag, term: changeTerm },
  cause: { ...money, places: ['cause', ...ofFlag], term: causeTerm },
  causeRaw: { ...money, places: ['cause', ...ofFlag], term: rawTerm },
  /** What a cause did to what a unit bears of one item, and the same without what rounding leaves. */
  itemCause: partFigure(ofItem, splitOf),
  itemEffect: effectFigure(ofItem, splitOf),
  /** The same of a cost outside the items, and of what of it is new money. */
  targetCause: partFigure(ofTarget, splitOfTarget(false)),
  targetEffect: effectFigure(ofTarget, splitOfTarget(false)),
  newTargetCause: partFigure(ofTarget, splitOfTarget(true)),
  newTargetEffect: effectFigure(ofTarget, splitOfTarget(true)),
  lacking: { ...money, section: '5.6', places: ['unit', 'nature', 'year'], term: lackingTerm },
}
