import type { Coordinates } from '../equation/explain'
import { namesIn, type DimensionName, type Variable } from '../equation/expression'
import { pathAt, type OpenRun } from './run'

/** A variable that reads a figure; its own figure where the place follows from the place read. */
export interface Reader {
  readonly name: string
  readonly figure: string | null
}

/** Variables whose formulas read a variable's figure, one level up. */
export function readersOf(open: OpenRun, name: string, position: Coordinates): readonly Reader[] {
  return open.model.compiled.order.flatMap((variable): readonly Reader[] => {
    if (variable.expression === undefined) return []
    const { current, previous } = namesIn(variable.expression)
    const later = !current.has(name) && previous.has(name)
    if (!later && !current.has(name)) return []
    const at = placeOf(open, variable, later ? { ...position, year: (position.year ?? 0) + 1 } : position)
    return [{ name: variable.name, figure: at === null ? null : pathAt(open, variable.name, at) }]
  })
}

/** Where a reader stands, as far as it follows: the same place, the group a member belongs to, the unit of a cell. */
function placeOf({ model: { structure } }: OpenRun, { dimensions }: Variable, read: Coordinates): Coordinates | null {
  const { mappings, elements } = structure.space
  const along = (dimension: DimensionName): number | undefined => {
    const own = read[dimension]
    if (own !== undefined) return own
    if (dimension === 'unit') return read.cell === undefined ? undefined : elements.unit.indexOf(elements.cell[read.cell] ?? '')
    const mapping = Object.values(mappings).find(({ from, to }) => to === dimension && read[from] !== undefined)
    return mapping?.index[read[mapping.from] ?? -1]
  }
  const at: Record<string, number> = {}
  for (const dimension of dimensions) {
    const index = along(dimension)
    if (index === undefined || index < 0 || index >= elements[dimension].length) return null
    at[dimension] = index
  }
  return at
}
