import { valueAt } from '../equation/explain'
import { localPayers } from '../structure'
import { bookedIn } from '../assembleUnits'
import { firstUncoveredYear } from '../fiscal/flag'
import { claimsOfUnit } from '../fiscal/unitClaims'
import { placed, aboveTerm } from './sums'
import type { ResultFigure } from './resultFigure'
import { UnknownFigure, unitNamed, variableTerm, type OpenRun } from './run'
import { outsideBlock } from '../fiscal/groups'
import { growthOf, pairOf, sumOf, type ShownTerm, type SumPart } from './term'

/** A figure of a variable, by its path. */
export function figureAt(open: OpenRun, name: string, ...places: readonly string[]): ShownTerm {
  const variable = open.model.compiled.variables.get(name)
  if (variable === undefined) throw new UnknownFigure(`there is no figure ${name}`)
  const found = placed(open, variable, places)
  if (found.kind === 'cell') return variableTerm(open, name, found.position)
  return { op: 'figure', figure: found.path, value: aboveTerm(open, name, found.position, found.cells).value }
}

/** What somebody pays of an item; `total`: all of them together. */
export const paidBy = (open: OpenRun, item: string, payer: string, area: string, year: string): ShownTerm =>
  payer === 'central'
    ? figureAt(open, 'central', item, area, year)
    : payer === 'total'
      ? figureAt(open, 'expenditure', item, area, year)
      : figureAt(open, 'paid', item, payer, area, year)

/** Ids of the items of a group: one item, the slices of a pool, a domain, all. */
export function itemsOf(open: OpenRun, kind: string, id: string): readonly string[] {
  const { items } = open.model.structure.catalogue
  const found = items.filter((item) =>
    kind === 'item' ? item.id === id : kind === 'pool' ? item.pool === id : kind === 'domain' ? item.domain === id : true,
  )
  if (found.length === 0) throw new UnknownFigure(`there is no ${kind} ${id}`)
  return found.map((item) => item.id)
}

const over =
  (kind: string): ResultFigure['term'] =>
  (open, places) => {
    const [id = '', payer = '', area = '', year = ''] = kind === 'all' ? ['', ...places] : places
    if (![...localPayers, 'central', 'total'].includes(payer)) throw new UnknownFigure(`there is no payer ${payer}`)
    return sumOf(
      'item',
      itemsOf(open, kind, id).map((item) => ({ element: item, term: paidBy(open, item, payer, area, year) })),
    )
  }

/** What a unit has to bear of a group of items; of all, its required spending; of an indicator, what it costs outside them too. */
function burden(open: OpenRun, [kind = '', id = '', unit = '', year = '']: readonly string[]): ShownTerm {
  if (kind === 'unit') return figureAt(open, 'unitRequired', unit, year)
  if (kind === 'indicator') return sumOf('part', [...linkedParts(open, id, unit, year), ...outsideParts(open, [id], unit, year)])
  const parts = itemsOf(open, kind, id).map((item) => ({ element: item, term: figureAt(open, 'borne', item, unit, year) }))
  return sumOf('item', parts)
}

/** Ids of an indicator's items that the budget pays; those of funds are no burden of anybody's. */
function linkedParts(open: OpenRun, id: string, unit: string, year: string): readonly SumPart[] {
  const { indicators, items } = open.model.structure.catalogue
  const linkedItems = indicators.find((known) => known.id === id)?.linkedItems
  if (linkedItems === undefined) throw new UnknownFigure(`there is no indicator ${id}`)
  return items
    .filter((item) => linkedItems.includes(item.id) && item.funding !== 'fund')
    .map((item) => ({ element: item.id, term: figureAt(open, 'borne', item.id, unit, year) }))
}

/** What a unit bears of costs outside the items, capital and running money of one after the other. */
const outsideParts = (open: OpenRun, indicators: readonly string[] | null, unit: string, year: string): readonly SumPart[] =>
  costsOf(open, indicators).flatMap((cost) =>
    (['targetCapitalBorne', 'targetRunningBorne'] as const).map((name) => ({
      element: cost,
      term: figureAt(open, name, cost, unit, year),
    })),
  )

/** Costs of some indicators, or all there are. */
const costsOf = ({ model }: OpenRun, indicators: readonly string[] | null): readonly string[] =>
  model.structure.catalogue.targetCosts
    .filter(({ indicator }) => indicators === null || (indicator !== undefined && indicators.includes(indicator)))
    .map(({ id }) => id)

