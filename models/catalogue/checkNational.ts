import type { Catalogue, Component, Item } from './schema'

type At = (rest: string, code: string, message: string) => void

/**
 * A national amount stands beside a unit cost, in its unit and not above it in the base year; and what the centre pays of the
 * whole standard is no more than that amount, since it pays on nothing else.
 */
export function checkNational({ indices }: Catalogue, item: Item, { national, unitCost, history }: Component, at: At): void {
  if (national === undefined) return
  if (unitCost === undefined) {
    at('.national', 'pool', 'a slice of a pool has no national amount of its own')
    return
  }
  if (national.unit !== unitCost.unit)
    at('.national.unit', 'unit', `the national amount is in ${national.unit}, the standard in ${unitCost.unit}`)
  if (national.value > unitCost.value) at('.national.value', 'range', 'the national amount is above the standard of the base year')
  const { shares, centralPays } = item
  const paid = centralPays === 'by-head' ? (shares?.central ?? 0) * unitCost.value : 0
  if (paid > national.value * (1 + 1e-9))
    at('.national.value', 'range', `the centre's part of the standard, ${String(paid)}, is above the national amount`)
  national.history.forEach(({ year, value }, k) => {
    if (k > 0 && year <= (national.history[k - 1]?.year ?? 0)) at(`.national.history[${String(k)}]`, 'order', 'years must rise')
    const own = history.find((point) => point.year === year)?.value
    if (value < 0 || value > (own ?? value))
      at(`.national.history[${String(k)}].value`, 'range', 'a national amount lies between nothing and the published standard')
  })
  const { growth } = national
  if (growth.kind === 'index' && !indices.some(({ id }) => id === growth.index))
    at('.national.growth.index', 'unknown', `there is no index ${growth.index}`)
}
