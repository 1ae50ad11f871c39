import type { Grade } from '../catalogue/schema'
import type { Evidence, Flag, Payer, SimulationResult, UnitResult } from '../result'
import type { AppliedScenario } from '../scenario/apply'
import type { Structure } from '../structure'
import { worseGrade } from './evidence'
import { bySeverityAndSize, growthFlags, residualFlag, type Subject } from './flag'

type Figures = Pick<
  SimulationResult,
  'borne' | 'expenditure' | 'units' | 'evidence' | 'itemGrades' | 'assessedFrom' | 'lastActualYear' | 'targetYear' | 'layout'
>

const payersOf: Readonly<Record<UnitResult['level'], readonly Payer[]>> = {
  consolidated: ['region', 'league', 'banner'],
  own: ['region'],
  league: ['league', 'banner'],
  // The accounts of a leaf are those of its whole area: what the league and the banner pay there.
  banner: ['league', 'banner'],
}

/** All flags of a run: for every fiscal unit the growth test over items, pools, domains and the whole, and the residual test where accounts allow. */
export function unitFlags(
  structure: Structure,
  figures: Figures,
  priorClaims: Readonly<Float64Array>,
  thresholds: AppliedScenario['thresholds'],
): readonly Flag[] {
  const { catalogue, years } = structure
  const groups = groupsOf(structure)
  const mixed = new Map(groups.map((group) => [group, mixedEvidence(figures, group)]))
  const flags = figures.units.flatMap((unit, row): readonly Flag[] => {
    const payers = payersOf[unit.level]
    const ahead = groups.filter((group) => runsAhead(figures, group, row, unit))
    const subjects = ahead.map((group) => subjectOf(figures, group, row, payers, mixed.get(group) ?? figures.evidence.total))
    const whole = subjectOf(
      figures,
      { kind: 'unit', id: unit.code, items: catalogue.items.map((_, k) => k) },
      row,
      payers,
      figures.evidence.total,
    )
    const common = {
      unit: unit.code,
      payers,
      resources: unit.resources,
      required: unit.required,
      targetYear: figures.targetYear,
      thresholds,
    }
    const test = { ...common, grade: unit.grade, firstYear: catalogue.baseYear, baseYear: figures.assessedFrom }
    // Years with accounts carry no flag.
    const growth = figures.targetYear <= figures.lastActualYear ? [] : growthFlags(test, whole, subjects)
    if (unit.residual === null) return growth
    const residual = residualFlag(
      { ...common, years, lastActualYear: figures.lastActualYear, priorClaims, ratio: unit.residual.ratio },
      whole,
    )
    return residual === null ? growth : [residual, ...growth]
  })
  return flags.sort(bySeverityAndSize)
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

/** Items that are no slice of a pool, pools as one subject, and domains. */
function groupsOf({ catalogue }: Structure): readonly Group[] {
  const positions = (belongs: (item: Structure['catalogue']['items'][number]) => boolean): readonly number[] =>
    catalogue.items.flatMap((item, k) => (belongs(item) ? [k] : []))
  return [
    ...catalogue.items.flatMap((item, k): readonly Group[] =>
      item.pool === undefined && item.funding !== 'fund'
        ? [{ kind: 'item', id: item.id, items: [k], binding: bindingOn(catalogue, item.id) }]
        : [],
    ),
    ...catalogue.pools.map((pool): Group => ({ kind: 'pool', id: pool.id, items: positions((item) => item.pool === pool.id) })),
    ...catalogue.domains.map((domain): Group => ({ kind: 'domain', id: domain.id, items: positions((item) => item.domain === domain.id) })),
  ]
}

/** Whether a group costs the unit more in the target year than had it kept pace: without an excess there is no flag to make. */
function runsAhead({ layout, borne, assessedFrom, targetYear }: Figures, group: Group, unit: number, { resources }: UnitResult): boolean {
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
  const amounts = new Float64Array(years.length)
  for (const item of group.items) {
    const start = (item * areas.length + unit) * years.length
    for (let t = 0; t < years.length; t++) amounts[t] = (amounts[t] ?? 0) + (figures.borne[start + t] ?? 0)
  }
  return {
    kind: group.kind,
    id: group.id,
    amounts,
    // Only a subject that is flagged is asked for these.
    get payer() {
      return heaviestPayer(figures, group, unit, payers)
    },
    get grade() {
      return group.items.reduce<Grade>((worst, item) => worseGrade(worst, figures.itemGrades[item] ?? 'D'), 'A')
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
