import { readTables } from '../tables'
import { everybody } from '../population/ageGroups'
import type { Model } from '../model'
import { grades, worst } from './codes'
import { Mix } from './mix'
import { componentsOf, pageOf, type Page } from './page'
import { resourceParts, type ResourcePart } from './resources'
import type { RunGrades } from './runGrades'
import { levels, shareOf } from './sharing'

/** A level that pays, the centre among them. */
export type Level = (typeof levels)[number]

/** Whose money the region's own level, and a league, have to find, and the centre's beside it. */
const ofOwnLevel: readonly Level[] = ['central', 'region']
const ofLeague: readonly Level[] = ['central', 'league', 'banner']
const alone: Readonly<Record<Level, readonly Level[]>> = {
  central: ['central'],
  region: ['region'],
  league: ['league'],
  banner: ['banner'],
}

const unknownLeast = 255
const leasts = new WeakMap<RunGrades, Map<string, Uint8Array<ArrayBuffer>>>()
/** [item][area] of some payers in a year. */
function keptLeast(grades: RunGrades, payers: readonly Level[], year: number, length: number): Uint8Array<ArrayBuffer> {
  const known = leasts.get(grades) ?? new Map<string, Uint8Array<ArrayBuffer>>()
  leasts.set(grades, known)
  const key = `${payers.join()} ${String(year)}`
  const made = known.get(key) ?? new Uint8Array(length).fill(unknownLeast)
  known.set(key, made)
  return made
}

/**
 * Money of the last run by grade (METHOD section 8). What an item costs somewhere is taken apart by its components; what of it
 * somebody pays or has to bear is taken apart alike, and is no better known than who pays. Positions are those of the
 * structure: items, areas, years.
 */
export class EvidenceBook {
  private readonly model: Model
  readonly grades: RunGrades
  private readonly components: readonly (readonly number[])[]
  private readonly paid: Float64Array
  private readonly burden: Float64Array
  private readonly cells: number
  private readonly years: number
  /** Of the payers and the year that were asked for last. */
  private kept = new Uint8Array()
  private asked: readonly Level[] | undefined
  private askedYear = -1
  private readonly pages = new Map<number, Page>()
  /** Of the year that was asked for last. */
  private page: Page | undefined

  constructor(model: Model, of: RunGrades) {
    const { structure } = model
    this.model = model
    this.grades = of
    this.components = componentsOf(structure)
    const { expenditure, borne } = readTables(model)
    this.paid = expenditure
    this.burden = borne
    this.cells = structure.cells.length
    this.years = structure.years.length
  }

  /** What an item costs in an area, all payers together. */
  spent(item: number, area: number, year: number, into = new Mix()): Mix {
    this.put(into, item, area, year, 0, 1)
    return into
  }

  /** What all items together cost in every area but the first, the whole region, position by position as areas stand. */
  spentInAreas(year: number): readonly Mix[] {
    const { areas } = this.model.structure
    const { cost, local } = this.pageOf(year)
    const mixes = areas.map(() => new Mix())
    // Component by component, as the costs lie; each area still gets its own in the order of the items.
    for (const components of this.components)
      for (const component of components)
        for (let area = 1; area < areas.length; area++) {
          const sums = mixes[area]?.sums ?? new Float64Array()
          for (const cell of areas[area]?.cells ?? []) {
            const at = component * this.cells + cell
            const code = local[at] ?? worst
            sums[code] = (sums[code] ?? 0) + (cost[at] ?? 0)
          }
        }
    return mixes
  }

  /** What a level pays of an item in an area. */
  paidBy(item: number, level: Level, area: number, year: number, into = new Mix()): Mix {
    const { areas } = this.model.structure
    const at = ((item * (levels.length + 1) + levels.indexOf(level)) * areas.length + area) * this.years + year
    return this.part(into, item, area, year, alone[level], this.paid, at)
  }

  /** What a unit has to bear of an item. */
  borne(item: number, unit: number, year: number, into = new Mix()): Mix {
    const { areas } = this.model.structure
    const at = (item * areas.length + unit) * this.years + year
    const level = areas[unit]?.level
    if (level === 'own') return this.part(into, item, 0, year, ofOwnLevel, this.burden, at)
    return this.part(into, item, unit, year, level === 'consolidated' ? levels : ofLeague, this.burden, at)
  }

  /** A unit's resources, or some parts of them. */
  resources(unit: number, year: number, parts: readonly ResourcePart[] = resourceParts): Mix {
    const mix = new Mix()
    const codes = unit === 0 ? this.grades.resources.whole : this.grades.resources.local
    for (const part of parts) {
      const { data } = this.model.compiled.block(part)
      for (const cell of this.model.structure.areas[unit]?.cells ?? [])
        mix.add(codes.at(resourceParts.indexOf(part) * this.cells + cell, year), data[cell * this.years + year] ?? 0)
    }
    return mix
  }

