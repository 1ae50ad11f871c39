import { tableAt } from '../partedTable'
import type { Catalogue } from '../catalogue/schema'
import { totalIndex } from '../layout'
import type { MemoUnit, ReadableResult, UnitResult } from '../result'
import { compoundGrowth } from '../shared/growth'
import { combined, published, type Figure } from './published'

/** One budget function: what the accounts spent on it, what of that the 81 items cost, and the rest. */
export interface FunctionRow {
  readonly code: string
  readonly name: string
  readonly accounts: readonly (Figure | null)[]
  /** The 81 items of the function, whoever pays, yuan. */
  readonly items: readonly number[]
  readonly rest: readonly (Figure | null)[]
  /** Growth of the rest per year over the years given; null where it cannot be said. */
  readonly growth: number | null
}

/** Expenditure by function in years with accounts: what remains beside the 81 is prior claims, other tied money and bonds. */
export function claimsByFunction(catalogue: Catalogue, result: ReadableResult, years: readonly number[]): readonly FunctionRow[] {
  return catalogue.series
    .filter(({ id, group }) => group === 'expenditure' && /^exp-\d{3}$/.test(id))
    .map(({ id, name }): FunctionRow => {
      const code = id.slice(4)
      const accounts = years.map((year) => published(catalogue, id, year))
      const items = years.map((year) => itemsOf(catalogue, result, code, year))
      const rest = accounts.map((figure, k) =>
        combined([
          [1, figure],
          [-1, { value: items[k] ?? 0, grade: 'D', nature: 'estimate', source: null }],
        ]),
      )
      const [first, last] = [rest[0], rest.at(-1)]
      const span = (years.at(-1) ?? 0) - (years[0] ?? 0)
      return { code, name: name.zh, accounts, items, rest, growth: first && last ? compoundGrowth(first.value, last.value, span) : null }
    })
    .filter(({ accounts }) => accounts.some((figure) => figure !== null))
}

function itemsOf({ items, baseYear }: Catalogue, { layout, expenditure }: ReadableResult, code: string, year: number): number {
  const k = year - baseYear
  return items.reduce((sum, item, i) => {
    if (item.budgetFunction.code !== code) return sum
    return sum + (tableAt(expenditure, totalIndex(layout, i, 0, k)) ?? 0)
  }, 0)
}

/** What prior claims as a whole grow by, and what a quarter of a point more or less does to the residual test. */
export interface ClaimsGrowth {
  readonly from: number
  readonly to: number
  readonly growth: number
  readonly cases: readonly { readonly shift: number; readonly ratio: number; readonly firstYear: number | null }[]
}

/** Points of growth by which the answer is tried. */
export const claimsShift = 0.0025
const tolerance = 1e-9

/** From the unit's last year with accounts to the target year, or to the horizon where that is past. */
export function claimsGrowth(result: ReadableResult, unit: UnitResult | MemoUnit): ClaimsGrowth | null {
  const { years } = result.layout
  const claims = unit.residual?.priorClaims
  const base = years.indexOf(unit.lastActualYear)
  const target = result.targetYear > unit.lastActualYear ? years.indexOf(result.targetYear) : years.length - 1
  if (claims === undefined || base < 0 || target <= base) return null
  const growth = compoundGrowth(claims[base] ?? 0, claims[target] ?? 0, target - base)
  if (growth === null) return null
  const cases = [-claimsShift, 0, claimsShift].map((shift) => {
    const ratios = new Map<number, number>()
    let factor = 1
    for (let k = base + 1; k < years.length; k++) {
      const own = (claims[k] ?? 0) / (claims[k - 1] ?? 1)
      factor *= (own + shift) / own
      ratios.set(years[k] ?? 0, (unit.resources[k] ?? 0) / ((claims[k] ?? 0) * factor + (unit.required[k] ?? 0)))
    }
    const firstYear = years.find((year) => (ratios.get(year) ?? 1) < 1 - tolerance) ?? null
    return { shift, ratio: ratios.get(years[target] ?? 0) ?? 1, firstYear }
  })
  return { from: years[base] ?? 0, to: years[target] ?? 0, growth, cases }
}

/** The three guarantees by year, yuan: the items so tagged as far as the levels below the centre pay them, and tagged claims. */
export interface Guarantees {
  readonly items: readonly number[]
  readonly claims: readonly { readonly id: string; readonly amounts: Readonly<Float64Array> }[]
  readonly total: readonly number[]
  readonly shareOfResources: readonly number[]
  /** Number of items that carry the tag. */
  readonly count: number
}

/** @param code a row of results; absent: the whole region. Null where its prior claims are not known. */
export function threeGuarantees(catalogue: Catalogue, result: ReadableResult, code = result.units[0]?.code ?? ''): Guarantees | null {
  const unit = result.units.find((known) => known.code === code)
  if (unit === undefined || unit.residual === null) return null
  const { areas, years } = result.layout
  const area = areas.indexOf(code)
  const tagged = catalogue.items.flatMap((item, i) => (item.threeGuarantees.value ? [i] : []))
  const items = years.map((_, k) =>
    tagged.reduce((sum, i) => sum + (tableAt(result.borne, (i * areas.length + area) * years.length + k) ?? 0), 0),
  )
  const claims = catalogue.fiscal.priorClaims.flatMap(({ id, threeGuarantees: tag }, k) => {
    const amounts = unit.residual?.byClaim[k]
    return tag.value && amounts !== undefined ? [{ id, amounts }] : []
  })
  const total = items.map((amount, k) => claims.reduce((sum, { amounts }) => sum + (amounts[k] ?? 0), amount))
  return { items, claims, total, shareOfResources: total.map((amount, k) => amount / (unit.resources[k] ?? 1)), count: tagged.length }
}
