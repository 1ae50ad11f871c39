import { areasTable, payersTable } from '../tables'
import { everybody } from '../population/ageGroups'
import type { Model } from '../model'
import type { Structure } from '../structure'
import { grades } from './codes'
import { Mix } from './mix'
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

/** Positions of the components of each item. */
const membersOf = new WeakMap<Structure, readonly (readonly number[])[]>()
function componentsOf(structure: Structure): readonly (readonly number[])[] {
  const known = membersOf.get(structure)
  if (known !== undefined) return known
  const made = structure.catalogue.items.map((item) => structure.components.flatMap((entry, k) => (entry.item === item ? [k] : [])))
  membersOf.set(structure, made)
  return made
}

/**
 * Money of the last run by grade (METHOD section 8). What an item costs somewhere is taken apart by its components; what of it
 * somebody pays or has to bear is taken apart alike, and is no better known than who pays. Positions are those of the
 * structure: items, areas, years.
 */
export class EvidenceBook {
  private readonly model: Model
  private readonly grades: RunGrades
  private readonly components: readonly (readonly number[])[]
  private readonly cost: Float64Array
  private readonly paid: Float64Array
  private readonly burden: Float64Array
  private readonly cells: number
  private readonly years: number
  /** Of the payers and the year that were asked for last. */
  private kept = new Uint8Array()
  private asked: readonly Level[] | undefined
  private askedYear = -1
  /** What items cost in areas of several cells, by grade: worked out once for each year. */
  private readonly sums = new Map<number, Float64Array>()

  constructor(model: Model, of: RunGrades) {
    const { structure, compiled } = model
    this.model = model
    this.grades = of
    this.components = componentsOf(structure)
    this.cost = compiled.block('fiscalCost').data
    this.paid = payersTable(model)
    this.burden = areasTable(model, 'borne')
    this.cells = structure.cells.length
    this.years = structure.years.length
  }

  /** What an item costs in an area, all payers together. */
  spent(item: number, area: number, year: number, into = new Mix()): Mix {
    this.put(into, item, area, year, 0, 1)
    return into
  }

  /** What a level pays of an item in an area. */
  paidBy(item: number, level: Level, area: number, year: number, into = new Mix()): Mix {
    const { areas } = this.model.structure
    const at = ((item * (levels.length + 1) + levels.indexOf(level)) * areas.length + area) * this.years + year
    return this.part(into, item, area, year, alone[level], this.paid[at] ?? 0)
  }

  /** What a unit has to bear of an item. */
  borne(item: number, unit: number, year: number, into = new Mix()): Mix {
    const { areas } = this.model.structure
    const amount = this.burden[(item * areas.length + unit) * this.years + year] ?? 0
    const level = areas[unit]?.level
    if (level === 'own') return this.part(into, item, 0, year, ofOwnLevel, amount)
    return this.part(into, item, unit, year, level === 'consolidated' ? levels : ofLeague, amount)
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

  /** Money for an item, as its cost in an area is known; what costs nothing there is a programme of the region's own level. */
  private part(into: Mix, item: number, area: number, year: number, payers: readonly Level[], amount: number): Mix {
    if (amount === 0) return into
    const cells = this.model.structure.areas[area]?.cells ?? []
    const cost = this.costIn(item, cells, year)
    const least = this.leastOf(item, area, year, payers)
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

  private costIn(item: number, cells: readonly number[], year: number): number {
    let sum = 0
    for (const component of this.components[item] ?? [])
      for (const cell of cells) sum += this.cost[(component * this.cells + cell) * this.years + year] ?? 0
    return sum
  }

  /** The cost of an item in an area times a factor. @param least a grade that nothing of it is better than. */
  private put(into: Mix, item: number, area: number, year: number, least: number, factor: number): void {
    if (area === 0) {
      const sums = this.whole(year)
      for (let code = 0; code < grades.length; code++) into.add(Math.max(code, least), (sums[item * grades.length + code] ?? 0) * factor)
      return
    }
    const { local } = this.grades.cost
    for (const component of this.components[item] ?? [])
      for (const cell of this.model.structure.areas[area]?.cells ?? []) {
        const row = component * this.cells + cell
        into.add(Math.max(local.at(row, year), least), (this.cost[row * this.years + year] ?? 0) * factor)
      }
  }

  /** What every item costs in the whole region, [item][grade]. */
  private whole(year: number): Float64Array {
    const known = this.sums.get(year)
    if (known !== undefined) return known
    const sums = new Float64Array(this.components.length * grades.length)
    const codes = this.grades.cost.whole.data
    for (let item = 0; item < this.components.length; item++)
      for (const component of this.components[item] ?? [])
        for (let cell = 0, at = component * this.cells * this.years + year; cell < this.cells; cell++, at += this.years) {
          const slot = item * grades.length + (codes[at] ?? 0)
          sums[slot] = (sums[slot] ?? 0) + (this.cost[at] ?? 0)
        }
    this.sums.set(year, sums)
    return sums
  }
}
