import type { Grade } from '../catalogue/schema'
import type { Evidence, Flag, FlagStanding, Payer, Severity } from '../result'
import { compoundGrowth } from '../shared/growth'

/** One thing whose money is tested: an item, a pool (one subject), a domain or a whole unit. */
export interface Subject {
  readonly kind: Flag['subject']['kind']
  readonly id: string
  /** Yuan by year that the unit has to bear. */
  readonly amounts: Readonly<Float64Array>
  readonly payer: Payer
  readonly grade: Grade
  readonly evidence: Evidence
  /** Binding indicators that rest on it. */
  readonly binding?: readonly string[]
  /** All indicators that do, with how they stand. */
  readonly standings?: readonly FlagStanding[]
  /** The subject that counts the same money. */
  readonly sameAs?: Flag['sameAs'] | undefined
  /** Amounts at low and high unit costs, of what costs money outside the items. */
  readonly range?: { readonly low: Readonly<Float64Array>; readonly high: Readonly<Float64Array> } | undefined
}

export interface GrowthTest {
  readonly unit: string
  readonly payers: readonly Payer[]
  readonly resources: Readonly<Float64Array>
  /** Growths of these resources, where more than one subject is held against them. */
  readonly growths?: Growths
  readonly required: Readonly<Float64Array>
  readonly grade: Grade
  /** First year of the arrays; the test runs from `baseYear` to `targetYear`. */
  readonly firstYear: number
  readonly baseYear: number
  readonly targetYear: number
  readonly thresholds: {
    readonly outpacesYellow: number
    readonly outpacesOrange: number
    readonly materiality: number
    readonly rolling: number
  }
}

const tolerance = 1e-9
/** More than a threshold by more than rounding. */
const exceeds = (value: number, threshold: number): boolean => value > threshold + tolerance * Math.max(1, Math.abs(threshold))

/** A binding target is taken one step more seriously, unless it keeps pace or cannot be judged. */
const worse: Readonly<Record<Severity, Severity>> = { green: 'green', yellow: 'orange', orange: 'red', red: 'red', grey: 'grey' }

const rank: Readonly<Record<Severity, number>> = { red: 0, orange: 1, yellow: 2, grey: 3, green: 4 }
/** The most severe first, of the same severity the largest; else as they stand. */
export function inOrder(flags: Iterable<readonly Flag[]>): readonly Flag[] {
  const ranks: Flag[][] = Object.values(rank).map(() => [])
  for (const some of flags) for (const flag of some) ranks[rank[flag.severity]]?.push(flag)
  return ranks.flatMap((same) => same.sort((a, b) => b.size - a.size))
}

/** What the growth test says of a subject; null where it has no flag. */
export type Judgement = { readonly verdict: 'outpaces' | 'contributes'; readonly severity: Severity } | null

/** What of a subject its judgement rests on. */
type Judged = Pick<Subject, 'kind' | 'amounts' | 'binding'>

/** What it says of one subject of a unit, given the unit's own severity: whether it grows faster than the resources by more than the threshold, or, where the whole unit does, contributes to it. */
export function judgeSubject(test: GrowthTest, unit: Severity, subject: Judged): Judgement {
  const last = test.targetYear - test.firstYear
  if ((subject.amounts[last] ?? 0) < test.thresholds.materiality * (test.required[last] ?? 0)) return null
  const own = severityOf(test, subject)
  if (own !== 'green') return { verdict: 'outpaces', severity: withBinding(subject, own) }
  // What an indicator adds is what its items add, and what stands outside the items is no part of the unit's required spending.
  const isPart = unit !== 'green' && subject.kind !== 'indicator' && excess(test, subject.amounts) > 0
  return isPart ? { verdict: 'contributes', severity: withBinding(subject, unit) } : null
}

/** As severe, or one step worse where a binding indicator rests on it. */
export const withBinding = ({ binding }: Pick<Subject, 'binding'>, severity: Severity): Severity =>
  binding === undefined || binding.length === 0 ? severity : worse[severity]

