import type { Run } from '../model'
import type { Structure } from '../structure'
import { actingIn, actingOn, gradesKey, type Acting, type Grounds } from './acting'
import { codeOf, Codes } from './codes'
import { driverCodes } from './drivers'
import { PeopleCodes, peopleGrounds } from './people'
import { quantityCodes, quantityGrounds, type QuantityCodes } from './quantities'
import { resourceCodes, resourceGrounds, type ResourceCodes } from './resources'
import { shareCodes, shareGrounds } from './sharing'
import { standardCodes, standardGrounds } from './standards'

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

/** Something that is worked out again where its key is another than the last time. */
class Kept<T> {
  private last: { readonly key: string; readonly value: T } | undefined

  get(key: string, make: () => T): T {
    if (this.last?.key !== key) this.last = { key, value: make() }
    return this.last.value
  }
}

/** Grades of the last run, each by what it rests on: a lever that is moved for the first time moves the grades of its own kind. */
class GradesOf {
  private readonly all = new Kept<RunGrades>()
  private readonly people = new Kept<PeopleCodes>()
  private readonly quantities = new Kept<QuantityCodes>()
  private readonly standards = new Kept<Codes>()
  private readonly costs = new Kept<RunGrades['cost']>()
  private readonly shares = new Kept<Codes>()
  private readonly resources = new Kept<ResourceCodes>()
  private readonly structure: Structure

  constructor(structure: Structure) {
    this.structure = structure
  }

  in(outlook: string, acting: Acting): RunGrades {
    return this.all.get(gradesKey(outlook, acting), () => this.make(outlook, acting))
  }

  private make(outlook: string, acting: Acting): RunGrades {
    const { structure } = this
    const keyOn = (grounds: Grounds): string => gradesKey(outlook, actingOn(acting, grounds))
    const [ofPeople, ofStandards] = [keyOn(peopleGrounds), keyOn(standardGrounds)]
    const ofQuantities = `${ofPeople}\n${keyOn(quantityGrounds)}`
    const people = this.people.get(ofPeople, () => new PeopleCodes(structure, outlook, acting))
    const quantities = this.quantities.get(ofQuantities, () => quantityCodes(structure, acting, driverCodes(structure, people)))
    const standards = this.standards.get(ofStandards, () => standardCodes(structure, acting))
    return {
      people,
      cost: this.costs.get(`${ofQuantities}\n${ofStandards}`, () => ({
        local: costCodes(structure, quantities.local, standards),
        whole: costCodes(structure, quantities.whole, standards),
      })),
      quantities,
      standards,
      shares: this.shares.get(keyOn(shareGrounds), () => shareCodes(structure, acting)),
      resources: this.resources.get(keyOn(resourceGrounds(structure)), () => resourceCodes(structure, acting)),
    }
  }
}

const known = new WeakMap<Structure, GradesOf>()

/** The grades of a run; those of the last one where nothing that moves them has changed, which most edits do not. */
export function runGrades(structure: Structure, { applied }: Pick<Run, 'applied'>): RunGrades {
  const of = known.get(structure) ?? new GradesOf(structure)
  known.set(structure, of)
  return of.in(applied.population.outlook, actingIn(applied))
}

/** Of a cost: the worst of what is multiplied. */
function costCodes({ components, cells, years, space }: Structure, quantities: Codes, standards: Codes): Codes {
  const out = new Codes(components.length * cells.length, years.length)
  const standardOf = space.mappings['standardOf']?.index
  components.forEach(({ component }, c) => {
    const slice = component.poolShare === undefined ? 0 : codeOf(component.poolShare.grade)
    const standard = standardOf?.[c] ?? 0
    for (let cell = 0; cell < cells.length; cell++) {
      const row = c * cells.length + cell
      out.putWorst(row, [quantities, row], [standards, standard * cells.length + cell], slice)
    }
  })
  return out
}
