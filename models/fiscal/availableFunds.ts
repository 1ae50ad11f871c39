import type { Catalogue } from '../catalogue/schema'
import { expenditureIndex } from '../layout'
import type { SimulationResult, UnitResult } from '../result'
import type { AccountLine, Actual } from '../scenario/entries'
import { combined, published, sumOfKnown, type Figure } from './published'

/**
 * Available funds of the whole region in the order of the official table, each year with accounts and the run's path
 * (METHOD section 5.7). A line that is not known is null, never zero; nothing is filled in to make the table add up.
 * `sign`: how a line counts in the sum under it; 0 is a sum, null stands beside.
 */
export const fundsLines = [
  { id: 'ordinaryTax', group: 'available', sign: 1 },
  { id: 'resourceTax', group: 'available', sign: 1 },
  { id: 'nonTax', group: 'available', sign: 1 },
  { id: 'ownRevenue', group: 'available', sign: 0 },
  { id: 'generalTransfers', group: 'available', sign: 1 },
  { id: 'remittedUp', group: 'available', sign: -1 },
  { id: 'transferredIn', group: 'available', sign: 1 },
  { id: 'stabilisationIn', group: 'available', sign: 1 },
  { id: 'available', group: 'available', sign: 0 },
  { id: 'centralSubsidies', group: 'beside', sign: null },
  { id: 'tiedForItems', group: 'beside', sign: null },
  { id: 'tiedTransfers', group: 'beside', sign: null },
  { id: 'bondIncome', group: 'beside', sign: null },
  { id: 'broughtForward', group: 'beside', sign: null },
  { id: 'expenditure', group: 'spent', sign: null },
  { id: 'priorClaims', group: 'spent', sign: -1 },
  { id: 'required', group: 'spent', sign: -1 },
  { id: 'left', group: 'spent', sign: 0 },
  { id: 'bondRepayment', group: 'identity', sign: -1 },
  { id: 'stabilisationOut', group: 'identity', sign: -1 },
  { id: 'carriedForward', group: 'identity', sign: -1 },
  { id: 'otherOut', group: 'identity', sign: -1 },
  { id: 'otherMoney', group: 'identity', sign: 0 },
  { id: 'remainder', group: 'identity', sign: 0 },
] as const
export type FundsLine = (typeof fundsLines)[number]['id']
export type FundsColumn = Readonly<Record<FundsLine, Figure | null>>

export interface FundsTable {
  readonly years: readonly number[]
  /** One for each year. */
  readonly columns: readonly FundsColumn[]
}

/** First year of the table: the oldest account of the region in the catalogue, or the base year. */
function firstYear(catalogue: Catalogue): number {
  const years = catalogue.series.filter(({ id }) => id === 'exp-total').flatMap(({ values }) => values.map(({ year }) => year))
  return years.reduce((first, year) => Math.min(first, year), catalogue.baseYear)
}

export function availableFunds(catalogue: Catalogue, result: SimulationResult, actuals: readonly Actual[] = []): FundsTable {
  const start = firstYear(catalogue)
  const years = Array.from({ length: catalogue.horizonYear - start + 1 }, (_, k) => start + k)
  const unit = result.units[0]
  const accounts = actuals.filter((entry) => entry.kind === 'account').filter(({ enabled, area }) => enabled && area === unit?.code)
  return {
    years,
    columns: years.map((year) => {
      const entered = accounts.findLast((account) => account.year === year)
      const known = (line: AccountLine, id: string): Figure | null => enteredLine(entered, line) ?? published(catalogue, id, year)
      return unit === undefined || year < catalogue.baseYear
        ? accountColumn(catalogue, year, known)
        : runColumn(catalogue, result, unit, year, known)
    }),
  }
}

type Known = (line: AccountLine, id: string) => Figure | null

function enteredLine(entered: Extract<Actual, { kind: 'account' }> | undefined, line: AccountLine): Figure | null {
  const value = entered?.lines[line]
  return entered === undefined || value === undefined ? null : { value, grade: entered.grade, nature: 'account', source: null }
}

/** Lines that accounts alone can give. */
const accountLines = (known: Known) => ({
  remittedUp: known('remittedUp', 'remit-up'),
  transferredIn: known('transferredIn', 'funds-in'),
  stabilisationIn: known('stabilisationIn', 'stabil-in'),
  bondIncome: known('bondIncome', 'debt-general-income'),
  broughtForward: known('broughtForward', 'carry-in'),
  expenditure: known('expenditure', 'exp-total'),
  bondRepayment: known('bondRepayment', 'debt-general-repay'),
  stabilisationOut: known('stabilisationOut', 'stabil-out'),
  carriedForward: known('carriedForward', 'carry-out'),
  // Swapped bonds not yet used: the only small item that was seen.
  otherOut: known('otherOut', 'swap-bal'),
})

