import { unitResults } from '../assembleUnits'
import { runGrades } from '../evidence/runGrades'
import type { Room } from '../fiscal/coverageMultiple'
import { areaNamed, UnknownFigure, type OpenRun } from './run'
import { pairOf, type ShownTerm } from './term'
import { grantedTerm } from './ledger'
import type { Ask, ResultFigure } from './resultFigure'
import { figureAt } from './totals'

/** The room of a unit in a year, and what the catalogue's path asks there: figures of a second run, beside which the request is read. */
interface RoomOfYear {
  readonly room: Room
  readonly claims: Readonly<Float64Array>
  readonly unit: string
  readonly year: string
  /** Positions of the year and of the last year with accounts. */
  readonly at: number
  readonly base: number
  readonly baseYear: string
}

function roomIn(open: OpenRun, [place = '', year = '']: readonly string[]): RoomOfYear {
  const { structure } = open.model
  const { lastActualYear } = open.run.applied.assessment
  const area = areaNamed(open, place)
  open.wake()
  const found = unitResults(open.model, open.run, runGrades(open.model.structure, open.run), lastActualYear)[structure.areas.indexOf(area)]
    ?.unit
  if (found === undefined || found.room === null || found.residual === null)
    throw new UnknownFigure(`prior claims of ${place} are not known, so its room is not either`)
  const at = structure.years.indexOf(Number(year))
  if (at < 0 || Number(year) <= lastActualYear)
    throw new UnknownFigure(`room is there from ${String(lastActualYear + 1)} to ${String(structure.years.at(-1) ?? '')}`)
  return {
    room: found.room,
    claims: found.residual.priorClaims,
    unit: area.code,
    year,
    at,
    base: structure.years.indexOf(lastActualYear),
    baseYear: String(lastActualYear),
  }
}

const figure = (name: string, unit: string, year: string, value: number): ShownTerm => ({
  op: 'figure',
  figure: [name, unit, year].join('/'),
  value,
})
const known = (value: number): ShownTerm => ({ op: 'constant', value })

/** What is spoken for: prior claims, and the 81 items on the catalogue's path. */
function rigid(open: OpenRun, { unit, claims }: RoomOfYear, at: number): ShownTerm {
  const { structure, compiled } = open.model
  const year = String(structure.years[at] ?? '')
  const row = structure.areas.findIndex(({ code }) => code === unit)
  const path = open.run.cataloguePath?.unitRequired ?? compiled.block('unitRequired').data
  const claimed = unit === structure.root.code ? figureAt(open, 'priorClaims', year) : figure('enteredClaims', unit, year, claims[at] ?? 0)
  return pairOf('plus', claimed, figure('catalogueRequired', unit, year, path[row * structure.years.length + at] ?? 0))
}

/** What the resources gain since the last year with accounts. */
function gained(open: OpenRun, places: readonly string[]): ShownTerm {
  const { unit, year, baseYear } = roomIn(open, places)
  return pairOf('minus', figureAt(open, 'unitResources', unit, year), figureAt(open, 'unitResources', unit, baseYear))
}

/** By how much more is spoken for than in the last year with accounts. */
function rigidGrowth(open: OpenRun, places: readonly string[]): ShownTerm {
  const found = roomIn(open, places)
  return pairOf('minus', rigid(open, found, found.at), rigid(open, found, found.base))
}

function headroom(open: OpenRun, places: readonly string[]): ShownTerm {
  const { room, unit, year, at } = roomIn(open, places)
  const [more, taken] = [
    figure('gained', unit, year, gained(open, places).value),
    figure('rigidGrowth', unit, year, rigidGrowth(open, places).value),
  ]
  return pairOf('minus', pairOf('minus', more, taken), figure('granted', unit, year, room.granted.recurrent[at] ?? 0))
}

