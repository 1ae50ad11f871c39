import type { Grade } from '../catalogue/schema'
import type { Evidence, Flag, Payer, SimulationResult, UnitResult } from '../result'
import type { AppliedScenario } from '../scenario/apply'
import type { Structure } from '../structure'
import { askedRoom, coverageFlag, payAnswer, paceAnswer, roomAnswer } from './answers'
import { boundsFor } from './coverageMultiple'
import { definedFlags, paceOf } from './definitions'
import { worseGrade } from './evidence'
import { bySeverityAndSize, residualFlag, type Subject } from './flag'
import { sharingClassOf } from './sharingClass'
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
export type UntestedUnit = Omit<UnitResult, 'tests'> & { readonly noClaims: NoClaims | null }

/** All flags of a run and the answers of the three tests: growth over items, pools, domains and the whole; residual and coverage where accounts allow. */
export function unitFlags(
  structure: Structure,
  figures: Figures,
  thresholds: AppliedScenario['thresholds'],
): { readonly units: readonly UnitResult[]; readonly flags: readonly Flag[] } {
  const groups = groupsOf(structure)
  const mixed = new Map(groups.map((group) => [group, mixedEvidence(figures, group)]))
  const found = figures.units.map((unit, row) => testUnit(structure, figures, thresholds, unit, row, groups, mixed))
  return { units: found.map(({ unit }) => unit), flags: found.flatMap(({ flags }) => flags).sort(bySeverityAndSize) }
}

function testUnit(
  structure: Structure,
  figures: Figures,
  thresholds: AppliedScenario['thresholds'],
  { noClaims, ...unit }: UntestedUnit,
  row: number,
  groups: readonly Group[],
  mixed: ReadonlyMap<Group, Evidence>,
): { readonly unit: UnitResult; readonly flags: readonly Flag[] } {
  const { catalogue, years } = structure
  const { targetYear, assessedFrom } = figures
  const payers = payersOf[unit.level]
  const definitions = { low: unit.lowResources, high: unit.highResources }
  // Under the low definition more runs ahead than under the others.
  const ahead = groups.filter((group) => runsAhead(figures, group, row, unit))
  const subjects = ahead.map((group) => subjectOf(figures, group, row, payers, mixed.get(group) ?? figures.evidence.total))
  const all = { kind: 'unit' as const, id: unit.code, items: catalogue.items.map((_, k) => k) }
  const whole = subjectOf(figures, all, row, payers, figures.evidence.total)
  const common = { unit: unit.code, payers, resources: unit.resources, required: unit.required, targetYear, thresholds }
  const test = { ...common, grade: unit.grade, firstYear: catalogue.baseYear, baseYear: assessedFrom }
  // Years with accounts carry no flag.
  const isPast = targetYear <= figures.lastActualYear
  const growth = isPast ? [] : definedFlags(test, definitions, whole, subjects)
  const pace = isPast ? null : paceOf(test, definitions, whole)
  const stretch = { years, lastActualYear: figures.lastActualYear, targetYear }
  const residual =
    unit.residual === null
      ? null
      : residualFlag({ ...common, ...stretch, priorClaims: unit.residual.priorClaims, ratio: unit.residual.ratio }, whole)
  const bounds = boundsFor(thresholds, classOf(structure, unit.code))
  const asked = askedRoom(unit.room, stretch, bounds)
  const coverage = coverageFlag(asked, { unit, payers, payer: whole.payer, evidence: whole.evidence, targetYear, bounds })
  const tests = { pace: paceAnswer(pace), pay: payAnswer(unit.residual, residual, noClaims), room: roomAnswer(unit.room, asked, noClaims) }
  return { unit: { ...unit, tests }, flags: [residual, coverage, ...growth].filter((flag) => flag !== null) }
}

const classOf = ({ catalogue }: Structure, code: string): 'I' | 'II' | 'III' | undefined => {
  const region = catalogue.regions.find((known) => known.code === code)
  return region === undefined ? undefined : sharingClassOf(catalogue, region)?.value
}

interface Group {
  readonly kind: Subject['kind']
  readonly id: string
  /** Positions of the group's items. */
  readonly items: readonly number[]
  readonly binding?: readonly string[]
}

/** Binding indicators that rest on an item. */
const bindingOn = ({ indicators }: Structure['catalogue'], item: string): readonly string[] =>
  indicators.filter(({ nature, linkedItems }) => nature === 'binding' && linkedItems.includes(item)).map(({ id }) => id)

const groupsBy = new WeakMap<Structure, readonly Group[]>()