/** New money outside the items: what is borne, less what the base year's money paid for already. */
function newMoney(open: OpenRun, [kind = '', id = '', unit = '', year = '']: readonly string[]): ShownTerm {
  if (kind !== 'block' && kind !== 'indicator') throw new UnknownFigure('newMoney is of block/outside-items or indicator/ID')
  const indicators = kind === 'block' ? null : [id]
  const already = costsOf(open, indicators).map((cost) => ({
    element: cost,
    term: figureAt(open, 'targetAlreadyBorne', cost, unit, year),
  }))
  return pairOf('minus', sumOf('part', outsideParts(open, indicators, unit, year)), sumOf('part', already))
}

const newMoneySince = (open: OpenRun, places: readonly string[]): ShownTerm => {
  const [kind = '', id = '', unit = '', year = ''] = places
  const at = (when: string): ShownTerm => {
    const figure = [kind, id, unit, when]
    return { op: 'figure', figure: ['newMoney', ...figure].join('/'), value: newMoney(open, figure).value }
  }
  return pairOf('minus', at(year), at(baseOf(open)))
}

/** What a unit's resources have gained since the year from which growth is counted. */
const newResources = (open: OpenRun, unit: string, year: string): ShownTerm =>
  pairOf('minus', figureAt(open, 'unitResources', unit, year), figureAt(open, 'unitResources', unit, baseOf(open)))

/** Part of the new resources that is taken by what the plan asks for outside the items. */
const taken = (open: OpenRun, [unit = '', year = '']: readonly string[]): ShownTerm =>
  pairOf('over', newMoneySince(open, ['block', outsideBlock, unit, year]), newResources(open, unit, year))

/** What it takes above the bound. */
const takenExcess = (open: OpenRun, [unit = '', year = '']: readonly string[]): ShownTerm =>
  pairOf(
    'minus',
    newMoneySince(open, ['block', outsideBlock, unit, year]),
    pairOf('times', thresholdTerm(open, 'outsideYellow'), pairOf('max', { op: 'constant', value: 0 }, newResources(open, unit, year))),
  )

const thresholdTerm = ({ run }: OpenRun, id: 'outsideYellow'): ShownTerm => ({
  op: 'figure',
  figure: `threshold/${id}`,
  value: run.applied.thresholds[id],
})

const burdenFigure = (open: OpenRun, kind: string, id: string, unit: string, year: string): ShownTerm => ({
  op: 'figure',
  figure: ['burden', kind, id, unit, year].join('/'),
  value: burden(open, [kind, id, unit, year]).value,
})

/** The year that growth is counted from. */
const baseOf = ({ run }: OpenRun): string => String(run.applied.assessment.from)

/** First and last year of a growth: a span as it is written, `2022-2025`, or from the base year on. */
function spanOf(open: OpenRun, place: string): readonly [from: string, to: string] {
  const [from, to] = place.split('-')
  return from === undefined || to === undefined ? [baseOf(open), place] : [from, to]
}

/** Above what would have kept pace: amount − base amount × growth of the unit's resources. */
function excess(open: OpenRun, [kind = '', id = '', unit = '', year = '']: readonly string[]): ShownTerm {
  const [now, base] = [burdenFigure(open, kind, id, unit, year), burdenFigure(open, kind, id, unit, baseOf(open))]
  const pace = pairOf('over', figureAt(open, 'unitResources', unit, year), figureAt(open, 'unitResources', unit, baseOf(open)))
  return pairOf('minus', now, pairOf('times', base, pace))
}

function resourcesGrowth(open: OpenRun, [unit = '', span = '']: readonly string[]): ShownTerm {
  const [from, to] = spanOf(open, span)
  const of = (year: string): ShownTerm => figureAt(open, 'unitResources', unit, year)
  return growthOf(of(from), of(to), Number(to) - Number(from))
}

function growth(open: OpenRun, [kind = '', id = '', unit = '', span = '']: readonly string[]): ShownTerm {
  const [from, to] = spanOf(open, span)
  const of = (year: string): ShownTerm => burdenFigure(open, kind, id, unit, year)
  return growthOf(of(from), of(to), Number(to) - Number(from))
}

/** How much faster the cost grows than the unit's resources: what the thresholds of severity are held against. */
function lead(open: OpenRun, places: readonly string[]): ShownTerm {
  const [, , unit = '', year = ''] = places
  return pairOf(
    'minus',
    { op: 'figure', figure: ['growth', ...places].join('/'), value: growth(open, places).value },
    { op: 'figure', figure: ['resourcesGrowth', unit, year].join('/'), value: resourcesGrowth(open, [unit, year]).value },
  )
}

/** What a unit lacks in a year after prior claims. */
const shortfall = (open: OpenRun, [unit = '', year = '']: readonly string[]): ShownTerm =>
  pairOf(
    'minus',
    pairOf('plus', figureAt(open, 'priorClaims', unit, year), figureAt(open, 'unitRequired', unit, year)),
    figureAt(open, 'unitResources', unit, year),
  )

