import type { Item } from '../catalogue/schema'
import { isOneOff, localPayers, standardId } from '../structure'
import type { ResultFigure } from './resultFigure'
import { areaNamed, UnknownFigure, type OpenRun } from './run'
import { costedTargets } from './targetMoney'
import { figureAt, paidBy } from './totals'
import { constant, pairOf, sumOf, type ShownTerm } from './term'

/** What is spent every year and what is spent once (METHOD section 6), as `actual/newMoney.ts` tells them apart. */

const itemNamed = (open: OpenRun, id = ''): Item => {
  const found = open.model.structure.catalogue.items.find((item) => item.id === id)
  if (found === undefined) throw new UnknownFigure(`there is no item ${id}`)
  return found
}

/** Part of an item's cost in an area that projects are. */
function oneOffPart(open: OpenRun, item: Item, area: string, year: string): ShownTerm {
  const { drivers } = open.model.structure.catalogue
  const parts = item.components.map((component) => ({
    component,
    once: drivers.some((driver) => driver.id === component.driver && isOneOff(driver)),
  }))
  if (parts.every(({ once }) => once === parts[0]?.once)) return constant(parts[0]?.once === true ? 1 : 0)
  const costs = parts.map(({ component, once }) => {
    const id = standardId(item, component)
    const price = component.poolShare === undefined ? id : (item.pool ?? '')
    const factors = [
      figureAt(open, 'quantity', id, area, year),
      figureAt(open, 'standard', price, area, year),
      constant(component.poolShare?.value ?? 1),
      constant(component.factor.value),
      constant(component.fiscalShare),
    ]
    return { element: component.id, once, term: factors.reduce((all, factor) => pairOf('times', all, factor)) }
  })
  const all = sumOf('component', costs)
  if (all.value === 0) return constant(0)
  return pairOf(
    'over',
    sumOf(
      'component',
      costs.filter(({ once }) => once),
    ),
    all,
  )
}

/** Rows of new money besides the payers: what targets ask for outside the items, and prior claims. */
const besides = ['outside', 'priorClaims'] as const

/** What a payer spends on all items in a unit's area: once, or every year. The region's own level pays its part in all areas. */
function spent(open: OpenRun, kind: 'once' | 'recurrent', [payer = '', unit = '', year = '']: readonly string[]): ShownTerm {
  if (payer === 'priorClaims') return kind === 'once' ? constant(0) : figureAt(open, 'priorClaims', unit, year)
  const { level, code } = areaNamed(open, unit)
  const { structure } = open.model
  if (payer === 'outside') {
    if (level !== 'consolidated') throw new UnknownFigure('what targets ask for outside the items stands for the whole region')
    return sumOf('target', costedTargets(open, kind === 'once' ? 'capital' : 'running', year))
  }
  if (![...localPayers, 'central', 'total'].includes(payer))
    throw new UnknownFigure(`who pays is total, central, ${[...localPayers, ...besides].join(', ')}`)
  const area = level === 'own' ? structure.root.code : code
  return sumOf(
    'item',
    structure.catalogue.items.map((item) => {
      const amount = paidBy(open, item.id, payer, area, year)
      const share = oneOffPart(open, item, area, year)
      const part = pairOf('times', amount, share.op === 'constant' ? share : shareFigure(item.id, area, year, share.value))
      return { element: item.id, term: kind === 'once' ? part : pairOf('minus', amount, part) }
    }),
  )
}

const shareFigure = (item: string, area: string, year: string, value: number): ShownTerm => ({
  op: 'figure',
  figure: ['oneOffShare', item, area, year].join('/'),
  value,
})

const places = ['payer', 'area', 'year'] as const

export const newMoneyFigures: Readonly<Record<string, ResultFigure>> = {
  oneOffShare: {
    unit: '',
    section: '6',
    places: ['item', 'area', 'year'],
    term: (open, [item = '', area = '', year = '']) => oneOffPart(open, itemNamed(open, item), areaNamed(open, area).code, year),
  },
  spentOnce: { unit: 'CNY/year', section: '6', places, term: (open, given) => spent(open, 'once', given) },
  spentYearly: { unit: 'CNY/year', section: '6', places, term: (open, given) => spent(open, 'recurrent', given) },
}
