import { tableAt } from '../partedTable'
import type { Catalogue } from '../catalogue/schema'
import { expenditureIndex } from '../layout'
import type { MemoUnit, ReadableResult, UnitResult } from '../result'
import { accountSides, type AccountLine } from '../scenario/accountForm'
import type { EnteredAccount } from '../scenario/entries'
import { transferLines, type TransferLines } from '../scenario/transferLines'
import type { FundsLine } from './fundsLines'
import { combined, published, sumOfKnown, type Figure } from './published'
import { accountOf, anyUnit, isTaken, resourceFigure } from './unitFigures'

/**
 * Available funds of a unit, each year with accounts and the run's path (METHOD section 5.7). A line that is not known is null,
 * never zero; nothing is filled in to make the table add up. Where a sum's lines are known they add up to it.
 */
export type FundsColumn = Readonly<Record<FundsLine, Figure | null>>

export interface FundsTable {
  readonly years: readonly number[]
  /** One for each year. */
  readonly columns: readonly FundsColumn[]
}

/** First year of the table: the oldest account of the whole region in the catalogue, for other units the base year. */
function firstYear(catalogue: Catalogue, isRegion: boolean): number {
  const years = catalogue.series.filter(({ id }) => id === 'exp-total').flatMap(({ values }) => values.map(({ year }) => year))
  return isRegion ? years.reduce((first, year) => Math.min(first, year), catalogue.baseYear) : catalogue.baseYear
}

/** @param code a row of results or a banner beside the leaves; absent: the whole region. */
export function availableFunds(catalogue: Catalogue, result: ReadableResult, code = result.units[0]?.code ?? ''): FundsTable {
  const unit = anyUnit(result, code)
  const isRegion = unit?.code === result.units[0]?.code
  const start = firstYear(catalogue, isRegion)
  const years = Array.from({ length: catalogue.horizonYear - start + 1 }, (_, k) => start + k)
  return {
    years,
    columns: years.map((year) => {
      const entered = accountOf(result, code, year)
      const known = (line: AccountLine, id: string): Figure | null =>
        enteredLine(entered, line) ?? (isRegion ? published(catalogue, id, year) : null)
      return unit === undefined || year < catalogue.baseYear
        ? accountColumn(catalogue, year, known)
        : runColumn({ catalogue, result, unit, isRegion, year, entered, known })
    }),
  }
}

type Known = (line: AccountLine, id: string) => Figure | null

const enteredFigure = ({ grade, source }: EnteredAccount, value: number): Figure => ({ value, grade, nature: 'account', source })

function enteredLine(entered: EnteredAccount | undefined, line: AccountLine): Figure | null {
  const value = entered?.lines[line]
  return entered === undefined || value === undefined ? null : enteredFigure(entered, value)
}

/** Lines that accounts alone can give. */
const accountLines = (known: Known) => ({
  transferredIn: known('transferredIn', 'funds-in'),
  stabilisationIn: known('stabilisationIn', 'stabil-in'),
  sharedMatterTransfers: known('sharedMatterTransfers', ''),
  specialTransfers: known('specialTransfers', 'transfer-central-special'),
  bondIncome: known('bondIncome', 'debt-general-income'),
  broughtForward: known('broughtForward', 'carry-in'),
  expenditure: known('expenditure', 'exp-total'),
  transferredDown: known('transferredDown', ''),
  bondRepayment: known('bondRepayment', 'debt-general-repay'),
  stabilisationOut: known('stabilisationOut', 'stabil-out'),
  carriedForward: known('carriedForward', 'carry-out'),
  otherIn: known('otherIn', ''),
  // Swapped bonds not yet used: the only small item that was seen.
  otherOut: known('otherOut', 'swap-bal'),
})
type AccountLines = ReturnType<typeof accountLines>

/** What paid for the expenditure beside own revenue and subsidies: bonds, reserves and other one-off money, net. */
const otherMoneyOf = (expenditure: Figure | null, ownRevenue: Figure | null, subsidies: Figure | null): Figure | null =>
  combined([
    [1, expenditure],
    [-1, ownRevenue],
    [-1, subsidies],
  ])