/** Yuan of the target year above what would have kept pace with the resources since the base year. */
export function excess(test: GrowthTest, amounts: Readonly<Float64Array>): number {
  const [from, to] = [test.baseYear - test.firstYear, test.targetYear - test.firstYear]
  const pace = (test.resources[to] ?? 0) / (test.resources[from] ?? 0)
  return (amounts[to] ?? 0) - (amounts[from] ?? 0) * pace
}

/**
 * Growth of a unit's resources between two years, and what it makes of one yuan; asked for every subject of a unit, so kept,
 * as plain numbers in rows of three: objects for each would be most of what a run throws away.
 */
export class Growths {
  private readonly resources: Readonly<Float64Array>
  /** [from, to, growth] */
  private readonly known: number[] = []
  /** [where the stretch stands, threshold, factor] */
  private readonly paces: number[] = []

  constructor(resources: Readonly<Float64Array>) {
    this.resources = resources
  }

  /** Compound growth per year; not a number where it cannot be said. */
  between(from: number, to: number): number {
    return this.known[this.stretch(from, to) + 2] ?? Number.NaN
  }

  /** What one yuan becomes that grows faster by a threshold; not a number where the growth is none. */
  ahead(from: number, to: number, threshold: number): number {
    const { paces } = this
    const stretch = this.stretch(from, to)
    for (let k = 0; k < paces.length; k += 3) if (paces[k] === stretch && paces[k + 1] === threshold) return paces[k + 2] ?? Number.NaN
    const growth = this.known[stretch + 2] ?? Number.NaN
    let factor = Number.isNaN(growth) ? growth : 1
    for (let k = from; k < to; k++) factor *= 1 + growth + threshold
    paces.push(stretch, threshold, factor)
    return factor
  }

  /** Where the growth between two years stands. */
  private stretch(from: number, to: number): number {
    const { known, resources } = this
    for (let k = 0; k < known.length; k += 3) if (known[k] === from && known[k + 1] === to) return k
    return known.push(from, to, compoundGrowth(resources[from] ?? 0, resources[to] ?? 0, to - from) ?? Number.NaN) - 3
  }
}

const orZero = (growth: number): number => (Number.isNaN(growth) ? 0 : growth)

const growthsOf = ({ growths, resources }: GrowthTest): Growths => growths ?? new Growths(resources)

/** Whether amounts grow faster than the resources by more than a threshold; a root is only taken where it is a near thing. */
function leadsBy(test: GrowthTest, amounts: Readonly<Float64Array>, from: number, to: number, threshold: number): boolean {
  const first = amounts[from] ?? 0
  const last = amounts[to] ?? 0
  const growths = growthsOf(test)
  const factor = growths.ahead(from, to, threshold)
  if (Number.isNaN(factor) || !(first > 0) || last < 0) return false
  if (last < first * factor * (1 - nearness)) return false
  if (last > first * factor * (1 + nearness)) return true
  const own = compoundGrowth(first, last, to - from)
  return own !== null && exceeds(own - growths.between(from, to), threshold)
}
const nearness = 1e-6

/**
 * The growth test (METHOD section 6): does a subject grow faster than the unit's resources by more than the threshold? It
 * says nothing of the level and names no first year.
 */
export function severityOf(test: GrowthTest, subject: Pick<Subject, 'amounts'>): Severity {
  const [from, to] = [test.baseYear - test.firstYear, test.targetYear - test.firstYear]
  // Growing slower than the resources over the whole period and having no excess is the same thing.
  if (to <= from || excess(test, subject.amounts) <= 0) return 'green'
  if (leadsBy(test, subject.amounts, from, to, test.thresholds.outpacesOrange)) return 'orange'
  if (leadsBy(test, subject.amounts, from, to, test.thresholds.outpacesYellow)) return 'yellow'
  for (let start = from; start + 3 <= to; start++)
    if (leadsBy(test, subject.amounts, start, start + 3, test.thresholds.rolling)) return 'yellow'
  return 'green'
}

