import type { Catalogue, Item } from '../catalogue/schema'
import { provenanceOf, type Provenance } from '../provenance'
import { growthRuleOf, type Structure } from '../structure'

/**
 * What a standard may not fall below: a national amount that is known; else the whole path where the nation alone sets it,
 * and the base year's amount where the region may add to an amount that is not known apart (D).
 */
export type FloorKind = 'national' | 'national-path' | 'base-year'

/** Who may move a standard: for a pool the strictest of the items that are its slices. */
function discretionOf({ items }: Catalogue, { id, item }: Structure['standards'][number]): Item['discretion'] {
  if (item !== undefined) return item.discretion
  const slices = items.filter(({ pool }) => pool === id).map(({ discretion }) => discretion)
  return slices.includes('national') ? 'national' : slices.includes('regional-on-top') ? 'regional-on-top' : 'regional'
}

/** The floor under a standard; null for what the region alone decides. */
export function floorKindOf({ catalogue }: Pick<Structure, 'catalogue'>, entry: Structure['standards'][number]): FloorKind | null {
  if (entry.component?.national !== undefined) return 'national'
  const discretion = discretionOf(catalogue, entry)
  return discretion === 'regional' ? null : discretion === 'national' ? 'national-path' : 'base-year'
}

/** The year whose national standard is the floor of a year, as positions. */
export const floorYear = (kind: FloorKind, year: number): number => (kind === 'base-year' ? 0 : year)

/** Where a floor comes from, with the grade of its rule after the last published amount. */
export function floorProvenance(structure: Structure, standard: number, kind: FloorKind, position: number): Provenance | null {
  const year = floorYear(kind, position)
  const found = provenanceOf(structure, kind === 'national' ? 'nationalFact' : 'fact', { standard, year })
  const entry = structure.standards[standard]
  if (found === null || entry === undefined || structure.catalogue.baseYear + year <= (found.year ?? 0)) return found
  const national = entry.component?.national
  const rule = kind === 'national' && national !== undefined ? national.growth : growthRuleOf(structure, entry)
  return year === 0 || rule.kind === 'fixed' ? found : { ...found, grade: found.grade > rule.grade ? found.grade : rule.grade }
}
