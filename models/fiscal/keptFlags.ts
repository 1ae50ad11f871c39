import type { CompiledModel } from '../equation/compile'
import type { Model } from '../model'
import type { Flag } from '../result'
import { localPayers } from '../structure'
import type { Pace } from './definitions'
import { groupsOf } from './groups'
import type { OutsideFlags } from './newResources'
import type { Books, Reach } from './subjects'
import type { UntestedUnit } from './unitFlags'

/** What all units are held against. */
export type Bounds = Readonly<Record<string, number>>

/** What of a unit its flags rest on beside the money of the subjects themselves. */
interface Ground {
  readonly unit: UntestedUnit['unit']
  readonly pace: Pace
  /** Yuan of the target year under which a subject does not matter. */
  readonly least: number
}

/**
 * Flags of the last run that still hold, so that a change of one standard is judged where it is felt and nowhere else. A flag
 * of a subject stands as long as nothing moves that it is made of: the money of its items anywhere and what is outside them,
 * the unit's resources and its own pace, grades, bounds and years. The unit's required spending moves with every item and
 * decides only whether a subject matters; where it matters as before, the flag is the same.
 *
 * Which items moved is told by the rows that the run itself listed. Flags are given away and never written to.
 */
export class KeptFlags {
  /** What all flags rest on. */
  private common: readonly unknown[] = []
  /** Number of the run that the flags are of. */
  private run = 0
  private readonly grounds: (Ground | undefined)[] = []
  /** [unit][subject] */
  private readonly flags: (Flag | null)[] = []
  /** [unit][subject][least, most], yuan of the target year: what is held against the bound. */
  private amounts = new Float64Array()
  private readonly outside: (OutsideFlags | undefined)[] = []
  private subjects = 0
  /** Subjects of which some item moved since, or all. */
  private moved = new Uint8Array()
  private keeps = false
  private wasAnew = false

  /**
   * Whether the flags of this run are kept. Where everything moved it is likely to move again, as while a lever of prices is
   * dragged; and what is kept for nothing costs more than it is worth: it outlives a run, and the collector carries it over.
   */
  get isKeeping(): boolean {
    return this.keeps
  }

  /** Begin a run: look what moved since the last. */
  turnTo(model: Model, books: Books, thresholds: Bounds): void {
    const { structure, compiled } = model
    const { subjects } = groupsOf(structure)
    const { outside, ends, figures } = books
    const common = [figures.book.grades, outside, figures.targets.indicators, ends.from, ends.target, ...Object.values(thresholds)]
    const isSame = common.length === this.common.length && common.every((value, k) => Object.is(value, this.common[k]))
    if (isSame) {
      const items = movedItems(model, this.run)
      for (const [place, group] of subjects.entries()) this.moved[place] = group.items.some((item) => items[item] === 1) ? 1 : 0
    } else this.forget(figures.layout.areas.length, subjects.length)
    this.common = common
    this.run = compiled.runs
    const isAnew = !this.moved.includes(0)
    this.keeps = !isAnew || !this.wasAnew
    this.wasAnew = isAnew
  }

  private forget(units: number, subjects: number): void {
    this.subjects = subjects
    this.grounds.length = this.outside.length = 0
    this.flags.fill(null)
    while (this.flags.length < units * subjects) this.flags.push(null)
    if (this.amounts.length !== units * subjects * 2) this.amounts = new Float64Array(units * subjects * 2)
    this.moved = new Uint8Array(subjects).fill(1)
  }

  /** Turn to a unit. @returns what the last run left of it. */
  unit(row: number, ground: Ground | null): KeptUnit {
    const last = this.grounds[row]
    this.grounds[row] = this.keeps && ground !== null ? ground : undefined
    const isSame = last !== undefined && ground !== null && standsOn(last, ground)
    if (!isSame) this.outside[row] = undefined
    return new KeptUnit(this, row, isSame ? last : undefined, ground)
  }

  /** The flag of a subject if it still holds, null where it has none; undefined where it has to be judged anew. */
  flagOf(row: number, place: number, last: Ground, now: Ground): Flag | null | undefined {
    if (this.moved[place] === 1) return undefined
    const at = row * this.subjects + place
    const [low, high] = [this.amounts[at * 2] ?? 0, this.amounts[at * 2 + 1] ?? 0]
    const isAsBefore = (low >= last.least && low >= now.least) || (high < last.least && high < now.least)
    return isAsBefore ? this.flags[at] : undefined
  }

