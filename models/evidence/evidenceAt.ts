import type { Grade } from '../catalogue/schema'
import type { Model, Run } from '../model'
import { everybody } from '../population/ageGroups'
import type { Evidence } from '../result'
import type { Structure } from '../structure'
import { EvidenceBook, type Level } from './book'
import { gradeOf, worst } from './codes'
import { byMoney, Mix, worseOf } from './mix'
import { resourceParts } from './resources'
import { runGrades, type RunGrades } from './runGrades'

/** What the figures of a fiscal unit in a year rest on. */
export interface UnitEvidence {
  readonly required: Evidence
  readonly resources: Evidence
  readonly ownRevenue: Evidence
  readonly generalTransfers: Evidence
  readonly capacity: Evidence
  readonly margin: Evidence
  readonly coverageRatio: Evidence
}

/** How much of the money of a year rests on each grade: of an area by item, domain and payer, of its unit, and of all areas. */
export interface EvidenceAt {
  readonly area: string
  readonly year: number
  readonly total: Evidence
  readonly byItem: readonly Evidence[]
  readonly byDomain: readonly Evidence[]
  readonly byPayer: Readonly<Record<Level, Evidence>>
  readonly unit: UnitEvidence
  /** Of all areas, in the order of the layout: what is spent there, and what their units have to bear and have. */
  readonly areas: readonly {
    readonly code: string
    readonly spending: Evidence
    readonly required: Evidence
    readonly resources: Evidence
  }[]
}

/** What money of some items rests on. */
export const mixed = (items: readonly number[], add: (item: number, into: Mix) => void): Evidence => {
  const mix = new Mix()
  for (const item of items) add(item, mix)
  return mix.shares()
}

const own = ['ordinaryTax', 'resourceTax', 'nonTax'] as const

/**
 * Capacity is the base year's required spending over its resources × the resources of the year, the cover that over required
 * spending: a product and a quotient are no better known than their worse side. The margin is a difference: both sides by
 * their money.
 */
export function unitEvidence({ structure, compiled }: Model, book: EvidenceBook, unit: number, year: number): UnitEvidence {
  const items = structure.catalogue.items.map((_, item) => item)
  const requiredIn = (k: number): Evidence => mixed(items, (item, into) => book.borne(item, unit, k, into))
  const [required, requiredThen] = [requiredIn(year), requiredIn(0)]
  const [resources, resourcesThen] = [book.resources(unit, year).shares(), book.resources(unit, 0).shares()]
  const capacity = year === 0 ? requiredThen : worseOf(worseOf(requiredThen, resourcesThen), resources)
  const amount = (name: 'capacity' | 'unitRequired'): number => compiled.block(name).data[unit * structure.years.length + year] ?? 0
  return {
    required,
    resources,
    ownRevenue: book.resources(unit, year, own).shares(),
    generalTransfers: book.resources(unit, year, ['generalTransfers']).shares(),
    capacity,
    margin: byMoney([
      { evidence: capacity, amount: amount('capacity') },
      { evidence: required, amount: amount('unitRequired') },
    ]),
    coverageRatio: worseOf(capacity, required),
  }
}

/** The evidence of an area in a year; the model must hold the run. Undefined for a place that is not there. */
export function evidenceAt(model: Model, run: Run, area: string, year: number): EvidenceAt | undefined {
  const { structure } = model
  const [place, k] = [structure.areas.findIndex(({ code }) => code === area), structure.years.indexOf(year)]
  if (place < 0 || k < 0) return undefined
  const book = new EvidenceBook(model, runGrades(structure, run))
  const { items, domains } = structure.catalogue
  const all = items.map((_, item) => item)
  const spending = (of: readonly number[], where: number): Evidence => mixed(of, (item, into) => book.spent(item, where, k, into))
  const paid = (level: Level): Evidence => mixed(all, (item, into) => book.paidBy(item, level, place, k, into))
  return {
    area,
    year,
    total: spending(all, place),
    byItem: all.map((item) => spending([item], place)),
    byDomain: domains.map(({ id }) =>
      spending(
        all.filter((item) => items[item]?.domain === id),
        place,
      ),
    ),
    byPayer: { central: paid('central'), region: paid('region'), league: paid('league'), banner: paid('banner') },
    unit: unitEvidence(model, book, place, k),
    areas: structure.areas.map(({ code }, where) => ({
      code,
      spending: spending(all, where),
      required: mixed(all, (item, into) => book.borne(item, where, k, into)),
      resources: book.resources(where, k).shares(),
    })),
  }
}

/** Evidence of every year: of the whole region's items and domains, of what is spent in the areas, of what units have and have to bear. */
export interface EvidenceByYear {
  readonly items: readonly { readonly id: string; readonly years: readonly Evidence[] }[]
  readonly domains: readonly { readonly id: string; readonly years: readonly Evidence[] }[]
  readonly areas: readonly { readonly code: string; readonly years: readonly Evidence[] }[]
  readonly units: readonly { readonly code: string; readonly years: readonly UnitEvidence[] }[]
}

export function evidenceByYear(model: Model, run: Run): EvidenceByYear {
  const { structure } = model
  const book = new EvidenceBook(model, runGrades(structure, run))
  const { items, domains } = structure.catalogue
  const years = structure.years.map((_, k) => k)
  const all = items.map((_, item) => item)
  const spending = (of: readonly number[], where: number) => years.map((k) => mixed(of, (item, into) => book.spent(item, where, k, into)))
  return {
    items: items.map(({ id }, item) => ({ id, years: spending([item], 0) })),
    domains: domains.map(({ id }) => ({
      id,
      years: spending(
        all.filter((item) => items[item]?.domain === id),
        0,
      ),
    })),
    areas: structure.areas.map(({ code }, where) => ({ code, years: spending(all, where) })),
    units: structure.areas.map(({ code }, unit) => ({ code, years: years.map((k) => unitEvidence(model, book, unit, k)) })),
  }
}

/** The worst grade behind the accounts that an area's resources go on from. */
export function accountGrade({ areas, cells }: Structure, { resources }: RunGrades, unit: number): Grade {
  const of = areas[unit]?.cells ?? []
  return gradeOf(
    resourceParts.reduce(
      (code, _, part) => of.reduce((worse, cell) => Math.max(worse, resources.accounts[part * cells.length + cell] ?? worst), code),
      0,
    ),
  )
}

/** The worst grade behind an area's residents at the end of a year. */
export const peopleGrade = ({ leavesIn }: Structure, { people }: RunGrades, area: string, year: number): Grade =>
  gradeOf((leavesIn.get(area) ?? []).reduce((code, leaf) => Math.max(code, people.at(leaf, everybody, year)), 0))
