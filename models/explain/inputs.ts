import type { Coordinates } from '../equation/explain'
import { countiesOf, driverTerm } from './drivers'
import type { Ask, Leaf } from './resultFigure'
import type { OpenRun } from './run'
import { stockPath } from './stocks'
import { constant, pairOf, type ShownTerm } from './term'
import { everybody } from '../population/ageGroups'

/** What an input of the equations is made of, where that is a formula over figures that open in turn; null where it is none. */
export function inputTerm(open: OpenRun, name: string, position: Coordinates, ask: Ask): ShownTerm | null {
  const { structure } = open.model
  const { elements } = structure.space
  const year = structure.catalogue.baseYear + (position.year ?? 0)
  const cell = elements.cell[position.cell ?? -1] ?? ''
  switch (name) {
    case 'driver':
      return driverTerm(open, elements.driver[position.driver ?? -1] ?? '', cell, year, ask)
    case 'residents':
      return structure.leaves[position.cell ?? -1] === undefined ? null : meanOf(ask, cell, year)
    default:
      return null
  }
}

const meanOf = (ask: Ask, cell: string, year: number): ShownTerm =>
  pairOf('over', pairOf('plus', ask(stockPath(everybody, cell, year - 1)), ask(stockPath(everybody, cell, year))), constant(2))

/** What stands behind an input beyond what every input has. */
export function inputLeaf(open: OpenRun, name: string, position: Coordinates): Partial<Leaf> {
  if (name !== 'driver') return {}
  const { structure } = open.model
  const driver = structure.catalogue.drivers[position.driver ?? -1]
  const leaf = structure.leaves[position.cell ?? -1]
  return driver?.kind === 'counties' && leaf !== undefined ? { source: countiesOf(open, leaf.code), kernel: [] } : { kernel: [] }
}