/** The wider working form: with what was moved in and drawn from reserves; nothing where neither is known. */
const withReservesOf = (available: Figure | null, { transferredIn, stabilisationIn }: AccountLines): Figure | null =>
  available === null || (transferredIn === null && stabilisationIn === null)
    ? null
    : sumOfKnown([
        [1, available],
        [1, transferredIn],
        [1, stabilisationIn],
      ])

/** A year before the run: accounts of the whole region alone. */
function accountColumn(catalogue: Catalogue, year: number, known: Known): FundsColumn {
  const of = (id: string): Figure | null => published(catalogue, id, year)
  const lines = accountLines(known)
  const [resourceTax, ownRevenue] = [of('rev-tax-resource'), of('rev-total')]
  // Published together with the returns.
  const generalTransfers = of('transfer-central-general')
  const remittedUp = of('remit-up')
  const netTransfers =
    generalTransfers === null
      ? null
      : sumOfKnown([
          [1, generalTransfers],
          [-1, remittedUp],
        ])
  const available = combined([
    [1, ownRevenue],
    [1, netTransfers],
  ])
  const subsidies = of('transfer-central') ?? of('transfer-central-est')
  return {
    ...lines,
    ordinaryTax: combined([
      [1, of('rev-tax')],
      [-1, resourceTax],
    ]),
    resourceTax,
    nonTax: of('rev-nontax'),
    ownRevenue,
    taxReturns: null,
    generalTransfers,
    remittedUp,
    passedDown: null,
    netTransfers,
    available,
    withReserves: withReservesOf(available, lines),
    subsidies,
    tiedForItems: null,
    tiedTransfers: null,
    priorClaims: null,
    required: null,
    left: null,
    otherMoney: otherMoneyOf(lines.expenditure, ownRevenue, subsidies),
    remainder: publishedRemainder(lines, ownRevenue, subsidies, remittedUp),
  }
}

/** What the published lines of the identity leave over: its small items. Null unless every line but the debt's is known. */
function publishedRemainder(
  lines: AccountLines,
  ownRevenue: Figure | null,
  subsidies: Figure | null,
  remittedUp: Figure | null,
): Figure | null {
  const needed = [ownRevenue, subsidies, lines.broughtForward, lines.expenditure, remittedUp, lines.carriedForward]
  if (needed.some((figure) => figure === null)) return null
  return sumOfKnown([
    [1, ownRevenue],
    [1, subsidies],
    [1, lines.bondIncome],
    [1, lines.broughtForward],
    [1, lines.stabilisationIn],
    [1, lines.transferredIn],
    [-1, lines.expenditure],
    [-1, remittedUp],
    [-1, lines.bondRepayment],
    [-1, lines.stabilisationOut],
    [-1, lines.carriedForward],
    [-1, lines.otherOut],
  ])
}

interface OfYear {
  readonly catalogue: Catalogue
  readonly result: ReadableResult
  readonly unit: UnitResult | MemoUnit
  readonly isRegion: boolean
  readonly year: number
  readonly entered: EnteredAccount | undefined
  readonly known: Known
}

