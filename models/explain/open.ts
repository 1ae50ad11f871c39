import { valueAt, type Coordinates } from '../equation/explain'
import { provenanceOf, type Provenance } from '../provenance'
import { enteredProvenance } from '../scenario/entered'
import { changesBehind, changesOfPeople, changesOfThreshold } from './changes'
import { unitOfDriver } from './drivers'
import { inputLeaf, inputTerm } from './inputs'
import { kernelEntries, kernelInputs } from './kernel'
import { peopleAt, peopleTerm } from './people'
import { resultsReading } from './readBy'
import { resultFigures } from './registry'
import type { Ask, FigureUnit, Leaf, ResultFigure } from './resultFigure'
import { Answers, UnknownFigure, variableFormula, type OpenRun } from './run'
import { besides, sideOf } from './sides'
import { aboveTerm, placed } from './sums'
import { renamed, type ShownTerm } from './term'
import { thresholdAt } from './thresholds'
import { paidAlias } from './totals'
import { catalogueUnitOf, unitText } from './units'
import { readersOf, type Reader } from './usedBy'

/** A figure of a run: value, formula, what stands behind it; who reads it is asked for separately. */
export interface Figure extends Leaf {
  readonly figure: string
  readonly value: number
  readonly unit: FigureUnit
  readonly section: string
  readonly term: ShownTerm | null
  readonly readers: () => readonly Reader[]
}

const figures = new Answers<Figure>()

/** The figure that a path names. @throws UnknownFigure */
export const figureOf = (open: OpenRun, path: string): Figure => figures.of(open, path, () => found(open, path))

function found(open: OpenRun, path: string): Figure {
  const [side, rest] = sideOf(path)
  if (side !== undefined) return named(side, figureOf(besides(open, side), rest))
  const [name = '', ...places] = path.split('/')
  if (name === 'population') return peopleFigure(open, path, places)
  if (name === 'threshold')
    return { ...plain(path, '6', ''), ...thresholdAt(open, places), changes: changesOfThreshold(open, places[0] ?? '') }
  const result = resultFigures.get(name)
  if (result !== undefined) return resultFigure(open, path, result)
  const alias = name === 'paid' && places.length === 4 ? paidAlias(open, places) : null
  if (alias !== null) return { ...plain(path, '4', 'CNY/year'), value: alias.value, term: alias }
  return variableFigure(open, name, places)
}

const unitOf = (open: OpenRun, path: string): FigureUnit => figureOf(open, path).unit

/** A figure of a run beside, with all that it names told to be of that run. */
function named(side: string, figure: Figure): Figure {
  const there = (path: string): string => `${side}:${path}`
  return {
    ...figure,
    figure: there(figure.figure),
    term: figure.term === null ? null : renamed(figure.term, there),
    readers: () => figure.readers().map((reader) => ({ ...reader, figure: reader.figure === null ? null : there(reader.figure) })),
  }
}

/** A figure that was asked for as part of another: its value, without what it is made of. */
interface Shown {
  readonly figure: string
  readonly value: number
}
const values = new Answers<Shown>()

/** The value of a figure, under the path by which it is known. @throws UnknownFigure */
export const valueOf = (open: OpenRun, path: string): Shown => values.of(open, path, () => valued(open, path))

function valued(open: OpenRun, path: string): Shown {
  const [side, rest] = sideOf(path)
  if (side !== undefined) {
    const { figure, value } = valueOf(besides(open, side), rest)
    return { figure: `${side}:${figure}`, value }
  }
  const [name = '', ...places] = path.split('/')
  const result = resultFigures.get(name)
  if (result?.value !== undefined) return { figure: path, value: result.value(open, placesOf(open, path, result)) }
  // What the centre and all together pay are figures of other variables.
  const variable = result === undefined && name !== 'paid' ? open.model.compiled.variables.get(name) : undefined
  if (variable === undefined || variable.dimensions.length !== places.length) return figureOf(open, path)
  const at = placed(open, variable, places)
  if (at.kind === 'above') return figureOf(open, path)
  open.wake()
  return { figure: at.path, value: valueAt(open.model.compiled, name, at.position) }
}

const askOf =
  (open: OpenRun): Ask =>
  (path) => {
    const { figure, value } = valueOf(open, path)
    return { op: 'figure', figure, value }
  }

/** Places of a path as a kind of figure has them; the path of another figure is one place. */
function placesOf(
  { model: { structure } }: OpenRun,
  path: string,
  { places: kinds, isOfRegionByDefault }: ResultFigure,
): readonly string[] {
  const [name = '', ...said] = path.split('/')
  const isShort = isOfRegionByDefault === true && said.length === kinds.length - 1
  const given = isShort ? [structure.root.code, ...said] : said
  const takesPath = kinds.at(-1) === 'path'
  const places = takesPath ? [...given.slice(0, kinds.length - 1), given.slice(kinds.length - 1).join('/')] : given
  if (places.length !== kinds.length || (takesPath && places.at(-1) === ''))
    throw new UnknownFigure(`${name} needs ${[name, ...kinds].join('/')}`)
  return places
}

