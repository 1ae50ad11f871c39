import { valueAt } from '../equation/explain'
import { localPayers } from '../structure'
import { bookedIn } from '../assembleUnits'
import { firstUncoveredYear } from '../fiscal/flag'
import { claimsOfUnit } from '../fiscal/unitClaims'
import { placed, aboveTerm } from './sums'
import type { ResultFigure } from './resultFigure'
import { UnknownFigure, unitNamed, variableTerm, type OpenRun } from './run'
import { growthOf, pairOf, sumOf, type ShownTerm } from './term'

/** A figure of a variable, by its path. */
export function figureAt(open: OpenRun, name: string, ...places: readonly string[]): ShownTerm {
  const variable = open.model.compiled.variables.get(name)
  if (variable === undefined) throw new UnknownFigure(`there is no figure ${name}`)
  const found = placed(open, variable, places)
  if (found.kind === 'cell') return variableTerm(open, name, found.position)
  return { op: 'figure', figure: found.path, value: aboveTerm(open, name, found.position, found.cells).value }
}

const paidBy = (open: OpenRun, item: string, payer: string, area: string, year: string): ShownTerm =>
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

/** What a unit has to bear of a group of items; of all, its required spending. */
function burden(open: OpenRun, [kind = '', id = '', unit = '', year = '']: readonly string[]): ShownTerm {
  if (kind === 'unit') return figureAt(open, 'unitRequired', unit, year)
  const parts = itemsOf(open, kind, id).map((item) => ({ element: item, term: figureAt(open, 'borne', item, unit, year) }))
  return sumOf('item', parts)
}

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
  shortfall: { unit: 'CNY/year', section: '5.4', places: ['unit', 'year'], isOfRegionByDefault: true, term: shortfall },
  uncovered: { unit: 'CNY/year', section: '3.4', places: ['year'], term: uncovered },
  firstYear: { unit: 'year', section: '5.4', places: ['unit'], isOfRegionByDefault: true, term: firstYear },
}

/** `paid` by the centre, and by all together, are figures of other variables. */
export const paidAlias = (open: OpenRun, [item = '', payer = '', area = '', year = '']: readonly string[]): ShownTerm | null =>
  payer === 'central' || payer === 'total' ? paidBy(open, item, payer, area, year) : null
