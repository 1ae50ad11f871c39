import type { Model } from '../model'

/**
 * What prices alone did to each standard between two years: the growth of its rule where that is a rate or an index, in
 * years in which the rule and no published standard gave the value. 1 for standards that grow by steps, by another
 * standard, or not at all: those are decisions.
 * @param from @param to positions of the years. @returns one factor per standard.
 */
export function pricePaths({ structure, compiled }: Model, from: number, to: number): Float64Array {
  const [rate, isFact, isLinked] = [compiled.block('ruleRate'), compiled.block('isFact').data, compiled.block('isLinked').data]
  const out = new Float64Array(structure.standards.length).fill(1)
  for (let row = 0; row < out.length; row++) {
    if (isLinked[row] !== 0) continue
    for (let year = from + 1; year <= to; year++) {
      const at = row * rate.years + year
      if (isFact[at] === 0) out[row] = (out[row] ?? 1) * (1 + (rate.data[at] ?? 0))
    }
  }
  return out
}
