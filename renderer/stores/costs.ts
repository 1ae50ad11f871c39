import { tableAt } from '../../models/partedTable'
import type { Catalogue } from '../../models/catalogue/schema'
import { expenditureIndex } from '../../models/layout'
import type { ResultLayout, ReadableResult } from '../../models/result'
import type { Leaf } from '../table/tree'

export const rowChoices = ['items', 'itemAreas', 'areaItems'] as const
export type RowChoice = (typeof rowChoices)[number]
export const columnChoices = ['years', 'payers'] as const
export type ColumnChoice = (typeof columnChoices)[number]
export type PayerChoice = ResultLayout['payers'][number]

/** A row of costs: an item in one area. */
export interface CostLeaf extends Leaf {
  readonly item: number
  /** Position of the area in the result, and its code for the paths of figures. */
  readonly place: number
  readonly area: string
  /** What it is found by. */
  readonly texts: readonly string[]
}

interface Names {
  readonly of: (name: { readonly zh: string; readonly en: string }) => string
  readonly area: (code: string) => string
}

/** Areas that no other is a part of: leaves of the region tree, and the region's own level. They add up to the region. */
export const cellsOf = ({ regions }: Catalogue, { areas }: ResultLayout): readonly string[] =>
  areas.filter((code) => code.endsWith('-own') || !regions.some(({ parent }) => parent === code))

/** Rows of the table of costs, in the order of the catalogue. */
export function costLeaves(catalogue: Catalogue, layout: ResultLayout, rows: RowChoice, area: string, names: Names): readonly CostLeaf[] {
  const domains = new Map(catalogue.domains.map((domain) => [domain.id, domain]))
  const items = catalogue.domains.flatMap((domain) =>
    catalogue.items.flatMap((item, k) => (item.domain === domain.id ? [{ item, k }] : [])),
  )
  const cells = cellsOf(catalogue, layout)
  const leagueOf = (code: string): string | undefined => {
    const parent = catalogue.regions.find((region) => region.code === code)?.parent
    return parent === null || parent === layout.areas[0] ? undefined : parent
  }
  const textsOf = ({ item }: (typeof items)[number]): readonly string[] => {
    const domain = domains.get(item.domain)
    return [item.name.zh, item.name.en, item.department, domain?.name.zh ?? '', domain?.name.en ?? '']
  }
  const group = (id: string, label: string): Leaf['groups'][number] => ({ id, label })
  const domainOf = (id: string): Leaf['groups'][number] => group(id, names.of(domains.get(id)?.name ?? { zh: id, en: id }))
  if (rows === 'items')
    return items.map((each) => ({
      id: each.item.id,
      label: names.of(each.item.name),
      groups: [domainOf(each.item.domain)],
      item: each.k,
      place: layout.areas.indexOf(area),
      area,
      texts: textsOf(each),
    }))
  const leaf = (each: (typeof items)[number], code: string): Omit<CostLeaf, 'label' | 'groups'> => ({
    id: `${each.item.id}@${code}`,
    item: each.k,
    place: layout.areas.indexOf(code),
    area: code,
    texts: [...textsOf(each), names.area(code), names.area(leagueOf(code) ?? '')],
  })
  if (rows === 'itemAreas')
    return items.flatMap((each) =>
      cells.map((code) => ({
        ...leaf(each, code),
        label: names.area(code),
        groups: [domainOf(each.item.domain), group(each.item.id, names.of(each.item.name))],
      })),
    )
  return cells.flatMap((code) => {
    const league = leagueOf(code)
    const above = league === undefined ? [] : [group(league, names.area(league))]
    return items.map((each) => ({
      ...leaf(each, code),
      label: names.of(each.item.name),
      groups: [...above, group(code, names.area(code))],
    }))
  })
}

/** Yuan that a row costs one payer in a year. */
export const costOf = ({ expenditure, layout }: ReadableResult, { item, place }: CostLeaf, payer: number, year: number): number =>
  tableAt(expenditure, expenditureIndex(layout, item, place, payer, year)) ?? 0

/** Path under which the cost of an item, or of a domain or all items, opens. */
export function costPath(kind: 'item' | 'domain' | 'all', id: string, payer: PayerChoice, area: string, year: number): string {
  const place = `${area}/${String(year)}`
  if (kind === 'item') return payer === 'total' ? `expenditure/${id}/${place}` : `paid/${id}/${payer}/${place}`
  return kind === 'domain' ? `domain/${id}/${payer}/${place}` : `all/${payer}/${place}`
}
