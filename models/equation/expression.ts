import type { Dimensions } from '../shared/unit'

/**
 * What an equation is: data, not code. One list of variables is compiled and run (`compile.ts`), opened cell by cell
 * (`explain.ts`) and printed (`formula.ts`); nothing of the model is written twice.
 */

/** What an array runs over. `year` always stands last. */
export const dimensionNames = [
  'unit',
  'memo',
  'between',
  'grant',
  'driver',
  'basis',
  'group',
  'index',
  'claim',
  'class',
  'target',
  'fund',
  'item',
  'component',
  'standard',
  'leader',
  'linked',
  'payer',
  'cell',
  'year',
] as const
export type DimensionName = (typeof dimensionNames)[number]

export type Expression =
  | { readonly op: 'constant'; readonly value: number }
  | { readonly op: 'ref'; readonly name: string }
  /** The variable's value of the year before; 0 in the first year. */
  | { readonly op: 'previous'; readonly name: string }
  | { readonly op: 'plus' | 'minus' | 'times' | 'over' | 'min' | 'max'; readonly left: Expression; readonly right: Expression }
  /** `condition` is 0 or 1. */
  | { readonly op: 'where'; readonly condition: Expression; readonly then: Expression; readonly otherwise: Expression }
  | { readonly op: 'sumOver'; readonly dimension: DimensionName; readonly of: Expression }
  /** Sum of the members of each group: `mapping` leads from the members' dimension to the groups'. */
  | { readonly op: 'rollUp'; readonly mapping: string; readonly of: Expression }
  /** The value of the group each member belongs to; 0 for a member of none. */
  | { readonly op: 'through'; readonly mapping: string; readonly of: Expression }
  /** One element of a dimension; for `year` the first (base) year. */
  | { readonly op: 'at'; readonly dimension: DimensionName; readonly element: string; readonly of: Expression }

type Operand = Expression | string | number

const asExpression = (operand: Operand): Expression => {
  if (typeof operand === 'string') return { op: 'ref', name: operand }
  if (typeof operand === 'number') return { op: 'constant', value: operand }
  return operand
}

const chain = (op: 'plus' | 'times', operands: readonly Operand[]): Expression =>
  operands.map(asExpression).reduce((left, right) => ({ op, left, right }))

const pair = (op: 'minus' | 'over' | 'min' | 'max', left: Operand, right: Operand): Expression => ({
  op,
  left: asExpression(left),
  right: asExpression(right),
})

export const plus = (...operands: readonly [Operand, Operand, ...Operand[]]): Expression => chain('plus', operands)
export const times = (...operands: readonly [Operand, Operand, ...Operand[]]): Expression => chain('times', operands)
export const minus = (left: Operand, right: Operand): Expression => pair('minus', left, right)
/** Quotient; a part of nothing is nothing: 0 where the divisor is 0. */
export const over = (left: Operand, right: Operand): Expression => pair('over', left, right)
export const min = (left: Operand, right: Operand): Expression => pair('min', left, right)
export const max = (left: Operand, right: Operand): Expression => pair('max', left, right)
export const where = (condition: Operand, then: Operand, otherwise: Operand): Expression => ({
  op: 'where',
  condition: asExpression(condition),
  then: asExpression(then),
  otherwise: asExpression(otherwise),
})
export const previous = (name: string): Expression => ({ op: 'previous', name })
export const sumOver = (dimension: DimensionName, of: Operand): Expression => ({ op: 'sumOver', dimension, of: asExpression(of) })
export const rollUp = (mapping: string, of: Operand): Expression => ({ op: 'rollUp', mapping, of: asExpression(of) })
export const through = (mapping: string, of: Operand): Expression => ({ op: 'through', mapping, of: asExpression(of) })
export const at = (dimension: DimensionName, element: string, of: Operand): Expression => ({
  op: 'at',
  dimension,
  element,
  of: asExpression(of),
})
export const atBaseYear = (of: Operand): Expression => at('year', 'base', of)

export interface Variable {
  readonly name: string
  /** In the order of `dimensionNames`. */
  readonly dimensions: readonly DimensionName[]
  readonly unit: Dimensions
  /** Absent for an input. The meaning in words is the interface text `equation.<name>`. */
  readonly expression?: Expression
  /**
   * Worked out where it is read, and by itself only when somebody asks for it: a step on the way that nobody keeps. Told: every
   * run says all the same which of its rows may have moved, for tables that are made of it.
   */
  readonly inPassing?: true | 'told'
  /** What most of its figures are, where that is not 0: rows in which nothing else stands take no room. */
  readonly usual?: number
  /** Section of the model's method document. */
  readonly section: string
}

/** Leads from each element of `from` to an element of `to`, or to none (-1). */
export interface Mapping {
  readonly from: DimensionName
  readonly to: DimensionName
  readonly index: Int32Array
}

/** The sets an instance of the model runs over. */
export interface Space {
  readonly elements: Readonly<Record<DimensionName, readonly string[]>>
  readonly mappings: Readonly<Record<string, Mapping>>
  /** What an equation calls an element whose id differs from catalogue to catalogue. */
  readonly aliases?: Readonly<Record<string, string>>
}

/** Position of an element, by its id or by what equations call it; -1 if there is none. */
export const positionOf = ({ elements, aliases }: Space, dimension: DimensionName, element: string): number =>
  elements[dimension].indexOf(aliases?.[element] ?? element)

/** Names an expression reads, with those it reads of the year before. */
export function namesIn(expression: Expression): { readonly current: ReadonlySet<string>; readonly previous: ReadonlySet<string> } {
  const current = new Set<string>()
  const past = new Set<string>()
  const visit = (e: Expression): void => {
    if (e.op === 'ref') current.add(e.name)
    else if (e.op === 'previous') past.add(e.name)
    else if (e.op === 'where') [e.condition, e.then, e.otherwise].forEach(visit)
    else if ('left' in e) [e.left, e.right].forEach(visit)
    else if ('of' in e) visit(e.of)
  }
  visit(expression)
  return { current, previous: past }
}
