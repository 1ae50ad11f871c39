import type { Grade } from '../catalogue/schema'
import type { Evidence, Flag, FlagStanding, Payer, Severity } from '../result'
import { compoundGrowth } from '../shared/growth'
import type { GrowthSpan, Yardstick } from './yardstick'

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

export interface GrowthTest extends GrowthSpan {
  readonly unit: string
  readonly payers: readonly Payer[]
  readonly resources: Readonly<Float64Array>
  readonly required: Readonly<Float64Array>
  readonly grade: Grade
  readonly thresholds: GrowthSpan['thresholds'] & { readonly materiality: number }
}

const tolerance = 1e-9

/** A binding target is taken one step more seriously, unless it keeps pace or cannot be judged. */
const worse: Readonly<Record<Severity, Severity>> = { green: 'green', yellow: 'orange', orange: 'red', red: 'red', grey: 'grey' }

const rank: Readonly<Record<Severity, number>> = { red: 0, orange: 1, yellow: 2, grey: 3, green: 4 }

/** The most severe first, of the same severity the largest; else as they stand. */
export function inOrder(flags: Iterable<readonly Flag[]>): readonly Flag[] {
  const ranks: Flag[][] = Object.values(rank).map(() => [])
  for (const some of flags) for (const flag of some) ranks[rank[flag.severity]]?.push(flag)
  return ranks.flatMap(largestFirst)
}

/**
 * The sizes are put in order as bare numbers and each flag finds its place among them: comparing the flags themselves, some ten
 * thousand times in a run, takes several times as long.
 */
function largestFirst(flags: readonly Flag[]): readonly Flag[] {
  const sizes = new Float64Array(flags.length)
  for (let k = 0; k < flags.length; k++) sizes[k] = descending(flags[k])
  sizes.sort()
  const alike = new Uint32Array(sizes.length)
  const out = [...flags]
  for (const flag of flags) {
    const place = firstAtLeast(sizes, descending(flag))
    out[place + (alike[place] ?? 0)] = flag
    alike[place] = (alike[place] ?? 0) + 1
  }
  return out
}

/** Ascends as sizes descend; what is no number comes last. */
const descending = (flag: Flag | undefined): number =>
  flag === undefined || Number.isNaN(flag.size) ? Number.POSITIVE_INFINITY : -flag.size

/** First place of ascending numbers where one is at least so large. */
function firstAtLeast(numbers: Readonly<Float64Array>, least: number): number {
  let [low, high] = [0, numbers.length - 1]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((numbers[middle] ?? 0) < least) low = middle + 1
    else high = middle
  }
  return low
}

/** What the growth test says of a subject; null where it has no flag. */
export type Judgement = { readonly verdict: 'outpaces' | 'contributes'; readonly severity: Severity } | null

const judgementsOf = (verdict: NonNullable<Judgement>['verdict']): Readonly<Record<Severity, NonNullable<Judgement>>> => {
  const as = (severity: Severity): NonNullable<Judgement> => ({ verdict, severity })
  return { green: as('green'), yellow: as('yellow'), orange: as('orange'), red: as('red'), grey: as('grey') }
}
/** Every judgement there is: thousands are given in a run. */
const judgements = { outpaces: judgementsOf('outpaces'), contributes: judgementsOf('contributes') }

/** What of a subject its judgement rests on. */
type Judged = Pick<Subject, 'kind' | 'amounts' | 'binding'>

/** What it says of one subject of a unit, given the unit's own severity: whether it grows faster than the resources by more than the threshold, or, where the whole unit does, contributes to it. */
export function judgeSubject(test: GrowthTest, resources: Yardstick, unit: Severity, subject: Judged): Judgement {
  const last = test.targetYear - test.firstYear
  if ((subject.amounts[last] ?? 0) < test.thresholds.materiality * (test.required[last] ?? 0)) return null
  const own = resources.severityOf(subject.amounts)
  if (own !== 'green') return judgements.outpaces[withBinding(subject, own)]
  // What an indicator adds is what its items add, and what stands outside the items is no part of the unit's required spending.
  const isPart = unit !== 'green' && subject.kind !== 'indicator' && resources.excess(subject.amounts) > 0
  return isPart ? judgements.contributes[withBinding(subject, unit)] : null
}

/** As severe, or one step worse where a binding indicator rests on it. */
export const withBinding = ({ binding }: Pick<Subject, 'binding'>, severity: Severity): Severity =>
  binding === undefined || binding.length === 0 ? severity : worse[severity]

const orZero = (growth: number): number => (Number.isNaN(growth) ? 0 : growth)

/** @param under what the test says under the low and the high definition of resources. */
export function flagOf(
  test: GrowthTest,
  resources: Yardstick,
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
    size: resources.excess(subject.amounts),
    growth: compoundGrowth(subject.amounts[from] ?? 0, subject.amounts[to] ?? 0, years) ?? 0,
    resourcesGrowth: orZero(resources.growth),
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
