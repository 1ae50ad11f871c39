import type { Catalogue, Grade } from '../catalogue/schema'
import type { Model, Run } from '../model'
import { contradictionsOf } from './consistency'
import type { Contradiction } from './contradiction'
import { baselineOf, pathTo } from './path'
import { knownValues, targetOf } from './readings'
import { standingOf, type IndicatorStanding } from './state'

/** One indicator of a run. */
export interface IndicatorResult extends IndicatorStanding {
  /** What the plan asks for by year; null where there is no baseline to start from. */
  readonly path: Float64Array | null
}

/** What a target costs outside the items, yuan by year. */
export interface TargetCostResult {
  readonly id: string
  readonly indicator: string | null
  readonly commitment: string | null
  readonly units: Float64Array
  readonly added: Float64Array
  /** Null where no unit cost is known: nothing is said, which is not nothing. */
  readonly capital: Float64Array | null
  readonly running: Float64Array | null
  /** Low and high over the central case; both parts move with them. */
  readonly capitalRange: readonly [number, number]
  readonly runningRange: readonly [number, number]
  readonly grade: Grade
}

export const commitmentCosts = ['own', 'inside-indicator', 'inside-items', 'no-unit-cost', 'not-costable'] as const
export interface CommitmentResult {
  readonly id: string
  /** Where its money is counted, or why it is not. */
  readonly cost: (typeof commitmentCosts)[number]
}

/** Targets of a run: how indicators stand, what they cost beside the 81 items, what contradicts itself. */
export interface TargetsResult {
  readonly indicators: readonly IndicatorResult[]
  readonly commitments: readonly CommitmentResult[]
  readonly costs: readonly TargetCostResult[]
  /**
   * Sum of the costs by year, the part of it that the base year's money paid for already, and the consolidated unit's
   * resources above the base year's; yuan.
   */
  readonly outside: { readonly total: Float64Array; readonly already: Float64Array; readonly newResources: Float64Array }
  readonly contradictions: readonly Contradiction[]
}

export function targetsOf({ structure, compiled }: Model, { scenario, projection }: Run): TargetsResult {
  const { catalogue, root, years } = structure
  const { baseYear, horizonYear } = catalogue
  const row = (name: string, k: number): Float64Array => compiled.block(name).data.slice(k * years.length, (k + 1) * years.length)
  const resources = row('unitResources', 0)
  return {
    indicators: catalogue.indicators.map((indicator) => {
      const known = knownValues(indicator, scenario, root.code)
      const target = targetOf(catalogue, indicator, scenario.readings)
      const period = catalogue.planChecks.previousPeriods.find(({ indicator: id }) => id === indicator.id)
      const previous = period === undefined ? undefined : period.value / (period.to - period.from + 1)
      const hasStart = baselineOf(indicator, baseYear, known) !== undefined
      const before = known.filter(({ year }) => year <= baseYear)
      return {
        ...standingOf(indicator, known, target, { baseYear, previous }),
        path: hasStart ? pathTo(indicator, before, target, { baseYear, horizonYear, start: 0 }) : null,
      }
    }),
    commitments: catalogue.commitments.map((commitment) => ({ id: commitment.id, cost: costOf(catalogue, commitment) })),
    costs: catalogue.targetCosts.map((cost, k) => ({
      id: cost.id,
      indicator: cost.indicator ?? null,
      commitment: cost.commitment ?? null,
      units: row('targetUnits', k),
      added: row('targetAdded', k),
      capital: cost.capital === null ? null : row('targetCapital', k),
      running: cost.running === null ? null : row('targetRunning', k),
      capitalRange: rangeOf(cost.capital),
      runningRange: rangeOf(cost.running),
      grade: [cost.capital?.grade, cost.running?.grade].reduce<Grade>(
        (worst, grade) => (grade !== undefined && grade > worst ? grade : worst),
        'A',
      ),
    })),
    outside: {
      total: row('outsideCost', 0),
      already: row('outsideAlready', 0),
      newResources: resources.map((value) => value - (resources[0] ?? 0)),
    },
    contradictions: contradictionsOf(catalogue, projection, scenario),
  }
}

type Range = Catalogue['targetCosts'][number]['capital']
const rangeOf = (range: Range): readonly [number, number] =>
  range === null || range.central === 0 ? [1, 1] : [range.low / range.central, range.high / range.central]

function costOf(
  { targetCosts }: Catalogue,
  { id, within, costable, linkedItems }: Catalogue['commitments'][number],
): CommitmentResult['cost'] {
  if (targetCosts.some(({ commitment }) => commitment === id)) return 'own'
  if (within !== undefined) return 'inside-indicator'
  if (!costable) return 'not-costable'
  return linkedItems.length > 0 ? 'inside-items' : 'no-unit-cost'
}
