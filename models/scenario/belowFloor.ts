import type { CompiledModel } from '../equation/compile'
import { valueAt } from '../equation/explain'
import type { RunNotice } from '../result'
import { floorKindOf, floorProvenance, floorYear } from '../service/floor'
import type { Structure } from '../structure'
import { cellsOf } from './applyStandards'
import type { Override } from './document'
import { span } from './movePath'

interface Ran {
  readonly structure: Structure
  readonly compiled: CompiledModel
}

/**
 * Changes of the last run that leave a standard below what the nation asks for, with the first year, the floor, its unit and its
 * source, however they are made.
 */
export const belowFloors = (model: Ran, acting: readonly Override[]): readonly RunNotice[] =>
  acting.flatMap((override): readonly RunNotice[] => {
    const params = override.lever === 'standard' ? firstBelow(model, override) : null
    return params === null ? [] : [{ code: 'below-national-floor', overrideId: override.id, params }]
  })

function firstBelow({ structure, compiled }: Ran, override: Override): NonNullable<RunNotice['params']> | null {
  const { standards, catalogue, years } = structure
  const standard = standards.findIndex(({ id }) => id === override.target)
  const entry = standards[standard]
  const floor = entry === undefined ? null : floorKindOf(structure, entry)
  if (entry === undefined || floor === null) return null
  const { first, last } = span(override, catalogue.baseYear, years.length)
  const cells = cellsOf(structure, override.area)
  // Of all places at once, [cell][year]: they are worked out when they are asked for.
  const here = compiled.figures('standard').part(standard * structure.cells.length, structure.cells.length)
  for (let year = first; year <= last; year++) {
    const low = valueAt(compiled, 'nationalStandard', { standard, year: floorYear(floor, year) })
    const value = cells.reduce((least, cell) => Math.min(least, here[cell * years.length + year] ?? 0), low)
    if (value >= low * (1 - 1e-9)) continue
    const from = floorProvenance(structure, standard, floor, year)
    const unit = entry.component?.unitCost?.unit ?? catalogue.pools.find(({ id }) => id === entry.id)?.standard.unit ?? ''
    return {
      year: String(catalogue.baseYear + year),
      value,
      low,
      unit,
      floor,
      source: from?.source ?? '',
      grade: from?.grade ?? 'D',
    }
  }
  return null
}
