import { operate } from '../equation/explain'
import { compoundGrowth } from '../shared/growth'

type Binary = 'plus' | 'minus' | 'times' | 'over' | 'min' | 'max'

/** A formula at one place with the value of every part. Figures are named by their paths, so that any of them opens in turn. */
export type ShownTerm =
  | { readonly op: 'constant'; readonly value: number }
  | { readonly op: 'figure'; readonly figure: string; readonly value: number }
  | { readonly op: Binary; readonly value: number; readonly left: ShownTerm; readonly right: ShownTerm }
  /** The branch that holds here; the condition stays visible. */
  | { readonly op: 'where'; readonly value: number; readonly condition: ShownTerm; readonly branch: ShownTerm }
  | { readonly op: 'sum'; readonly value: number; readonly over: string; readonly parts: readonly SumPart[] }
  /** Compound growth per year from the first amount to the last. */
  | { readonly op: 'growth'; readonly value: number; readonly years: number; readonly first: ShownTerm; readonly last: ShownTerm }
  /** The first year of the parts in which the figure is below 1. */
  | { readonly op: 'firstBelow'; readonly value: number; readonly parts: readonly SumPart[] }

export interface SumPart {
  readonly element: string
  readonly term: ShownTerm
}

export const pairOf = (op: Binary, left: ShownTerm, right: ShownTerm): ShownTerm => ({
  op,
  value: operate(op, left.value, right.value),
  left,
  right,
})

/** Parts added in their order, from nought. */
export const sumOf = (over: string, parts: readonly SumPart[]): ShownTerm => ({
  op: 'sum',
  value: parts.reduce((sum, part) => sum + part.term.value, 0),
  over,
  parts,
})

/** Growth of nothing, and growth to less than nothing, are told as none. */
export const growthOf = (first: ShownTerm, last: ShownTerm, years: number): ShownTerm => ({
  op: 'growth',
  value: compoundGrowth(first.value, last.value, years) ?? 0,
  years,
  first,
  last,
})

const partsOf = (term: ShownTerm): readonly ShownTerm[] => {
  switch (term.op) {
    case 'constant':
    case 'figure':
      return []
    case 'where':
      return [term.condition, term.branch]
    case 'sum':
    case 'firstBelow':
      return term.parts.map((part) => part.term)
    case 'growth':
      return [term.first, term.last]
    default:
      return [term.left, term.right]
  }
}

/** Figures that a formula names, each once, in the order of the formula. */
export function figuresIn(term: ShownTerm): readonly string[] {
  const found = new Set<string>()
  const visit = (t: ShownTerm): void => {
    if (t.op === 'figure') found.add(t.figure)
    partsOf(t).forEach(visit)
  }
  visit(term)
  return [...found]
}

/** The value of a formula from its own parts, down to the figures it names. */
export function recompute(term: ShownTerm, figure: (path: string) => number): number {
  const again = (t: ShownTerm): number => recompute(t, figure)
  switch (term.op) {
    case 'constant':
      return term.value
    case 'figure':
      return figure(term.figure)
    case 'where':
      return again(term.branch)
    case 'sum':
      return term.parts.reduce((sum, part) => sum + again(part.term), 0)
    case 'growth':
      return compoundGrowth(again(term.first), again(term.last), term.years) ?? 0
    case 'firstBelow':
      return Number(term.parts.find((part) => again(part.term) < 1 - 1e-9)?.element ?? Number.NaN)
    default:
      return operate(term.op, again(term.left), again(term.right))
  }
}

const signs = { plus: '+', minus: '−', times: '×', over: '÷' } as const

/** The formula as one line, every figure with its value. */
export function termText(term: ShownTerm): string {
  switch (term.op) {
    case 'constant':
      return String(term.value)
    case 'figure':
      return `${term.figure} [${String(term.value)}]`
    case 'where':
      return `${termText(term.branch)} {because ${termText(term.condition)}}`
    case 'sum':
      return `Σ ${term.over} (${term.parts.map((part) => termText(part.term)).join(' + ')})`
    case 'growth':
      return `growth over ${String(term.years)} years from ${termText(term.first)} to ${termText(term.last)}`
    case 'firstBelow':
      return `first year below 1 of (${term.parts.map((part) => termText(part.term)).join(', ')})`
    case 'min':
    case 'max':
      return `${term.op}(${termText(term.left)}, ${termText(term.right)})`
    default:
      return `(${termText(term.left)} ${signs[term.op]} ${termText(term.right)})`
  }
}