/** A year of the run: its resources and claims, with accounts beside where they are known. */
function runColumn(of: OfYear): FundsColumn {
  const { catalogue, result, unit, isRegion, year, entered, known } = of
  const k = year - catalogue.baseYear
  const isPast = year <= unit.lastActualYear
  const run = (value: number | undefined): Figure | null =>
    value === undefined || Number.isNaN(value) ? null : { value, grade: 'D', nature: isPast ? 'estimate' : 'path', source: null }
  const part = (id: Parameters<typeof resourceFigure>[3]): Figure | null => resourceFigure(catalogue, result, unit, id, year)
  const lines = accountLines(known)
  const [ordinaryTax, resourceTax, nonTax] = [part('ordinaryTax'), part('resourceTax'), part('nonTax')]
  const ownRevenue = ownRevenueOf(of, sum([ordinaryTax, resourceTax, nonTax], unit.ownRevenue[k]))
  const netTransfers = part('generalTransfers')
  const available = sum([ownRevenue, netTransfers], unit.resources[k])
  const tiedForItems = 'parent' in unit ? null : run(centreOf(result, unit.code, k))
  const subsidies = subsidiesOf(of, lines)
  const [priorClaims, required] = [run(unit.residual?.priorClaims[k]), run(unit.required[k])]
  return {
    ...lines,
    ...transfersOf(of),
    ordinaryTax,
    resourceTax,
    nonTax,
    ownRevenue,
    netTransfers,
    available,
    withReserves: withReservesOf(available, lines),
    subsidies,
    tiedForItems,
    tiedTransfers: combined([
      [1, subsidies],
      [-1, netTransfers],
      [-1, tiedForItems],
    ]),
    priorClaims,
    required,
    left: combined([
      [1, available],
      [-1, priorClaims],
      [-1, required],
    ]),
    otherMoney: isRegion ? otherMoneyOf(lines.expenditure, ownRevenue, subsidies) : null,
    remainder: entered === undefined ? null : remainderOf(entered),
  }
}

/** The run's own sum, as good as its worst part. */
function sum(parts: readonly (Figure | null)[], value: number | undefined): Figure | null {
  const figure = combined(parts.map((part) => [1, part] as const))
  return figure === null || value === undefined ? null : { ...figure, value }
}

/** Own revenue of years for which the whole region's is published is as good as that. */
function ownRevenueOf({ catalogue, isRegion, year, entered, unit }: OfYear, figure: Figure | null): Figure | null {
  const known = isRegion && entered === undefined && year <= unit.lastActualYear ? published(catalogue, 'rev-total', year) : null
  return known === null || figure === null ? figure : { ...known, value: figure.value }
}

/** General transfers line by line where the account that acts gives them. */
function transfersOf({
  result,
  unit,
  entered,
}: OfYear): Pick<FundsColumn, 'taxReturns' | 'generalTransfers' | 'remittedUp' | 'passedDown'> {
  const lines = entered === undefined ? undefined : transferLines(entered, result.units[0]?.code ?? '')
  const isShown = entered !== undefined && isTaken(result, unit, 'generalTransfers', entered)
  const line = (id: keyof TransferLines, isGiven: boolean): Figure | null =>
    !isShown || lines === undefined || !isGiven ? null : enteredFigure(entered, lines[id])
  return {
    taxReturns: line('taxReturns', entered?.lines.taxReturns !== undefined),
    generalTransfers: line('generalTransfers', true),
    remittedUp: line('remittedUp', entered?.lines.remittedUp !== undefined),
    passedDown: line('passedDown', (lines?.passedDown ?? 0) !== 0),
  }
}

/** All that comes from above: of the account where it gives every kind, of the whole region as published or estimated. */
function subsidiesOf(
  { catalogue, isRegion, year, entered }: OfYear,
  { sharedMatterTransfers, specialTransfers }: AccountLines,
): Figure | null {
  const general = entered?.lines.generalTransfers
  if (entered !== undefined && general !== undefined && sharedMatterTransfers !== null && specialTransfers !== null)
    return enteredFigure(entered, (entered.lines.taxReturns ?? 0) + general + sharedMatterTransfers.value + specialTransfers.value)
  return isRegion ? published(catalogue, 'transfer-central-est', year) : null
}

/** What comes in less what goes out by the account itself. */
function remainderOf(entered: EnteredAccount): Figure | null {
  const sides = accountSides(entered)
  return sides === undefined ? null : enteredFigure(entered, sides.in - sides.out)
}

/** The centre's part of the 81 items in an area. */
function centreOf({ layout, expenditure }: ReadableResult, code: string, k: number): number {
  const { payers, items, areas } = layout
  const [area, centre] = [areas.indexOf(code), payers.indexOf('central')]
  return items.reduce((all, _, item) => all + (tableAt(expenditure, expenditureIndex(layout, item, area, centre, k)) ?? 0), 0)
}
