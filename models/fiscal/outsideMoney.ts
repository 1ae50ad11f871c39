import { Keeper } from '../kept'
import type { Model } from '../model'
import type { Payer } from '../result'
import { localPayers } from '../structure'
import { AreaFigures, twoYears } from '../tables'
import type { TargetCostResult } from '../target/costs'

/** Unit costs as they are, or at the ends of their ranges. */
export type CostCase = 'low' | 'central' | 'high'

/** What units bear of the costs outside the items, as the run left it in the model. */
export class OutsideMoney {
  private readonly everyCapital: AreaFigures
  private readonly everyRunning: AreaFigures
  private readonly costs: readonly TargetCostResult[]
  private readonly areas: number
  /** Positions of the two years between which is judged. */
  private readonly from: number
  private readonly target: number
  /** [row][area][earlier year, later year] */
  private readonly capital: Float64Array
  private readonly running: Float64Array
  private readonly already: Float64Array
  /** What capital and running money of each cost are multiplied with: [row][low capital, low running, high capital, high running]. */
  private readonly ranges: Float64Array
  private readonly heaviestOf = new Map<readonly number[], Map<readonly Payer[], Payer>>()

  constructor(model: Model, costs: readonly TargetCostResult[], { from, target }: { readonly from: number; readonly target: number }) {
    this.everyCapital = new AreaFigures(model, 'targetCapitalBorne')
    this.everyRunning = new AreaFigures(model, 'targetRunningBorne')
    this.costs = costs
    this.areas = model.structure.areas.length
    this.from = from
    this.target = target
    this.capital = twoYears(model, 'targetCapitalBorne', from, target)
    this.running = twoYears(model, 'targetRunningBorne', from, target)
    this.already = twoYears(model, 'targetAlreadyBorne', from, target)
    this.ranges = new Float64Array(costs.length * 4)
    for (const [row, { capitalRange, runningRange }] of costs.entries())
      this.ranges.set([capitalRange[0], runningRange[0], capitalRange[1], runningRange[1]], row * 4)
  }

  private factor(row: number, of: CostCase, part: 0 | 1): number {
    return of === 'central' ? 1 : (this.ranges[row * 4 + (of === 'low' ? part : 2 + part)] ?? 1)
  }

  /** What a unit bears of one cost in the earlier (0) or later (1) year, yuan. */
  at(row: number, unit: number, of: CostCase, year: 0 | 1): number {
    const place = (row * this.areas + unit) * 2 + year
    return (this.capital[place] ?? 0) * this.factor(row, of, 0) + (this.running[place] ?? 0) * this.factor(row, of, 1)
  }

  /** New money of several costs in a year: less what the base year's money paid for already. */
  fresh(rows: readonly number[], unit: number, of: CostCase, year: 0 | 1): number {
    let [sum, paid] = [0, 0]
    for (const row of rows) {
      const place = (row * this.areas + unit) * 2 + year
      const onCapital = this.factor(row, of, 0)
      sum += (this.capital[place] ?? 0) * onCapital
      sum += (this.running[place] ?? 0) * this.factor(row, of, 1)
      paid += (this.already[place] ?? 0) * onCapital
    }
    return sum - paid
  }

  /** Add what a unit bears of one cost in the years between which is judged, at some unit costs less what it bears at the central ones, or whole. */
  add(row: number, unit: number, sums: Float64Array, of: CostCase, less: 0 | 1): void {
    const { everyCapital, everyRunning } = this
    const onCapital = this.factor(row, of, 0) - less
    const onRunning = this.factor(row, of, 1) - less
    for (let t = this.from; t <= this.target; t++)
      sums[t] = (sums[t] ?? 0) + everyCapital.at(row, unit, t) * onCapital + everyRunning.at(row, unit, t) * onRunning
  }

  /** What a level pays of a cost in the whole region in the later year, yuan. */
  paidBy(row: number, payer: Payer): number {
    const [cost, local] = [this.costs[row], localPayers.find((one) => one === payer)]
    if (cost === undefined || local === undefined) return 0
    const at = (part: Float64Array | null): number => part?.[this.target] ?? 0
    const { capital, running } = cost.localShares
    return (at(cost.capital) + at(cost.renewal)) * capital[local] + at(cost.running) * running[local]
  }

  /** The level that pays the largest part of several costs in the later year. */
  heaviest(rows: readonly number[], payers: readonly Payer[]): Payer {
    const of = this.heaviestOf.get(rows) ?? new Map<readonly Payer[], Payer>()
    this.heaviestOf.set(rows, of)
    const known = of.get(payers)
    if (known !== undefined) return known
    const paid = payers.map((payer) => rows.reduce((sum, row) => sum + this.paidBy(row, payer), 0))
    const best = payers[paid.indexOf(Math.max(...paid))] ?? 'region'
    of.set(payers, best)
    return best
  }
}

const kept = new Keeper<OutsideMoney>()
const blocks = ['targetCapitalBorne', 'targetRunningBorne', 'targetAlreadyBorne'] as const

/** What units bear outside the items between two years; the last one as long as nothing of it moves. */
export const outsideMoney = (
  model: Model,
  costs: readonly TargetCostResult[],
  years: { readonly from: number; readonly target: number },
): OutsideMoney =>
  kept.get(
    model.compiled,
    blocks.map((name) => model.compiled.block(name)),
    [costs, years.from, years.target],
    () => new OutsideMoney(model, costs, years),
  )
