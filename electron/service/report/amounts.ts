import type { SimulationResult } from '../../../models/result'
import { expenditureIndex } from '../../../models/layout'
import { standardAt } from '../../../models/scenario/leverPaths'
import { componentOf } from './changes'
import type { AssessmentGround, ReportGround } from './ground'
import { unitOf } from './ground'

export const paying = ['central', 'region', 'league', 'banner'] as const

/** What each level pays of all items in a year, yuan. */
export function paidBy(result: SimulationResult, root: string, year: number): readonly number[] {
  const { layout, expenditure } = result
  const [area, k] = [layout.areas.indexOf(root), layout.years.indexOf(year)]
  return paying.map((payer) => {
    const p = layout.payers.indexOf(payer)
    return layout.items.reduce((sum, _, item) => sum + (expenditure[expenditureIndex(layout, item, area, p, k)] ?? 0), 0)
  })
}

/** What each level pays more in a year than without the changes, yuan. */
export function newMoney({ run, before, root }: AssessmentGround, year: number): readonly number[] {
  const known = paidBy(before, root, year)
  return paidBy(run.result, root, year).map((amount, k) => amount - (known[k] ?? 0))
}

/** What a unit has to bear more in a year, yuan. */
export function newBurden({ run, before }: AssessmentGround, code: string, year: number): number {
  const k = run.result.layout.years.indexOf(year)
  return (unitOf(run.result, code).required[k] ?? 0) - (unitOf(before, code).required[k] ?? 0)
}

/** Years that a table of the page shows: base year, last accounts, first change, target and after, at most six. */
export function keyYears({ run, before }: AssessmentGround): readonly number[] {
  const { layout, targetYear, lastActualYear } = run.result
  const [first = 0, last = 0] = [layout.years[0], layout.years.at(-1)]
  const changed = layout.years.find((year, k) => {
    const [own, other] = [run.result.units[0]?.required[k] ?? 0, before.units[0]?.required[k] ?? 0]
    return Math.abs(own - other) > 1 && year > first
  })
  const wanted = [first, changed ?? lastActualYear + 1, targetYear, Math.round((targetYear + last) / 2), last]
  return [...new Set(wanted.filter((year) => year >= first && year <= last))].sort((a, b) => a - b)
}

/** What a component costs in the whole region in a year, and of what: deliveries × mean standard × payments × part of the budget. */
export interface ComponentCost {
  readonly quantity: number
  readonly standard: number
  readonly payments: number
  readonly fiscalShare: number
  readonly amount: number
}

export function componentCost({ catalogue, root }: ReportGround, result: SimulationResult, id: string, year: number): ComponentCost | null {
  const found = componentOf(catalogue, id)
  if (found === undefined) return null
  const { component, item } = found
  const { layout, quantity } = result
  const [row, k] = [layout.components.indexOf(id), layout.years.indexOf(year)]
  const share = component.poolShare?.value ?? 1
  const standardId = component.poolShare === undefined ? id : (item.pool ?? id)
  const parents = new Set(catalogue.regions.map(({ parent }) => parent))
  let [count, cost] = [0, 0]
  layout.areas.forEach((area, place) => {
    if (area === root || parents.has(area)) return
    const here = quantity[(row * layout.areas.length + place) * layout.years.length + k] ?? 0
    count += here
    cost += here * (standardAt(result, standardId, area, year) ?? 0) * share
  })
  const payments = component.factor.value
  return {
    quantity: count,
    standard: count > 0 ? cost / count : 0,
    payments,
    fiscalShare: component.fiscalShare,
    amount: cost * payments * component.fiscalShare,
  }
}

/** Deliveries of a component in an area and year. */
export function quantityAt({ layout, quantity }: SimulationResult, id: string, area: string, year: number): number {
  const [row, place, k] = [layout.components.indexOf(id), layout.areas.indexOf(area), layout.years.indexOf(year)]
  return quantity[(row * layout.areas.length + place) * layout.years.length + k] ?? 0
}
