import type { Grade } from '../catalogue/schema'
import { expenditureIndex, totalIndex } from '../layout'
import type { Evidence, Flag, Payer, SimulationResult, UnitResult } from '../result'
import type { AppliedScenario } from '../scenario/apply'
import type { Structure } from '../structure'
import { askedRoom, coverageFlag, payAnswer, paceAnswer, roomAnswer } from './answers'
import { boundsFor, type CoverageBounds } from './coverageMultiple'
import { definedFlags, paceOf } from './definitions'
import { worseGrade } from './evidence'
import { bySeverityAndSize, Growths, residualFlag, type Subject } from './flag'
import { sharingClassIn } from './sharingClass'
import type { NoClaims } from './unitClaims'

type Figures = Pick<
  SimulationResult,
  'borne' | 'expenditure' | 'evidence' | 'itemGrades' | 'assessedFrom' | 'lastActualYear' | 'targetYear' | 'layout'
> & {
  readonly units: readonly UntestedUnit[]
}

const payersOf: Readonly<Record<UnitResult['level'], readonly Payer[]>> = {
  consolidated: ['region', 'league', 'banner'],
  own: ['region'],
  league: ['league', 'banner'],
  // The accounts of a leaf are those of its whole area: what the league and the banner pay there.
  banner: ['league', 'banner'],
}

/** A unit before its tests are answered. */
export interface UntestedUnit {
  readonly unit: Omit<UnitResult, 'tests'>
  readonly noClaims: NoClaims | null
}

/** All flags of a run and the answers of the three tests: growth over items, pools, domains and the whole; residual and coverage where accounts allow. */
export function unitFlags(
  structure: Structure,
  figures: Figures,
  { thresholds, overrides }: Pick<AppliedScenario, 'thresholds' | 'overrides'>,
): { readonly units: readonly UnitResult[]; readonly flags: readonly Flag[] } {
  const groups = groupsOf(structure)
  const { years } = figures.layout
  const books: Books = {
    figures,
    mixed: new Map(groups.subjects.map((group) => [group, mixedEvidence(figures, group)])),
    ends: new Ends(figures, years.indexOf(figures.assessedFrom), years.indexOf(figures.targetYear)),
    sums: new Sums(groups.subjects.filter(({ items }) => items.length > 1).length * figures.units.length, years.length),
  }
  const classes = overrides.filter(({ lever }) => lever === 'sharingClass')
  const found = figures.units.map((unit, row) => testUnit(structure, books, { thresholds, overrides: classes }, unit, row))
  return { units: found.map(({ unit }) => unit), flags: found.flatMap(({ flags }) => flags).sort(bySeverityAndSize) }
}

function testUnit(
  structure: Structure,
  books: Books,
  { thresholds, overrides }: Pick<AppliedScenario, 'thresholds' | 'overrides'>,
  { unit, noClaims }: UntestedUnit,
  row: number,
): { readonly unit: UnitResult; readonly flags: readonly Flag[] } {
  const { catalogue, years } = structure
  const { targetYear, assessedFrom, lastActualYear } = books.figures
  const payers = payersOf[unit.level]
  const { subjects, whole: all } = groupsOf(structure)
  const whole = new GroupSubject(books, all, row, payers, { id: unit.code, amounts: unit.required })
  const { code, resources, required, grade } = unit
  const test = {
    unit: code,
    payers,
    resources,
    growths: new Growths(resources),
    required,
    grade,
    firstYear: catalogue.baseYear,
    baseYear: assessedFrom,
    targetYear,
    thresholds,
  }
  const definitions = { low: unit.lowResources, high: unit.highResources }
  // Years with accounts carry no flag.
  const pace = targetYear <= lastActualYear ? null : paceOf(test, definitions, whole)
  const stretch = { years, lastActualYear, targetYear }
  const regionRatio = row === 0 ? undefined : books.figures.units[0]?.unit.residual?.ratio
  const residual =
    unit.residual === null
      ? null
      : residualFlag({ ...test, ...stretch, priorClaims: unit.residual.priorClaims, ratio: unit.residual.ratio, regionRatio }, whole)
  const boundsIn = (year: number): CoverageBounds => boundsFor(thresholds, sharingClassIn(catalogue, overrides, unit.code, year))
  const asked = askedRoom(unit.room, stretch, boundsIn)
  const coverage = coverageFlag(asked, { unit, payers, whole, targetYear, boundsIn })
  // Under the low definition more runs ahead than under the others.
  const lowPace = (unit.lowResources[books.ends.target] ?? 0) / (unit.lowResources[books.ends.from] ?? 1)
  const least = thresholds.materiality * (required[books.ends.target] ?? 0)
  const ahead = (): readonly Subject[] =>
    subjects
      .filter((group) => runsAhead(books.ends, group, row, lowPace, least))
      .map((group) => new GroupSubject(books, group, row, payers))
  const growth = pace === null ? [] : definedFlags(test, definitions, whole, ahead(), pace)
  const tests = {
    pace: paceAnswer(pace),
    pay: payAnswer(unit, residual, noClaims, row === 0),
    room: roomAnswer(unit.room, asked, noClaims),
  }
  return { unit: { ...unit, tests }, flags: [residual, coverage, ...growth].filter((flag) => flag !== null) }
}

interface Group {
  readonly kind: Subject['kind']
  readonly id: string
  /** Positions of the group's items. */
  readonly items: readonly number[]
  readonly binding: readonly string[]
}

/** Binding indicators that rest on an item. */
const bindingOn = ({ indicators }: Structure['catalogue'], item: string): readonly string[] =>
  indicators.filter(({ nature, linkedItems }) => nature === 'binding' && linkedItems.includes(item)).map(({ id }) => id)

