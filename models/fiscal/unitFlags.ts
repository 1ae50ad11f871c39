import type { Grade } from '../catalogue/schema'
import type { EvidenceBook } from '../evidence/book'
import { gradeOf } from '../evidence/codes'
import { Mix } from '../evidence/mix'
import { expenditureIndex } from '../layout'
import type { Evidence, Flag, MemoUnit, Payer, SimulationResult, UnitResult, UnitTests } from '../result'
import type { AppliedScenario } from '../scenario/apply'
import type { Structure } from '../structure'
import { askedRoom, coverageFlag, payAnswer, paceAnswer, paceUnknown, roomAnswer } from './answers'
import { boundsFor, type CoverageBounds } from './coverageMultiple'
import { definedFlags, paceOf, type Definitions, type Pace } from './definitions'
import { bySeverityAndSize, Growths, residualFlag, type GrowthTest, type Subject } from './flag'
import { sharingClassIn } from './sharingClass'
import type { NoAnswer } from './unitClaims'

type Figures = Pick<SimulationResult, 'borne' | 'expenditure' | 'assessedFrom' | 'lastActualYear' | 'targetYear' | 'layout'> & {
  readonly units: readonly UntestedUnit[]
  readonly memos: readonly UntestedMemo[]
  readonly book: EvidenceBook
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
  readonly noAnswer: NoAnswer | null
}

/** A banner beside the leaves before its tests are answered; the growth test needs less than the others. */
export interface UntestedMemo {
  readonly unit: Omit<MemoUnit, 'tests'>
  readonly noPace: NoAnswer | null
  readonly noAnswer: NoAnswer | null
}

interface Tested {
  readonly units: readonly UnitResult[]
  readonly memos: readonly MemoUnit[]
  readonly flags: readonly Flag[]
}

/** All flags of a run and the answers of the three tests: growth over items, pools, domains and the whole; residual and coverage where accounts allow. */
export function unitFlags(
  structure: Structure,
  figures: Figures,
  { thresholds, overrides }: Pick<AppliedScenario, 'thresholds' | 'overrides'>,
): Tested {
  const groups = groupsOf(structure)
  const { years } = figures.layout
  const books: Books = {
    figures,
    thresholds,
    classes: overrides.filter(({ lever }) => lever === 'sharingClass'),
    ends: new Ends(figures, years.indexOf(figures.assessedFrom), years.indexOf(figures.targetYear)),
    sums: new Sums(groups.subjects.filter(({ items }) => items.length > 1).length * figures.units.length, years.length),
  }
  const found = figures.units.map((unit, row) => testUnit(structure, books, unit, row))
  return {
    units: found.map(({ unit }) => unit),
    memos: figures.memos.map((memo) => testMemo(structure, books, memo)),
    flags: found.flatMap(({ flags }) => flags).sort(bySeverityAndSize),
  }
}

function testUnit(
  structure: Structure,
  books: Books,
  { unit, noAnswer }: UntestedUnit,
  row: number,
): { readonly unit: UnitResult; readonly flags: readonly Flag[] } {
  const payers = payersOf[unit.level]
  const { subjects, whole: all } = groupsOf(structure)
  const whole = new GroupSubject(books, all, row, payers, { id: unit.code, amounts: unit.required })
  const answered = answersOf(structure, books, { unit, noAnswer, payers, whole, isRegion: row === 0 })
  const { test, definitions, pace } = answered
  // Under the low definition more runs ahead than under the others.
  const lowPace = (unit.lowResources[books.ends.target] ?? 0) / (unit.lowResources[books.ends.from] ?? 1)
  const least = books.thresholds.materiality * (unit.required[books.ends.target] ?? 0)
  const ahead = (): readonly Subject[] =>
    subjects
      .filter((group) => runsAhead(books.ends, group, row, lowPace, least))
      .map((group) => new GroupSubject(books, group, row, payers))
  const growth = pace === null ? [] : definedFlags(test, definitions, whole, ahead(), pace)
  return { unit: { ...unit, tests: answered.tests }, flags: [...answered.flags, ...growth] }
}

