import type { Grade } from '../catalogue/schema'
import type { ComponentEntry, Structure } from '../structure'

const grades = ['A', 'B', 'C', 'D'] as const

export const worseGrade = (a: Grade, b: Grade): Grade => (a > b ? a : b)

/** A value dated before the base year stands for it one grade lower. */
export const gradeInBaseYear = (fact: { readonly grade: Grade; readonly year: number }, baseYear: number): Grade =>
  fact.year >= baseYear ? fact.grade : (grades[Math.min(grades.indexOf(fact.grade) + 1, 3)] ?? 'D')

/** Grade of one component's cost: the worse of its quantity's and its unit cost's. */
export function componentGrade(structure: Structure, { item, component }: ComponentEntry): Grade {
  const base = structure.catalogue.baseYear
  const pool = structure.catalogue.pools.find((p) => p.id === item.pool)
  const price = component.unitCost ?? pool?.standard
  const slice = component.poolShare?.grade ?? 'A'
  return worseGrade(worseGrade(gradeInBaseYear(component.quantity, base), price === undefined ? 'D' : gradeInBaseYear(price, base)), slice)
}

/** Worst grade behind the population of an area: its base, and the paths of births, deaths, migration and residence. */
export function populationGrade({ catalogue, leaves, leavesIn }: Structure, area: string): Grade {
  const { population } = catalogue
  const { mortality, fertility, migration } = population
  const paths = [mortality.e0Male, mortality.e0Female, fertility.tfr, fertility.srb, migration.rate, population.urbanShare]
  const within = (leavesIn.get(area) ?? []).map((leaf) => leaves[leaf]?.code)
  const bases = population.base.filter(({ region }) => within.includes(region))
  return [
    ...bases.flatMap((base) => [base.grade, base.urbanShare.grade]),
    ...paths.flatMap((path) => path.points.map((point) => point.grade)),
  ].reduce<Grade>(worseGrade, 'A')
}

/** Grades that no scenario moves: worked out once for a catalogue. */
export interface FixedGrades {
  /** By component, item and area with residents, in the order of the structure; by unit in the order of areas. */
  readonly components: readonly Grade[]
  readonly items: readonly Grade[]
  readonly population: ReadonlyMap<string, Grade>
  readonly accounts: ReadonlyMap<string, Grade>
}

export function fixedGrades(structure: Structure): FixedGrades {
  const { catalogue, areas, cells } = structure
  const components = structure.components.map((entry) => componentGrade(structure, entry))
  const items = catalogue.items.map((item) =>
    structure.components.reduce<Grade>((worst, entry, k) => (entry.item === item ? worseGrade(worst, components[k] ?? 'D') : worst), 'A'),
  )
  const account = (codes: readonly string[]): Grade =>
    catalogue.fiscal.accounts
      .filter(({ cell }) => codes.includes(cell))
      .flatMap(({ generalTransfers, years }) => [generalTransfers.grade, ...years.map(({ grade }) => grade)])
      .reduce<Grade>(worseGrade, 'A')
  return {
    components,
    items,
    population: new Map(areas.map(({ code }) => [code, populationGrade(structure, code)])),
    accounts: new Map(areas.map((area) => [area.code, account(area.cells.map((cell) => cells[cell] ?? ''))])),
  }
}
