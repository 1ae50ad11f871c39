import type { NationalAmount } from '../catalogue/schema'
import type { Structure } from '../structure'
import { heldFacts, type Inputs } from './fiscalInputs'

/** National amounts that are known apart: published years as facts, then their own rule. */
export function nationalInputs(structure: Structure): Inputs {
  const { standards, years, catalogue } = structure
  const amounts = standards.map(({ component }) => component?.national)
  const column = (of: (amount: NationalAmount) => number): Float64Array =>
    Float64Array.from(amounts, (amount) => (amount === undefined ? 0 : of(amount)))
  const is = new Float64Array(standards.length * years.length)
  const fact = new Float64Array(standards.length * years.length)
  amounts.forEach((amount, row) => {
    if (amount === undefined) return
    const later = amount.history.filter(({ year }) => year > catalogue.baseYear && year <= catalogue.horizonYear)
    const held = heldFacts(
      structure,
      new Map([[catalogue.baseYear, amount.value] as const, ...later.map(({ year, value }) => [year, value] as const)]),
    )
    is.set(held.is, row * years.length)
    fact.set(held.value, row * years.length)
  })
  return new Map([
    ['isNationalKnown', column(() => 1)],
    ['isNationalFact', is],
    ['nationalFact', fact],
    ['isNationalIndexed', column(({ growth }) => (growth.kind === 'index' ? 1 : 0))],
    ['nationalPassThrough', column(({ growth }) => (growth.kind === 'index' ? growth.passThrough : 0))],
    ['nationalOwnRate', column(({ growth }) => (growth.kind === 'rate' ? growth.rate : 0))],
    ['nationalStep', column(({ growth }) => (growth.kind === 'step' ? growth.step : 0))],
  ])
}
