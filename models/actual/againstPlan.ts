import { tableAt } from '../partedTable'
import type { Catalogue, Indicator } from '../catalogue/schema'
import { expenditureIndex } from '../layout'
import { anyUnit } from '../fiscal/unitFigures'
import { published } from '../fiscal/published'
import type { MemoUnit, ReadableResult, UnitResult } from '../result'
import { fundLines, ownParts } from '../scenario/accountForm'
import { actualRefusals } from '../scenario/actualRefusals'
import type { Actual, EnteredAccount } from '../scenario/entries'

/** One figure that was entered, beside what the plan has for it and what there was the year before. */
export interface PlanRow {
  /** Id of the actual figure; an account gives several rows. */
  readonly id: string
  readonly kind: Actual['kind']
  /**
   * Component, standard or indicator; of an account the part: `ordinaryTax`, `resourceTax`, `nonTax`, `ownRevenue`,
   * `generalTransfers`, `expenditure`, `claim:ID`; of a fund `FUND.LINE`.
   */
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

/** What a unit's years are compared by, yuan. */
export const planTotals = [
  'expenditure',
  'required',
  'ordinaryTax',
  'resourceTax',
  'nonTax',
  'ownRevenue',
  'generalTransfers',
  'resources',
  'priorClaims',
  'outside',
] as const
export type PlanTotalId = (typeof planTotals)[number]

/** One figure of a unit by year of the run: without actual figures and with them; null where it is not known. */
export interface PlanTotal {
  readonly id: PlanTotalId
  readonly planned: readonly (number | null)[]
  readonly actual: readonly (number | null)[]
}

export interface AgainstPlan {
  readonly rows: readonly PlanRow[]
  readonly years: readonly number[]
  /** Of the unit asked for; a figure that it has in neither run is left out. */
  readonly totals: readonly PlanTotal[]
}

interface Runs {
  /** The run without actual figures, and the run with them. */
  readonly planned: ReadableResult
  readonly actual: ReadableResult
}

/** Plan and actual from two runs of one scenario. @param code unit whose totals are compared; absent: the whole region. */
export function againstPlan(
  catalogue: Catalogue,
  actuals: readonly Actual[],
  { planned, actual }: Runs,
  code = actual.units[0]?.code ?? '',
): AgainstPlan {
  const left = new Set(
    actual.notices.flatMap(({ code: notice, overrideId }) =>
      notice === 'actual-twice' || actualRefusals.some((known) => known === notice) ? [overrideId ?? ''] : [],
    ),
  )
  const rows = actuals
    .filter(({ id, enabled }) => enabled && !left.has(id))
    .flatMap((entry) => figuresOf(entry).map(([target, value]) => rowOf(catalogue, entry, { target, value, planned, actual })))
  const totals = planTotals.map((id): PlanTotal => ({ id, planned: totalOf(planned, code, id), actual: totalOf(actual, code, id) }))
  return {
    rows,
    years: actual.layout.years,
    totals: totals.filter((total) => [...total.planned, ...total.actual].some((value) => value !== null)),
  }
}

const numbers = (values: Iterable<number> | undefined, years: number): readonly (number | null)[] =>
  values === undefined ? Array.from({ length: years }, () => null) : [...values].map((value) => (Number.isNaN(value) ? null : value))

/** A figure of a unit by year; what is asked for outside the 81 items is the whole region's. */
function totalOf(result: ReadableResult, code: string, id: PlanTotalId): readonly (number | null)[] {
  const unit = anyUnit(result, code)
  const count = result.layout.years.length
  const of = (values: Iterable<number> | undefined): readonly (number | null)[] => numbers(values, count)
  switch (id) {
    case 'expenditure':
      return of(spentIn(result, code))
    case 'outside':
      return of(code === result.units[0]?.code ? result.targets.outside.total : undefined)
    case 'priorClaims':
      return of(unit?.residual?.priorClaims)
    case 'ordinaryTax':
    case 'resourceTax':
    case 'nonTax':
      return of(unit?.revenue[id])
    default:
      return of(unit?.[id])
  }
}

/** What all levels spend on the 81 items in an area, yuan by year. */
function spentIn({ layout, expenditure }: ReadableResult, code: string): Float64Array | undefined {
  const [area, total] = [layout.areas.indexOf(code), layout.payers.indexOf('total')]
  if (area < 0) return undefined
  return Float64Array.from(layout.years, (_, k) =>
    layout.items.reduce((sum, _item, item) => sum + (tableAt(expenditure, expenditureIndex(layout, item, area, total, k)) ?? 0), 0),
  )
}

/** Figures that an entry gives: one, or the parts of an account or a fund. */
function figuresOf(entry: Actual): readonly (readonly [string, number])[] {
  if (entry.kind === 'account') return accountFigures(entry)
  if (entry.kind !== 'fund') return [[entry.target, entry.value]]
  return fundLines.flatMap((line) => {
    const value = entry[line]
    return value === undefined ? [] : [[`${entry.target}.${line}`, value] as const]
  })
}

function accountFigures({ lines, claims, ...own }: EnteredAccount): readonly (readonly [string, number])[] {
  const { expenditure } = lines
  return [
    ...ownParts.map((part) => [part, own[part]] as const),
    ['ownRevenue', own.ordinaryTax + own.resourceTax + own.nonTax],
    // What the model reads of the transfers is worked out of several lines.
    ...(lines.generalTransfers === undefined ? [] : [['generalTransfers', NaN] as const]),
    ...(expenditure === undefined ? [] : [['expenditure', expenditure] as const]),
    ...Object.entries(claims).map(([id, value]) => [`claim:${id}`, value] as const),
  ]
}

interface Compared extends Runs {
  readonly target: string
  /** NaN: as the run with actual figures has it. */
  readonly value: number
}

function rowOf(catalogue: Catalogue, entry: Actual, { target, value, planned, actual }: Compared): PlanRow {
  const figure = (result: ReadableResult, year: number): number | null =>
    figureAt(catalogue, result, { kind: entry.kind, area: entry.area, figure: target, year })
  // Spending as a whole is no figure of the model: there is none to plan it by.
  const plan = target === 'expenditure' ? null : figure(planned, entry.year)
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
function figureAt(catalogue: Catalogue, result: ReadableResult, { kind, area, year, figure }: Place): number | null {
  const { areas, years, components, standards } = result.layout
  const k = years.indexOf(year)
  if (k < 0) return null
  if (kind === 'account') return accountFigure(catalogue, result, area, figure, year)
  if (kind === 'fund') return fundFigure(result, figure, k)
  if (kind === 'indicator') return indicatorPlan(catalogue, figure, year)
  const row = areas.indexOf(area)
  const place = (kind === 'count' ? components : standards).indexOf(figure)
  if (place < 0 || row < 0) return null
  const table = kind === 'count' ? result.quantity : result.standard
  return tableAt(table, (place * areas.length + row) * years.length + k) ?? null
}

/** A part of an account as a run has it; spending as a whole as it was entered or published. */
function accountFigure(catalogue: Catalogue, result: ReadableResult, area: string, figure: string, year: number): number | null {
  if (figure === 'expenditure') {
    const entered = result.accounts.find((account) => account.area === area && account.year === year)?.lines.expenditure
    return entered ?? (area === result.units[0]?.code ? (published(catalogue, 'exp-total', year)?.value ?? null) : null)
  }
  const value = rowOfUnit(catalogue, anyUnit(result, area), figure)?.[year - catalogue.baseYear]
  return value === undefined || Number.isNaN(value) ? null : value
}

function rowOfUnit(catalogue: Catalogue, unit: UnitResult | MemoUnit | undefined, figure: string): Readonly<Float64Array> | undefined {
  if (figure === 'ownRevenue' || figure === 'generalTransfers') return unit?.[figure]
  const claim = catalogue.fiscal.priorClaims.findIndex(({ id }) => `claim:${id}` === figure)
  if (claim >= 0) return unit?.residual?.byClaim[claim]
  return figure === 'ordinaryTax' || figure === 'resourceTax' || figure === 'nonTax' ? unit?.revenue[figure] : undefined
}

function fundFigure(result: ReadableResult, figure: string, k: number): number | null {
  for (const fund of result.funds)
    for (const line of fundLines)
      if (figure === `${fund.id}.${line}`) {
        const value = fund[line]?.[k]
        return value === undefined || Number.isNaN(value) ? null : value
      }
  return null
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
