import type { Block } from '../equation/block'
import { Keeper } from '../kept'
import type { Model, Run } from '../model'
import { areasTable } from '../tables'
import { aimOf, runPath } from './aim'
import { commitmentsOf, type CommitmentResult } from './commitments'
import { contradictionsOf } from './consistency'
import type { Contradiction } from './contradiction'
import { targetCostsOf, type TargetCostResult } from './costs'
import { targetsKey } from './inputs'
import { baselineOf } from './path'
import { firstYearOf, knownInRun, type KnownValue, type Told } from './readings'
import { standingOf, type IndicatorStanding } from './state'

/** One indicator of a run. */
export interface IndicatorResult extends IndicatorStanding {
  /** What the run asks for by year; null where there is no baseline to start from. */
  readonly path: Float64Array | null
  /** The year by which the run aims at its target. */
  readonly aimYear: number
  /** What it starts from: the base year's value, or the last one before. */
  readonly baseline: KnownValue | null
  /** All that is known of it, in order of years; what was entered in place of the catalogue's. */
  readonly known: readonly KnownValue[]
}

/**
 * What the levels below the centre bear of the costs: [cost][area as in the layout][year], yuan; `already` is the part of
 * the capital that the base year's money paid for.
 */
export interface OutsideBorne {
  readonly capital: Float64Array
  readonly running: Float64Array
  readonly already: Float64Array
}

/** Targets of a run: how indicators stand, what they cost beside the 81 items, what contradicts itself. */
export interface TargetsResult {
  readonly indicators: readonly IndicatorResult[]
  readonly commitments: readonly CommitmentResult[]
  readonly costs: readonly TargetCostResult[]
  /** Null where it was not asked for. */
  readonly borne: OutsideBorne | null
  /**
   * Sum of the costs by year, the part of it that the base year's money paid for already, and the consolidated unit's
   * resources above the base year's; yuan, of all who pay.
   */
  readonly outside: { readonly total: Float64Array; readonly already: Float64Array; readonly newResources: Float64Array }
  readonly contradictions: readonly Contradiction[]
}

const costBlocks = ['targetUnits', 'targetAdded', 'targetRenewed', 'targetCapital', 'targetRenewal', 'targetRunning', 'targetAlready']
const sumBlocks = ['outsideCost', 'outsideAlready', 'unitResources']

const keptCosts = new Keeper<Pick<TargetsResult, 'costs' | 'commitments'>>()
const keptSums = new Keeper<TargetsResult['outside']>()
const keptStandings = new Keeper<readonly IndicatorResult[]>()
const keptWhole = new Keeper<TargetsResult>()

/** Each part stands as long as nothing it is made of moves: most edits are of standards and prices of the items. */
export function targetsOf(model: Model, run: Run): TargetsResult {
  const { structure, compiled } = model
  const { catalogue } = structure
  const blocks = (names: readonly string[]): readonly Block[] => names.map((name) => compiled.block(name))
  const { targetOverrides } = run.applied
  // What was refused says nothing.
  const told: Told = { readings: run.scenario.readings, actuals: run.applied.actuals }
  const key = targetsKey(told, targetOverrides)
  const money = keptCosts.get(compiled, blocks(costBlocks), [key], () => {
    const costs = targetCostsOf(model, run)
    return { costs, commitments: commitmentsOf(catalogue, costs) }
  })
  // Rates of residents look at the people.
  const people = /rate-of-whom/.test(key) ? run.projection : null
  const indicators = keptStandings.get(compiled, [], [key, people], () => standings(model, run, told))
  const outside = keptSums.get(compiled, blocks(sumBlocks), [], () => sums(model))
  const contradictions = contradictionsOf(catalogue, run.projection, told)
  return keptWhole.get(compiled, [], [money, indicators, outside, contradictions], () => ({
    ...money,
    indicators,
    outside,
    contradictions,
    borne: null,
  }))
}

export const outsideBorne = (model: Model): OutsideBorne => ({
  capital: areasTable(model, 'targetCapitalBorne'),
  running: areasTable(model, 'targetRunningBorne'),
  already: areasTable(model, 'targetAlreadyBorne'),
})

function standings({ structure }: Model, { applied, projection }: Run, told: Told): readonly IndicatorResult[] {
  const { catalogue, root } = structure
  const { baseYear } = catalogue
  const overrides = applied.targetOverrides
  const { readings } = told
  return catalogue.indicators.map((indicator) => {
    const { known } = knownInRun(catalogue, indicator, { told, root: root.code, projection })
    const baseline = baselineOf(known, baseYear) ?? null
    const aim = aimOf(catalogue, indicator, readings, overrides, baseline?.value)
    const period = catalogue.planChecks.previousPeriods.find(({ indicator: id }) => id === indicator.id)
    const previous = period === undefined ? undefined : period.value / (period.to - period.from + 1)
    const before = known.filter(({ year }) => year <= baseYear)
    const path = baseline === null ? null : runPath(catalogue, indicator, before, { readings, overrides, start: 0 })
    const firstYear = firstYearOf(catalogue, indicator.id, readings)
    return { ...standingOf(indicator, known, aim.value, { baseYear, previous, path, firstYear }), path, aimYear: aim.year, baseline, known }
  })
}

function sums({ structure, compiled }: Model): TargetsResult['outside'] {
  const years = structure.years.length
  const first = (name: string): Float64Array => compiled.block(name).data.slice(0, years)
  const resources = first('unitResources')
  return {
    total: first('outsideCost'),
    already: first('outsideAlready'),
    newResources: resources.map((value) => value - (resources[0] ?? 0)),
  }
}
