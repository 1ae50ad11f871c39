import type { Catalogue } from '../catalogue/schema'
import { valueAt, type Coordinates } from '../equation/explain'
import { enteredProvenance } from '../scenario/entered'
import { provenanceOf, type Provenance } from '../provenance'
import type { Scenario } from '../scenario/document'
import { modelOf } from '../simulate'
import type { Dimensions } from '../shared/unit'
import type { Structure } from '../structure'
import { changesBehind, changesOfPeople, changesOfThreshold, type FigureChange } from './changes'
import { kernelEntries, kernelInputs } from './kernel'
import { peopleAt, peopleTerm } from './people'
import { roomFigures } from './room'
import { openRun, UnknownFigure, variableFormula, type OpenRun } from './run'
import { aboveTerm, placed } from './sums'
import { figuresIn, termText, type ShownTerm } from './term'
import { paidAlias, totals } from './totals'
import { thresholdAt } from './thresholds'
import { readersOf, type Reader } from './usedBy'

/** Figures of a result above the equations. */
const resultFigures = { ...totals, ...roomFigures }

/** A figure with the formula that gives it, and its operands in turn down to the catalogue's entries. */
export interface ExplainedFigure {
  /** Name and a place in each of its dimensions: `margin/consolidated/2025`. */
  readonly figure: string
  readonly value: number
  /** Dimensions of the value, such as `CNY/year`; empty for a pure number. */
  readonly unit: string
  /** Unit of the catalogue where the figure is of one standard or component, such as `CNY/person/month`. */
  readonly catalogueUnit: string | null
  /** Section of models/METHOD.md. */
  readonly section: string
  readonly formula: string | null
  /** The same formula part by part; null for an input and for what the population kernel gives. */
  readonly term: ShownTerm | null
  readonly source: Provenance | null
  /** What the population kernel starts from, where the figure is one of the kernel's. */
  readonly kernel: readonly Provenance[]
  /** Changes of the scenario that act on an input at this place. */
  readonly changes: readonly FigureChange[]
  /** Variables that read the figure; of the figure asked for only. */
  readonly usedBy: readonly Reader[]
  readonly operands: readonly ExplainedFigure[]
}

export type ExplainOutcome = { readonly ok: true; readonly value: ExplainedFigure } | { readonly ok: false; readonly message: string }

/** Open a figure of a scenario's run. @param depth how many times operands open in turn; 0 is the figure alone. */
export function explainPath(catalogue: Catalogue, scenario: Scenario, path: string, depth: number): ExplainOutcome {
  const open = openRun(modelOf(catalogue, scenario), scenario)
  try {
    return { ok: true, value: opened(open, path, depth, true) }
  } catch (error) {
    if (error instanceof UnknownFigure) return { ok: false, message: error.message }
    throw error
  }
}

/** The value of a figure of a run. @throws UnknownFigure */
export const figureValue = (open: OpenRun, path: string): number => figureOf(open, path).value

/** A figure with its formula. @throws UnknownFigure */
export const figureTerm = (open: OpenRun, path: string): ShownTerm | null => figureOf(open, path).term

type Figure = Omit<ExplainedFigure, 'formula' | 'operands' | 'usedBy'> & { readonly readers: () => readonly Reader[] }

function opened(open: OpenRun, path: string, left: number, isAsked: boolean): ExplainedFigure {
  const { readers, ...figure } = figureOf(open, path)
  const { term } = figure
  return {
    ...figure,
    formula: term === null ? null : termText(term),
    usedBy: isAsked ? readers() : [],
    operands: left === 0 || term === null ? [] : figuresIn(term).map((operand) => opened(open, operand, left - 1, false)),
  }
}

function figureOf(open: OpenRun, path: string): Figure {
  const [name = '', ...places] = path.split('/')
  if (name === 'population') return peopleFigure(open, path, places)
  if (name === 'threshold')
    return { ...plain(path, '6', ''), ...thresholdAt(open, places), changes: changesOfThreshold(open, places[0] ?? '') }
  const total = Object.entries(resultFigures).find(([known]) => known === name)?.[1]
  if (total !== undefined) {
    const isShort = total.isOfRegionByDefault === true && places.length === total.places.length - 1
    const full = isShort ? [open.model.structure.root.code, ...places] : places
    if (full.length !== total.places.length) throw new UnknownFigure(`${name} needs ${[name, ...total.places].join('/')}`)
    const term = total.term(open, full)
    return { ...plain(path, total.section, total.unit), value: term.value, term: term.op === 'constant' ? null : term }
  }
  const alias = name === 'paid' && places.length === 4 ? paidAlias(open, places) : null
  if (alias !== null) return { ...plain(path, '4', 'CNY/year'), value: alias.value, term: alias }
  return variableFigure(open, name, places)
}

