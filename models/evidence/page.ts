import type { CompiledModel } from '../equation/compile'
import type { Model } from '../model'
import type { Structure } from '../structure'
import { grades, worst, type Codes } from './codes'
import type { RunGrades } from './runGrades'

/** Grades of costs in one year, [component][cell]: what a unit of its own can say, and what the region together can. */
interface CostCodes {
  readonly local: Uint8Array
  readonly whole: Uint8Array
}
const costCodes = new WeakMap<RunGrades, Map<number, CostCodes>>()

/** Kept with the grades, which most runs leave alone. */
function codesIn(of: RunGrades, year: number): CostCodes {
  const known = costCodes.get(of) ?? new Map<number, CostCodes>()
  costCodes.set(of, known)
  const found = known.get(year)
  if (found !== undefined) return found
  const column = (codes: Codes): Uint8Array => Uint8Array.from({ length: codes.rows }, (_, row) => codes.at(row, year))
  const made = { local: column(of.cost.local), whole: column(of.cost.whole) }
  known.set(year, made)
  return made
}

const membersOf = new WeakMap<Structure, readonly (readonly number[])[]>()

/** Positions of the components of each item. */
export function componentsOf(structure: Structure): readonly (readonly number[])[] {
  const known = membersOf.get(structure)
  if (known !== undefined) return known
  const made = structure.catalogue.items.map((item) => structure.components.flatMap((entry, k) => (entry.item === item ? [k] : [])))
  membersOf.set(structure, made)
  return made
}

/** What items cost in one year of the last run, copied out of rows of years: then it lies close together, and is read over and over. */
export class Page {
  /** Position of the year. */
  readonly year: number
  /** [component][cell], yuan. */
  readonly cost: Float64Array
  /** What every item costs in the whole region, [item][grade], yuan. */
  readonly region: Float64Array
  private readonly components: readonly (readonly number[])[]
  private readonly cells: number
  private codes: CostCodes | undefined
  /** Number of the run that it is of. */
  private run = -1

  constructor({ structure }: Model, year: number) {
    this.year = year
    this.components = componentsOf(structure)
    this.cells = structure.cells.length
    this.cost = new Float64Array(structure.components.length * this.cells)
    this.region = new Float64Array(this.components.length * grades.length)
  }

  /** Grades of the costs, [component][cell], as a unit of its own can say them. */
  get local(): Uint8Array {
    return this.codes?.local ?? new Uint8Array()
  }

  /** Bring it to the last run: only what moved since is copied, and only items of which something did are added up. */
  turnTo({ compiled }: Model, of: RunGrades): this {
    const figures = compiled.figures('fiscalCost')
    const { moved } = figures
    const { cells, cost, components, year, run } = this
    const codes = codesIn(of, year)
    const isRegraded = codes !== this.codes
    for (let item = 0; item < components.length; item++) {
      let isMoved = isRegraded
      for (const component of components[item] ?? []) {
        const first = component * cells
        if (run >= 0 && !moved.isAnyAfter(run, first, cells)) continue
        figures.putColumn(first, cells, year, cost, first)
        isMoved = true
      }
      if (isMoved) this.sumUp(item, codes.whole)
    }
    this.codes = codes
    this.run = compiled.runs
    return this
  }

  private sumUp(item: number, codes: Uint8Array): void {
    const { cells, cost, region } = this
    const first = item * grades.length
    region.fill(0, first, first + grades.length)
    for (const component of this.components[item] ?? [])
      for (let cell = 0, at = component * cells; cell < cells; cell++, at++) {
        const slot = first + (codes[at] ?? worst)
        region[slot] = (region[slot] ?? 0) + (cost[at] ?? 0)
      }
  }
}

const kept = new WeakMap<CompiledModel, Page>()

/** The page of a year, position as in the structure; of the year that was asked for last what did not move since is kept. */
export function pageOf(model: Model, of: RunGrades, year: number): Page {
  const last = kept.get(model.compiled)
  const page = last?.year === year ? last : new Page(model, year)
  kept.set(model.compiled, page)
  return page.turnTo(model, of)
}