/** Items that are no slice of a pool, pools as one subject, and domains. */
function groupsOf(structure: Structure): readonly Group[] {
  const known = groupsBy.get(structure)
  if (known !== undefined) return known
  const { catalogue } = structure
  const positions = (belongs: (item: Structure['catalogue']['items'][number]) => boolean): readonly number[] =>
    catalogue.items.flatMap((item, k) => (belongs(item) ? [k] : []))
  const groups: readonly Group[] = [
    ...catalogue.items.flatMap((item, k): readonly Group[] =>
      item.pool === undefined && item.funding !== 'fund'
        ? [{ kind: 'item', id: item.id, items: [k], binding: bindingOn(catalogue, item.id) }]
        : [],
    ),
    ...catalogue.pools.map((pool): Group => ({ kind: 'pool', id: pool.id, items: positions((item) => item.pool === pool.id) })),
    ...catalogue.domains.map((domain): Group => ({ kind: 'domain', id: domain.id, items: positions((item) => item.domain === domain.id) })),
  ]
  groupsBy.set(structure, groups)
  return groups
}

/** Whether a group costs the unit more in the target year than had it kept pace, under the low definition: without an excess there is no flag to make. */
function runsAhead(
  { layout, borne, assessedFrom, targetYear }: Figures,
  group: Group,
  unit: number,
  { lowResources: resources }: Pick<UnitResult, 'lowResources'>,
): boolean {
  const { areas, years } = layout
  const [from, target] = [years.indexOf(assessedFrom), years.indexOf(targetYear)]
  let [first, last] = [0, 0]
  for (const item of group.items) {
    const start = (item * areas.length + unit) * years.length
    first += borne[start + from] ?? 0
    last += borne[start + target] ?? 0
  }
  return last > first * ((resources[target] ?? 0) / (resources[from] ?? 1))
}

function subjectOf(figures: Figures, group: Group, unit: number, payers: readonly Payer[], evidence: Evidence): Subject {
  const { areas, years } = figures.layout
  const at = (item: number): number => (item * areas.length + unit) * years.length
  const [only = 0] = group.items
  const amounts = group.items.length === 1 ? figures.borne.subarray(at(only), at(only) + years.length) : new Float64Array(years.length)
  if (group.items.length > 1) {
    for (const item of group.items) {
      const start = at(item)
      for (let t = 0; t < years.length; t++) amounts[t] = (amounts[t] ?? 0) + (figures.borne[start + t] ?? 0)
    }
  }
  let [payer, grade]: [Payer | undefined, Grade | undefined] = [undefined, undefined]
  return {
    kind: group.kind,
    id: group.id,
    amounts,
    // Only a subject that is flagged is asked for these, by each definition of resources.
    get payer() {
      payer ??= heaviestPayer(figures, group, unit, payers)
      return payer
    },
    get grade() {
      grade ??= group.items.reduce<Grade>((worst, item) => worseGrade(worst, figures.itemGrades[item] ?? 'D'), 'A')
      return grade
    },
    evidence,
    binding: group.binding ?? [],
  }
}

/** The level whose bill grows most over the run's years. */
function heaviestPayer(figures: Figures, group: Group, unit: number, payers: readonly Payer[]): Payer {
  const { areas, years, payers: rows } = figures.layout
  let best = payers[0] ?? 'region'
  let most = Number.NEGATIVE_INFINITY
  for (const payer of payers) {
    const row = rows.indexOf(payer)
    // The region's own level pays its part in every league, so its growth is the whole region's.
    const area = payer === 'region' ? 0 : unit
    let growth = 0
    for (const item of group.items) {
      const start = ((item * areas.length + area) * rows.length + row) * years.length
      growth += (figures.expenditure[start + years.length - 1] ?? 0) - (figures.expenditure[start] ?? 0)
    }
    if (growth > most) [best, most] = [payer, growth]
  }
  return best
}

function mixedEvidence(figures: Figures, group: Group): Evidence {
  const { areas, years, payers } = figures.layout
  const sums: Record<Grade, number> = { A: 0, B: 0, C: 0, D: 0 }
  let total = 0
  for (const item of group.items) {
    const amount = figures.expenditure[((item * areas.length + 1) * payers.length - 1) * years.length] ?? 0
    const evidence = figures.evidence.byItem[item]
    if (evidence === undefined) continue
    for (const grade of ['A', 'B', 'C', 'D'] as const) sums[grade] += evidence[grade] * amount
    total += amount
  }
  if (total > 0) for (const grade of ['A', 'B', 'C', 'D'] as const) sums[grade] /= total
  return sums
}