const plain = (figure: string, section: string, unit: string): Figure => ({
  figure,
  value: 0,
  unit,
  catalogueUnit: null,
  section,
  term: null,
  source: null,
  kernel: [],
  changes: [],
  readers: () => [],
})

function variableFigure(open: OpenRun, name: string, places: readonly string[]): Figure {
  const { compiled, structure } = open.model
  const variable = compiled.variables.get(name)
  if (variable === undefined) {
    const known = [...compiled.variables.keys(), ...Object.keys(resultFigures), 'population', 'threshold']
    throw new UnknownFigure(`there is no figure ${name}; one of: ${known.join(', ')}`)
  }
  const found = placed(open, variable, places)
  const { position } = found
  const figure: Figure = {
    ...plain(found.path, variable.section, unitText(variable.unit)),
    catalogueUnit: catalogueUnitOf(structure, name, position),
  }
  if (found.kind === 'above') {
    const term = aboveTerm(open, name, position, found.cells)
    return { ...figure, value: term.value, term }
  }
  const term = variableFormula(open, name, position)
  const input = term === null
  return {
    ...figure,
    value: valueAt(compiled, name, position),
    term,
    source: input
      ? (enteredProvenance(structure, open.run.applied.actuals, name, position) ?? provenanceOf(structure, name, position))
      : null,
    kernel: input && kernelInputs.has(name) ? kernelOf(open, position) : [],
    changes: input ? changesBehind(open, name, position) : [],
    readers: () => readersOf(open, name, position),
  }
}

const kernelOf = (open: OpenRun, { cell = -1, driver = -1, year = 0 }: Coordinates): readonly Provenance[] => {
  const { structure } = open.model
  const group = structure.space.elements.driver[driver]
  return kernelEntries(open, structure.leaves[cell]?.code, structure.catalogue.baseYear + year, group)
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

/** Unit of the catalogue behind a figure of one standard or component. */
function catalogueUnitOf({ catalogue, components, standards, space }: Structure, name: string, position: Coordinates): string | null {
  const entry = components[position.component ?? -1]
  if (entry !== undefined) {
    if (name === 'quantity' || name === 'baseQuantity') return entry.component.quantity.unit
    const pool = catalogue.pools.find(({ id }) => id === entry.item.pool)
    return ['unitCost', 'nationalUnitCost'].includes(name) ? ((entry.component.unitCost ?? pool?.standard)?.unit ?? null) : null
  }
  const id = space.elements.leader[position.leader ?? -1] ?? space.elements.linked[position.linked ?? -1]
  const standard = standards[position.standard ?? -1] ?? standards.find((known) => known.id === id)
  if (standard === undefined || !perDelivery.has(name)) return null
  return (standard.component?.unitCost ?? catalogue.pools.find((pool) => pool.id === standard.id)?.standard)?.unit ?? null
}

const perDelivery = new Set(
  ['fact', 'step', 'replacement', 'standardShift', 'rulePath', 'nationalStandard', 'cataloguePath', 'pathAtStart', 'standard'].concat([
    'standardReplaced',
    'leaderPath',
    'leaderAtStart',
    'leaderStandard',
    'leaderStandardReplaced',
    'linkedNationalPath',
    'linkedPath',
  ]),
)

function unitText(unit: Dimensions): string {
  const of = (sign: 1 | -1): string =>
    Object.entries(unit)
      .filter(([, power]) => power * sign > 0)
      .map(([base, power]) => (Math.abs(power) === 1 ? base : `${base}^${String(Math.abs(power))}`))
      .join('·')
  const [above, below] = [of(1), of(-1)]
  return below === '' ? above : `${above === '' ? '1' : above}/${below}`
}