/** What paid for the expenditure beside own revenue and subsidies: bonds, reserves and other one-off money, net. */
const otherMoneyOf = (expenditure: Figure | null, ownRevenue: Figure | null, subsidies: Figure | null): Figure | null =>
  combined([
    [1, expenditure],
    [-1, ownRevenue],
    [-1, subsidies],
  ])

/** A year before the run: accounts alone. */
function accountColumn(catalogue: Catalogue, year: number, known: Known): FundsColumn {
  const of = (id: string): Figure | null => published(catalogue, id, year)
  const lines = accountLines(known)
  const resourceTax = of('rev-tax-resource')
  const nonTax = of('rev-nontax')
  const ownRevenue = of('rev-total')
  const generalTransfers = known('generalTransfers', 'transfer-central-general')
  const centralSubsidies = of('transfer-central') ?? of('transfer-central-est')
  const { expenditure, remittedUp, transferredIn, stabilisationIn } = lines
  return {
    ...lines,
    ordinaryTax: combined([
      [1, of('rev-tax')],
      [-1, resourceTax],
    ]),
    resourceTax,
    nonTax,
    ownRevenue,
    generalTransfers,
    // Without general transfers the sum would be half a figure; the smaller lines count where they are known.
    available:
      ownRevenue === null || generalTransfers === null
        ? null
        : sumOfKnown([
            [1, ownRevenue],
            [1, generalTransfers],
            [-1, remittedUp],
            [1, transferredIn],
            [1, stabilisationIn],
          ]),
    centralSubsidies,
    tiedForItems: null,
    tiedTransfers: of('transfer-central-special'),
    priorClaims: null,
    required: null,
    left: null,
    otherMoney: otherMoneyOf(expenditure, ownRevenue, centralSubsidies),
    remainder: remainderOf(lines, ownRevenue, centralSubsidies),
  }
}

/** What the lines of the official identity leave over: its small items. Null unless every line but the debt's is known. */
function remainderOf(lines: ReturnType<typeof accountLines>, ownRevenue: Figure | null, centralSubsidies: Figure | null): Figure | null {
  const needed = [ownRevenue, centralSubsidies, lines.broughtForward, lines.expenditure, lines.remittedUp, lines.carriedForward]
  if (needed.some((figure) => figure === null)) return null
  return sumOfKnown([
    [1, ownRevenue],
    [1, centralSubsidies],
    [1, lines.bondIncome],
    [1, lines.broughtForward],
    [1, lines.stabilisationIn],
    [1, lines.transferredIn],
    [-1, lines.expenditure],
    [-1, lines.remittedUp],
    [-1, lines.bondRepayment],
    [-1, lines.stabilisationOut],
    [-1, lines.carriedForward],
    [-1, lines.otherOut],
  ])
}

/** A year of the run: its resources and claims, with accounts beside where they are known. */
function runColumn(catalogue: Catalogue, result: SimulationResult, unit: UnitResult, year: number, known: Known): FundsColumn {
  const k = year - catalogue.baseYear
  const isPast = year <= result.lastActualYear
  const run = (value: number | undefined): Figure | null =>
    value === undefined ? null : { value, grade: 'D', nature: isPast ? 'estimate' : 'path', source: null }
  const lines = accountLines(known)
  const publishedRevenue = published(catalogue, 'rev-total', year)
  const ownRevenue = run(unit.ownRevenue[k])
  const generalTransfers = run(unit.generalTransfers[k])
  const centralSubsidies = published(catalogue, 'transfer-central-est', year)
  const tiedForItems = run(centreOf(result, k))
  return {
    ...lines,
    ordinaryTax: run(unit.revenue.ordinaryTax[k]),
    resourceTax: run(unit.revenue.resourceTax[k]),
    nonTax: run(unit.revenue.nonTax[k]),
    ownRevenue: isPast && publishedRevenue !== null && ownRevenue !== null ? { ...publishedRevenue, value: ownRevenue.value } : ownRevenue,
    generalTransfers,
    available: run(unit.resources[k]),
    centralSubsidies,
    tiedForItems,
    tiedTransfers: combined([
      [1, centralSubsidies],
      [-1, generalTransfers],
      [-1, tiedForItems],
    ]),
    priorClaims: run(unit.residual?.priorClaims[k]),
    required: run(unit.required[k]),
    left: run((unit.resources[k] ?? 0) - (unit.residual?.priorClaims[k] ?? 0) - (unit.required[k] ?? 0)),
    otherMoney: otherMoneyOf(lines.expenditure, ownRevenue, centralSubsidies),
    remainder: remainderOf(lines, ownRevenue, centralSubsidies),
  }
}

/** The centre's part of the 81 items in the whole region. */
function centreOf({ layout, expenditure }: SimulationResult, year: number): number {
  const { payers, items } = layout
  return items.reduce((sum, _, item) => sum + (expenditure[expenditureIndex(layout, item, 0, payers.indexOf('central'), year)] ?? 0), 0)
}
