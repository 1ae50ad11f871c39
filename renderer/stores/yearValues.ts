import type { Override } from '../../models/scenario/document'

type Years = Pick<Override, 'from' | 'values'>

/** Of single years, the change begins with the first. */
const ofYears = (values: Readonly<Record<string, number>>): Years => ({ from: Math.min(...Object.keys(values).map(Number)), values })

/** A change of single years with a value for one more year, or another for one that it has. */
export const withYear = ({ values }: Years, year: number, value: number): Years => ofYears({ ...values, [String(year)]: value })

/** A change of single years without one of them; the last one stays, as a change without any is none. */
export function withoutYear({ from, values = {} }: Years, year: number): Years {
  const { [String(year)]: _, ...rest } = values
  return Object.keys(rest).length === 0 ? { from, values } : ofYears(rest)
}
