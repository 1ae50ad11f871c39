import type { Fund, Grade } from '../catalogue/schema'
import { codeInBaseYear, gradeOf as gradeNamed } from '../evidence/codes'
import type { Model } from '../model'
import type { RunNotice } from '../result'
import type { Actual } from '../scenario/entries'
import type { Inputs } from '../scenario/fiscalInputs'
import type { Structure } from '../structure'

/** A fund's account of the region, yuan by year; not a number in years for which it is not known, null where it never is. */
export interface FundAccount {
  readonly id: string
  readonly opening: Float64Array | null
  readonly contributions: Float64Array | null
  readonly subsidy: Float64Array
  readonly benefits: Float64Array | null
  readonly closing: Float64Array | null
  /** For how many months of benefits the closing balance lasts. */
  readonly months: Float64Array | null
  /** What the balance falls by below zero in the year: nobody has promised it. */
  readonly uncovered: Float64Array | null
  /** Of a fund that the nation pools: what the levels below the centre have agreed to pay, from that year on. */
  readonly localPart: Float64Array | null
  /** What they pay of the subsidy among the items. */
  readonly localSubsidy: Float64Array
  /** First year that ends below zero. */
  readonly exhaustedFrom: number | null
  /** First year for which a balance is known. */
  readonly knownFrom: number | null
  readonly grade: Grade
}

type FundActual = Extract<Actual, { kind: 'fund' }>

/** What no scenario moves. Where a flow of the base year is not known its path is an index, one yuan in the base year. */
export function fundInputs({ catalogue }: Structure): Inputs {
  const perFund = (of: (fund: Fund) => number): Float64Array => Float64Array.from(catalogue.funds, of)
  const base = (flow: Fund['contributions']): number => (flow === null ? 0 : (flow.amount?.value ?? 1))
  return new Map([
    ['fundOpeningBalance', perFund(({ opening }) => opening?.value ?? 0)],
    ['fundBaseContributions', perFund(({ contributions }) => base(contributions))],
    ['fundContributionRate', perFund(({ contributions }) => contributions?.rate?.value ?? 0)],
    ['fundBaseBenefits', perFund(({ benefits }) => base(benefits))],
    ['fundBenefitRate', perFund(({ benefits }) => benefits?.rate?.value ?? 0)],
  ])
}

/** @param itemGrades worst grade that carries any part of each item. @param actuals those that act. */
export function fundAccounts(
  { structure, compiled }: Model,
  itemGrades: readonly Grade[],
  actuals: readonly Actual[],
): readonly FundAccount[] {
  const { catalogue, years } = structure
  const { length } = years
  return catalogue.funds.map((fund, k): FundAccount => {
    const booked = actuals.filter((entry): entry is FundActual => entry.kind === 'fund' && entry.target === fund.id)
    const row = (name: string): Float64Array => compiled.block(name).data.slice(k * length, (k + 1) * length)
    /** A row from the first year on for which it is known. */
    const from = (first: number, name: string): Float64Array | null =>
      first < 0 ? null : row(name).map((value, t) => (t < first ? Number.NaN : value))
    const firstOf = (line: 'contributions' | 'benefits', isKnown: boolean): number =>
      isKnown ? 0 : booked.reduce((first, entry) => (entry[line] === undefined ? first : earlier(first, years.indexOf(entry.year))), -1)
    const first = row('isFundKnown').indexOf(1)
    const closing = from(first, 'fundBalance')
    const benefits = row('fundBenefits')
    const exhausted = closing?.findIndex((value) => value < 0) ?? -1
    const pooled = fund.pooledFrom === null ? -1 : years.indexOf(Math.max(fund.pooledFrom, catalogue.baseYear + 1))
    return {
      id: fund.id,
      opening: from(first, 'fundOpening'),
      contributions: from(firstOf('contributions', isGiven(fund.contributions)), 'fundContributions'),
      subsidy: row('fundSubsidy'),
      benefits: from(firstOf('benefits', fund.pays.length > 0 || isGiven(fund.benefits)), 'fundBenefits'),
      closing,
      months: closing?.map((value, t) => Math.max(0, value) / ((benefits[t] ?? 1) / 12)) ?? null,
      uncovered: from(first, 'fundUncovered'),
      localPart: from(pooled, 'fundLocalPart'),
      localSubsidy: row('fundLocalSubsidy'),
      exhaustedFrom: years[exhausted] ?? null,
      knownFrom: years[first] ?? null,
      grade: gradeOf(fund, booked, catalogue.baseYear, (id) => itemGrades[catalogue.items.findIndex((item) => item.id === id)] ?? 'D'),
    }
  })
}

const isGiven = (flow: Fund['contributions']): boolean => flow !== null && flow.amount !== null
const earlier = (a: number, b: number): number => (a < 0 ? b : Math.min(a, b))

/** Worst grade behind what is shown: the fund's own figures, what was booked, and the items that feed it or are paid by it. */
function gradeOf(
  { opening, contributions, benefits, subsidised, pays }: Fund,
  booked: readonly FundActual[],
  baseYear: number,
  ofItem: (id: string) => Grade,
): Grade {
  const own = [opening, contributions?.amount, benefits?.amount, contributions?.rate, benefits?.rate].flatMap((fact) =>
    fact === null || fact === undefined ? [] : [gradeNamed(codeInBaseYear(fact, baseYear))],
  )
  const all = [...own, ...booked.map(({ grade }) => grade), ...[...subsidised, ...pays].map(ofItem)]
  return all.reduce<Grade>((worst, grade) => (grade > worst ? grade : worst), 'A')
}

/** Part of the larger figure by which a booked subsidy may differ from the items' money before it is said. */
const apart = 0.005

/** Subsidies as booked that are not what the items of the year cost: the items are to be mended, the fund's year stands. */
export function fundNotices({ structure, compiled }: Model, actuals: readonly Actual[]): readonly RunNotice[] {
  const { catalogue, years, areas, space } = structure
  if (!actuals.some((entry) => entry.kind === 'fund' && entry.subsidy !== undefined)) return []
  const all = areas[0]?.cells ?? []
  const cost = compiled.block('expenditure').data
  return actuals.flatMap((entry): readonly RunNotice[] => {
    if (entry.kind !== 'fund' || entry.subsidy === undefined) return []
    const fund = catalogue.funds.find(({ id }) => id === entry.target)
    const k = years.indexOf(entry.year)
    const items = (fund?.subsidised ?? []).map((id) => space.elements.item.indexOf(id))
    const has = items.reduce(
      (sum, item) => all.reduce((part, cell) => part + (cost[(item * space.elements.cell.length + cell) * years.length + k] ?? 0), sum),
      0,
    )
    if (Math.abs(has - entry.subsidy) <= apart * Math.max(has, entry.subsidy)) return []
    const params = { target: entry.target, year: String(entry.year), booked: entry.subsidy, items: has }
    return [{ code: 'fund-subsidy', overrideId: entry.id, params }]
  })
}
