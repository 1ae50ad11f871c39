import { givenBy, has, inWorlds, worldGroups, worldOutcomes, worldsOf, type WorldGroup } from '../diagnosis/worlds'
import { explainFigure, valueAt, type Coordinates, type Term } from '../equation/explain'
import type { CompiledModel } from '../equation/compile'
import type { Ask, ResultFigure } from './resultFigure'
import { areaNamed, elementAt, pathAt, UnknownFigure, type OpenRun } from './run'
import { constant, pairOf, sumOf, type ShownTerm } from './term'
import { catalogueUnitOf, unitText } from './units'

/**
 * Figures of worlds: what would be had only some groups of causes moved between two years, and the others stood still
 * (METHOD section 6.1). `world/population+price/2020/2025/borne/ITEM/AREA`; every one opens by the model's own equations down
 * to figures of the run in the earlier or the later year.
 */
interface World {
  readonly set: number
  readonly groups: string
  readonly from: string
  readonly to: string
}

const nobody = 'none'
/** Groups of a set as a path has them. */
export const groupsPath = (set: number): string => {
  const moved = worldGroups.filter((group) => has(set, group))
  return moved.length === 0 ? nobody : moved.join('+')
}
export const worldPath = ({ groups, from, to }: Omit<World, 'set'>, ...figure: readonly string[]): string =>
  ['world', groups, from, to, ...figure].join('/')

function worldAt(open: OpenRun, [groups = '', from = '', to = '']: readonly string[]): World {
  const wanted = groups === nobody ? [] : groups.split('+')
  const found = worldGroups.filter((group) => wanted.includes(group))
  if (found.length < wanted.length) throw new UnknownFigure(`groups of causes are ${nobody} or ${worldGroups.join('+')}`)
  const { years } = open.model.structure
  if (!(years.indexOf(Number(from)) >= 0 && years.indexOf(Number(to)) > years.indexOf(Number(from))))
    throw new UnknownFigure(`a world lies between two years, such as ${String(years[0])} and ${String(years.at(-1))}`)
  const set = worldGroups.reduce((bits, group, k) => (found.includes(group) ? bits | (1 << k) : bits), 0)
  return { set, groups: groupsPath(set), from, to }
}

interface Filled {
  readonly open: OpenRun
  readonly span: string
  readonly runs: number
}
const filled = new WeakMap<CompiledModel, Filled>()

/** The worlds between two years of a run; computed again where others have been since. */
function worldsBetween(open: OpenRun, { from, to }: World): CompiledModel {
  const { compiled } = worldsOf(open.model.structure)
  const span = `${from} ${to}`
  const last = filled.get(compiled)
  if (last?.open === open && last.span === span && last.runs === compiled.runs) return compiled
  open.wake()
  const { years } = open.model.structure
  inWorlds(open.model, years.indexOf(Number(from)), years.indexOf(Number(to)))
  filled.set(compiled, { open, span, runs: compiled.runs })
  return compiled
}

/** A figure of the run in the year that a group stands in. */
function ofRun(open: OpenRun, ask: Ask, name: string, position: Coordinates, year: string): ShownTerm {
  return ask(pathAt(open, name, { ...position, year: open.model.structure.years.indexOf(Number(year)) }))
}

function worldTerm(open: OpenRun, world: World, name: string, position: Coordinates, ask: Ask): ShownTerm {
  const yearOf = (group: WorldGroup): string => (has(world.set, group) ? world.to : world.from)
  if (name === 'standard' || name === 'nationalStandard') return standardTerm(open, world, name, position, ask)
  if (name === 'grant') return grantTerm(open, world, position, ask)
  const compiled = worldsBetween(open, world)
  const { formula } = explainFigure(compiled, name, { ...position, year: world.set })
  if (formula !== null) return shown(open, world, formula, ask)
  const runsOverYears = open.model.compiled.variables.get(name)?.dimensions.includes('year') === true
  return runsOverYears ? ofRun(open, ask, name, position, yearOf(givenBy[name] ?? 'population')) : ask(pathAt(open, name, position))
}

/** What prices did is a factor, what is left of the whole movement is what was decided. */
function standardTerm(open: OpenRun, world: World, name: string, position: Coordinates, ask: Ask): ShownTerm {
  const [isPriced, isDecided] = [has(world.set, 'price'), has(world.set, 'standard')]
  const standard = open.model.structure.standards[position.standard ?? -1]?.id ?? ''
  const price = ask(['priceFactor', standard, world.from, world.to].join('/'))
  const at = (year: string): ShownTerm => ofRun(open, ask, name, position, year)
  if (isDecided) return isPriced ? at(world.to) : pairOf('over', at(world.to), price)
  return isPriced ? pairOf('times', at(world.from), price) : at(world.from)
}

/** The centre's grant: its own path where sharing moved, else the part of the claims that it paid in the earlier year. */
function grantTerm(open: OpenRun, world: World, position: Coordinates, ask: Ask): ShownTerm {
  if (has(world.set, 'sharing')) return ofRun(open, ask, 'grant', position, world.to)
  const [grant, claims] = [ofRun(open, ask, 'grant', position, world.from), ofRun(open, ask, 'grantClaims', position, world.from)]
  if (claims.value === 0) return constant(0)
  return pairOf('times', inWorld(open, world, 'grantClaims', position, ask), pairOf('over', grant, claims))
}

