import { ownLevelCode, type Structure } from '../structure'
import type { Say } from './applyActuals'
import type { Actual } from './entries'
import type { Inputs } from './fiscalInputs'
import { give, overlay } from './overlay'

type Count = Extract<Actual, { kind: 'count' }>

/** Part of a total by which the sum of all leagues may differ from it before it is said. */
const apart = 0.001

/**
 * Counts of deliveries by component, league and year. Where all leagues are counted their sum is the total; counts of some
 * that come to more than the total there is for the year cannot be used, because the others would be owed less than nothing.
 */
export function applyCounts(structure: Structure, actuals: readonly Actual[], inputs: Inputs, say: Say): void {
  const { components, cells, root, catalogue } = structure
  const place = new Map(components.map(({ id }, k) => [id, k]))
  const cellOf = new Map(cells.map((code, k) => [code, k]))
  const patches = {
    hasCounts: overlay(structure, 'hasCounts', 1),
    isCounted: overlay(structure, 'isCounted'),
    counted: overlay(structure, 'counted'),
    isTotalCounted: overlay(structure, 'isTotalCounted'),
    totalCounted: overlay(structure, 'totalCounted'),
  }
  for (const counts of byComponentAndYear(actuals)) {
    const [first] = counts
    const component = place.get(first?.target ?? '')
    if (first === undefined || component === undefined) continue
    const k = first.year - catalogue.baseYear
    const total = counts.find(({ area }) => area === root.code)
    const leagues = counts.filter(({ area }) => area !== root.code)
    const isOver = remarkOnSums(structure, component, k, { total, leagues }, say)
    if (total !== undefined || (leagues.length > 0 && !isOver)) patches.hasCounts.row(component)[0] = 1
    if (total !== undefined) {
      patches.isTotalCounted.row(component)[k] = 1
      patches.totalCounted.row(component)[k] = total.value
    }
    for (const { area, value } of isOver ? [] : leagues) {
      const row = component * cells.length + (cellOf.get(area) ?? 0)
      patches.isCounted.row(row)[k] = 1
      patches.counted.row(row)[k] = value
    }
  }
  give(inputs, patches)
}

/** Say what does not fit between the leagues' counts of one year and the region's total. @returns whether the leagues' cannot be used. */
function remarkOnSums(
  { components, leaves, root, catalogue }: Structure,
  component: number,
  k: number,
  { total, leagues }: { readonly total: Count | undefined; readonly leagues: readonly Count[] },
  say: Say,
): boolean {
  const entry = components[component]
  if (entry === undefined || leagues.length === 0) return false
  const sum = leagues.reduce((all, { value }) => all + value, 0)
  const known = total?.value ?? (k === 0 ? entry.component.quantity.value : undefined)
  const isAll = leagues.some(({ area }) => area === ownLevelCode(root.code)) || leagues.length === leaves.length
  const params = { component: entry.id, year: String(catalogue.baseYear + k), sum, total: known ?? 0 }
  if (isAll) {
    if (total !== undefined && Math.abs(sum - total.value) > apart * Math.max(sum, total.value)) say(total, 'warn', 'counts-total', params)
    return false
  }
  if (known === undefined || sum <= known) return false
  for (const count of leagues) say(count, 'refuse', 'counts-over', params)
  return true
}

function byComponentAndYear(actuals: readonly Actual[]): Iterable<readonly Count[]> {
  const groups = new Map<string, Count[]>()
  for (const actual of actuals) {
    if (actual.kind !== 'count') continue
    const key = `${actual.target} ${String(actual.year)}`
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [actual])
    else group.push(actual)
  }
  return groups.values()
}
