import type { Catalogue, Indicator } from '../catalogue/schema'
import type { SimulationResult, UnitResult } from '../result'
import { actualRefusals } from '../scenario/actualRefusals'
import type { Actual } from '../scenario/entries'

/** One figure that was entered, beside what the plan has for it and what there was the year before. */
export interface PlanRow {
  /** Id of the actual figure; an account gives several rows. */
  readonly id: string
  readonly kind: Actual['kind']
  /** Component, standard or indicator; of an account the part: `ordinaryTax`, `resourceTax`, `nonTax`, `ownRevenue`, `generalTransfers`. */
  readonly target: string
  readonly area: string
  readonly year: number
  /** The run without actual figures; null where the model has no such figure. */
  readonly planned: number | null
  readonly actual: number
  readonly difference: number | null
  /** Difference as a part of what was planned. */
  readonly differenceShare: number | null
  /** The year before, with actual figures where they were entered. */
  readonly before: number | null
  readonly change: number | null
  readonly changeShare: number | null
}

/** The whole region by year: the run without actual figures beside the run with them, yuan. */
export interface PlanTotals {
  readonly year: number
  readonly required: { readonly planned: number; readonly actual: number }
  readonly resources: { readonly planned: number; readonly actual: number }
}

export interface AgainstPlan {
  readonly rows: readonly PlanRow[]
  readonly totals: readonly PlanTotals[]
}

/** Plan and actual from two runs of one scenario. @param planned the run without actual figures. @param actual the run with them. */
export function againstPlan(
  catalogue: Catalogue,
  actuals: readonly Actual[],
  { planned, actual }: { readonly planned: SimulationResult; readonly actual: SimulationResult },
): AgainstPlan {
  const left = new Set(
    actual.notices.flatMap(({ code, overrideId }) =>
      code === 'actual-twice' || actualRefusals.some((known) => known === code) ? [overrideId ?? ''] : [],
    ),
  )
  const rows = actuals
    .filter(({ id, enabled }) => enabled && !left.has(id))
    .flatMap((entry) => figuresOf(entry).map(([target, value]) => rowOf(catalogue, entry, { target, value, planned, actual })))
  const [plan, run] = [planned.units[0], actual.units[0]]
  const totals = planned.layout.years.map((year, k): PlanTotals => {
    const pair = (key: 'required' | 'resources') => ({ planned: plan?.[key][k] ?? 0, actual: run?.[key][k] ?? 0 })
    return { year, required: pair('required'), resources: pair('resources') }
  })
  return { rows, totals }
}

/** Figures that an entry gives: one, or the parts of an account. */
function figuresOf(entry: Actual): readonly (readonly [string, number])[] {
  if (entry.kind !== 'account') return [[entry.target, entry.value]]
  const { ordinaryTax, resourceTax, nonTax, lines } = entry
  const own = [
    ['ordinaryTax', ordinaryTax],
    ['resourceTax', resourceTax],
    ['nonTax', nonTax],
    ['ownRevenue', ordinaryTax + resourceTax + nonTax],
  ] as const
  // What the model reads of the transfers is worked out of several lines.
  return lines.generalTransfers === undefined ? own : [...own, ['generalTransfers', NaN]]
}

interface Compared {
  readonly target: string
  /** NaN: as the run with actual figures has it. */
  readonly value: number
  readonly planned: SimulationResult
  readonly actual: SimulationResult
}

function rowOf(catalogue: Catalogue, entry: Actual, { target, value, planned, actual }: Compared): PlanRow {
  const figure = (result: SimulationResult, year: number): number | null => figureAt(catalogue, result, { ...entry, figure: target, year })
  const plan = figure(planned, entry.year)
  const now = Number.isNaN(value) ? (figure(actual, entry.year) ?? 0) : value
  const before = entry.year > catalogue.baseYear ? figure(actual, entry.year - 1) : null
  const part = (change: number | null, of: number | null): number | null =>
    change === null || of === null || of === 0 ? null : change / of
  const [difference, change] = [plan === null ? null : now - plan, before === null ? null : now - before]
  return {
    id: entry.id,
    kind: entry.kind,
    target,
    area: entry.area,
    year: entry.year,
    planned: plan,
    actual: now,
    difference,
    differenceShare: part(difference, plan),
    before,
    change,
    changeShare: part(change, before),
  }
}

type Place = Pick<Actual, 'kind' | 'area' | 'year'> & { readonly figure: string }

/** What a result has for a figure of a place and year; null where it has none. */
function figureAt(catalogue: Catalogue, result: SimulationResult, { kind, area, year, figure }: Place): number | null {
  const { areas, years, components, standards } = result.layout
  const [row, k] = [areas.indexOf(area), years.indexOf(year)]
  if (row < 0 || k < 0) return null
  if (kind === 'account') return accountFigure(result.units[row], figure)?.[k] ?? null
  if (kind === 'indicator') return indicatorPlan(catalogue, figure, year)
  const place = (kind === 'count' ? components : standards).indexOf(figure)
  if (place < 0) return null
  const table = kind === 'count' ? result.quantity : result.standard
  return table[(place * areas.length + row) * years.length + k] ?? null
}

function accountFigure(unit: UnitResult | undefined, figure: string): Float64Array | undefined {
  if (figure === 'ownRevenue') return unit?.ownRevenue
  if (figure === 'generalTransfers') return unit?.generalTransfers
  return figure === 'ordinaryTax' || figure === 'resourceTax' || figure === 'nonTax' ? unit?.revenue[figure] : undefined
}

/** The straight path from an indicator's last baseline to its target; the baseline before, the target after. */
function indicatorPlan(catalogue: Catalogue, id: string, year: number): number | null {
  const indicator = catalogue.indicators.find((known) => known.id === id)
  const start = baselineOf(catalogue, indicator)
  if (indicator === undefined || start === undefined) return null
  const { target } = indicator
  if (year >= target.year) return target.value
  if (year <= start.year) return start.value
  return start.value + ((target.value - start.value) * (year - start.year)) / (target.year - start.year)
}

const baselineOf = ({ baseYear }: Catalogue, indicator: Indicator | undefined): Indicator['baselines'][number] | undefined =>
  indicator?.baselines.findLast(({ year }) => year <= baseYear)