  /**
   * Money for an item, as its cost in an area is known; what costs nothing there is a programme of the region's own level.
   * The amount is given by where it stands: thousands are asked for, and a number that is handed on is put down each time.
   */
  private part(
    into: Mix,
    item: number,
    area: number,
    year: number,
    payers: readonly Level[],
    amounts: Readonly<Float64Array>,
    at: number,
  ): Mix {
    const amount = amounts[at] ?? 0
    if (amount === 0) return into
    const cells = this.model.structure.areas[area]?.cells ?? []
    const least = this.leastOf(item, area, year, payers)
    const [only] = cells
    if (cells.length === 1 && only !== undefined && this.putOne(into, item, only, year, least, amounts, at)) return into
    const cost = this.costIn(item, cells, year)
    if (cost !== 0) this.put(into, item, area, year, least, amount / cost)
    else this.programme(into, item, cells, year, least, amount)
    return into
  }

  /** The worst grade of what payers pay of an item anywhere in an area; kept with the grades, which most runs leave alone. */
  private leastOf(item: number, area: number, year: number, payers: readonly Level[]): number {
    const { areas } = this.model.structure
    if (payers !== this.asked || year !== this.askedYear) {
      this.kept = keptLeast(this.grades, payers, year, this.components.length * areas.length)
      this.asked = payers
      this.askedYear = year
    }
    const { kept } = this
    const at = item * areas.length + area
    const known = kept[at] ?? unknownLeast
    if (known !== unknownLeast) return known
    let least = 0
    for (const cell of areas[area]?.cells ?? []) least = Math.max(least, shareOf(this.grades.shares, this.cells, item, payers, cell, year))
    kept[at] = least
    return least
  }

  /** Programmes of the region's own level are borne by residents. */
  private programme(into: Mix, item: number, cells: readonly number[], year: number, least: number, amount: number): void {
    const own = this.cells - 1
    const people = cells.reduce((code, cell) => Math.max(code, this.grades.people.at(cell, everybody, year)), least)
    const cost = this.costIn(item, [own], year)
    if (cost === 0) into.add(grades.length - 1, amount)
    else this.put(into, item, this.model.structure.areas.length - 1, year, people, amount / cost)
  }

  private pageOf(year: number): Page {
    if (this.page?.year === year) return this.page
    const known = this.pages.get(year)
    if (known !== undefined) return (this.page = known)
    const page = pageOf(this.model, this.grades, year)
    this.pages.set(year, page)
    return (this.page = page)
  }

  private costIn(item: number, cells: readonly number[], year: number): number {
    const { cost } = this.pageOf(year)
    let sum = 0
    for (const component of this.components[item] ?? []) {
      const first = component * this.cells
      for (const cell of cells) sum += cost[first + cell] ?? 0
    }
    return sum
  }

  /** The cost of an item in an area times a factor. @param least a grade that nothing of it is better than. */
  private put({ sums }: Mix, item: number, area: number, year: number, least: number, factor: number): void {
    if (area === 0) {
      const { region } = this.pageOf(year)
      for (let code = 0; code < grades.length; code++) {
        const at = code < least ? least : code
        sums[at] = (sums[at] ?? 0) + (region[item * grades.length + code] ?? 0) * factor
      }
      return
    }
    const { cost, local } = this.pageOf(year)
    const cells = this.model.structure.areas[area]?.cells ?? []
    for (const component of this.components[item] ?? []) {
      const first = component * this.cells
      for (const cell of cells) {
        const code = local[first + cell] ?? worst
        const at = code < least ? least : code
        sums[at] = (sums[at] ?? 0) + (cost[first + cell] ?? 0) * factor
      }
    }
  }

  /** Money for an item in one cell. @returns whether the item costs anything there. */
  private putOne(
    { sums }: Mix,
    item: number,
    cell: number,
    year: number,
    least: number,
    amounts: Readonly<Float64Array>,
    at: number,
  ): boolean {
    const { cost, local } = this.pageOf(year)
    const components = this.components[item] ?? []
    let all = 0
    for (let k = 0; k < components.length; k++) all += cost[(components[k] ?? 0) * this.cells + cell] ?? 0
    if (all === 0) return false
    const factor = (amounts[at] ?? 0) / all
    for (let k = 0; k < components.length; k++) {
      const place = (components[k] ?? 0) * this.cells + cell
      const code = local[place] ?? worst
      const grade = code < least ? least : code
      sums[grade] = (sums[grade] ?? 0) + (cost[place] ?? 0) * factor
    }
    return true
  }
}
