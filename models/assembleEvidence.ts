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
  const amounts: number[] = []
  for (let k = 0; k < grades.components.length; k++) {
    let amount = 0
    for (let cell = 0; cell < cells; cell++) amount += cost[(k * cells + cell) * years + year] ?? 0
    amounts.push(amount)
  }
  const mixed = (components: readonly number[]): Evidence => {
    const mix = new Mix()
    for (const component of components) mix.add(grades.components[component] ?? 'D', amounts[component] ?? 0)
    return mix.shares()
  }
  const { ofItem, ofDomain } = members(structure)
  return {
    byItem: ofItem.map(mixed),
    byDomain: ofDomain.map(mixed),
    byArea: structure.areas.map((area) => {
      const mix = new Mix()
      for (let k = 0; k < grades.components.length; k++) {
        let amount = 0
        for (const cell of area.cells) amount += cost[(k * cells + cell) * years + year] ?? 0
        mix.add(grades.components[k] ?? 'D', amount)
      }
      return mix.shares()
    }),
    total: mixed(amounts.map((_, component) => component)),
  }
}

/** Money by grade. */
class Mix {
  private readonly sums = { A: 0, B: 0, C: 0, D: 0 }
  private total = 0

  add(grade: Grade, amount: number): void {
    this.sums[grade] += amount
    this.total += amount
  }

  /** As shares of their sum; all zero where there is no money. */
  shares(): Evidence {
    const { sums, total } = this
    return total === 0 ? { A: 0, B: 0, C: 0, D: 0 } : { A: sums.A / total, B: sums.B / total, C: sums.C / total, D: sums.D / total }
  }
}
