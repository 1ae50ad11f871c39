import type { Model } from '../model'

/**
 * What prices alone did to each standard between two years: the growth of its rule where that is a rate or an index, in
 * years in which the rule and no published standard gave the value. 1 for standards that grow by steps, by another
 * standard, or not at all: those are decisions.
 * @param from @param to positions of the years. @returns one factor per standard.
 */
export const pricePaths = (model: Model, from: number, to: number): Float64Array =>
  grownBy(model, { rate: 'ruleRate', fact: 'isFact', not: 'isLinked' }, from, to)

/** The same of what the nation pays on: of its own amounts by their own rules. */
export function nationalPricePaths(model: Model, from: number, to: number): Float64Array {
  const known = model.compiled.block('isNationalKnown').data
  const own = grownBy(model, { rate: 'nationalRate', fact: 'isNationalFact' }, from, to)
  return pricePaths(model, from, to).map((factor, row) => (known[row] === 0 ? factor : (own[row] ?? 1)))
}

/** Growth by a rate over the years without a fact. */
function grownBy(
  { structure, compiled }: Model,
  names: { readonly rate: string; readonly fact: string; readonly not?: string },
  from: number,
  to: number,
): Float64Array {
  const [rate, isFact] = [compiled.block(names.rate), compiled.block(names.fact).data]
  const not = names.not === undefined ? undefined : compiled.block(names.not).data
  const out = new Float64Array(structure.standards.length).fill(1)
  for (let row = 0; row < out.length; row++) {
    if (not !== undefined && not[row] !== 0) continue
    for (let year = from + 1; year <= to; year++) {
      const at = row * rate.years + year
      if (isFact[at] === 0) out[row] = (out[row] ?? 1) * (1 + (rate.data[at] ?? 0))
    }
  }
  return out
}
