import type { CompiledModel } from '../equation/compile'
import { explainFigure, type Term } from '../equation/explain'
import { bases, type Structure } from '../structure'
import { cellsOf } from './applyStandards'
import type { Override } from './document'
import { leverNamed } from './levers'
import { isInRange, type Overshoot } from './mover'
import { span } from './movePath'

interface Ran {
  readonly structure: Structure
  readonly compiled: CompiledModel
}

/** Levers whose paths only the equations know, which keep them from falling below nothing: the figure that they move, and its rows. */
interface Computed {
  readonly lever: 'standard' | 'basisRatio'
  readonly along: 'standard' | 'basis'
  readonly ids: readonly string[]
}

/**
 * Changes of the last run that lead a standard or a ratio of persons out of what it can be, by their ids: of several that act
 * on the same row and year, the last. Those of standards that others follow come alone, since the others may be sound without.
 */
export function overshoots(ran: Ran, acting: readonly Override[]): ReadonlyMap<string, Overshoot> {
  const { structure } = ran
  const standards = structure.space.elements.standard
  const followed = structure.space.elements.leader
  const found = new Map<string, Overshoot>([
    ...overshootsOf(ran, acting, { lever: 'standard', along: 'standard', ids: standards }),
    ...overshootsOf(ran, acting, { lever: 'basisRatio', along: 'basis', ids: bases }),
  ])
  const first = [...found].filter(([id]) => acting.some((o) => o.id === id && followed.includes(o.target ?? '')))
  return first.length > 0 ? new Map(first) : found
}

function overshootsOf({ structure, compiled }: Ran, acting: readonly Override[], { lever, along, ids }: Computed): Map<string, Overshoot> {
  const { catalogue, cells, years } = structure
  const { possible } = leverNamed(lever)
  const [low, high] = possible
  const figures = compiled.figures(lever)
  const data = new Float64Array(cells.length * years.length)
  // By row and year: who acted last, and what came of it.
  const blamed = new Map<number, { readonly id: string; readonly place: Overshoot }>()
  for (const override of acting) {
    if (override.lever !== lever) continue
    const row = ids.indexOf(override.target ?? '')
    const { first, last } = span(override, catalogue.baseYear, years.length)
    // Looking closer asks for other rows, which may take the place of these.
    if (row >= 0) data.set(figures.part(row * cells.length, cells.length))
    for (const cell of cellsOf(structure, override.area))
      for (let year = first; year <= last; year++) {
        const at = (row * cells.length + cell) * years.length + year
        // The equations cut off what is below nothing, so that a value of nothing may be less.
        const shown = row < 0 ? 0 : (data[cell * years.length + year] ?? 0)
        const value = shown > 0 ? shown : uncut(compiled, lever, { [along]: row, cell, year })
        if (!isInRange(value, possible)) blamed.set(at, { id: override.id, place: { year: catalogue.baseYear + year, value, low, high } })
      }
  }
  const byId = new Map<string, Overshoot>()
  for (const { id, place } of blamed.values()) if (place.year < (byId.get(id)?.year ?? Number.POSITIVE_INFINITY)) byId.set(id, place)
  return byId
}

/** What a figure would be if its equation did not keep it from falling below nothing. */
function uncut(compiled: CompiledModel, name: string, position: Readonly<Record<string, number>>): number {
  const { formula, value } = explainFigure(compiled, name, position)
  const held: Term | null = formula?.op === 'where' ? formula.branch : formula
  return held?.op === 'max' ? Math.min(held.left.value, held.right.value) : value
}
