import type { Catalogue, Item } from '../catalogue/schema'
import type { CompiledModel } from '../equation/compile'
import { valueAt } from '../equation/explain'
import type { RunNotice } from '../result'
import type { Structure } from '../structure'
import { cellsOf } from './applyStandards'
import type { Override, Scenario } from './document'
import { span } from './movePath'

interface Ran {
  readonly structure: Structure
  readonly compiled: CompiledModel
}

/** Who may move a standard: for a pool the strictest of the items that are its slices. */
function discretionOf({ items }: Catalogue, { id, item }: Structure['standards'][number]): Item['discretion'] {
  if (item !== undefined) return item.discretion
  const slices = items.filter(({ pool }) => pool === id).map(({ discretion }) => discretion)
  return slices.includes('national') ? 'national' : slices.includes('regional-on-top') ? 'regional-on-top' : 'regional'
}

/**
 * Changes of the last run that leave a standard below what the nation asks for, with the first year, however they are made:
 * below the national path where the nation alone sets it; below the base year's amount where the region may add to it (the
 * catalogue knows no national amount apart, D).
 */
export function belowFloors(model: Ran, { overrides }: Scenario): readonly RunNotice[] {
  return overrides.flatMap((override): readonly RunNotice[] => {
    if (!override.enabled || override.lever !== 'standard') return []
    const found = firstBelow(model, override)
    return found === null ? [] : [{ code: 'below-national-floor', overrideId: override.id, params: found }]
  })
}

function firstBelow({ structure, compiled }: Ran, override: Override): { year: number; value: number; low: number } | null {
  const { standards, catalogue, years } = structure
  const standard = standards.findIndex(({ id }) => id === override.target)
  const entry = standards[standard]
  if (entry === undefined) return null
  const discretion = discretionOf(catalogue, entry)
  if (discretion === 'regional') return null
  const { first, last } = span(override, catalogue.baseYear, years.length)
  for (const cell of cellsOf(structure, override.area))
    for (let year = first; year <= last; year++) {
      const value = valueAt(compiled, 'standard', { standard, cell, year })
      const low = valueAt(compiled, 'nationalStandard', { standard, year: discretion === 'national' ? year : 0 })
      if (value < low * (1 - 1e-9)) return { year: catalogue.baseYear + year, value, low }
    }
  return null
}
