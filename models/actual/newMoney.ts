import type { Catalogue } from '../catalogue/schema'
import { expenditureIndex } from '../layout'
import type { SimulationResult } from '../result'
import { isOneOff, standardId } from '../structure'

/** More money than there was, yuan: what is owed every year apart from what is paid once. */
export interface Money {
  readonly recurrent: number
  readonly oneOff: number
}

export interface NewMoney {
  readonly year: number
  readonly payer: SimulationResult['layout']['payers'][number]
  /** Null in the base year: the year before is not in the run. */
  readonly sinceYearBefore: Money | null
  readonly sinceBase: Money
}

/**
 * New money of the whole region by level and year. One-off is what components with projects cost; of an item that has both
 * a payer pays the same part of either.
 */
export function newMoney(result: SimulationResult, catalogue: Catalogue): readonly NewMoney[] {
  const { layout, expenditure } = result
  const shares = catalogue.items.map((item) => oneOffShare(result, catalogue, item))
  const paid = layout.payers.map((_, payer) =>
    layout.years.map((_year, k): Money => {
      let [recurrent, oneOff] = [0, 0]
      catalogue.items.forEach((_item, row) => {
        const money = expenditure[expenditureIndex(layout, row, 0, payer, k)] ?? 0
        const part = money * (shares[row]?.[k] ?? 0)
        oneOff += part
        recurrent += money - part
      })
      return { recurrent, oneOff }
    }),
  )
  return layout.years.flatMap((year, k) =>
    layout.payers.map((payer, p): NewMoney => {
      const [now, before, base] = [paid[p]?.[k], paid[p]?.[k - 1], paid[p]?.[0]]
      return { year, payer, sinceYearBefore: k === 0 ? null : minus(now, before), sinceBase: minus(now, base) }
    }),
  )
}

const minus = (a: Money | undefined, b: Money | undefined): Money => ({
  recurrent: (a?.recurrent ?? 0) - (b?.recurrent ?? 0),
  oneOff: (a?.oneOff ?? 0) - (b?.oneOff ?? 0),
})

/** Part of an item's cost by year that projects are. */
function oneOffShare(
  { layout, quantity, standard }: SimulationResult,
  catalogue: Catalogue,
  item: Catalogue['items'][number],
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
      const at = (table: Float64Array, row: number): number => table[row * layout.areas.length * layout.years.length + k] ?? 0
      const cost =
        at(quantity, place) * at(standard, price) * (component.poolShare?.value ?? 1) * component.factor.value * component.fiscalShare
      all += cost
      if (isOnce) once += cost
    }
    return all === 0 ? 0 : once / all
  })
}
