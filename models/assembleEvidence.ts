import type { Grade } from './catalogue/schema'
import type { Model } from './model'
import type { Evidence, SimulationResult } from './result'
import type { Structure } from './structure'

interface Members {
  /** Positions of the components of each item and of each domain, in the catalogue's order. */
  readonly ofItem: readonly (readonly number[])[]
  readonly ofDomain: readonly (readonly number[])[]
}
const membersOf = new WeakMap<Structure, Members>()

function members(structure: Structure): Members {
  const known = membersOf.get(structure)
  if (known !== undefined) return known
  const { items, domains } = structure.catalogue
  const positions = (belongs: (entry: Structure['components'][number]) => boolean): readonly number[] =>
    structure.components.flatMap((entry, k) => (belongs(entry) ? [k] : []))
  const made = {
    ofItem: items.map((item) => positions((entry) => entry.item === item)),
    ofDomain: domains.map(({ id }) => positions((entry) => entry.item.domain === id)),
  }
  membersOf.set(structure, made)
  return made
}

/** How much of the money of one year rests on each grade: by item, domain, area and in all. @param year position of the year. */
export function evidenceByPart({ structure, compiled, grades }: Model, year: number): SimulationResult['evidence'] {
  const [cells, years] = [structure.cells.length, structure.years.length]
  const cost = compiled.block('fiscalCost').data
  const within = (component: number, places: readonly number[]): number => {
    let amount = 0
    for (const cell of places) amount += cost[(component * cells + cell) * years + year] ?? 0
    return amount
  }
  const everywhere = structure.cells.map((_, cell) => cell)
  const amounts = structure.components.map((_, component) => within(component, everywhere))
  const gradeOf = (component: number): Grade => grades.components[component] ?? 'D'
  const all = amounts.map((_, component) => component)
  const mixed = (components: readonly number[]): Evidence => mixOf(components, gradeOf, (component) => amounts[component] ?? 0)
  const { ofItem, ofDomain } = members(structure)
  return {
    byItem: ofItem.map(mixed),
    byDomain: ofDomain.map(mixed),
    byArea: structure.areas.map((area) => mixOf(all, gradeOf, (component) => within(component, area.cells))),
    total: mixed(all),
  }
}

/** Money by grade as shares of its sum; all zero where there is no money. */
function mixOf(components: readonly number[], gradeOf: (component: number) => Grade, amountOf: (component: number) => number): Evidence {
  const sums: Record<Grade, number> = { A: 0, B: 0, C: 0, D: 0 }
  let total = 0
  for (const component of components) {
    const amount = amountOf(component)
    sums[gradeOf(component)] += amount
    total += amount
  }
  if (total === 0) return { A: 0, B: 0, C: 0, D: 0 }
  return { A: sums.A / total, B: sums.B / total, C: sums.C / total, D: sums.D / total }
}
