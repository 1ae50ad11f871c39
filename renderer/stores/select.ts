import type { Catalogue } from '../../models/catalogue/schema'
import { expenditureIndex } from '../../models/layout'
import { tableAt } from '../../models/partedTable'
import type { Flag, ReadableResult, UnitResult } from '../../models/result'
import { compoundGrowth } from '../../models/shared/growth'

type PayerRow = ReadableResult['layout']['payers'][number]

/** Position of an area; the root's where the code is unknown. */
export const areaIndex = (result: ReadableResult, code: string): number => Math.max(0, result.layout.areas.indexOf(code))
export const yearIndex = (result: ReadableResult, year: number): number => Math.max(0, result.layout.years.indexOf(year))

/** Yuan that an item costs in an area and year, by payer. */
export function itemAmount(result: ReadableResult, item: number, area: string, payer: PayerRow, year: number): number {
  return (
    tableAt(
      result.expenditure,
      expenditureIndex(result.layout, item, areaIndex(result, area), result.layout.payers.indexOf(payer), yearIndex(result, year)),
    ) ?? 0
  )
}

/** Yuan over several items. */
export const itemsAmount = (result: ReadableResult, items: readonly number[], area: string, payer: PayerRow, year: number): number =>
  items.reduce((sum, item) => sum + itemAmount(result, item, area, payer, year), 0)

/** Yuan that insurance funds pay for an item; a column of its own. */
export function fundAmount(result: ReadableResult, item: number, area: string, year: number): number {
  const { areas, years } = result.layout
  return tableAt(result.fundPaid, (item * areas.length + areaIndex(result, area)) * years.length + yearIndex(result, year)) ?? 0
}

/** Positions of a domain's items in catalogue order. */
export const itemsOfDomain = (catalogue: Catalogue, domain: string): readonly number[] =>
  catalogue.items.flatMap((item, k) => (item.domain === domain ? [k] : []))

export const unitOf = (result: ReadableResult, code: string): UnitResult | undefined =>
  result.units.find((unit) => unit.code === code) ?? result.units[0]

/** A standard by year, in its own unit. */
export function standardPath(result: ReadableResult, standard: string, area: string): readonly number[] {
  const { standards, areas, years } = result.layout
  const start = (standards.indexOf(standard) * areas.length + areaIndex(result, area)) * years.length
  return [...result.standard.slice(start, start + years.length)]
}

/** A standard in one year, in its own unit. */
export function standardIn(result: ReadableResult, standard: string, area: string, year: number): number | undefined {
  const { standards, areas, years } = result.layout
  const row = standards.indexOf(standard) * areas.length + areaIndex(result, area)
  return tableAt(result.standard, row * years.length + yearIndex(result, year))
}

/** What the nation pays on of a standard, by year, in its own unit. */
export function nationalPath(result: ReadableResult, standard: string): readonly number[] {
  const { standards, years } = result.layout
  const start = standards.indexOf(standard) * years.length
  return [...result.national.subarray(start, start + years.length)]
}

/** Deliveries a year of a component. */
export function quantityAt(result: ReadableResult, component: string, area: string, year: number): number {
  const { components, areas, years } = result.layout
  return (
    tableAt(
      result.quantity,
      (components.indexOf(component) * areas.length + areaIndex(result, area)) * years.length + yearIndex(result, year),
    ) ?? 0
  )
}

/** Growth per year between the base year and another, a fraction; null where it cannot be said. */
export const growthTo = (first: number, last: number, years: number): number | null => compoundGrowth(first, last, years)

const flagsByUnit = new WeakMap<readonly Flag[], ReadonlyMap<string, readonly Flag[]>>()

/** Flags of a unit, the worst first: a result has more than a thousand, and every row of a list asks for its own. */
export function flagsOf({ flags }: Pick<ReadableResult, 'flags'>, unit: string): readonly Flag[] {
  const known = flagsByUnit.get(flags) ?? groupedByUnit(flags)
  flagsByUnit.set(flags, known)
  return known.get(unit) ?? []
}

function groupedByUnit(flags: readonly Flag[]): ReadonlyMap<string, readonly Flag[]> {
  const groups = new Map<string, Flag[]>()
  for (const flag of flags) {
    const group = groups.get(flag.unit)
    if (group === undefined) groups.set(flag.unit, [flag])
    else group.push(flag)
  }
  return groups
}

/** The worst flag of a subject in a unit. */
export const flagOf = (result: ReadableResult, kind: Flag['subject']['kind'], id: string, unit: string): Flag | undefined =>
  flagsOf(result, unit).find(({ subject }) => subject.kind === kind && subject.id === id)

/** Whether a run came with its pyramids. */
export const hasPyramids = (result: ReadableResult | undefined): boolean => result !== undefined && result.pyramid.length > 0

/** The pyramid of an area at a year's end: persons by age for both sexes. */
export function pyramidAt(
  result: ReadableResult,
  area: string,
  year: number,
): { readonly male: readonly number[]; readonly female: readonly number[] } {
  const years = result.layout.years.length
  // Areas come in the order of the layout; the region's own level, which has no residents, stands last.
  const row = areaIndex(result, area) * 202
  const column = (sex: number): readonly number[] =>
    Array.from({ length: 101 }, (_, age) => result.pyramid[(row + sex * 101 + age) * years + yearIndex(result, year)] ?? 0)
  return { male: column(0), female: column(1) }
}

/** An item whose cost to a unit runs ahead of the unit's resources, flagged or not. */
export interface FastItem {
  readonly item: number
  readonly growth: number
  /** Yuan above what would have kept pace since the year that growth is counted from. */
  readonly excess: number
}

/** Items that run ahead of the unit's resources up to a year, the largest excess first. */
export function fastestItems(result: ReadableResult, unit: string, year: number): readonly FastItem[] {
  const { areas, years, items } = result.layout
  const [row, k] = [areaIndex(result, unit), yearIndex(result, year)]
  const resources = result.units[row]?.resources
  if (resources === undefined) return []
  const from = years.indexOf(result.assessedFrom)
  if (k <= from) return []
  const pace = (resources[k] ?? 0) / (resources[from] ?? 1)
  return items
    .flatMap((_, item): readonly FastItem[] => {
      const start = (item * areas.length + row) * years.length
      const [first, last] = [tableAt(result.borne, start + from) ?? 0, tableAt(result.borne, start + k) ?? 0]
      const growth = compoundGrowth(first, last, k - from)
      const excess = last - first * pace
      return growth !== null && excess > 0 ? [{ item, growth, excess }] : []
    })
    .sort((a, b) => b.excess - a.excess)
}