/** @param under what the test says under the low and the high definition of resources. */
export function flagOf(
  test: GrowthTest,
  subject: Subject,
  { verdict, severity }: NonNullable<Judgement>,
  { low, high, costs }: { readonly low: Severity; readonly high: Severity; readonly costs: Flag['costs'] },
): Flag {
  const [from, to] = [test.baseYear - test.firstYear, test.targetYear - test.firstYear]
  const years = to - from
  return {
    subject: { kind: subject.kind, id: subject.id },
    unit: test.unit,
    payer: subject.payer,
    payers: test.payers,
    test: 'growth',
    verdict,
    severity,
    binding: subject.binding ?? [],
    standings: subject.standings ?? [],
    sameAs: subject.sameAs ?? null,
    costs,
    taken: null,
    firstYear: null,
    size: excess(test, subject.amounts),
    growth: compoundGrowth(subject.amounts[from] ?? 0, subject.amounts[to] ?? 0, years) ?? 0,
    resourcesGrowth: orZero(growthsOf(test).between(from, to)),
    baseYear: test.baseYear,
    targetYear: test.targetYear,
    amount: subject.amounts[to] ?? 0,
    baseAmount: subject.amounts[from] ?? 0,
    grade: subject.grade > test.grade ? subject.grade : test.grade,
    evidence: subject.evidence,
    low,
    high,
  }
}

export interface ResidualTest {
  readonly unit: string
  readonly payers: readonly Payer[]
  readonly years: readonly number[]
  /** Year that growth and causes are counted from: the first of the assessment for which prior claims are known. */
  readonly baseYear: number
  readonly lastActualYear: number
  readonly targetYear: number
  readonly resources: Readonly<Float64Array>
  readonly required: Readonly<Float64Array>
  readonly priorClaims: Readonly<Float64Array>
  readonly ratio: Readonly<Float64Array>
  readonly thresholds: { readonly residualGreen: number; readonly residualYellow: number; readonly residualOrange: number }
  /** The same ratio of the region with all its levels, for a unit that is a part of it: a level may lack what the region has. */
  readonly regionRatio?: Readonly<Float64Array> | undefined
}

/** First year after the accounts in which resources do not cover prior claims and required spending; null if none. */
export function firstUncoveredYear(test: Pick<ResidualTest, 'years' | 'lastActualYear' | 'ratio'>): number | null {
  return test.years.find((year, k) => year > test.lastActualYear && (test.ratio[k] ?? 1) < 1 - tolerance) ?? null
}

/** The residual test: from which year the unit cannot pay, and by how much in that year; a level mismatch where the region together could in that year. */
export function residualFlag(test: ResidualTest, whole: Subject): Flag | null {
  const firstYear = firstUncoveredYear(test)
  if (firstYear === null) return null
  const k = firstYear - (test.years[0] ?? firstYear)
  const assessed = test.years.flatMap((year, i) => (year > test.lastActualYear && year <= test.targetYear ? [test.ratio[i] ?? 1] : []))
  const worst = assessed.reduce((least, ratio) => Math.min(least, ratio), Number.POSITIVE_INFINITY)
  const { residualOrange, residualYellow } = test.thresholds
  // A shortfall that only comes after the target year is a scenario, not an assessment.
  const severity: Severity = worst < residualOrange - tolerance ? 'red' : worst < residualYellow - tolerance ? 'orange' : 'yellow'
  const from = test.years.indexOf(test.baseYear)
  const growth = (amounts: Readonly<Float64Array>): number => compoundGrowth(amounts[from] ?? 0, amounts[k] ?? 0, k - from) ?? 0
  return {
    subject: { kind: 'unit', id: test.unit },
    unit: test.unit,
    payer: whole.payer,
    payers: test.payers,
    test: 'residual',
    verdict: test.regionRatio !== undefined && (test.regionRatio[k] ?? 0) >= 1 - tolerance ? 'level-mismatch' : 'cannot-pay',
    severity,
    binding: [],
    standings: [],
    sameAs: null,
    costs: null,
    taken: null,
    firstYear,
    size: (test.priorClaims[k] ?? 0) + (test.required[k] ?? 0) - (test.resources[k] ?? 0),
    growth: growth(test.required),
    resourcesGrowth: growth(test.resources),
    baseYear: test.baseYear,
    targetYear: test.targetYear,
    amount: test.required[k] ?? 0,
    baseAmount: test.required[from] ?? 0,
    grade: 'D',
    evidence: whole.evidence,
  }
}
