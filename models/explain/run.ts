import { explainFigure, valueAt, type Coordinates, type Term } from '../equation/explain'
import type { DimensionName } from '../equation/expression'
import { runModel, type Model, type Run } from '../model'
import type { Scenario } from '../scenario/document'
import type { Area } from '../structure'
import type { ShownTerm } from './term'

/**
 * A run that stands open to questions. A model holds the figures of its last run only, and a figure may have to be read
 * beside another run: so whoever reads wakes its own run first, which is nothing where it was the last.
 */
export class OpenRun {
  readonly model: Model
  readonly run: Run
  readonly scenario: Scenario
  /** The scenario that this one is compared with, where there is one. */
  readonly other: Scenario | undefined
  private last: number

  constructor(model: Model, scenario: Scenario, other: Scenario | undefined) {
    this.model = model
    this.scenario = scenario
    this.other = other
    this.run = runModel(model, scenario)
    this.last = model.compiled.runs
  }

  /** Put the figures of this run back into the model, if another has been run since. Whoever reads the model's own figures asks for it first. */
  wake(): void {
    if (this.model.compiled.runs === this.last) return
    runModel(this.model, this.scenario)
    this.last = this.model.compiled.runs
  }
}

/** Answers about runs that are worked out once for each, by what was asked. */
export class Answers<T> {
  private readonly known = new WeakMap<OpenRun, Map<string, T>>()

  of(open: OpenRun, asked: string, make: () => T): T {
    const answers = this.known.get(open) ?? new Map<string, T>()
    this.known.set(open, answers)
    const found = answers.get(asked)
    if (found !== undefined) return found
    const made = make()
    answers.set(asked, made)
    return made
  }
}

export const openRun = (model: Model, scenario: Scenario, other?: Scenario): OpenRun => new OpenRun(model, scenario, other)

/** What a path cannot be, in one sentence; codes become words in the windows. */
export class UnknownFigure extends Error {
  override readonly name = 'UnknownFigure'
}

/** Path of a variable's figure: its name and an element for each of its dimensions. */
export function pathAt({ model: { compiled } }: OpenRun, name: string, position: Coordinates): string {
  const dimensions = compiled.variables.get(name)?.dimensions ?? []
  return [name, ...dimensions.map((dimension) => compiled.space.elements[dimension][position[dimension] ?? 0] ?? '')].join('/')
}

/** Position of an element; the root's code stands for the consolidated unit too. */
export function elementAt({ model: { structure } }: OpenRun, dimension: DimensionName, place: string): number {
  const wanted = dimension === 'unit' && place === structure.root.code ? 'consolidated' : place
  return structure.space.elements[dimension].indexOf(wanted)
}

/** A row of results by code; `consolidated` is the root. */
export function areaNamed({ model: { structure } }: OpenRun, place: string): Area {
  const code = place === 'consolidated' ? structure.root.code : place
  const found = structure.areas.find((area) => area.code === code)
  if (found === undefined)
    throw new UnknownFigure(`there is no area ${place}; one of: ${structure.areas.map((area) => area.code).join(', ')}`)
  return found
}

/** Position of a unit of the equations: a row of results, or a banner beside the leaves. */
export function unitNamed(open: OpenRun, place: string): number {
  const found = elementAt(open, 'unit', place)
  if (found < 0)
    throw new UnknownFigure(`there is no unit ${place}; one of: ${open.model.structure.space.elements.unit.slice(0, 20).join(', ')}`)
  return found
}

/** A figure of a variable as part of a formula. */
export function variableTerm(open: OpenRun, name: string, position: Coordinates): ShownTerm {
  open.wake()
  return { op: 'figure', figure: pathAt(open, name, position), value: valueAt(open.model.compiled, name, position) }
}

/** A variable's own formula, its figures named by paths; null for an input. */
export function variableFormula(open: OpenRun, name: string, position: Coordinates): ShownTerm | null {
  open.wake()
  const { formula } = explainFigure(open.model.compiled, name, position)
  return formula === null ? null : named(open, formula)
}

function named(open: OpenRun, term: Term): ShownTerm {
  switch (term.op) {
    case 'constant':
      return term
    case 'figure':
      return { op: 'figure', figure: pathAt(open, term.name, term.position), value: term.value }
    case 'where':
      // A choice that the catalogue has made for good says nothing.
      if (term.condition.op === 'constant' || (term.condition.op === 'figure' && term.condition.name === 'isMemo'))
        return named(open, term.branch)
      return { op: 'where', value: term.value, condition: named(open, term.condition), branch: named(open, term.branch) }
    case 'sum':
      return {
        op: 'sum',
        value: term.value,
        over: term.over,
        parts: term.parts.map((part) => ({ element: part.element, term: named(open, part.term) })),
      }
    default:
      return { op: term.op, value: term.value, left: named(open, term.left), right: named(open, term.right) }
  }
}
