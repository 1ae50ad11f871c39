import { availableFunds, type FundsColumn, type FundsTable } from '../fiscal/availableFunds'
import { fundsLines, fundsSums, sumStart, type FundsLine } from '../fiscal/fundsLines'
import { published, type Figure } from '../fiscal/published'
import { accountRatios, type AccountRatios } from '../fiscal/ratios'
import { fromEntry } from '../provenance'
import { resultOf } from './flags'
import type { Ask, Leaf, ResultFigure } from './resultFigure'
import { Answers, areaNamed, UnknownFigure, type OpenRun } from './run'
import { constant, pairOf, sumOf, type ShownTerm } from './term'

/**
 * Tables of the accounts (METHOD sections 5.7 and 5.9): the line of a unit and year with the lines or figures of the run that it is
 * made of. What was published or entered is a number with its source.
 */
type Signed = readonly [sign: 1 | -1, path: string]

/** What stands behind a figure that an account gives. */
const sourceOf = (entry: string, { source, grade }: Figure, year: string): Partial<Leaf> =>
  source === null ? {} : { source: fromEntry(entry, { source, grade, year: Number(year) }) }

/** Signed parts added in their order, as `published.ts` adds them; the first of them is added to nothing. */
const signed = ([first, ...rest]: readonly Signed[], ask: Ask): ShownTerm =>
  rest.reduce(
    (sum, [sign, path]) => pairOf(sign === 1 ? 'plus' : 'minus', sum, ask(path)),
    first === undefined ? constant(0) : first[0] === 1 ? ask(first[1]) : pairOf('minus', constant(0), ask(first[1])),
  )

/** Its formula where it gives the figure again; else the number itself: an account said so. */
const formulaOr = (figure: Figure, made: ShownTerm | undefined): ShownTerm =>
  made !== undefined && made.value === figure.value ? made : constant(figure.value)

const tables = new Answers<FundsTable>()
const ratioTables = new Answers<readonly AccountRatios[]>()

/** The column of a unit and year. @throws UnknownFigure */
function columnOf(open: OpenRun, unit: string, year: string): FundsColumn {
  const { code } = areaNamed(open, unit)
  const { years, columns } = tables.of(open, code, () => availableFunds(open.model.structure.catalogue, resultOf(open), code))
  const column = columns[years.indexOf(Number(year))]
  if (column === undefined) throw new UnknownFigure(`there is no account of ${year}; from ${String(years[0])} on`)
  return column
}

function lineOf(open: OpenRun, [line = '', unit = '', year = '']: readonly string[]): Figure {
  const column = columnOf(open, unit, year)
  const found = fundsLines.find(({ id }) => id === line)
  if (found === undefined) throw new UnknownFigure(`lines of available funds are ${fundsLines.map(({ id }) => id).join(', ')}`)
  const figure = column[found.id]
  if (figure === null) throw new UnknownFigure(`${line} of ${unit} is not known in ${year}`)
  return figure
}

const byLine = <T>(lines: Readonly<Partial<Record<FundsLine, T>>>): ReadonlyMap<string, T> =>
  new Map(Object.entries<T | undefined>(lines).flatMap(([line, of]) => (of === undefined ? [] : [[line, of] as const])))

/** Lines that the run has under a name of its own. */
const ofRun = byLine<string>({
  ordinaryTax: 'ordinaryTax',
  resourceTax: 'resourceTax',
  nonTax: 'nonTax',
  ownRevenue: 'unitOwnRevenue',
  netTransfers: 'unitGeneralTransfers',
  available: 'unitResources',
  priorClaims: 'priorClaims',
  required: 'unitRequired',
  tiedForItems: 'all/central',
})

type SignedLine = readonly [sign: 1 | -1, line: FundsLine]

/** What a sum starts from, and the lines that count in it, as the table itself has them. */
const counted = (sum: (typeof fundsSums)[number]): readonly SignedLine[] => {
  const start = sumStart[sum]
  const lines = fundsLines.flatMap((line): readonly SignedLine[] =>
    'of' in line && line.of === sum && line.sign !== undefined ? [[line.sign, line.id]] : [],
  )
  return start === undefined ? lines : [[1, start], ...lines]
}

/** Lines that are made of others; those that are not known count nothing. */
const sums = byLine<readonly SignedLine[]>({
  ...Object.fromEntries(fundsSums.map((sum) => [sum, counted(sum)])),
  tiedTransfers: [
    [1, 'subsidies'],
    [-1, 'netTransfers'],
    [-1, 'tiedForItems'],
  ],
  otherMoney: [
    [1, 'expenditure'],
    [-1, 'ownRevenue'],
    [-1, 'subsidies'],
  ],
  remainder: [
    [1, 'ownRevenue'],
    [1, 'subsidies'],
    [1, 'bondIncome'],
    [1, 'broughtForward'],
    [1, 'stabilisationIn'],
    [1, 'transferredIn'],
    [-1, 'expenditure'],
    [-1, 'remittedUp'],
    [-1, 'bondRepayment'],
    [-1, 'stabilisationOut'],
    [-1, 'carriedForward'],
    [-1, 'otherOut'],
  ],
})

function fundsTerm(open: OpenRun, places: readonly string[], ask: Ask): ShownTerm {
  const figure = lineOf(open, places)
  const [line = '', unit = '', year = ''] = places
  const isOfRun = open.model.structure.years.includes(Number(year))
  const own = ofRun.get(line)
  if (own !== undefined && isOfRun) return formulaOr(figure, ask([own, areaNamed(open, unit).code, year].join('/')))
  const column = columnOf(open, unit, year)
  const parts = sums.get(line)?.filter(([, part]) => column[part] !== null)
  if (parts === undefined || parts.length === 0) return constant(figure.value)
  const paths = parts.map(([sign, part]): Signed => [sign, ['fundsLine', part, unit, year].join('/')])
  return formulaOr(figure, signed(paths, ask))
}

