import type { CompiledModel } from '../equation/compile'
import { valueAt } from '../equation/explain'
import type { RunNotice } from '../result'
import { basisCounted, type Structure } from '../structure'
import { checkCount } from './checkActual'
import type { Actual } from './entries'

interface Ran {
  readonly structure: Structure
  readonly compiled: CompiledModel
}

/** Counts far from what the model has for the same place and year, in the last run. */
export function farCounts(model: Ran, actuals: readonly Actual[]): readonly RunNotice[] {
  return actuals.flatMap((actual) =>
    actual.kind !== 'count' || basisCounted(actual.target) !== undefined
      ? []
      : checkCount(actual, plainCount(model, actual)).map(({ code, params }) => ({ code, overrideId: actual.id, params })),
  )
}

/** Deliveries that the model has without any count: base quantity, driver group and coverage, evenly spread. */
function plainCount({ structure, compiled }: Ran, { target, area, year }: Extract<Actual, { kind: 'count' }>): number {
  const { components, cells, catalogue, root } = structure
  const component = components.findIndex(({ id }) => id === target)
  const at = (cell: number): number => {
    const position = { component, cell, year: year - catalogue.baseYear }
    if (year === catalogue.baseYear) return valueAt(compiled, 'evenSpread', position)
    const respread = valueAt(compiled, 'respread', position)
    return respread === 0 ? 0 : valueAt(compiled, 'plainQuantity', position) / respread
  }
  return area === root.code ? cells.reduce((sum, _, cell) => sum + at(cell), 0) : at(cells.indexOf(area))
}
