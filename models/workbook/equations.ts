import type { Variable } from '../equation/expression'
import { equations } from '../model'

/**
 * The equations as a workbook has them: those of the model, but that the region's part of the local money is given there,
 * however the scenario came to it (class, item or change), so that it may be overwritten.
 */
export const workbookEquations: readonly Variable[] = equations.map((variable) => {
  if (variable.name !== 'regionPart') return variable
  const { expression: _, ...given } = variable
  return given
})