function firstYear(open: OpenRun, [place = '']: readonly string[]): ShownTerm {
  const { structure } = open.model
  const unit = unitNamed(open, place)
  open.wake()
  const known = claimsOfUnit(open.model, unit)
  if (known === null) throw new UnknownFigure(`prior claims of ${place} are not known, so no first year is either`)
  const lastActualYear = bookedIn(open.model, open.run)[unit]?.partly ?? 0
  const value = firstUncoveredYear({ years: structure.years, lastActualYear, ratio: known.ratio })
  if (value === null) throw new UnknownFigure('there is no such year: resources carry prior claims and required spending throughout')
  const years = structure.years.filter((year) => year > lastActualYear && year <= value).map(String)
  return { op: 'firstBelow', value, parts: years.map((year) => ({ element: year, term: figureAt(open, 'residualRatio', place, year) })) }
}

/** What the funds with a known balance lack in a year, all together. */
function uncovered(open: OpenRun, [year = '']: readonly string[]): ShownTerm {
  const { structure, compiled } = open.model
  const k = structure.years.indexOf(Number(year))
  open.wake()
  const known = structure.catalogue.funds.filter((_, fund) => valueAt(compiled, 'isFundKnown', { fund, year: Math.max(0, k) }) === 1)
  return sumOf(
    'fund',
    known.map(({ id }) => ({ element: id, term: figureAt(open, 'fundUncovered', id, year) })),
  )
}

/** Expenditure of the items linked to an indicator; not the whole cost of its target. */
function linked(open: OpenRun, [id = '', area = '', year = '']: readonly string[]): ShownTerm {
  const { indicators, items } = open.model.structure.catalogue
  const indicator = indicators.find((known) => known.id === id)
  if (indicator === undefined) throw new UnknownFigure(`there is no indicator ${id}`)
  const known = indicator.linkedItems.filter((linkedItem) => items.some((item) => item.id === linkedItem))
  return sumOf(
    'item',
    known.map((item) => ({ element: item, term: figureAt(open, 'expenditure', item, area, year) })),
  )
}

const money = { unit: 'CNY/year', section: '4' } as const
const group = ['group', 'subject', 'unit', 'year'] as const

/** Figures of the result above the equations, by name. */
export const totals: Readonly<Record<string, ResultFigure>> = {
  domain: { ...money, places: ['domain', 'payer', 'area', 'year'], term: over('domain') },
  pool: { ...money, places: ['pool', 'payer', 'area', 'year'], term: over('pool') },
  all: { ...money, places: ['payer', 'area', 'year'], term: over('all') },
  /** A payer's part of what all payers together spend. */
  allShare: {
    unit: '',
    section: '4',
    places: ['payer', 'area', 'year'],
    term: (_, [payer, area, year], ask) =>
      pairOf('over', ask(['all', payer, area, year].join('/')), ask(['all/total', area, year].join('/'))),
  },
  allFunds: {
    unit: 'CNY/year',
    section: '3.3',
    places: ['area', 'year'],
    term: (open, [area = '', year = '']) =>
      sumOf(
        'item',
        itemsOf(open, 'all', '').map((item) => ({ element: item, term: figureAt(open, 'fundPaid', item, area, year) })),
      ),
  },
  linked: { unit: 'CNY/year', section: '8', places: ['indicator', 'area', 'year'], term: linked },
  burden: { unit: 'CNY/year', section: '5.1', places: group, term: burden },
  excess: { unit: 'CNY/year', section: '6', places: group, term: excess },
  growth: { unit: '', section: '6', places: group, term: growth },
  resourcesGrowth: { unit: '', section: '6', places: ['unit', 'year'], term: resourcesGrowth },
  lead: { unit: '', section: '6', places: group, term: lead },
  newMoney: { unit: 'CNY/year', section: '6', places: group, term: newMoney },
  newMoneySince: { unit: 'CNY/year', section: '6', places: group, term: newMoneySince },
  taken: { unit: '', section: '6', places: ['unit', 'year'], term: taken },
  takenExcess: { unit: 'CNY/year', section: '6', places: ['unit', 'year'], term: takenExcess },
  shortfall: { unit: 'CNY/year', section: '5.4', places: ['unit', 'year'], isOfRegionByDefault: true, term: shortfall },
  uncovered: { unit: 'CNY/year', section: '3.4', places: ['year'], term: uncovered },
  firstYear: { unit: 'year', section: '5.4', places: ['unit'], isOfRegionByDefault: true, term: firstYear },
}

/** `paid` by the centre, and by all together, are figures of other variables. */
export const paidAlias = (open: OpenRun, [item = '', payer = '', area = '', year = '']: readonly string[]): ShownTerm | null =>
  payer === 'central' || payer === 'total' ? paidBy(open, item, payer, area, year) : null