function resultFigure(open: OpenRun, path: string, made: ResultFigure): Figure {
  const [name = ''] = path.split('/', 1)
  const places = placesOf(open, path, made)
  const term = made.term(open, places, askOf(open))
  const isLeaf = term.op === 'constant'
  const unit = typeof made.unit === 'string' ? pure(made.unit) : made.unit(open, places, (of) => unitOf(open, of))
  return {
    ...plain(path, made.section, unit),
    ...(isLeaf ? made.leaf?.(open, places) : {}),
    value: term.value,
    term: isLeaf ? null : term,
    readers: () =>
      resultsReading(open, name, places)
        .filter((reader) => isThere(open, reader))
        .map(readerAt),
  }
}

/** Not every unit and year has every figure. */
function isThere(open: OpenRun, path: string): boolean {
  try {
    valueOf(open, path)
    return true
  } catch (error) {
    if (error instanceof UnknownFigure) return false
    throw error
  }
}
const readerAt = (figure: string): Reader => ({ name: figure.split('/', 1)[0] ?? '', figure })
const pure = (unit: string): FigureUnit => ({ unit, catalogueUnit: null })

const plain = (figure: string, section: string, unit: string | FigureUnit): Figure => ({
  figure,
  value: 0,
  unit: typeof unit === 'string' ? pure(unit) : unit,
  section,
  term: null,
  source: null,
  also: [],
  kernel: [],
  changes: [],
  readers: () => [],
})

function variableFigure(open: OpenRun, name: string, places: readonly string[]): Figure {
  const { compiled, structure } = open.model
  const variable = compiled.variables.get(name)
  if (variable === undefined) {
    const known = [...compiled.variables.keys(), ...resultFigures.keys(), 'population', 'threshold']
    throw new UnknownFigure(`there is no figure ${name}; one of: ${known.join(', ')}`)
  }
  const at = placed(open, variable, places)
  const { position } = at
  const driver = name === 'driver' ? structure.space.elements.driver[position.driver ?? -1] : undefined
  const counted = driver === undefined ? catalogueUnitOf(structure, variable.unit, position) : unitOfDriver(open, driver)
  const unit = { unit: unitText(variable.unit), catalogueUnit: counted }
  const figure = plain(at.path, variable.section, unit)
  if (at.kind === 'above') {
    const term = aboveTerm(open, name, position, at.cells)
    return { ...figure, value: term.value, term }
  }
  open.wake()
  const value = valueAt(compiled, name, position)
  const term = variableFormula(open, name, position) ?? inputTerm(open, name, position, askOf(open))
  return {
    ...figure,
    ...(term === null ? { ...leafOf(open, name, position), ...inputLeaf(open, name, position) } : {}),
    value,
    term,
    readers: () => [
      ...readersOf(open, name, position),
      ...resultsReading(open, name, at.path.split('/').slice(1))
        .filter((reader) => isThere(open, reader))
        .map(readerAt),
    ],
  }
}

/** What stands behind an input that no formula gives. */
function leafOf(open: OpenRun, name: string, position: Coordinates): Partial<Leaf> {
  const { structure } = open.model
  const entered = enteredProvenance(structure, open.run.applied.actuals, name, position)
  return {
    source: entered ?? provenanceOf(structure, name, position),
    kernel: kernelInputs.has(name) ? kernelOf(open, position) : [],
    changes: changesBehind(open, name, position),
  }
}

const kernelOf = (open: OpenRun, { cell = -1, year = 0 }: Coordinates): readonly Provenance[] => {
  const { structure } = open.model
  return kernelEntries(open, structure.leaves[cell]?.code, structure.catalogue.baseYear + year)
}

function peopleFigure(open: OpenRun, path: string, places: readonly string[]): Figure {
  if (places.length !== 3) throw new UnknownFigure('population needs population/measure/area/year')
  const people = peopleAt(open, places)
  const term = peopleTerm(open, people)
  const [leaf = ''] = people.leaves
  const figure = { ...plain(path, '1', people.measure === 'urbanShare' ? '' : 'person'), value: people.value, term }
  if (term !== null) return figure
  const position = open.model.structure.leaves.findIndex(({ code }) => code === leaf)
  return { ...figure, kernel: kernelEntries(open, leaf, Number(people.year)), changes: changesOfPeople(open, position) }
}