/** A banner beside the leaves: its three answers. Its spending is not known by item, and it raises no flags. */
function testMemo(structure: Structure, books: Books, { unit, noPace, noAnswer }: UntestedMemo): MemoUnit {
  const whole: Subject = {
    kind: 'unit',
    id: unit.code,
    amounts: unit.required,
    payer: 'banner',
    grade: 'D',
    evidence: { A: 0, B: 0, C: 0, D: 1 },
  }
  const { tests } = answersOf(structure, books, { unit, noAnswer, payers: ['banner'], whole, isRegion: false })
  return { ...unit, tests: noPace === null ? tests : { ...tests, pace: paceUnknown(noPace) } }
}

interface Asked {
  readonly unit: Omit<MemoUnit, 'tests' | 'parent' | 'share' | 'knownFrom'>
  readonly noAnswer: NoAnswer | null
  readonly payers: readonly Payer[]
  readonly whole: Subject
  /** The unit is the region with all its levels. */
  readonly isRegion: boolean
}

interface Answered {
  readonly tests: UnitTests
  /** Of the residual and the coverage test. */
  readonly flags: readonly Flag[]
  readonly test: GrowthTest
  readonly definitions: Definitions
  readonly pace: Pace | null
}

function answersOf(structure: Structure, books: Books, { unit, noAnswer, payers, whole, isRegion }: Asked): Answered {
  const { catalogue, years } = structure
  const { figures, thresholds, classes } = books
  const { targetYear, assessedFrom } = figures
  const { code, resources, required, grade, lastActualYear, partlyActualYear, residual: known } = unit
  const test: GrowthTest = {
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
  const residual =
    known === null || noAnswer !== null
      ? null
      : residualFlag(
          {
            unit: code,
            payers,
            years,
            baseYear: Math.max(assessedFrom, known.knownFrom),
            lastActualYear: partlyActualYear,
            targetYear,
            resources,
            required,
            priorClaims: known.priorClaims,
            ratio: known.ratio,
            thresholds,
            regionRatio: isRegion ? undefined : figures.units[0]?.unit.residual?.ratio,
          },
          whole,
        )
  const inClassOf = classHolder(structure, code)
  const boundsIn = (year: number): CoverageBounds => boundsFor(thresholds, sharingClassIn(catalogue, classes, inClassOf, year))
  const asked = noAnswer === null ? askedRoom(unit.room, { years, lastActualYear, targetYear }, boundsIn) : null
  const coverage = coverageFlag(asked, { unit, payers, whole, targetYear, boundsIn })
  const tests = {
    pace: paceAnswer(pace),
    pay: payAnswer(unit, residual, noAnswer, isRegion),
    room: roomAnswer(unit.room, asked, noAnswer),
  }
  return { tests, flags: [residual, coverage].filter((flag) => flag !== null), test, definitions, pace }
}

/** Whose class a unit is in: a banner beside the leaves is in its league's. */
const classHolder = ({ catalogue }: Structure, code: string): string =>
  catalogue.banners.find((banner) => banner.code === code)?.parent ?? code

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
  readonly thresholds: AppliedScenario['thresholds']
  /** Changes of leagues' classes. */
  readonly classes: AppliedScenario['overrides']
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
  readonly binding: readonly string[]
  private readonly figures: Figures
  private readonly group: Group
  private readonly unit: number
  private readonly payers: readonly Payer[]
  private known: Mix | undefined

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
    this.figures = books.figures
    this.group = group
    this.unit = unit
    this.payers = payers
  }

  /** Of what the unit has to bear of it in the target year. */
  get evidence(): Evidence {
    return this.mix.shares()
  }

  get payer(): Payer {
    return heaviestPayer(this.figures, this.group, this.unit, this.payers)
  }

  get grade(): Grade {
    return gradeOf(this.mix.worst)
  }

  private get mix(): Mix {
    if (this.known !== undefined) return this.known
    const { book, targetYear, layout } = this.figures
    const year = layout.years.indexOf(targetYear)
    const mix = new Mix()
    for (const item of this.group.items) book.borne(item, this.unit, year, mix)
    this.known = mix
    return mix
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
