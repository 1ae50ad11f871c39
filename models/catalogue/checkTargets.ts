import type { Report } from './check'
import type { Catalogue, TargetCost } from './schema'

const tolerance = 1e-9
type At = (path: string, code: string, message: string) => void

/** Costs outside the items: of one indicator or one commitment, with a unit cost whose range is in order, paid by somebody, spread by a group that exists. */
export function checkTargetCosts(catalogue: Catalogue, report: Report): void {
  const { targetCosts, indicators, commitments, drivers } = catalogue
  targetCosts.forEach((cost, k) => {
    const at: At = (path, code, message) => {
      report('targetCosts', k, path, code, message)
    }
    const isKnown = (list: readonly { readonly id: string }[], id: string | undefined): boolean => list.some((entry) => entry.id === id)
    if ((cost.indicator === undefined) === (cost.commitment === undefined)) at('', 'subject', 'exactly one of indicator and commitment')
    else if (!isKnown(indicators, cost.indicator) && !isKnown(commitments, cost.commitment))
      at('', 'unknown', `there is no ${cost.indicator ?? cost.commitment ?? ''}`)
    if (targetCosts.some(({ id }, other) => id === cost.id && other < k)) at('id', 'id-twice', `the id ${cost.id} is used twice`)
    if (!isKnown(drivers, cost.spread)) at('spread', 'unknown', `there is no driver ${cost.spread}`)
    if (cost.capital === null && cost.running === null) at('', 'empty', 'neither capital nor running cost is given')
    checkParts(catalogue, cost, at)
    checkMeasure(catalogue, cost, at)
  })
}

function checkParts({ indices, drivers }: Catalogue, cost: TargetCost, at: At): void {
  const isOwnLevel = drivers.some(({ id, kind }) => id === cost.spread && kind === 'programme')
  for (const part of ['capital', 'running'] as const) {
    const money = cost[part]
    if (money === null) continue
    const { payers } = money
    if (!indices.some(({ id }) => id === money.index)) at(`${part}.index`, 'unknown', `there is no index ${money.index}`)
    if (money.cost !== null && (money.cost.low > money.cost.central || money.cost.central > money.cost.high))
      at(part, 'range', 'low, central and high are not in order')
    const sum = payers.central + payers.region + payers.league + payers.banner + payers.others
    if (Math.abs(sum - 1) > tolerance) at(`${part}.payers`, 'sum', `payer shares sum to ${String(sum)}, not to 1`)
    // What sits on the region's own level is nowhere that a league could bear a part of it.
    if (isOwnLevel && payers.league + payers.banner > 0)
      at(`${part}.payers`, 'shares', 'what sits on the region\u2019s own level is not borne by leagues')
  }
  if (cost.notRenewed !== undefined && cost.usefulLife === null) at('notRenewed', 'empty', 'what has no useful life is not renewed anyway')
}

function checkMeasure({ items, baseYear }: Catalogue, { measure, indicator }: TargetCost, at: At): void {
  if (measure.kind === 'total' && measure.amount === undefined && indicator === undefined)
    at('measure.amount', 'missing', 'a commitment needs its amount, or null where nobody knows it')
  if (measure.kind === 'ages' && (measure.share === undefined) === (indicator === undefined))
    at('measure.share', 'missing', 'a commitment needs its share of the persons; an indicator has its own path')
  if ((measure.kind === 'total' || measure.kind === 'ages') && measure.to < measure.from)
    at('measure', 'range', 'the end lies before the beginning')
  // What the base year delivered is in its own money.
  if ((measure.kind === 'total' || measure.kind === 'births') && measure.from <= baseYear)
    at('measure.from', 'range', 'a flow begins after the base year')
  if (measure.kind === 'unregistered')
    for (const id of measure.items) if (!items.some((item) => item.id === id)) at('measure.items', 'unknown', `there is no item ${id}`)
}
