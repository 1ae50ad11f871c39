import { tableAt, type ResultTable } from '../partedTable'
import type { Catalogue } from '../catalogue/schema'
import { expenditureIndex } from '../layout'
import type { ReadableResult } from '../result'
import { isOneOff, standardId } from '../structure'

/** More money than there was, yuan: what is owed every year apart from what is paid once. */
export interface Money {
  readonly recurrent: number
  readonly oneOff: number
}

/** Who pays, all of them together, and what stands beside the 81 items: what is asked for outside them, and prior claims. */
export type NewMoneyRow = ReadableResult['layout']['payers'][number] | 'outside' | 'priorClaims'

export interface NewMoney {
  readonly year: number
  readonly payer: NewMoneyRow
  /** Null in the base year, whose year before is not in the run, and where it is not known. */
  readonly sinceYearBefore: Money | null
  readonly sinceBase: Money | null
}

/**
 * New money of a unit by level and year. One-off is what components with projects cost; of an item that has both a payer
 * pays the same part of either. The region's own level pays its part everywhere; beside the items stand prior claims, and
 * for the whole region what is asked for outside the 81, capital apart.
 * @param code a row of results; absent: the whole region. @param since year that new money is counted from; absent: the base year.
 */
export function newMoney(
  result: ReadableResult,
  catalogue: Catalogue,
  code = result.units[0]?.code ?? '',
  since = result.layout.years[0] ?? 0,
): readonly NewMoney[] {
  const { layout } = result
  const start = layout.years.indexOf(since)
  const rows = [...paidRows(result, catalogue, code), ...besideRows(result, code)]
  return layout.years.flatMap((year, k) =>
    rows.map(({ payer, money }): NewMoney => {
      const [now, before, base] = [money[k], money[k - 1], money[start]]
      return { year, payer, sinceYearBefore: minus(now, before), sinceBase: minus(now, base) }
    }),
  )
}

interface Row {
  readonly payer: NewMoneyRow
  /** By year; null where it is not known. */
  readonly money: readonly (Money | null)[]
}

/** What each payer spends on the items in the unit's area; of the region's own level its part in all areas. */
function paidRows(result: ReadableResult, catalogue: Catalogue, code: string): readonly Row[] {
  const { layout } = result
  const isOwn = result.units.find((unit) => unit.code === code)?.level === 'own'
  const area = isOwn ? 0 : layout.areas.indexOf(code)
  if (area < 0) return []
  const shares = catalogue.items.map((item) => oneOffShare(result, catalogue, item, area))
  return layout.payers.flatMap((payer, row): readonly Row[] => {
    if (isOwn && payer !== 'region') return []
    const money = layout.years.map((_, k): Money => {
      let [recurrent, oneOff] = [0, 0]
      catalogue.items.forEach((_item, item) => {
        const amount = tableAt(result.expenditure, expenditureIndex(layout, item, area, row, k)) ?? 0
        const part = amount * (shares[item]?.[k] ?? 0)
        oneOff += part
        recurrent += amount - part
      })
      return { recurrent, oneOff }
    })
    return [{ payer, money }]
  })
}

/** What stands beside the items, where it is known. */
function besideRows(result: ReadableResult, code: string): readonly Row[] {
  const { units, targets, layout } = result
  const unit = units.find((known) => known.code === code)
  const sum = (part: 'capital' | 'running', k: number): number => targets.costs.reduce((all, cost) => all + (cost[part]?.[k] ?? 0), 0)
  const outside: readonly Row[] =
    unit !== units[0] || targets.costs.length === 0
      ? []
      : [{ payer: 'outside', money: layout.years.map((_, k) => ({ recurrent: sum('running', k), oneOff: sum('capital', k) })) }]
  const claims = unit?.residual?.priorClaims
  if (claims === undefined) return outside
  const money = layout.years.map((_, k): Money | null => {
    const recurrent = claims[k] ?? Number.NaN
    return Number.isNaN(recurrent) ? null : { recurrent, oneOff: 0 }
  })
  return [...outside, { payer: 'priorClaims', money }]
}

const minus = (a: Money | null | undefined, b: Money | null | undefined): Money | null =>
  a === null || a === undefined || b === null || b === undefined
    ? null
    : { recurrent: a.recurrent - b.recurrent, oneOff: a.oneOff - b.oneOff }

/** Part of an item's cost in an area by year that projects are. */
function oneOffShare(
  { layout, quantity, standard }: ReadableResult,
  catalogue: Catalogue,
  item: Catalogue['items'][number],
  area: number,
): readonly number[] {
  const isProject = (driver: string): boolean => catalogue.drivers.some((one) => one.id === driver && isOneOff(one))
  const parts = item.components.map((component) => ({ component, once: isProject(component.driver) }))
  if (parts.every(({ once }) => once) || parts.every(({ once }) => !once)) return layout.years.map(() => (parts[0]?.once === true ? 1 : 0))
  return layout.years.map((_, k) => {
    let [once, all] = [0, 0]
    for (const { component, once: isOnce } of parts) {
      const id = standardId(item, component)
      const place = layout.components.indexOf(id)
      const price = layout.standards.indexOf(component.poolShare === undefined ? id : (item.pool ?? ''))
      const at = (table: ResultTable, row: number): number =>
        tableAt(table, (row * layout.areas.length + area) * layout.years.length + k) ?? 0
      const cost =
        at(quantity, place) * at(standard, price) * (component.poolShare?.value ?? 1) * component.factor.value * component.fiscalShare
      all += cost
      if (isOnce) once += cost
    }
    return all === 0 ? 0 : once / all
  })
}
