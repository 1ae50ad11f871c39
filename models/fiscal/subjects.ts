import type { Grade } from '../catalogue/schema'
import { expenditureIndex } from '../layout'
import type { Model } from '../model'
import type { Evidence, Flag, FlagStanding, Payer, SimulationResult, UnitResult } from '../result'
import type { EvidenceBook } from '../evidence/book'
import { codeOf, gradeOf } from '../evidence/codes'
import { Mix } from '../evidence/mix'
import type { Subject } from './flag'
import type { Group } from './groups'
import { outsideMoney, type OutsideMoney } from './outsideMoney'

/** Figures of a result that subjects are read from. */
export type Figures = Pick<
  SimulationResult,
  'borne' | 'expenditure' | 'assessedFrom' | 'lastActualYear' | 'targetYear' | 'layout' | 'targets'
> & { readonly book: EvidenceBook }

/** What the subjects of all units are read from. */
export interface Books {
  readonly figures: Figures
  readonly ends: Ends
  readonly outside: OutsideMoney
  /** Yuan by year of the subject that is being judged, and at low and high unit costs: subjects are judged one after the other. */
  readonly room: Float64Array
  readonly range: { readonly low: Float64Array; readonly high: Float64Array }
  /** What was worked out of a group once, whatever the unit. */
  readonly standings: Map<Group, readonly FlagStanding[]>
  /** Filled anew for each subject whose evidence is asked for: one for each of them would be most of what a run throws away. */
  readonly mix: Mix
}

export function booksOf(model: Model, figures: Figures): Books {
  const { years } = figures.layout
  const ends = new Ends(figures, years.indexOf(figures.assessedFrom), years.indexOf(figures.targetYear))
  return {
    figures,
    ends,
    outside: outsideMoney(model, figures.targets.costs, ends),
    room: new Float64Array(years.length),
    range: { low: new Float64Array(years.length), high: new Float64Array(years.length) },
    standings: new Map(),
    mix: new Mix(),
  }
}

/** What every unit bears of every item in the two years between which growth is judged, unit by unit as it is read: [unit][item]. */
export class Ends {
  readonly items: number
  readonly first: Float64Array
  readonly last: Float64Array
  /** Positions of the years. */
  readonly from: number
  readonly target: number

  constructor({ borne, layout: { items, areas, years } }: Figures, from: number, target: number) {
    const units = areas.length
    this.items = items.length
    this.from = from
    this.target = target
    this.first = new Float64Array(units * items.length)
    this.last = new Float64Array(units * items.length)
    for (let item = 0, at = 0; item < items.length; item++)
      for (let unit = 0, place = item; unit < units; unit++, place += items.length, at += years.length) {
        this.first[place] = borne[at + from] ?? 0
        this.last[place] = borne[at + target] ?? 0
      }
  }
}

/** What a unit bears of a group, yuan by year between the two of growth; it holds until the next group is asked for. */
function amountsOf(
  { figures: { layout, borne }, ends, outside, room: sums }: Books,
  { items, targets }: Group,
  unit: number,
): Float64Array {
  const { areas, years } = layout
  const { from, target } = ends
  for (let t = from; t <= target; t++) sums[t] = 0
  for (const item of items)
    for (let t = from, at = (item * areas.length + unit) * years.length + from; t <= target; t++, at++)
      sums[t] = (sums[t] ?? 0) + (borne[at] ?? 0)
  for (const row of targets) outside.add(row, unit, sums, 'central', 0)
  return sums
}

/** What a unit bears of a group's items in the target year, yuan. */
function endOf({ ends }: Books, { items }: Group, unit: number): number {
  let last = 0
  for (const item of items) last += ends.last[unit * ends.items + item] ?? 0
  return last
}

/** Between which amounts lies what a unit bears of a group in the target year, at whatever unit costs, yuan. */
export interface Reach {
  readonly low: number
  readonly high: number
}

/** More than rounding: sums of the same amounts in another order. */
const rounding = 1e-9

/** Exact for a group of items alone, with room for rounding where it costs anything outside them. */
export function reachOf(books: Books, group: Group, unit: number): Reach {
  const { outside } = books
  let low = endOf(books, group, unit)
  if (group.targets.length === 0) return { low, high: low }
  let high = low
  for (const row of group.targets) {
    const costs = [outside.at(row, unit, 'low', 1), outside.at(row, unit, 'central', 1), outside.at(row, unit, 'high', 1)]
    low += Math.min(...costs)
    high += Math.max(...costs)
  }
  return { low: low - rounding * Math.abs(low), high: high + rounding * Math.abs(high) }
}

/** What subjects of a unit are held against before they are judged: what one yuan becomes that keeps pace, and what is enough to matter, yuan. */
export interface Limits {
  readonly pace: number
  readonly least: number
}

/**
 * Whether a group costs the unit more in the target year than had it kept pace, under the low definition of resources and
 * at the least favourable unit costs, and enough to matter: else there is no flag to make. What the base year spent nothing
 * on outside the items has no growth: it is judged with the block.
 */
