import type { TargetCost } from '../catalogue/schema'
import { targetCostsOf, type TargetCostResult } from '../target/costs'
import { Answers, UnknownFigure, type OpenRun } from './run'
import type { ResultFigure } from './resultFigure'
import { figureAt } from './totals'
import { constant, pairOf, type ShownTerm, type SumPart } from './term'

/** What a target costs outside the items in a year (METHOD section 9): whole, by case, by who pays, by where it is borne. */
const costs = new Answers<readonly TargetCostResult[]>()

interface Costed {
  readonly entry: TargetCost
  readonly cost: TargetCostResult
}
/** @throws UnknownFigure */
export function costNamed(open: OpenRun, id = ''): Costed {
  const entry = open.model.structure.catalogue.targetCosts.find((known) => known.id === id)
  const cost = costs
    .of(open, 'all', () => {
      open.wake()
      return targetCostsOf(open.model, open.run)
    })
    .find((known) => known.id === id)
  if (entry === undefined || cost === undefined) throw new UnknownFigure(`there is no cost ${id} of a target`)
  return { entry, cost }
}

/** What is built, built again, and what it takes to run it: those of which anything is known. */
const parts = ['capital', 'renewal', 'running'] as const
const variables = { capital: 'targetCapital', renewal: 'targetRenewal', running: 'targetRunning' } as const
const partOf = (part: (typeof parts)[number]): 'capital' | 'running' => (part === 'running' ? 'running' : 'capital')

/** The known parts, each through a factor of its own. */
function partsOf(
  open: OpenRun,
  { entry, cost }: Costed,
  year: string,
  through: (money: ShownTerm, part: 'capital' | 'running') => ShownTerm,
) {
  const known = parts.filter((part) => cost[part] !== null)
  if (known.length === 0) throw new UnknownFigure(`nobody knows what ${entry.id} costs`)
  const terms = known.map((part) => through(figureAt(open, variables[part], entry.id, year), partOf(part)))
  return terms.reduce((sum, term) => pairOf('plus', sum, term))
}

/** A part of every target's cost that is known, by target. */
export const costedTargets = (open: OpenRun, part: 'capital' | 'running', year: string): readonly SumPart[] =>
  open.model.structure.catalogue.targetCosts.flatMap(({ id }) =>
    costNamed(open, id).cost[part] === null ? [] : [{ element: id, term: figureAt(open, variables[part], id, year) }],
  )

const cases = ['low', 'central', 'high'] as const

/** Low and high as the catalogue's unit cost has them over its central case; what the scenario enters has no range. */
function inCase(open: OpenRun, costed: Costed, wanted: string, year: string): ShownTerm {
  const at = cases.find((known) => known === wanted)
  if (at === undefined) throw new UnknownFigure(`a case is ${cases.join(', ')}`)
  if (at === 'central') return partsOf(open, costed, year, (money) => money)
  return partsOf(open, costed, year, (money, part) => {
    const range = costed.cost[`${part}Range`][at === 'low' ? 0 : 1]
    const fact = costed.entry[part]?.cost ?? null
    const isOfCatalogue = fact !== null && fact.central !== 0 && fact[at] / fact.central === range
    return pairOf('times', money, isOfCatalogue ? pairOf('over', constant(fact[at]), constant(fact.central)) : constant(range))
  })
}

const payers = ['central', 'region', 'league', 'banner', 'others'] as const

function paidBy(open: OpenRun, costed: Costed, wanted: string, year: string): ShownTerm {
  const payer = payers.find((known) => known === wanted)
  if (payer === undefined) throw new UnknownFigure(`who pays is ${payers.join(', ')}`)
  return partsOf(open, costed, year, (money, part) => pairOf('times', money, constant(costed.entry[part]?.payers[payer] ?? 0)))
}

/** What a unit bears of it, capital, renewal and running money together. */
export const borneIn = (open: OpenRun, id: string, area: string, year: string): ShownTerm =>
  pairOf('plus', figureAt(open, 'targetCapitalBorne', id, area, year), figureAt(open, 'targetRunningBorne', id, area, year))

const money = { unit: 'CNY/year', section: '9.2' } as const

export const targetMoneyFigures: Readonly<Record<string, ResultFigure>> = {
  targetMoney: {
    ...money,
    places: ['case', 'target', 'year'],
    term: (open, [wanted = '', id = '', year = '']) => inCase(open, costNamed(open, id), wanted, year),
  },
  /** What is built and what is built again. */
  targetBuilt: {
    ...money,
    places: ['target', 'year'],
    term: (open, [id = '', year = '']) => {
      const { entry, cost } = costNamed(open, id)
      if (cost.capital === null) throw new UnknownFigure(`nobody knows what ${entry.id} costs to build`)
      return pairOf('plus', figureAt(open, 'targetCapital', entry.id, year), figureAt(open, 'targetRenewal', entry.id, year))
    },
  },
  targetPaid: {
    ...money,
    section: '9.4',
    places: ['payer', 'target', 'year'],
    term: (open, [payer = '', id = '', year = '']) => paidBy(open, costNamed(open, id), payer, year),
  },
  targetBorne: {
    ...money,
    section: '9.4',
    places: ['target', 'area', 'year'],
    term: (open, [id = '', area = '', year = '']) => borneIn(open, costNamed(open, id).entry.id, area, year),
  },
}
