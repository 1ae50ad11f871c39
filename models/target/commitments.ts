import type { Catalogue } from '../catalogue/schema'
import type { TargetCostResult } from './costs'

export const commitmentCosts = ['own', 'inside-indicator', 'inside-items', 'no-count', 'no-unit-cost', 'not-costable'] as const
export interface CommitmentResult {
  readonly id: string
  /** Where its money is counted, or why it is not. */
  readonly cost: (typeof commitmentCosts)[number]
}

/** Where the money of every commitment is counted: where the catalogue says so, by a cost of its own, or nowhere yet. */
export const commitmentsOf = ({ commitments }: Catalogue, costs: readonly TargetCostResult[]): readonly CommitmentResult[] =>
  commitments.map((commitment) => ({ id: commitment.id, cost: costOf(commitment, costs) }))

function costOf({ id, within, costable }: Catalogue['commitments'][number], costs: readonly TargetCostResult[]): CommitmentResult['cost'] {
  if (within !== undefined) return 'item' in within ? 'inside-items' : 'inside-indicator'
  const own = costs.find(({ commitment }) => commitment === id)
  if (own !== undefined) {
    if (own.parts.capital !== 'known' && own.parts.running !== 'known') return 'no-unit-cost'
    return own.isCounted ? 'own' : 'no-count'
  }
  return costable ? 'no-unit-cost' : 'not-costable'
}