/** Path of a figure of a world: its own places, the year left out. */
const inWorld = (open: OpenRun, world: World, name: string, position: Coordinates, ask: Ask): ShownTerm => {
  const { compiled } = worldsOf(open.model.structure)
  const dimensions = (compiled.variables.get(name)?.dimensions ?? []).filter((dimension) => dimension !== 'year')
  return ask(worldPath(world, name, ...dimensions.map((dimension) => compiled.space.elements[dimension][position[dimension] ?? 0] ?? '')))
}

/** A formula of the worlds' equations: what does not run over worlds is a figure of the run. */
function shown(open: OpenRun, world: World, term: Term, ask: Ask): ShownTerm {
  const again = (part: Term): ShownTerm => shown(open, world, part, ask)
  switch (term.op) {
    case 'constant':
      return term
    case 'figure': {
      const runsOverWorlds = worldsOf(open.model.structure).compiled.variables.get(term.name)?.dimensions.includes('year') === true
      return runsOverWorlds ? inWorld(open, world, term.name, term.position, ask) : ask(pathAt(open, term.name, term.position))
    }
    case 'where':
      return { op: 'where', value: term.value, condition: again(term.condition), branch: again(term.branch) }
    case 'sum':
      return { ...term, parts: term.parts.map(({ element, term: part }) => ({ element, term: again(part) })) }
    default:
      return { op: term.op, value: term.value, left: again(term.left), right: again(term.right) }
  }
}

/** What units bear: it adds up over the cells of an area. */
const summed: ReadonlySet<string> = new Set(worldOutcomes)

/** Where a figure of a world stands; an area above the cells is their sum. */
function placesIn(
  open: OpenRun,
  name: string,
  places: readonly string[],
): { readonly position: Coordinates; readonly cells: readonly number[] | null } {
  const { compiled } = worldsOf(open.model.structure)
  const variable = compiled.variables.get(name)
  if (variable === undefined) throw new UnknownFigure(`worlds hold ${[...compiled.variables.keys()].join(', ')}`)
  const dimensions = variable.dimensions.filter((dimension) => dimension !== 'year')
  if (places.length !== dimensions.length) throw new UnknownFigure(`${name} needs world/GROUPS/FROM/TO/${[name, ...dimensions].join('/')}`)
  const position: Record<string, number> = {}
  let cells: readonly number[] | null = null
  dimensions.forEach((dimension, k) => {
    const index = elementAt(open, dimension, places[k] ?? '')
    position[dimension] = Math.max(0, index)
    if (index >= 0) return
    if (dimension !== 'cell' || !summed.has(name)) throw new UnknownFigure(`there is no ${dimension} ${places[k] ?? ''}`)
    cells = areaNamed(open, places[k] ?? '').cells
  })
  return { position, cells }
}

/** The value of a figure of a world as it was computed. */
function worldValue(open: OpenRun, places: readonly string[]): number {
  const world = worldAt(open, places)
  const [, , , name = '', ...rest] = places
  const { position, cells } = placesIn(open, name, rest)
  const compiled = worldsBetween(open, world)
  const at = (cell: Coordinates): number => valueAt(compiled, name, { ...position, ...cell, year: world.set })
  return cells === null ? at({}) : cells.reduce((sum, cell) => sum + at({ cell }), 0)
}

function termOf(open: OpenRun, places: readonly string[], ask: Ask): ShownTerm {
  const world = worldAt(open, places)
  const [, , , name = '', ...rest] = places
  const { position, cells } = placesIn(open, name, rest)
  const { elements } = open.model.structure.space
  if (cells !== null)
    return sumOf(
      'cell',
      cells.map((cell) => ({
        element: elements.cell[cell] ?? '',
        term: inWorld(open, world, name, { ...position, cell }, ask),
      })),
    )
  return worldTerm(open, world, name, position, ask)
}

export const worldFigures: Readonly<Record<string, ResultFigure>> = {
  world: {
    places: ['cause', 'year', 'year', 'path'],
    unit: (open, [, , , path = '']) => {
      const [name = '', ...rest] = path.split('/')
      const variable = worldsOf(open.model.structure).compiled.variables.get(name)
      if (variable === undefined) return { unit: '', catalogueUnit: null }
      const { position } = placesIn(open, name, rest)
      return { unit: unitText(variable.unit), catalogueUnit: catalogueUnitOf(open.model.structure, variable.unit, position) }
    },
    section: '6.1',
    value: (open, [groups = '', from = '', to = '', path = '']) => worldValue(open, [groups, from, to, ...path.split('/')]),
    term: (open, [groups = '', from = '', to = '', path = ''], ask) => termOf(open, [groups, from, to, ...path.split('/')], ask),
  },
  /** What prices alone did to a standard between two years: the growth of its rule in years that no fact gave. */
  priceFactor: {
    places: ['subject', 'year', 'year'],
    unit: '',
    section: '6.1',
    term: (open, [standard = '', from = '', to = ''], ask) => {
      const { structure, compiled } = open.model
      const row = structure.standards.findIndex(({ id }) => id === standard)
      if (row < 0) throw new UnknownFigure(`there is no standard ${standard}`)
      open.wake()
      const at = (name: string, year: number): number => valueAt(compiled, name, { standard: row, year: structure.years.indexOf(year) })
      const moved = structure.years.filter((year) => year > Number(from) && year <= Number(to) && at('isFact', year) === 0)
      if (at('isLinked', Number(from)) !== 0) return constant(1)
      return moved.reduce(
        (factor, year) => pairOf('times', factor, pairOf('plus', constant(1), ask(['ruleRate', standard, String(year)].join('/')))),
        constant(1),
      )
    },
  },
}