type Ratio = 'selfSufficiency' | 'interestShare' | 'debtRatio'
const ratioParts: Readonly<Record<Ratio, readonly [part: string, whole: string]>> = {
  selfSufficiency: ['revenue', 'expenditure'],
  interestShare: ['interest', 'expenditure'],
  debtRatio: ['debt', 'comprehensive'],
}
const isRatio = (id: string): id is Ratio => id in ratioParts

function ratioOf(open: OpenRun, [id = '', unit = '', year = '']: readonly string[]): Figure {
  const { code } = areaNamed(open, unit)
  const rows = ratioTables.of(open, code, () => accountRatios(open.model.structure.catalogue, resultOf(open), code))
  const row = rows.find((one) => one.year === Number(year))
  if (row === undefined) throw new UnknownFigure(`there is no account of ${unit} in ${year}`)
  const found = Object.entries<Figure | number | null>({ ...row }).find(([known]) => known === id)?.[1]
  if (found === undefined || typeof found === 'number') throw new UnknownFigure(`ratios are ${Object.keys(row).slice(1).join(', ')}`)
  if (found === null) throw new UnknownFigure(`${id} of ${unit} is not known in ${year}`)
  return found
}

function ratioTerm(open: OpenRun, places: readonly string[], ask: Ask): ShownTerm {
  const figure = ratioOf(open, places)
  const [id = '', unit, year] = places
  if (!isRatio(id)) return constant(figure.value)
  const [part, whole] = ratioParts[id].map((one) => ask(['accountRatio', one, unit, year].join('/')))
  return formulaOr(figure, part === undefined || whole === undefined ? undefined : pairOf('over', part, whole))
}

function functionAccount(open: OpenRun, [code = '', year = '']: readonly string[]): Figure {
  const figure = published(open.model.structure.catalogue, `exp-${code}`, Number(year))
  if (figure === null) throw new UnknownFigure(`nothing is published of function ${code} in ${year}`)
  return figure
}

const money = { unit: 'CNY/year', section: '5.7' } as const
const ofLine = ['line', 'unit', 'year'] as const
const ofFunction = ['line', 'year'] as const

export const accountFigures: Readonly<Record<string, ResultFigure>> = {
  fundsLine: {
    ...money,
    places: ofLine,
    term: fundsTerm,
    leaf: (open, places) => sourceOf(`accounts(${places[1] ?? ''}).${places[0] ?? ''}`, lineOf(open, places), places[2] ?? ''),
  },
  accountRatio: {
    unit: (_, [id = '']) => ({ unit: isRatio(id) ? '' : 'CNY/year', catalogueUnit: null }),
    section: '5.9',
    places: ofLine,
    term: ratioTerm,
    leaf: (open, places) => sourceOf(`accounts(${places[1] ?? ''}).${places[0] ?? ''}`, ratioOf(open, places), places[2] ?? ''),
  },
  functionAccount: {
    ...money,
    places: ofFunction,
    term: (open, places) => constant(functionAccount(open, places).value),
    leaf: (open, places) => sourceOf(`series(exp-${places[0] ?? ''})`, functionAccount(open, places), places[1] ?? ''),
  },
  /** What the 81 items of a budget function cost, whoever pays. */
  functionItems: {
    ...money,
    places: ofFunction,
    term: (open, [code = '', year = ''], ask) => {
      const { catalogue, root } = open.model.structure
      const items = catalogue.items.filter(({ budgetFunction }) => budgetFunction.code === code)
      return sumOf(
        'item',
        items.map(({ id }) => ({ element: id, term: ask(['expenditure', id, root.code, year].join('/')) })),
      )
    },
  },
  functionRest: {
    ...money,
    places: ofFunction,
    term: (_, [code = '', year = ''], ask) =>
      signed(
        [
          [1, `functionAccount/${code}/${year}`],
          [-1, `functionItems/${code}/${year}`],
        ],
        ask,
      ),
  },
  /** The three guarantees: tagged items as far as the levels below the centre pay them, and tagged claims. */
  guaranteedItems: {
    ...money,
    section: '5.8',
    places: ['unit', 'year'],
    term: (open, [unit = '', year = ''], ask) =>
      sumOf(
        'item',
        open.model.structure.catalogue.items
          .filter(({ threeGuarantees }) => threeGuarantees.value)
          .map(({ id }) => ({ element: id, term: ask(['borne', id, areaNamed(open, unit).code, year].join('/')) })),
      ),
  },
  guaranteed: {
    ...money,
    section: '5.8',
    places: ['unit', 'year'],
    term: (open, [unit = '', year = ''], ask) => {
      const claims = open.model.structure.catalogue.fiscal.priorClaims.filter(({ threeGuarantees }) => threeGuarantees.value)
      return claims.reduce(
        (sum, { id }) => pairOf('plus', sum, ask(['claim', areaNamed(open, unit).code, id, year].join('/'))),
        ask(['guaranteedItems', unit, year].join('/')),
      )
    },
  },
  guaranteedShare: {
    unit: '',
    section: '5.8',
    places: ['unit', 'year'],
    term: (open, [unit = '', year = ''], ask) =>
      pairOf('over', ask(['guaranteed', unit, year].join('/')), ask(['unitResources', areaNamed(open, unit).code, year].join('/'))),
  },
}
