import { tableAt } from '../partedTable'
import type { Catalogue, Component, Item } from '../catalogue/schema'
import type { ReadableResult } from '../result'
import type { Scenario } from '../scenario/document'
import { standardId } from '../structure'

/** A count is taken as used by the run where the run has it to within rounding. */
const tolerance = 1e-6

/**
 * Yuan of a place's spending on the items whose quantity was counted there, in that year or before: the run has the
 * counted figure in the year of the count and goes on from it.
 */
export function countedMoney(
  result: ReadableResult,
  catalogue: Catalogue,
  { actuals }: Pick<Scenario, 'actuals'>,
  items: readonly number[],
  area: string,
  year: number,
): number {
  const counts = actuals.filter((entry) => entry.enabled && entry.kind === 'count' && entry.area === area)
  if (counts.length === 0) return 0
  const { years, components, areas } = result.layout
  const last = years[year] ?? 0
  const quantityIn = (id: string, column: number): number =>
    column < 0
      ? Number.NaN
      : (tableAt(result.quantity, (components.indexOf(id) * areas.length + areas.indexOf(area)) * years.length + column) ?? 0)
  let money = 0
  for (const k of items) {
    const item = catalogue.items[k]
    for (const component of item?.components ?? []) {
      if (item === undefined) continue
      const id = standardId(item, component)
      const isUsed = counts.some(
        (entry) =>
          entry.kind === 'count' &&
          entry.target === id &&
          entry.year <= last &&
          Math.abs(quantityIn(id, years.indexOf(entry.year)) - entry.value) <= tolerance * Math.max(1, entry.value),
      )
      if (isUsed) money += quantityIn(id, year) * costEach(result, item, component, area, year)
    }
  }
  return money
}

/** What the general budget pays for one delivery in a year, yuan. */
function costEach({ layout, standard }: ReadableResult, item: Item, component: Component, area: string, year: number): number {
  const id = component.poolShare === undefined ? standardId(item, component) : (item.pool ?? '')
  const row = layout.standards.indexOf(id) * layout.areas.length + layout.areas.indexOf(area)
  return (
    (tableAt(standard, row * layout.years.length + year) ?? 0) *
    (component.poolShare?.value ?? 1) *
    component.factor.value *
    component.fiscalShare
  )
}
