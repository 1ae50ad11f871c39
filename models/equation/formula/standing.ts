import { dimensionNames, type DimensionName, type Expression, type Space } from '../expression'
import { Row, type Formula, type When } from './formula'
import type { Position, Shape } from './shapes'

/** Figures that no change moves, year by year; a single one where it holds in all years. */
export interface Settled {
  readonly settled: Readonly<Float64Array>
}

const held = new Map<number, Settled>()

/** Figures as what is settled; the same object for the same figure throughout. */
export function settledOf(figures: Readonly<Float64Array>): Settled {
  const [first = 0] = figures
  if (!figures.every((figure) => figure === first)) return { settled: Float64Array.from(figures) }
  const known = held.get(first)
  if (known !== undefined) return known
  const made = { settled: Float64Array.of(first) }
  // Only the commonest are worth keeping.
  if (first === 0 || first === 1) held.set(first, made)
  return made
}

/** What stands for a row of a variable: figures that are settled, or a row of cells. */
export type Standing = Settled | Row

export const isRow = (standing: Standing): standing is Row => standing instanceof Row

/** Where the formula that is being made stands. */
export interface Frame {
  readonly name: string
  readonly row: number
  readonly shape: Shape
  year: number
  position: Position
  isBase: boolean
  /** The formula holds for its year alone. */
  varies: boolean
}

export type SumOver = Extract<Expression, { op: 'sumOver' }>

/** Places of dimensions from which mappings within an expression lead on. */
export function mappedPlaces(e: Expression, space: Space): readonly number[] {
  const own = e.op === 'through' || e.op === 'rollUp' ? space.mappings[e.mapping] : undefined
  const inner = e.op === 'where' ? [e.condition, e.then, e.otherwise] : 'left' in e ? [e.left, e.right] : 'of' in e ? [e.of] : []
  return [...(own === undefined ? [] : [placeOf(own.from), placeOf(own.to)]), ...inner.flatMap((part) => mappedPlaces(part, space))]
}

export const placeOf = (dimension: DimensionName): number => dimensionNames.indexOf(dimension)

/** What formulas say, year by year; mostly all years but the first say the same. */
export function keyOf(formulas: readonly Formula[]): string {
  const [first, second] = formulas
  const isEven = formulas.every((formula, k) => k === 0 || formula === second)
  if (isEven) return [first, second].map((formula) => String(formula?.id ?? '')).join('…')
  return formulas.map(({ id }) => String(id)).join()
}

/** Some later years hold what others do not. */
export const isMixed = ({ formulas }: Row): boolean =>
  formulas.some(({ op }, k) => k > 0 && op === 'constant') && formulas.some(({ id }, k) => k > 1 && id !== formulas[1]?.id)

/** The figure of a year of what is settled; where years differ, the formula that reads it holds for its year alone. */
export function settledAt({ settled }: Settled, when: When, { isYearly }: Shape, frame: Frame): number {
  if (settled.length === 1 || !isYearly || when === 'base' || !frame.shape.isYearly) return settled[0] ?? 0
  const [first, second] = settled
  const isEven = settled.every((value, k) => k === 0 || value === second) && (when === 'same' || first === second)
  if (!isEven && frame.year > 0) frame.varies = true
  return settled[when === 'before' ? frame.year - 1 : frame.year] ?? 0
}

/** Whether nothing moves what is read; what is read in every later year, whether nothing moves any of it. */
export function isFixedAt(row: Row, seen: When, frame: Frame): boolean {
  if (seen === 'base' || seen === 'always' || (seen === 'same' && frame.year === 0)) return row.at(0).isFixed
  return row.change === undefined && row.formulas.every(({ isFixed }) => isFixed)
}
