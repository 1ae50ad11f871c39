import { sharingClassIn } from '../fiscal/sharingClass'
import { sharingClasses, type Structure } from '../structure'
import { leavesOf } from './applyPopulation'
import { cellsOf, type Patches } from './applyStandards'
import type { Override } from './document'
import type { Inputs } from './fiscalInputs'
import type { Mover } from './mover'
import { overlay } from './overlay'
import { fixedPart, isByClass, usualClass } from './sharingRules'

/**
 * How region, league and banner share the local money, as the scenario moves the class of a league, the region's part of an
 * item, or its part of what is borne beyond the catalogue's path alone. League and banner share what is left as in the catalogue.
 */
export function applySharing(structure: Structure, overrides: readonly Override[], inputs: Inputs, mover: Mover): void {
  const classes = overrides.filter(({ lever }) => lever === 'sharingClass')
  inputs.set('isInClass', classesOf(structure, classes).values())
  const parts = overrides.filter(({ lever }) => lever === 'regionShare')
  const ruled = ruledParts(structure, classes)
  const whole = new Parts(structure, ruled)
  for (const override of parts) if (override.onlyIncrement !== true) whole.move(override, mover)
  // What is borne more starts from what holds for the rest.
  const more = new Parts(structure, (item, cell) => whole.part(item, cell))
  for (const override of parts) if (override.onlyIncrement === true) more.move(override, mover)
  whole.give(inputs, 'isPartMoved', 'movedPart')
  more.give(inputs, 'isIncrementShared', 'incrementPart')
}

/** Marks of the classes, with the scenario's changes laid over the catalogue's. */
function classesOf(structure: Structure, overrides: readonly Override[]): Patches {
  const { catalogue, cells, leaves, years } = structure
  const marks = overlay(structure, 'isInClass')
  for (const leaf of new Set(overrides.flatMap(({ area }) => leavesOf(structure, area))))
    for (const [k, year] of years.entries()) {
      const own = sharingClassIn(catalogue, overrides, leaves[leaf]?.code ?? '', year) ?? usualClass
      sharingClasses.forEach((one, c) => {
        marks.row(c * cells.length + leaf)[k] = one === own ? 1 : 0
      })
    }
  return marks
}

type PathOf = (item: number, cell: number) => Float64Array

/** The region's part as the rules have it: by the class of the year, or the item's own. */
function ruledParts(structure: Structure, classes: readonly Override[]): PathOf {
  const { catalogue, leaves, years } = structure
  const { classShares } = catalogue.fiscal
  return (item, cell) => {
    const shares = catalogue.items[item]?.shares ?? null
    const code = leaves[cell]?.code
    const classIn = (year: number) => (code === undefined ? undefined : sharingClassIn(catalogue, classes, code, year)) ?? usualClass
    return Float64Array.from(years, (year) => (isByClass(shares) ? classShares[classIn(year)].value : fixedPart(shares)))
  }
}

/** The region's part by item and cell, as changes move it. */
class Parts {
  private readonly moved: Patches
  private readonly marks: Patches
  private readonly structure: Structure
  private readonly start: PathOf

  constructor(structure: Structure, start: PathOf) {
    this.structure = structure
    this.start = start
    this.moved = overlay(structure, 'movedPart')
    this.marks = overlay(structure, 'isPartMoved', 1)
  }

  private row(item: number, cell: number): Float64Array {
    const row = item * this.structure.cells.length + cell
    const known = this.moved.rows.get(row)
    if (known !== undefined) return known
    const path = this.moved.row(row)
    path.set(this.start(item, cell))
    this.marks.row(row)[0] = 1
    return path
  }

  /** What holds of an item in a cell so far. */
  part(item: number, cell: number): Float64Array {
    return this.moved.rows.get(item * this.structure.cells.length + cell)?.slice() ?? this.start(item, cell)
  }

  move(override: Override, mover: Mover): void {
    const item = this.structure.catalogue.items.findIndex(({ id }) => id === override.target)
    mover.move(
      override,
      cellsOf(this.structure, override.area).map((cell) => this.row(item, cell)),
    )
  }

  give(inputs: Inputs, marks: string, parts: string): void {
    inputs.set(marks, this.marks.values())
    inputs.set(parts, this.moved.values())
  }
}
