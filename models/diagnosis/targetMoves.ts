import type { Catalogue, TargetCost } from '../catalogue/schema'
import type { SimulationResult } from '../result'
import type { Structure } from '../structure'
import { changeEach, type Move, type Years } from './remedyMoves'

/** A target outside the items that the region may move, and the year in which the plan reaches it. */
export interface MovableTarget {
  readonly id: string
  readonly year: number
  /** Position among the costs. */
  readonly row: number
  readonly isStock: boolean
}

/** Targets that the region set for itself: binding ones, and what follows people, it may not. */
export const movableTargets = (catalogue: Catalogue, rows: readonly number[]): readonly MovableTarget[] =>
  rows.flatMap((row) => {
    const cost = catalogue.targetCosts[row]
    const indicator = catalogue.indicators.find(({ id }) => id === cost?.indicator)
    const year = cost === undefined ? undefined : (indicator?.target.year ?? endOf(cost))
    return cost === undefined || year === undefined || indicator?.nature === 'binding'
      ? []
      : [{ id: cost.id, year, row, isStock: cost.measure.kind !== 'total' }]
  })

const endOf = ({ measure }: TargetCost): number | undefined => (measure.kind === 'total' ? measure.to : undefined)

/** Reach the targets some years later. */
export function reachMove({ catalogue, root }: Structure, targets: readonly MovableTarget[], years: Years): Move {
  const last = targets.reduce((most, { year }) => Math.max(most, year), 0)
  return {
    kind: 'reach',
    steps: targets.length === 0 ? 0 : Math.max(0, catalogue.horizonYear - last),
    changes: (step) =>
      targets.flatMap(({ id, year }, k) =>
        changeEach(
          { lever: 'targetLevel', area: root.code, mode: 'scale' },
          { from: years.from, year: year + step, freeId: years.freeId + k },
          [{ target: id, value: 1 }],
        ),
      ),
    value: (step) => last + step,
  }
}

/** Ask for less: of a stock not less than what stands already. */
export function levelMove({ root }: Structure, result: SimulationResult, targets: readonly MovableTarget[], years: Years): Move {
  const count = result.layout.years.length
  const lowest = targets.reduce((least, { row, isStock }) => {
    const units = result.targets.costs[row]?.units
    const [base, most] = [units?.[years.from - 1 - (result.layout.years[0] ?? 0)] ?? 0, units?.[count - 1] ?? 0]
    return isStock && most > 0 ? Math.max(least, base / most) : least
  }, 0.05)
  const factor = (step: number): number => (100 - step) / 100
  return {
    kind: 'level',
    steps: targets.length === 0 ? 0 : Math.max(0, Math.floor((1 - lowest) * 100 + 1e-9)),
    changes: (step) =>
      targets.flatMap(({ id, year }, k) =>
        changeEach(
          { lever: 'targetLevel', area: root.code, mode: 'scale' },
          { from: years.from, year: Math.max(year, years.from), freeId: years.freeId + k },
          [{ target: id, value: factor(step) }],
        ),
      ),
    value: factor,
  }
}
