import type { CompiledModel } from './compile'
import { positionOf, type DimensionName, type Expression } from './expression'

/** Where a figure stands: a position in each dimension it runs over. */
export type Coordinates = Readonly<Partial<Record<DimensionName, number>>>

/** One figure of the model, with the formula that gave it; its operands open in turn. */
export interface Explanation {
  readonly name: string
  /** Element ids by dimension, the year as a year. */
  readonly at: Readonly<Partial<Record<DimensionName, string>>>
  readonly position: Coordinates
  readonly value: number
  readonly section: string
  /** Null for an input: there the catalogue's entry or the scenario's override answers. */
  readonly formula: Term | null
}

/** A formula at one place, with the value of every part. */
export type Term =
  | { readonly op: 'constant'; readonly value: number }
  | { readonly op: 'figure'; readonly name: string; readonly position: Coordinates; readonly value: number }
  | { readonly op: 'plus' | 'minus' | 'times' | 'over' | 'min' | 'max'; readonly value: number; readonly left: Term; readonly right: Term }
  /** The branch that holds here; the condition stays visible. */
  | { readonly op: 'where'; readonly value: number; readonly condition: Term; readonly branch: Term }
  | {
      readonly op: 'sum'
      readonly value: number
      readonly over: DimensionName
      readonly parts: readonly { readonly element: string; readonly term: Term }[]
    }

/**
 * Open one figure of the last run.
 * @throws RangeError for an unknown name or a position outside its dimensions.
 */
export function explainFigure(model: CompiledModel, name: string, position: Coordinates): Explanation {
  const variable = model.variables.get(name)
  if (variable === undefined) throw new RangeError(`no variable ${name}`)
  const own: Partial<Record<DimensionName, number>> = {}
  const at: Partial<Record<DimensionName, string>> = {}
  for (const dimension of variable.dimensions) {
    const index = position[dimension]
    const element = index === undefined ? undefined : model.space.elements[dimension][index]
    if (index === undefined || element === undefined) throw new RangeError(`${name} needs a place in ${dimension}`)
    own[dimension] = index
    at[dimension] = element
  }
  return {
    name,
    at,
    position: own,
    value: valueAt(model, name, own),
    section: variable.section,
    formula: variable.expression === undefined ? null : termOf(model, variable.expression, own),
  }
}

const dimensionsOf = ({ variables }: CompiledModel, name: string): readonly DimensionName[] => variables.get(name)?.dimensions ?? []

/** A figure of the last run at a place; dimensions it does not run over are ignored. */
export function valueAt(model: CompiledModel, name: string, position: Coordinates): number {
  const figures = model.figures(name)
  let row = 0
  for (const dimension of dimensionsOf(model, name))
    if (dimension !== 'year') row = row * model.space.elements[dimension].length + (position[dimension] ?? 0)
  return figures.part(row, 1)[figures.years === 1 ? 0 : (position.year ?? 0)] ?? 0
}

function figure(model: CompiledModel, name: string, position: Coordinates): Term {
  const own: Partial<Record<DimensionName, number>> = {}
  for (const dimension of dimensionsOf(model, name)) own[dimension] = position[dimension] ?? 0
  return { op: 'figure', name, position: own, value: valueAt(model, name, own) }
}

/** The expression at one place; sums run in the order of the compiled loops, so that the value is the same to the bit. */
function termOf(model: CompiledModel, e: Expression, position: Coordinates): Term {
  switch (e.op) {
    case 'constant':
      return e
    case 'ref':
      return figure(model, e.name, position)
    case 'previous':
      return (position.year ?? 0) === 0
        ? { op: 'constant', value: 0 }
        : figure(model, e.name, { ...position, year: (position.year ?? 0) - 1 })
    case 'where': {
      const condition = termOf(model, e.condition, position)
      const branch = termOf(model, condition.value !== 0 ? e.then : e.otherwise, position)
      return { op: 'where', value: branch.value, condition, branch }
    }
    case 'at':
      return termOf(model, e.of, {
        ...position,
        [e.dimension]: e.dimension === 'year' ? 0 : positionOf(model.space, e.dimension, e.element),
      })
    case 'sumOver':
      return sumTerm(
        model,
        e.dimension,
        model.space.elements[e.dimension].map((_, k) => k),
        e.of,
        position,
      )
    case 'rollUp':
    case 'through':
      return regrouped(model, e, position)
    default: {
      const [left, right] = [termOf(model, e.left, position), termOf(model, e.right, position)]
      return { op: e.op, value: operate(e.op, left.value, right.value), left, right }
    }
  }
}

function regrouped(model: CompiledModel, e: Extract<Expression, { op: 'rollUp' | 'through' }>, position: Coordinates): Term {
  const mapping = model.space.mappings[e.mapping]
  if (mapping === undefined) throw new RangeError(`no mapping ${e.mapping}`)
  if (e.op === 'through') {
    const group = mapping.index[position[mapping.from] ?? 0] ?? -1
    return group < 0 ? { op: 'constant', value: 0 } : termOf(model, e.of, { ...position, [mapping.to]: group })
  }
  const group = position[mapping.to] ?? 0
  const members = [...mapping.index].flatMap((to, k) => (to === group ? [k] : []))
  return sumTerm(model, mapping.from, members, e.of, position)
}

function sumTerm(model: CompiledModel, over: DimensionName, members: readonly number[], of: Expression, position: Coordinates): Term {
  const parts = members.map((k) => ({ element: model.space.elements[over][k] ?? '', term: termOf(model, of, { ...position, [over]: k }) }))
  return { op: 'sum', value: parts.reduce((sum, part) => sum + part.term.value, 0), over, parts }
}

/** What an operation gives; a part of nothing is nothing. */
export function operate(op: 'plus' | 'minus' | 'times' | 'over' | 'min' | 'max', left: number, right: number): number {
  switch (op) {
    case 'plus':
      return left + right
    case 'minus':
      return left - right
    case 'times':
      return left * right
    case 'over':
      return right === 0 ? 0 : left / right
    case 'min':
      return Math.min(left, right)
    case 'max':
      return Math.max(left, right)
  }
}