  /** @returns the flag; the one before where it says the same, so that nobody has to look what became of it. */
  put(row: number, place: number, { low, high }: Reach, flag: Flag | null): Flag | null {
    const at = row * this.subjects + place
    const last = this.flags[at]
    const told = flag !== null && last !== undefined && last !== null && saysTheSame(last, flag) ? last : flag
    this.flags[at] = told
    this.amounts[at * 2] = low
    this.amounts[at * 2 + 1] = high
    return told
  }

  /** Flags of what is outside the items; the last ones where they still hold. */
  outsideOf(row: number, least: number | undefined, make: () => OutsideFlags): readonly Flag[] {
    const last = this.outside[row]
    const isAsBefore = last !== undefined && least !== undefined && least >= last.leastFrom && least < last.leastBelow
    const found = isAsBefore ? last : make()
    this.outside[row] = this.keeps ? found : undefined
    return found.flags
  }
}

/** One unit's part of the flags that are kept. */
export class KeptUnit {
  private readonly all: KeptFlags
  private readonly row: number
  private readonly last: Ground | undefined
  private readonly now: Ground | null

  constructor(all: KeptFlags, row: number, last: Ground | undefined, now: Ground | null) {
    this.all = all
    this.row = row
    this.last = last
    this.now = now
  }

  /** The flag of a subject if it still holds, null where it has none; undefined where it has to be judged anew. */
  flagOf(place: number): Flag | null | undefined {
    return this.last === undefined || this.now === null ? undefined : this.all.flagOf(this.row, place, this.last, this.now)
  }

  /** Whether it is worth while to put anything down. */
  get isKeeping(): boolean {
    return this.all.isKeeping
  }

  put(place: number, reach: Reach, flag: Flag | null): Flag | null {
    return this.all.put(this.row, place, reach, flag)
  }

  outside(make: () => OutsideFlags): readonly Flag[] {
    return this.all.outsideOf(this.row, this.last === undefined ? undefined : this.now?.least, make)
  }
}

/** Whether a unit has the same resources as before, and runs as far ahead of them. Columns that did not move are the same arrays. */
const standsOn = (last: Ground, now: Ground): boolean =>
  last.unit.resources === now.unit.resources &&
  last.unit.lowResources === now.unit.lowResources &&
  last.unit.highResources === now.unit.highResources &&
  last.unit.grade === now.unit.grade &&
  last.pace.own === now.pace.own &&
  last.pace.low === now.pace.low &&
  last.pace.high === now.pace.high

/** Whether two flags, or parts of them, are the same in everything: they are made by the same code, field by field. */
function saysTheSame(last: object, now: object): boolean {
  if (Array.isArray(last) && Array.isArray(now) && last.length !== now.length) return false
  for (const name in now) {
    const old: unknown = Reflect.get(last, name)
    const value: unknown = Reflect.get(now, name)
    if (Object.is(old, value)) continue
    if (typeof old !== 'object' || typeof value !== 'object' || old === null || value === null || !saysTheSame(old, value)) return false
  }
  return true
}

/** Which items cost, pay or bear anything else anywhere than in an earlier run: 1 by item. */
function movedItems({ structure, compiled }: Model, since: number): Uint8Array {
  const [cost, paid, borne] = [compiled.figures('fiscalCost').moved, compiled.figures('paid').moved, compiled.figures('borne').moved]
  const { components, cells } = structure
  const { items } = structure.catalogue
  const moved = new Uint8Array(items.length)
  const below = localPayers.length * cells.length
  for (let item = 0; item < items.length; item++)
    if (paid.isAnyAfter(since, item * below, below) || borne.isAnyAfter(since, item * cells.length, cells.length)) moved[item] = 1
  const itemOf = structure.space.mappings['itemOf']?.index ?? new Int32Array()
  for (let component = 0; component < components.length; component++)
    if (cost.isAnyAfter(since, component * cells.length, cells.length)) moved[itemOf[component] ?? 0] = 1
  return moved
}

const kept = new WeakMap<CompiledModel, KeptFlags>()

export function keptFlags({ compiled }: Model): KeptFlags {
  const known = kept.get(compiled) ?? new KeptFlags()
  kept.set(compiled, known)
  return known
}
