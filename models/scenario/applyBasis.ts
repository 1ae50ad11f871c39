import type { BasisRatio, Catalogue } from '../catalogue/schema'
import { bases, basisCounted, type Structure } from '../structure'
import type { Say } from './applyActuals'
import { leavesOf } from './applyPopulation'
import { Patches } from './applyStandards'
import type { Override } from './document'
import type { Actual } from './entries'
import { yearly, type Inputs } from './fiscalInputs'
import { phaseIn, seriesValue, span } from './movePath'

/** [basis][cell][year]: persons of a basis for each resident, as the catalogue has them; the nearest region's path holds, 1 without any. */
export function catalogueRatios(structure: Structure): Float64Array {
  const { cells, years } = structure
  const values = new Float64Array(bases.length * cells.length * years.length).fill(1)
  bases.forEach((basis, b) => {
    cells.forEach((code, cell) => {
      const found = ratioOf(structure.catalogue, basis, code)
      if (found !== undefined) values.set(yearly(structure, found.path), (b * cells.length + cell) * years.length)
    })
  })
  return values
}

/** The path of a region, or of the nearest region above that has one. */
export function ratioOf(catalogue: Pick<Catalogue, 'basisRatios' | 'regions'>, basis: string, area: string): BasisRatio | undefined {
  const { basisRatios, regions } = catalogue
  const own = basisRatios.find((ratio) => ratio.basis === basis && ratio.region === area)
  const parent = regions.find(({ code }) => code === area)?.parent ?? null
  return own !== undefined || parent === null ? own : ratioOf(catalogue, basis, parent)
}

/** Names of the inputs of ratios that are nil, and of those that are 1, as long as nothing moves them. */
const nil = ['isBasisCounted', 'isBasisHeld', 'basisPersons', 'ratioPhase', 'ratioReplacement', 'ratioShift'] as const

interface Bases {
  readonly zeros: Float64Array
  readonly ones: Float64Array
  readonly ratios: Float64Array
}
const known = new WeakMap<Structure, Bases>()

function basesOf(structure: Structure): Bases {
  const found = known.get(structure)
  if (found !== undefined) return found
  const ratios = catalogueRatios(structure)
  const made = { ratios, zeros: new Float64Array(ratios.length), ones: new Float64Array(ratios.length).fill(1) }
  known.set(structure, made)
  return made
}

/**
 * Registered and insured persons for each resident: the catalogue's paths, counts of such persons by league and year, and
 * the scenario's changes on top. A ratio that was counted holds until the next count.
 */
export function applyBasis(
  structure: Structure,
  overrides: readonly Override[],
  actuals: readonly Actual[],
  inputs: Inputs,
  say: Say,
): void {
  const { years } = structure
  const { zeros, ones, ratios } = basesOf(structure)
  inputs.set('catalogueRatio', ratios)
  const patches = new Map<string, Patches>(nil.map((name) => [name, new Patches(zeros, years.length)]))
  patches.set('ratioScale', new Patches(ones, years.length))
  const rowOf = (name: string, row: number): Float64Array => patches.get(name)?.row(row) ?? new Float64Array(years.length)
  layCounts(structure, actuals, rowOf, say)
  for (const override of overrides) layOverride(structure, override, rowOf)
  for (const [name, patched] of patches) inputs.set(name, patched.values())
}

type RowOf = (name: string, row: number) => Float64Array
const rowAt = ({ cells }: Structure, basis: string, cell: number): number => bases.findIndex((one) => one === basis) * cells.length + cell

/** Counts of registered and insured persons; the base year without a count is told, because the level then jumps. */
function layCounts(structure: Structure, actuals: readonly Actual[], rowOf: RowOf, say: Say): void {
  const { catalogue, cells } = structure
  const firsts = new Map<number, Actual>()
  for (const actual of actuals) {
    const basis = actual.kind === 'count' ? basisCounted(actual.target) : undefined
    const cell = cells.indexOf(actual.area)
    if (actual.kind !== 'count' || basis === undefined || cell < 0) continue
    const row = rowAt(structure, basis, cell)
    const k = actual.year - catalogue.baseYear
    rowOf('isBasisCounted', row)[k] = 1
    rowOf('basisPersons', row)[k] = actual.value
    rowOf('isBasisHeld', row).fill(1, k)
    const first = firsts.get(row)
    if (first === undefined || actual.year < first.year) firsts.set(row, actual)
  }
  for (const first of firsts.values())
    if (first.year > catalogue.baseYear)
      say(first, 'warn', 'basis-base', { area: first.area, year: String(first.year), base: String(catalogue.baseYear) })
}

function layOverride(structure: Structure, override: Override, rowOf: RowOf): void {
  const { catalogue, years } = structure
  const { first, last } = span(override, catalogue.baseYear, years.length)
  for (const cell of leavesOf(structure, override.area)) {
    const row = rowAt(structure, override.target ?? '', cell)
    const [phase, replacement, scale, shift] = (['ratioPhase', 'ratioReplacement', 'ratioScale', 'ratioShift'] as const).map((name) =>
      rowOf(name, row),
    )
    if (phase === undefined || replacement === undefined || scale === undefined || shift === undefined) return
    for (let k = first; k <= last; k++) {
      const year = catalogue.baseYear + k
      const part = phaseIn(override, year)
      const given = override.mode === 'series' ? seriesValue(override, year) : override.mode === 'set' ? override.value : undefined
      if (override.mode === 'scale') scale[k] = (scale[k] ?? 1) * (1 + ((override.value ?? 1) - 1) * part)
      else if (override.mode === 'add') shift[k] = (shift[k] ?? 0) + (override.value ?? 0) * part
      else if (given !== undefined) {
        replacement[k] = given
        phase[k] = part
        scale[k] = 1
        shift[k] = 0
      }
    }
  }
}
