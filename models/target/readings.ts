import type { Catalogue, Indicator } from '../catalogue/schema'
import type { Scenario } from '../scenario/document'
import { isAsGood, type Known } from './path'

/** Id of the contradiction between an indicator and the national one, or a commitment. */
export const nationalRule = (indicator: string): string => `below-national.${indicator}`
export const quantityRule = (indicator: string): string => `number-differs.${indicator}`

/** Whether the plan asks for less than the nation. */
export const isBelowNational = (indicator: Indicator): boolean =>
  indicator.nationalTarget !== null && !isAsGood(indicator, indicator.target.value, indicator.nationalTarget.value)

/** Number of a commitment that says how many of the same an indicator counts. */
export function pairedNumber({ planChecks, commitments }: Catalogue, indicator: string): number | undefined {
  const pair = planChecks.pairs.find((each) => each.indicator === indicator && each.kind === 'same-quantity')
  const number = commitments.find(({ id }) => id === pair?.commitment)?.target
  return typeof number === 'number' ? number : undefined
}

/** The target that a run uses where the plan can be read in two ways: as in Table 1 unless the scenario chose the other. */
export function targetOf(catalogue: Catalogue, indicator: Indicator, readings: Scenario['readings']): number {
  if (readings[nationalRule(indicator.id)] === 'nation' && indicator.nationalTarget !== null && isBelowNational(indicator))
    return indicator.nationalTarget.value
  const other = pairedNumber(catalogue, indicator.id)
  return readings[quantityRule(indicator.id)] === 'box' && other !== undefined ? other : indicator.target.value
}

/** Values of an indicator that are known: the catalogue's, and in their place those entered into the scenario. */
export function knownValues(indicator: Indicator, scenario: Scenario, root: string): readonly Known[] {
  const values = new Map(indicator.actuals.map(({ year, value }) => [year, value]))
  for (const actual of scenario.actuals)
    if (actual.enabled && actual.kind === 'indicator' && actual.target === indicator.id && actual.area === root)
      values.set(actual.year, actual.value)
  return [...values].map(([year, value]) => ({ year, value })).sort((a, b) => a.year - b.year)
}
