import { unitBooks } from '../assembleUnits'
import type { Room } from '../fiscal/coverageMultiple'
import { UnknownFigure, unitNamed, type OpenRun } from './run'
import { pairOf, type ShownTerm } from './term'
import { grantedTerm } from './ledger'
import type { Ask, ResultFigure } from './resultFigure'
import { figureAt } from './totals'

/** The room of a unit in a year, and what the catalogue's path asks there: figures of a second run, beside which the request is read. */
interface RoomOfYear {
  readonly room: Room
  readonly unit: string
  readonly row: number
  readonly year: string
  /** Positions of the year and of the unit's last year with accounts. */
  readonly at: number
  readonly base: number
  readonly baseYear: string
}

function roomIn(open: OpenRun, [place = '', year = '']: readonly string[]): RoomOfYear {
  const { structure } = open.model
  const row = unitNamed(open, place)
  open.wake()
  const found = unitBooks(open.model, open.run, row)
  if (found === null || found.room === null) throw new UnknownFigure(`prior claims of ${place} are not known, so its room is not either`)
  const at = structure.years.indexOf(Number(year))
  if (at < 0 || Number(year) <= found.base)
    throw new UnknownFigure(`room is there from ${String(found.base + 1)} to ${String(structure.years.at(-1) ?? '')}`)
  return {
    room: found.room,
    unit: unitCode(open, row),
    row,
    year,
    at,
    base: structure.years.indexOf(found.base),
    baseYear: String(found.base),
  }
}

/** Code of a unit of the equations; the whole region is its root. */
const unitCode = ({ model: { structure } }: OpenRun, row: number): string =>
  row === 0 ? structure.root.code : (structure.space.elements.unit[row] ?? '')

const figure = (name: string, unit: string, year: string, value: number): ShownTerm => ({
  op: 'figure',
  figure: [name, unit, year].join('/'),
  value,
})
const known = (value: number): ShownTerm => ({ op: 'constant', value })

/** What a unit pays for the 81 items on the catalogue's path, by position of the year. */
function pathRequired(open: OpenRun, row: number, at: number): number {
  const { structure, compiled } = open.model
  const path = open.run.cataloguePath?.unitRequired ?? compiled.block('unitRequired').data
  return path[row * structure.years.length + at] ?? 0
}

/** What is spoken for: prior claims, and the 81 items on the catalogue's path. */
function rigid(open: OpenRun, { unit, row }: RoomOfYear, at: number): ShownTerm {
  const year = String(open.model.structure.years[at] ?? '')
  const claimed = figureAt(open, 'priorClaims', unit, year)
  return pairOf('plus', claimed, figure('catalogueRequired', unit, year, pathRequired(open, row, at)))
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
  const path = ['unitRequired', unitCode(open, unitNamed(open, place)), year].join('/')
  return open.run.cataloguePath === null ? ask(path) : ask(`policy:${path}`)
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
    grantedTerm(open, kind, unitCode(open, unitNamed(open, place)), Number(year), ask)

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
}
