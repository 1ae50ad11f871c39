import type { Grade } from '../catalogue/schema'
import { expenditureIndex } from '../layout'
import type { Model } from '../model'
import type { Evidence, Flag, FlagStanding, Payer, SimulationResult } from '../result'
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
  /** Yuan by year of the subject that is being judged: subjects are made and judged one after the other. */
  readonly room: Float64Array
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
    standings: new Map(),
    mix: new Mix(),
  }
}

/** What every unit bears of every item in the two years between which growth is judged, read in the order in which it stands: [item][unit]. */
export class Ends {
  readonly units: number
  readonly first: Float64Array
  readonly last: Float64Array
  /** Positions of the years. */
  readonly from: number
  readonly target: number

  constructor({ borne, layout: { items, areas, years } }: Figures, from: number, target: number) {
    const count = items.length * areas.length
    this.units = areas.length
    this.from = from
    this.target = target
    this.first = new Float64Array(count)
    this.last = new Float64Array(count)
    for (let k = 0, at = 0; k < count; k++, at += years.length) {
      this.first[k] = borne[at + from] ?? 0
      this.last[k] = borne[at + target] ?? 0
    }
  }
}

/** What a unit bears of a group, yuan by year; of several items in the years between which growth is judged, until the next is asked for. */
function amountsOf(
  { figures: { layout, borne }, ends, outside, room: sums }: Books,
  { items, targets }: Group,
  unit: number,
): Float64Array {
  const { areas, years } = layout
  const at = (item: number): number => (item * areas.length + unit) * years.length
  const [only = 0] = items
  if (items.length === 1 && targets.length === 0) return borne.subarray(at(only), at(only) + years.length)
  sums.fill(0)
  const { from, target } = ends
  for (const item of items) {
    const start = at(item)
    for (let t = from; t <= target; t++) sums[t] = (sums[t] ?? 0) + (borne[start + t] ?? 0)
  }
  for (const row of targets) outside.add(row, unit, sums, 'central', 0)
  return sums
}

/** What a unit bears of a group's items in the target year, yuan. */
function endOf({ ends }: Books, { items }: Group, unit: number): number {
  let last = 0
  for (const item of items) last += ends.last[item * ends.units + unit] ?? 0
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

/**
 * Whether a group costs the unit more in the target year than had it kept pace, under the low definition of resources and
 * at the least favourable unit costs, and enough to matter: else there is no flag to make. What the base year spent nothing
 * on outside the items has no growth: it is judged with the block.
 */
export function runsAhead({ ends, outside }: Books, { items, targets }: Group, unit: number, pace: number, least: number): boolean {
  let first = 0
  let last = 0
  for (const item of items) {
    first += ends.first[item * ends.units + unit] ?? 0
    last += ends.last[item * ends.units + unit] ?? 0
  }
  if (targets.length === 0) return last >= least && last > first * pace
  for (const row of targets) {
    first += outside.at(row, unit, 'low', 0)
    last += outside.at(row, unit, 'high', 1)
  }
  return first > 0 && last >= least && last > first * pace
}

/** A group as a unit bears it, to be judged before the next is made. What is only asked of a subject that is flagged is only then worked out. */
export class GroupSubject implements Subject {
  readonly kind: Subject['kind']
  readonly id: string
  readonly amounts: Float64Array
  readonly binding: readonly string[]
  readonly sameAs: Flag['sameAs']
  private readonly books: Books
  private readonly group: Group
  private readonly unit: number
  private readonly payers: readonly Payer[]
  private known: Known | undefined

  /** @param whole a unit itself, whose money is known already. */
  constructor(
    books: Books,
    group: Group,
    unit: number,
    payers: readonly Payer[],
    whole?: { readonly id: string; readonly amounts: Float64Array },
  ) {
    this.kind = group.kind
    this.id = whole?.id ?? group.id
    this.amounts = whole?.amounts ?? amountsOf(books, group, unit)
    this.binding = group.binding
    this.sameAs = group.sameAs
    this.books = books
    this.group = group
    this.unit = unit
    this.payers = payers
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
    const { outside } = this.books
    // What differs from the central case is added to it.
    const at = (of: 'low' | 'high'): Float64Array => {
      const sums = this.amounts.slice()
      for (const row of targets) outside.add(row, this.unit, sums, of, 1)
      return sums
    }
    return { low: at('low'), high: at('high') }
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
