/** Groups of inputs that a difference is split over (METHOD section 8), in the order of the input screens. */
export const causeGroups = ['population', 'standard', 'coverage', 'price', 'sharing', 'revenue', 'priorClaims', 'rule'] as const
export type CauseGroup = (typeof causeGroups)[number]

/** Figures that a difference is told in; rows run over the areas of the layout, then over the years. */
export const causeFigures = ['expenditure', 'required', 'resources', 'capacity', 'margin'] as const
export type CauseFigure = (typeof causeFigures)[number]

/** Why two scenarios differ: what each group of changed inputs does to each figure, with nothing left over. */
export interface Causes {
  readonly areas: readonly string[]
  readonly years: readonly number[]
  /** Groups in which the scenarios differ; empty for scenarios that are the same. */
  readonly groups: readonly CauseGroup[]
  /** [figure][area][year], yuan: the other less the base. */
  readonly change: Float64Array
  /** For each group, laid out as `change`. */
  readonly parts: readonly Float64Array[]
}

/** Position of a figure in `change` and `parts`. */
export const causeIndex = ({ areas, years }: Pick<Causes, 'areas' | 'years'>, figure: CauseFigure, area: number, year: number): number =>
  (causeFigures.indexOf(figure) * areas.length + area) * years.length + year