export function runsAhead({ ends, outside }: Books, { items, targets }: Group, unit: number, { pace, least }: Limits): boolean {
  let first = 0
  let last = 0
  for (const item of items) {
    first += ends.first[unit * ends.items + item] ?? 0
    last += ends.last[unit * ends.items + item] ?? 0
  }
  if (targets.length === 0) return last >= least && last > first * pace
  for (const row of targets) {
    first += outside.at(row, unit, 'low', 0)
    last += outside.at(row, unit, 'high', 1)
  }
  return first > 0 && last >= least && last > first * pace
}

/** A unit's code, and what it has to bear, yuan by year. */
type Whole = Pick<UnitResult, 'code' | 'required'>

/**
 * A group as a unit bears it. What is only asked of a subject that is flagged is only then worked out. One stands for one group
 * after the other, each judged before it is turned to the next: thousands are looked at in a run.
 */
export class GroupSubject implements Subject {
  amounts: Float64Array = new Float64Array()
  private name = ''
  private readonly books: Books
  private group: Group
  private unit = 0
  private payers: readonly Payer[] = []
  private known: Known | undefined

  constructor(books: Books, group: Group) {
    this.books = books
    this.group = group
  }

  turnTo(group: Group, unit: number, payers: readonly Payer[]): this {
    return this.put(group, unit, payers, group.id, amountsOf(this.books, group, unit))
  }

  /** A unit itself, whose money is known already. */
  turnToUnit(group: Group, unit: number, payers: readonly Payer[], { code, required }: Whole): this {
    return this.put(group, unit, payers, code, required)
  }

  private put(group: Group, unit: number, payers: readonly Payer[], name: string, amounts: Float64Array): this {
    this.group = group
    this.unit = unit
    this.payers = payers
    this.name = name
    this.amounts = amounts
    this.known = undefined
    return this
  }

  get kind(): Subject['kind'] {
    return this.group.kind
  }

  get id(): string {
    return this.name
  }

  get binding(): readonly string[] {
    return this.group.binding
  }

  get sameAs(): Flag['sameAs'] {
    return this.group.sameAs
  }

  get payer(): Payer {
    return heaviestPayer(this.books, this.group, this.unit, this.payers)
  }

  get grade(): Grade {
    return this.rests.grade
  }

  get evidence(): Evidence {
    return this.rests.evidence
  }

  private get rests(): Known {
    return (this.known ??= knownOf(this.books, this.group, this.unit))
  }

  get standings(): readonly FlagStanding[] {
    return standingsOf(this.books, this.group)
  }

  get range(): Subject['range'] {
    const { targets } = this.group
    if (targets.length === 0) return undefined
    const { outside, range } = this.books
    // What differs from the central case is added to it.
    for (const of of ['low', 'high'] as const) {
      range[of].set(this.amounts)
      for (const row of targets) outside.add(row, this.unit, range[of], of, 1)
    }
    return range
  }
}

/** How the indicators behind a group stand. */
export function standingsOf({ figures, standings }: Books, group: Group): readonly FlagStanding[] {
  const known = standings.get(group)
  if (known !== undefined) return known
  const made = group.indicators.flatMap((id) => {
    const state = figures.targets.indicators.find((entry) => entry.id === id)?.state
    return state === undefined ? [] : [{ id, state }]
  })
  standings.set(group, made)
  return made
}

/** The level whose bill grows most over the run's years; of what is outside the items, the level with the largest part of it. */
export function heaviestPayer({ figures, outside }: Books, group: Group, unit: number, payers: readonly Payer[]): Payer {
  // Who pays for what is outside the items is the same everywhere.
  if (group.items.length === 0) return outside.heaviest(group.targets, payers)
  const { expenditure, layout } = figures
  const last = layout.years.length - 1
  let best = payers[0] ?? 'region'
  let most = Number.NEGATIVE_INFINITY
  for (const payer of payers) {
    // The region's own level pays its part in every league, so its growth is the whole region's.
    const first = expenditureIndex(layout, 0, payer === 'region' ? 0 : unit, layout.payers.indexOf(payer), 0)
    const perItem = expenditureIndex(layout, 1, 0, 0, 0)
    let growth = 0
    for (const target of group.targets) growth += outside.paidBy(target, payer)
    for (const item of group.items) {
      const start = first + item * perItem
      growth += (expenditure[start + last] ?? 0) - (expenditure[start] ?? 0)
    }
    if (growth > most) [best, most] = [payer, growth]
  }
  return best
}

/** How well the money behind a subject is known. */
interface Known {
  readonly grade: Grade
  readonly evidence: Evidence
}

/** What the money that a unit has to bear of a group in the target year rests on: of items as the book says, of costs outside them on their worst. */
export function knownOf({ figures: { book, targets, targetYear, layout }, outside, mix }: Books, group: Group, unit: number): Known {
  const year = layout.years.indexOf(targetYear)
  mix.clear()
  for (const item of group.items) book.borne(item, unit, year, mix)
  for (const row of group.targets) mix.add(codeOf(targets.costs[row]?.grade ?? 'D'), outside.at(row, unit, 'central', 1))
  return { grade: gradeOf(mix.worst), evidence: mix.shares() }
}