function oneOffHeadroom(open: OpenRun, places: readonly string[]): ShownTerm {
  const { room, unit, year, at } = roomIn(open, places)
  const left = pairOf(
    'minus',
    figure('headroom', unit, year, room.headroom[at] ?? 0),
    pairOf('max', known(0), figure('request', unit, year, room.request.recurrent[at] ?? 0)),
  )
  return pairOf('minus', left, figure('grantedOneOff', unit, year, room.granted.oneOff[at] ?? 0))
}

/** What is asked beyond the catalogue's path, without what is paid once. */
function request(open: OpenRun, places: readonly string[], ask: Ask): ShownTerm {
  const found = roomIn(open, places)
  const { room, unit, year, at } = found
  const before = catalogueRequired(open, places, ask)
  const asked = pairOf('minus', figureAt(open, 'unitRequired', unit, year), figure('catalogueRequired', unit, year, before.value))
  return pairOf('minus', asked, figure('oneOffRequest', unit, year, room.request.oneOff[at] ?? 0))
}

/** What the 81 items would cost the unit with standards, coverage and sharing as the catalogue has them. */
function catalogueRequired(open: OpenRun, [place = '', year = '']: readonly string[], ask: Ask): ShownTerm {
  const path = ['unitRequired', areaNamed(open, place).code, year].join('/')
  return open.run.cataloguePath === null ? ask(path) : ask(`policy:${path}`)
}

/** Prior claims as an account of the unit's own gives them; also in the year it is of. */
function enteredClaims(open: OpenRun, [place = '', year = '']: readonly string[]): ShownTerm {
  const { structure } = open.model
  const row = structure.areas.indexOf(areaNamed(open, place))
  const found = unitResults(open.model, open.run, runGrades(open.model.structure, open.run), open.run.applied.assessment.lastActualYear)[
    row
  ]?.unit.residual
  const claims = found?.priorClaims[structure.years.indexOf(Number(year))]
  if (claims === undefined) throw new UnknownFigure(`no prior claims of ${place} are known in ${year}`)
  return known(claims)
}

const ratio =
  (left: 'headroom' | 'oneOffHeadroom', right: 'request' | 'oneOffRequest'): ResultFigure['term'] =>
  (open, places) => {
    const { room, unit, year, at } = roomIn(open, places)
    const asked = (right === 'request' ? room.request.recurrent : room.request.oneOff)[at] ?? 0
    if (!(asked > 1)) throw new UnknownFigure(`nothing is asked of ${unit} in ${year}`)
    return pairOf('over', figure(left, unit, year, room[left][at] ?? 0), figure(right, unit, year, asked))
  }

const value =
  (of: (room: Room) => Readonly<Float64Array>): ResultFigure['term'] =>
  (open, places) => {
    const { room, at } = roomIn(open, places)
    return known(of(room)[at] ?? 0)
  }

const granted =
  (kind: 'recurrent' | 'one-off'): ResultFigure['term'] =>
  (open, [place = '', year = ''], ask) =>
    grantedTerm(open, kind, areaNamed(open, place).code, Number(year), ask)

const money = { unit: 'CNY/year', section: '5.6', places: ['unit', 'year'] } as const
const multiple = { unit: '', section: '5.6', places: ['unit', 'year'] } as const

/** Figures of the third test. Those that are read beside a second run, or entered, end here. */
export const roomFigures: Readonly<Record<string, ResultFigure>> = {
  multiple: { ...multiple, term: ratio('headroom', 'request') },
  oneOffMultiple: { ...multiple, term: ratio('oneOffHeadroom', 'oneOffRequest') },
  gained: { ...money, term: gained },
  rigidGrowth: { ...money, term: rigidGrowth },
  headroom: { ...money, term: headroom },
  oneOffHeadroom: { ...money, term: oneOffHeadroom },
  request: { ...money, term: request },
  catalogueRequired: { ...money, term: catalogueRequired },
  oneOffRequest: { ...money, term: value(({ request: { oneOff } }) => oneOff) },
  granted: { ...money, term: granted('recurrent') },
  grantedOneOff: { ...money, term: granted('one-off') },
  enteredClaims: { ...money, term: enteredClaims },
}