interface Groups {
  /** Items that are no slice of a pool, pools as one subject, and domains. */
  readonly subjects: readonly Group[]
  /** All items: what a unit pays. */
  readonly whole: Group
}
const groupsBy = new WeakMap<Structure, Groups>()

function groupsOf(structure: Structure): Groups {
  const known = groupsBy.get(structure)
  if (known !== undefined) return known
  const { catalogue } = structure
  const single = catalogue.items.flatMap((item, k): readonly Group[] =>
    item.pool === undefined && item.funding !== 'fund'
      ? [{ kind: 'item', id: item.id, items: [k], binding: bindingOn(catalogue, item.id) }]
      : [],
  )
  const several = (kind: Group['kind'], id: string, belongs: (item: Structure['catalogue']['items'][number]) => boolean): Group => ({
    kind,
    id,
    items: catalogue.items.flatMap((item, k) => (belongs(item) ? [k] : [])),
    binding: [],
  })
  const whole = several('unit', '', () => true)
  const pools = catalogue.pools.map(({ id }) => several('pool', id, ({ pool }) => pool === id))
  const domains = catalogue.domains.map(({ id }) => several('domain', id, ({ domain }) => domain === id))
  const made = { subjects: [...single, ...pools, ...domains], whole }
  groupsBy.set(structure, made)
  return made
}

/** What the subjects of all units are read from. */
interface Books {
  readonly figures: Figures
  readonly mixed: ReadonlyMap<Group, Evidence>
  readonly ends: Ends
  readonly sums: Sums
}

/** What every unit bears of every item in the two years between which growth is judged, read in the order in which it stands: [item][unit]. */
class Ends {
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

/** Room for the sums of groups: parts of one array, since many small ones cost more to make than to fill. */
class Sums {
  private readonly all: Float64Array
  private readonly years: number
  private used = 0

  constructor(count: number, years: number) {
    this.all = new Float64Array(count * years)
    this.years = years
  }

  next(): Float64Array {
    return this.all.subarray(this.used, (this.used += this.years))
  }
}

/** What a unit bears of a group, yuan by year. */
function amountsOf({ figures: { layout, borne }, sums: room }: Books, { items }: Group, unit: number): Float64Array {
  const { areas, years } = layout
  const at = (item: number): number => (item * areas.length + unit) * years.length
  const [only = 0] = items
  if (items.length === 1) return borne.subarray(at(only), at(only) + years.length)
  const sums = room.next()
  for (const item of items) for (let t = 0, from = at(item); t < sums.length; t++, from++) sums[t] = (sums[t] ?? 0) + (borne[from] ?? 0)
  return sums
}

/**
 * Whether a group costs the unit more in the target year than had it kept pace, under the low definition, and enough to
 * matter: else there is no flag to make.
 */
function runsAhead(ends: Ends, { items }: Group, unit: number, pace: number, least: number): boolean {
  let first = 0
  let last = 0
  for (const item of items) {
    first += ends.first[item * ends.units + unit] ?? 0
    last += ends.last[item * ends.units + unit] ?? 0
  }
  return last >= least && last > first * pace
}

/** A group as a unit bears it. Payer and grade are only asked of a subject that is flagged. */
class GroupSubject implements Subject {
  readonly kind: Subject['kind']
  readonly id: string
  readonly amounts: Float64Array
  readonly evidence: Evidence
  readonly binding: readonly string[]
  private readonly figures: Figures
  private readonly group: Group
  private readonly unit: number
  private readonly payers: readonly Payer[]

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
    this.evidence = books.mixed.get(group) ?? books.figures.evidence.total
    this.binding = group.binding
    this.figures = books.figures
    this.group = group
    this.unit = unit
    this.payers = payers
  }

  get payer(): Payer {
    return heaviestPayer(this.figures, this.group, this.unit, this.payers)
  }

  get grade(): Grade {
    return this.group.items.reduce<Grade>((worst, item) => worseGrade(worst, this.figures.itemGrades[item] ?? 'D'), 'A')
  }
}

/** The level whose bill grows most over the run's years. */
function heaviestPayer(figures: Figures, group: Group, unit: number, payers: readonly Payer[]): Payer {
  const { years, payers: rows } = figures.layout
  let best = payers[0] ?? 'region'
  let most = Number.NEGATIVE_INFINITY
  for (const payer of payers) {
    const row = rows.indexOf(payer)
    // The region's own level pays its part in every league, so its growth is the whole region's.
    const area = payer === 'region' ? 0 : unit
    let growth = 0
    for (const item of group.items) {
      const start = expenditureIndex(figures.layout, item, area, row, 0)
      growth += (figures.expenditure[start + years.length - 1] ?? 0) - (figures.expenditure[start] ?? 0)
    }
    if (growth > most) [best, most] = [payer, growth]
  }
  return best
}

function mixedEvidence(figures: Figures, group: Group): Evidence {
  const sums: Record<Grade, number> = { A: 0, B: 0, C: 0, D: 0 }
  let total = 0
  for (const item of group.items) {
    const amount = figures.expenditure[totalIndex(figures.layout, item, 0, 0)] ?? 0
    const evidence = figures.evidence.byItem[item]
    if (evidence === undefined) continue
    for (const grade of ['A', 'B', 'C', 'D'] as const) sums[grade] += evidence[grade] * amount
    total += amount
  }
  if (total > 0) for (const grade of ['A', 'B', 'C', 'D'] as const) sums[grade] /= total
  return sums
}
