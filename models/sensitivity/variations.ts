import type { Override, Scenario } from '../scenario/document'

/**
 * Assumptions of the model moved one at a time, both ways (METHOD section 6): what the answer rests on. Bands are those of
 * METHOD section 2 and 5 and of the design's defaults (D).
 */
export interface Variation {
  readonly id: string
  /** The way that tells against affordability, where that is plain, and the other. */
  readonly less: Move
  readonly more: Move
}

/** Changes on top of a scenario. */
export interface Move {
  readonly overrides: readonly Pick<Override, 'lever' | 'mode' | 'value' | 'target' | 'to'>[]
  /** Population outlook in place of the scenario's. */
  readonly outlook?: string
  /** How far it is moved, in the lever's unit; for the words beside it. */
  readonly by: number
}

const add = (lever: Override['lever'], value: number, target?: string): Move => ({
  overrides: [{ lever, mode: 'add', value, ...(target === undefined ? {} : { target }) }],
  by: value,
})
const both = (id: string, lever: Override['lever'], less: number, target?: string): Variation => ({
  id,
  less: add(lever, less, target),
  more: add(lever, -less, target),
})

/** Growth of producer prices holds for two years only: a price is high or low for a while, not for good. */
function producerPrice(by: number, from: number): Move {
  const move = add('producerPrice', by)
  return { ...move, overrides: move.overrides.map((override) => ({ ...override, to: from + 1 })) }
}

/** @param from first year that is moved. */
export const variations = (from: number): readonly Variation[] => [
  both('realGrowth', 'realGrowth', -0.01),
  { id: 'producerPrice', less: producerPrice(-0.1, from), more: producerPrice(0.1, from) },
  both('taxElasticity', 'taxElasticity', -0.1),
  both('resourceVolumeGrowth', 'resourceVolumeGrowth', -0.02),
  both('nonTaxGrowth', 'nonTaxGrowth', -0.02),
  both('generalTransferGrowth', 'generalTransferGrowth', -0.01),
  both('consumerPrices', 'priceIndex', 0.01, 'cpi'),
  both('averageWage', 'priceIndex', 0.01, 'average-wage'),
  both('incomePerHead', 'priceIndex', 0.01, 'income-per-head'),
  both('healthCost', 'priceIndex', 0.01, 'health-cost'),
  both('lifeExpectancy', 'lifeExpectancy', 1),
  {
    id: 'fertility',
    less: { overrides: [], outlook: 'high-fertility', by: 0.25 },
    more: { overrides: [], outlook: 'low-fertility', by: -0.25 },
  },
]

/** A scenario with a move on top of its own changes. @param root the region. @param from first year that is moved. */
export function moved(scenario: Scenario, { overrides, outlook }: Move, root: string, from: number): Scenario {
  const added = overrides.map((change, k): Override => ({
    ...change,
    id: `sensitivity-${String(k + 1)}`,
    area: root,
    from,
    enabled: true,
    reason: '',
    author: '',
    at: '',
  }))
  const of = { ...scenario, overrides: [...scenario.overrides, ...added] }
  return outlook === undefined ? of : { ...of, outlook: { id: outlook, reason: '', author: '', at: '' } }
}
