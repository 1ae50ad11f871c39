import type { Structure } from '../structure'
import { Patches } from './applyStandards'
import { catalogueInputs, type Inputs } from './fiscalInputs'

/** Rows of an input laid over the catalogue's array of the same name. */
export function overlay(structure: Structure, name: string, width = structure.years.length): Patches {
  const base = catalogueInputs(structure).get(name)
  if (base === undefined || 'rows' in base) throw new RangeError(`no array of the catalogue for ${name}`)
  return new Patches(base, width)
}

/** Give the rows to the run; an input of which nothing is changed stays the catalogue's. */
export function give(inputs: Inputs, patches: Readonly<Record<string, Patches>>): void {
  for (const [name, patched] of Object.entries(patches)) if (patched.rows.size > 0) inputs.set(name, patched.values())
}
