import { valueAt, type Coordinates } from '../equation/explain'
import type { Variable } from '../equation/expression'
import { areaNamed, elementAt, pathAt, UnknownFigure, variableTerm, type OpenRun } from './run'
import { pairOf, sumOf, type ShownTerm } from './term'

/** A variable's figure at the places of a path: one of its cells, or a row of the results above them. */
export type Placed =
  | { readonly kind: 'cell'; readonly position: Coordinates; readonly path: string }
  | { readonly kind: 'above'; readonly position: Coordinates; readonly path: string; readonly cells: readonly number[] }

/** Whether figures of several cells are added up: money of a year, deliveries, persons. */
const isAdditive = ({ unit, name }: Variable): boolean =>
  name !== 'driver' && ['CNY,year', 'delivery', 'person'].includes(Object.keys(unit).sort().join())

/** Find the places of a path in a variable's dimensions. @throws UnknownFigure */
export function placed(open: OpenRun, variable: Variable, given: readonly string[]): Placed {
  const { structure } = open.model
  const { name, dimensions } = variable
  // A unit that is left out is the whole region.
  const isShort = dimensions[0] === 'unit' && given.length === dimensions.length - 1 && elementAt(open, 'unit', given[0] ?? '') < 0
  const places = isShort ? ['consolidated', ...given] : given
  if (places.length !== dimensions.length) throw new UnknownFigure(`${name} needs ${[name, ...dimensions].join('/')}`)
  const position: Record<string, number> = {}
  let above: { readonly code: string; readonly cells: readonly number[] } | undefined
  dimensions.forEach((dimension, k) => {
    const place = places[k] ?? ''
    const index = elementAt(open, dimension, place)
    position[dimension] = Math.max(0, index)
    if (index >= 0) return
    const isArea = place === 'consolidated' || structure.areas.some(({ code }) => code === place)
    if (dimension !== 'cell' || !isArea)
      throw new UnknownFigure(`there is no ${dimension} ${place}; one of: ${structure.space.elements[dimension].join(', ')}`)
    if (!isAdditive(variable) && name !== 'standard')
      throw new UnknownFigure(`${name} is no sum: it stands for single cells only, such as ${structure.cells.slice(0, 3).join(', ')}`)
    above = areaNamed(open, place)
  })
  if (above === undefined) {
    requireKnown(open, name, position)
    return { kind: 'cell', position, path: pathAt(open, name, position) }
  }
  const code = above.code
  const path = [name, ...dimensions.map((dimension) => (dimension === 'cell' ? code : elementName(open, dimension, position)))].join('/')
  return { kind: 'above', position, path, cells: above.cells }
}

const knownMarks: Readonly<Record<string, string>> = {
  claim: 'isClaimKnown',
  priorClaims: 'areClaimsKnown',
  residualRatio: 'areClaimsKnown',
  debt: 'isDebtKnown',
  fundOpening: 'isFundKnown',
  fundBalance: 'isFundKnown',
  fundUncovered: 'isFundKnown',
}

/** What was never booked is nil to the equations, and not known to a reader. @throws UnknownFigure */
function requireKnown(open: OpenRun, name: string, position: Coordinates): void {
  const mark = knownMarks[name]
  if (mark === undefined) return
  open.wake()
  if (valueAt(open.model.compiled, mark, position) === 0)
    throw new UnknownFigure(`${pathAt(open, name, position)} is not known: no account gives it`)
}

const elementName = (open: OpenRun, dimension: Variable['dimensions'][number], position: Coordinates): string =>
  open.model.compiled.space.elements[dimension][position[dimension] ?? 0] ?? ''

/** The formula of a row above the cells: their sum, for a standard their mean weighted with what is delivered. */
export function aboveTerm(open: OpenRun, name: string, position: Coordinates, cells: readonly number[]): ShownTerm {
  return name === 'standard' ? meanTerm(open, position, cells) : overCells(open, name, position, cells)
}

const overCells = (open: OpenRun, name: string, position: Coordinates, cells: readonly number[]): ShownTerm =>
  sumOf(
    'cell',
    cells.map((cell) => ({ element: open.model.structure.cells[cell] ?? '', term: variableTerm(open, name, { ...position, cell }) })),
  )

/** As `tables.ts` makes it: what is the same everywhere is not put through a division. */
function meanTerm(open: OpenRun, position: Coordinates, cells: readonly number[]): ShownTerm {
  const { compiled, structure } = open.model
  const component = structure.space.mappings['standardOf']?.index.indexOf(position.standard ?? 0) ?? -1
  open.wake()
  const weight = (cell: number): number =>
    component < 0 ? 0 : valueAt(compiled, 'quantity', { component, cell, ...(position.year === undefined ? {} : { year: position.year }) })
  const standard = (cell: number): ShownTerm => variableTerm(open, 'standard', { ...position, cell })
  const used = cells.filter((cell) => weight(cell) > 0)
  const [first = cells[0] ?? 0] = used
  if (used.every((cell) => standard(cell).value === standard(first).value)) return standard(first)
  const at = { component, ...(position.year === undefined ? {} : { year: position.year }) }
  const weighted = cells.map((cell) => ({
    element: structure.cells[cell] ?? '',
    term: pairOf('times', standard(cell), variableTerm(open, 'quantity', { ...at, cell })),
  }))
  return pairOf('over', sumOf('cell', weighted), overCells(open, 'quantity', at, cells))
}
