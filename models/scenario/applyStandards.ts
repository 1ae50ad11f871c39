import type { Base, InputValues } from '../equation/inputs'
import { allOf, Repeated } from '../equation/repeated'
import type { Structure } from '../structure'
import { leavesOf } from './applyPopulation'
import type { Override } from './document'
import type { Inputs } from './fiscalInputs'
import { phaseIn, seriesValue, span } from './movePath'
import type { Mover } from './mover'

/** Cells an override acts on: the leaves below its area, and for the whole region its own level too. */
export const cellsOf = (structure: Structure, area: string): readonly number[] =>
  area === structure.root.code ? structure.cells.map((_, k) => k) : leavesOf(structure, area)

const valueAt = (base: Base, at: number): number => (base instanceof Repeated ? base.at(at) : base[at]) ?? 0

/** An input of which a scenario changes few rows: those alone are written, beside a base that all runs share. */
export class Patches {
  readonly base: Base
  readonly rows = new Map<number, Float64Array>()
  private readonly years: number
  /** Room for the next rows: parts of one array, twice as many each time, since many small ones cost more to make than to fill. */
  private room = new Float64Array()
  private used = 0

  constructor(base: Base, years: number) {
    this.base = base
    this.years = years
  }

  /** The row to be written to; it starts as the base has it. */
  row(row: number): Float64Array {
    const known = this.rows.get(row)
    if (known !== undefined) return known
    const { base, years } = this
    if (this.used === this.room.length) [this.room, this.used] = [new Float64Array(Math.min(64, 2 * this.rows.size + 1) * years), 0]
    const made = this.room.subarray(this.used, (this.used += years))
    if (!(base instanceof Repeated && base.isNil)) for (let k = 0; k < years; k++) made[k] = valueAt(base, row * years + k)
    this.rows.set(row, made)
    return made
  }

  /** Where nothing was replaced the base itself, so that it is seen not to have moved. */
  values(): InputValues {
    return this.rows.size === 0 ? this.base : { base: this.base, rows: this.rows }
  }
}

interface Bases {
  /** [standard][cell][year] of zeros, and of ones. */
  readonly zeros: Repeated
  readonly ones: Repeated
  /** [standard][cell] of zeros. */
  readonly none: Repeated
  /** [item][cell][year] as the catalogue has it. */
  readonly coverage: Repeated
}
const known = new WeakMap<Structure, Bases>()

function basesOf(structure: Structure): Bases {
  const found = known.get(structure)
  if (found !== undefined) return found
  const perRow = structure.cells.length * structure.years.length
  const size = structure.standards.length * perRow
  const made = {
    zeros: allOf(0, size),
    ones: allOf(1, size),
    none: allOf(0, structure.standards.length * structure.cells.length),
    coverage: new Repeated(
      Float64Array.from(structure.catalogue.items, (item) => item.coverage.value),
      perRow,
    ),
  }
  known.set(structure, made)
  return made
}

/** Standards as the scenario replaces, scales or shifts them. */
export function applyStandards(structure: Structure, overrides: readonly Override[], inputs: Inputs): void {
  const { standards, cells, years, catalogue } = structure
  const { zeros, ones, none } = basesOf(structure)
  const isAdjusted = new Patches(none, 1)
  const flat = (): Patches => new Patches(zeros, years.length)
  const [isReplaced, replacement, isHeld, phase, shift, scale] = [flat(), flat(), flat(), flat(), flat(), new Patches(ones, years.length)]
  for (const override of overrides) {
    const standard = standards.findIndex((entry) => entry.id === override.target)
    const { first, last } = span(override, catalogue.baseYear, years.length)
    for (const cell of cellsOf(structure, override.area)) {
      const row = standard * cells.length + cell
      isAdjusted.row(row)[0] = 1
      for (let k = first; k <= last; k++) {
        const year = catalogue.baseYear + k
        const given = override.mode === 'series' ? seriesValue(override, year) : override.mode === 'set' ? override.value : undefined
        if (override.mode === 'scale')
          scale.row(row)[k] = (scale.row(row)[k] ?? 1) * (1 + ((override.value ?? 1) - 1) * phaseIn(override, year))
        else if (override.mode === 'add') shift.row(row)[k] = (shift.row(row)[k] ?? 0) + (override.value ?? 0) * phaseIn(override, year)
        else if (given !== undefined) {
          // What is held asks for no path of its own: what another change goes on from stays.
          if (override.after !== 'hold') isReplaced.row(row)[k] = override.mode === 'series' || k === first ? 1 : 0
          replacement.row(row)[k] = given
          isHeld.row(row)[k] = override.after === 'hold' ? 1 : 0
          phase.row(row)[k] = phaseIn(override, year)
          scale.row(row)[k] = 1
          shift.row(row)[k] = 0
        }
      }
    }
  }
  const named = { isAdjusted, isReplaced, replacement, isHeld, phase, standardScale: scale, standardShift: shift }
  for (const [name, patches] of Object.entries(named)) inputs.set(name, patches.values())
}

/**
 * Coverage of the items, as the scenario moves it; never more than the item's largest.
 * @param wider how much more of an item is delivered after the base year where the plan is read more widely; by item.
 */
export function applyCoverage(
  structure: Structure,
  overrides: readonly Override[],
  inputs: Inputs,
  mover: Mover,
  wider: ReadonlyMap<string, number> = new Map(),
): void {
  const { catalogue, cells, years } = structure
  const coverage = new Patches(basesOf(structure).coverage, years.length)
  for (const [id, factor] of wider) {
    const item = catalogue.items.findIndex((entry) => entry.id === id)
    for (let cell = 0; cell < cells.length; cell++) {
      const row = coverage.row(item * cells.length + cell)
      for (let k = 1; k < row.length; k++) row[k] = (row[k] ?? 0) * factor
    }
  }
  for (const override of overrides) {
    const item = catalogue.items.findIndex(({ id }) => id === override.target)
    const rows = cellsOf(structure, override.area).map((cell) => coverage.row(item * cells.length + cell))
    mover.move(override, rows, [0, catalogue.items[item]?.coverage.max ?? 0])
  }
  inputs.set('coverage', coverage.values())
}
