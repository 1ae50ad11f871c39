import { operate } from '../equation/explain'
import { compoundGrowth } from '../shared/growth'
import { naturalLogarithm } from '../shared/logarithm'

type Binary = 'plus' | 'minus' | 'times' | 'over' | 'min' | 'max'
/** 1 where it holds, else 0; `atLeast` and `atMost` as targets are compared, with a tolerance for rounding. */
type Comparison = 'atLeast' | 'atMost' | 'below'
type Unary = 'root' | 'log' | 'abs'
type Extreme = 'largest' | 'smallest'

/** A formula at one place with the value of every part. Figures are named by their paths, so that any of them opens in turn. */
export type ShownTerm =
  | { readonly op: 'constant'; readonly value: number }
  | { readonly op: 'figure'; readonly figure: string; readonly value: number }
  | { readonly op: Binary | Comparison; readonly value: number; readonly left: ShownTerm; readonly right: ShownTerm }
  | { readonly op: Unary; readonly value: number; readonly of: ShownTerm }
  /** The branch that holds here; the condition stays visible. */
  | { readonly op: 'where'; readonly value: number; readonly condition: ShownTerm; readonly branch: ShownTerm }
  | { readonly op: 'sum'; readonly value: number; readonly over: string; readonly parts: readonly SumPart[] }
  | { readonly op: Extreme; readonly value: number; readonly over: string; readonly parts: readonly SumPart[] }
  /** Compound growth per year from the first amount to the last. */
  | { readonly op: 'growth'; readonly value: number; readonly years: number; readonly first: ShownTerm; readonly last: ShownTerm }
  /** The first year of the parts in which the figure is below 1. */
  | { readonly op: 'firstBelow'; readonly value: number; readonly parts: readonly SumPart[] }
  /** The first of the parts, told by its element, whose figure is nil: what was tried until nothing was left to flag. */
  | { readonly op: 'firstNil'; readonly value: number; readonly parts: readonly SumPart[] }

export interface SumPart {
  readonly element: string
  readonly term: ShownTerm
}

export const constant = (value: number): ShownTerm => ({ op: 'constant', value })

export const pairOf = (op: Binary, left: ShownTerm, right: ShownTerm): ShownTerm => ({
  op,
  value: operate(op, left.value, right.value),
  left,
  right,
})

export const compared = (op: Comparison, left: ShownTerm, right: ShownTerm): ShownTerm => ({
  op,
  value: holds(op, left.value, right.value),
  left,
  right,
})

export const unaryOf = (op: Unary, of: ShownTerm): ShownTerm => ({ op, value: unary(op, of.value), of })

export const whereOf = (condition: ShownTerm, branch: ShownTerm): ShownTerm => ({ op: 'where', value: branch.value, condition, branch })

/** Parts added in their order, from nought. */
export const sumOf = (over: string, parts: readonly SumPart[]): ShownTerm => ({
  op: 'sum',
  value: parts.reduce((sum, part) => sum + part.term.value, 0),
  over,
  parts,
})

export const extremeOf = (op: Extreme, over: string, parts: readonly SumPart[]): ShownTerm => ({
  op,
  value: extreme(
    op,
    parts.map(({ term }) => term.value),
  ),
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

const tolerance = 1e-9
function holds(op: Comparison, left: number, right: number): number {
  if (op === 'below') return left < right ? 1 : 0
  const slack = tolerance * Math.abs(right)
  return (op === 'atLeast' ? left >= right - slack : left <= right + slack) ? 1 : 0
}

const unary = (op: Unary, value: number): number =>
  op === 'abs' ? Math.abs(value) : op === 'root' ? Math.sqrt(value) : naturalLogarithm(value)

const extreme = (op: Extreme, values: readonly number[]): number =>
  values.reduce((best, value) => (op === 'largest' ? Math.max(best, value) : Math.min(best, value)))

const partsOf = (term: ShownTerm): readonly ShownTerm[] => {
  if ('parts' in term) return term.parts.map((part) => part.term)
  if ('left' in term) return [term.left, term.right]
  if ('of' in term) return [term.of]
  if (term.op === 'where') return [term.condition, term.branch]
  return term.op === 'growth' ? [term.first, term.last] : []
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

/** The same formula with its figures under other names. */
export function renamed(term: ShownTerm, rename: (figure: string) => string): ShownTerm {
  const again = (t: ShownTerm): ShownTerm => renamed(t, rename)
  if (term.op === 'figure') return { ...term, figure: rename(term.figure) }
  if ('parts' in term) return { ...term, parts: term.parts.map((part) => ({ ...part, term: again(part.term) })) }
  if ('left' in term) return { ...term, left: again(term.left), right: again(term.right) }
  if ('of' in term) return { ...term, of: again(term.of) }
  if (term.op === 'where') return { ...term, condition: again(term.condition), branch: again(term.branch) }
  return term.op === 'growth' ? { ...term, first: again(term.first), last: again(term.last) } : term
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
    case 'largest':
    case 'smallest':
      return extreme(
        term.op,
        term.parts.map((part) => again(part.term)),
      )
    case 'growth':
      return compoundGrowth(again(term.first), again(term.last), term.years) ?? 0
    case 'firstBelow':
      return Number(term.parts.find((part) => again(part.term) < 1 - tolerance)?.element ?? Number.NaN)
    case 'firstNil':
      return Number(term.parts.find((part) => again(part.term) === 0)?.element ?? Number.NaN)
    case 'root':
    case 'log':
    case 'abs':
      return unary(term.op, again(term.of))
    case 'atLeast':
    case 'atMost':
    case 'below':
      return holds(term.op, again(term.left), again(term.right))
    default:
      return operate(term.op, again(term.left), again(term.right))
  }
}

const signs = { plus: '+', minus: '−', times: '×', over: '÷', atLeast: '≥', atMost: '≤', below: '<' } as const
const calls = { root: '√', log: 'ln', abs: '|…|' } as const

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
    case 'largest':
    case 'smallest':
      return `${term.op} of ${term.over} (${term.parts.map((part) => termText(part.term)).join(', ')})`
    case 'growth':
      return `growth over ${String(term.years)} years from ${termText(term.first)} to ${termText(term.last)}`
    case 'firstBelow':
      return `first year below 1 of (${term.parts.map((part) => termText(part.term)).join(', ')})`
    case 'firstNil':
      return `first without a flag of (${term.parts.map((part) => `${part.element}: ${termText(part.term)}`).join(', ')})`
    case 'min':
    case 'max':
      return `${term.op}(${termText(term.left)}, ${termText(term.right)})`
    case 'root':
    case 'log':
    case 'abs':
      return `${calls[term.op]}(${termText(term.of)})`
    default:
      return `(${termText(term.left)} ${signs[term.op]} ${termText(term.right)})`
  }
}
