import type { Indicator } from '../catalogue/schema'

/** A value of an indicator that is known: printed, published, or entered into the scenario. */
export interface Known {
  readonly year: number
  readonly value: number
}

/** Whether a value is at least as good as another, in the indicator's direction. */
export const isAsGood = ({ betterWhen }: Pick<Indicator, 'betterWhen'>, value: number, other: number): boolean =>
  betterWhen === 'higher' ? value >= other - 1e-9 * Math.abs(other) : value <= other + 1e-9 * Math.abs(other)

/** A target that is reached by adding up the years' amounts. */
export const isCumulative = ({ target }: Pick<Indicator, 'target'>): boolean => target.kind.startsWith('cumulative')

/**
 * Value of the base year, or the last one before; undefined where nobody knows one.
 * @param known in order of years.
 */
export const baselineOf = <K extends Known>(known: readonly K[], baseYear: number): K | undefined =>
  known.findLast(({ year }) => year <= baseYear)

/**
 * The way from the baseline to the target, one value per year: known years as they were, a straight line from the last of
 * them to the target, held after it. What is already better than the target is not taken back.
 * @param start value of the base year where none is known. @param known in order of years.
 */
export function pathTo(
  indicator: Indicator,
  known: readonly Known[],
  target: number,
  { baseYear, horizonYear, start }: { readonly baseYear: number; readonly horizonYear: number; readonly start: number },
): Float64Array {
  const baseline = baselineOf(known, baseYear)
  const points: Known[] = [{ year: baseYear, value: baseline?.value ?? start }]
  for (const point of known) if (point.year > baseYear && point.year <= horizonYear) points.push(point)
  const last = points.at(-1) ?? { year: baseYear, value: start }
  const end = isAsGood(indicator, last.value, target) ? last.value : target
  if (last.year < indicator.target.year) points.push({ year: indicator.target.year, value: end })
  return Float64Array.from({ length: horizonYear - baseYear + 1 }, (_, k) => valueIn(points, baseYear + k))
}

function valueIn(points: readonly Known[], year: number): number {
  const after = points.findIndex((point) => point.year >= year)
  const [next, last] = [points[after], after < 0 ? points.at(-1) : points[after - 1]]
  if (next === undefined) return last?.value ?? 0
  if (last === undefined || next.year === year) return next.value
  return last.value + ((next.value - last.value) * (year - last.year)) / (next.year - last.year)
}
