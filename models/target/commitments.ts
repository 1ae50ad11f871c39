import type { Catalogue } from '../catalogue/schema'
import type { TargetCostResult } from './costs'

export const commitmentCosts = ['own', 'inside-indicator', 'inside-items', 'no-count', 'no-unit-cost', 'not-costable'] as const
export interface CommitmentResult {
  readonly id: string
  /** Where its money is counted, or why it is not. */
  readonly cost: (typeof commitmentCosts)[number]
}

/** Where the money of every commitment is counted: where the catalogue says so, by a cost of its own, or nowhere yet. */
export function commitmentsOf({ commitments }: Catalogue, costs: readonly TargetCostResult[]): readonly CommitmentResult[] {
  const owned = new Map(costs.toReversed().map((cost) => [cost.commitment, cost]))
  return commitments.map((commitment) => ({ id: commitment.id, cost: costOf(commitment, owned.get(commitment.id)) }))
}

/** @param own the first cost of the commitment's own. */
function costOf({ within, costable }: Catalogue['commitments'][number], own: TargetCostResult | undefined): CommitmentResult['cost'] {
  if (within !== undefined) return 'item' in within ? 'inside-items' : 'inside-indicator'
  if (own !== undefined) {
    if (own.parts.capital !== 'known' && own.parts.running !== 'known') return 'no-unit-cost'
    return own.isCounted ? 'own' : 'no-count'
  }
  return costable ? 'no-unit-cost' : 'not-costable'
}
