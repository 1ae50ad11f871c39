import type { Run } from '../model'
import type { Structure } from '../structure'
import { actingIn, gradesKey } from './acting'
import { codeOf, Codes } from './codes'
import { driverCodes } from './drivers'
import { PeopleCodes } from './people'
import { quantityCodes, type QuantityCodes } from './quantities'
import { resourceCodes, type ResourceCodes } from './resources'
import { shareCodes } from './sharing'
import { standardCodes } from './standards'

/** How far everything that a run counts with is known, by place and year (METHOD section 8). */
export interface RunGrades {
  readonly people: PeopleCodes
  /** Of what components cost, [component][cell][year]: worst of quantity, standard and slice. */
  readonly cost: { readonly local: Codes; readonly whole: Codes }
  /** What a cost's grade is made of: the quantity in both senses, and the standard. */
  readonly quantities: QuantityCodes
  readonly standards: Codes
  /** [item][level][cell][year]. */
  readonly shares: Codes
  readonly resources: ResourceCodes
}

const last = new WeakMap<Structure, { readonly key: string; readonly grades: RunGrades }>()

/** The grades of a run; those of the last one where nothing that moves them has changed, which most edits do not. */
export function runGrades(structure: Structure, { applied }: Pick<Run, 'applied'>): RunGrades {
  const acting = actingIn(applied)
  const key = gradesKey(applied.population.outlook, acting)
  const known = last.get(structure)
  if (known?.key === key) return known.grades
  const people = new PeopleCodes(structure, applied.population.outlook, acting)
  const quantities = quantityCodes(structure, acting, driverCodes(structure, people))
  const standards = standardCodes(structure, acting)
  const grades: RunGrades = {
    people,
    cost: { local: costCodes(structure, quantities.local, standards), whole: costCodes(structure, quantities.whole, standards) },
    quantities,
    standards,
    shares: shareCodes(structure, acting),
    resources: resourceCodes(structure, acting),
  }
  last.set(structure, { key, grades })
  return grades
}

/** Of a cost: the worst of what is multiplied. */
function costCodes({ components, cells, years, space }: Structure, quantities: Codes, standards: Codes): Codes {
  const out = new Codes(components.length * cells.length, years.length)
  const [row, standard] = [new Uint8Array(years.length), new Uint8Array(years.length)]
  const standardOf = space.mappings['standardOf']?.index
  components.forEach(({ component }, c) => {
    const slice = component.poolShare === undefined ? 0 : codeOf(component.poolShare.grade)
    cells.forEach((_, cell) => {
      quantities.read(c * cells.length + cell, row)
      standards.read((standardOf?.[c] ?? 0) * cells.length + cell, standard)
      for (let k = 0; k < row.length; k++) row[k] = Math.max(row[k] ?? 0, standard[k] ?? 0, slice)
      out.put(c * cells.length + cell, row)
    })
  })
  return out
}
