import type { Fund, Grade } from '../catalogue/schema'
import { codeInBaseYear, gradeOf as gradeNamed } from '../evidence/codes'
import type { Model } from '../model'
import type { Inputs } from '../scenario/fiscalInputs'
import type { Structure } from '../structure'

/** A fund's account of the region, yuan by year; null where it is not known. */
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
  /** First year that ends below zero. */
  readonly exhaustedFrom: number | null
  readonly grade: Grade
}

/** A balance needs all three: what stood there, what comes in, what is paid. */
const isKnown = ({ opening, contributions, benefits, pays }: Fund): boolean =>
  opening !== null && contributions !== null && (benefits !== null || pays.length > 0)

export function fundInputs({ catalogue }: Structure): Inputs {
  const perFund = (of: (fund: Fund) => number): Float64Array => Float64Array.from(catalogue.funds, of)
  return new Map([
    ['fundOpeningBalance', perFund(({ opening }) => opening?.value ?? 0)],
    ['isFundKnown', perFund((fund) => (isKnown(fund) ? 1 : 0))],
    ['fundBaseContributions', perFund(({ contributions }) => contributions?.amount.value ?? 0)],
    ['fundContributionRate', perFund(({ contributions }) => contributions?.rate?.value ?? 0)],
    ['fundBaseBenefits', perFund(({ benefits }) => benefits?.amount.value ?? 0)],
    ['fundBenefitRate', perFund(({ benefits }) => benefits?.rate?.value ?? 0)],
  ])
}

/** @param itemGrades worst grade that carries any part of each item. */
export function fundAccounts({ structure, compiled }: Model, itemGrades: readonly Grade[]): readonly FundAccount[] {
  const { catalogue, years } = structure
  return catalogue.funds.map((fund, k): FundAccount => {
    const row = (name: string): Float64Array => compiled.block(name).data.slice(k * years.length, (k + 1) * years.length)
    const known = isKnown(fund)
    const [closing, benefits] = [row('fundBalance'), row('fundBenefits')]
    const first = closing.findIndex((value) => value < 0)
    return {
      id: fund.id,
      opening: known ? closing.map((_, t) => (t === 0 ? (fund.opening?.value ?? 0) : (closing[t - 1] ?? 0))) : null,
      contributions: fund.contributions === null ? null : row('fundContributions'),
      subsidy: row('fundSubsidy'),
      benefits: fund.benefits === null && fund.pays.length === 0 ? null : benefits,
      closing: known ? closing : null,
      months: known ? closing.map((value, t) => Math.max(0, value) / ((benefits[t] ?? 1) / 12)) : null,
      uncovered: known ? row('fundUncovered') : null,
      exhaustedFrom: known && first >= 0 ? (years[first] ?? null) : null,
      grade: gradeOf(fund, catalogue.baseYear, (id) => itemGrades[catalogue.items.findIndex((item) => item.id === id)] ?? 'D'),
    }
  })
}

/** Worst grade behind what is shown: the fund's own figures and the items that feed it or are paid by it. */
function gradeOf({ opening, contributions, benefits, subsidised, pays }: Fund, baseYear: number, ofItem: (id: string) => Grade): Grade {
  const own = [opening, contributions?.amount, benefits?.amount, contributions?.rate, benefits?.rate].flatMap((fact) =>
    fact === null || fact === undefined ? [] : [gradeNamed(codeInBaseYear(fact, baseYear))],
  )
  return [...own, ...[...subsidised, ...pays].map(ofItem)].reduce<Grade>((worst, grade) => (grade > worst ? grade : worst), 'A')
}
