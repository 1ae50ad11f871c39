import { tableAt } from '../partedTable'
import type { Catalogue, Region } from '../catalogue/schema'
import { expenditureIndex } from '../layout'
import type { ReadableResult } from '../result'
import type { Override } from '../scenario/document'
import { sharingClasses } from '../structure'

export type SharingClass = NonNullable<Region['sharingClass']>

/** Sharing class of a region with its source: its own, or that of the nearest region above it. */
export function sharingClassOf(catalogue: Pick<Catalogue, 'regions'>, region: Region): SharingClass | undefined {
  if (region.sharingClass !== undefined) return region.sharingClass
  const parent = catalogue.regions.find(({ code }) => code === region.parent)
  return parent === undefined ? undefined : sharingClassOf(catalogue, parent)
}

/** Class of a league or banner in a year: the scenario's nearest change of it, else the catalogue's; the whole region has none. */
export function sharingClassIn(
  catalogue: Pick<Catalogue, 'regions' | 'baseYear'>,
  overrides: readonly Override[],
  code: string,
  year: number,
): SharingClass['value'] | undefined {
  const region = catalogue.regions.find((known) => known.code === code)
  if (region === undefined || region.parent === null) return undefined
  const change = classChangeIn(catalogue, overrides, code, year)
  const value = change?.mode === 'series' ? change.values?.[String(year)] : change?.value
  return value === undefined ? sharingClassOf(catalogue, region)?.value : sharingClasses[value - 1]
}

/** The change of class that rules in an area and year: of the nearest area, the last one. */
export function classChangeIn(
  catalogue: Pick<Catalogue, 'regions' | 'baseYear'>,
  overrides: readonly Override[],
  code: string,
  year: number,
): Override | undefined {
  const acts = ({ from, to, mode, values }: Override): boolean =>
    year > catalogue.baseYear && year >= from && year <= (to ?? year) && (mode !== 'series' || values?.[String(year)] !== undefined)
  const found = overrides.findLast((o) => o.enabled && o.lever === 'sharingClass' && o.area === code && acts(o))
  const parent = catalogue.regions.find((region) => region.code === code)?.parent ?? null
  return found !== undefined || parent === null ? found : classChangeIn(catalogue, overrides, parent, year)
}

/** What the region pays of the local money of items shared by class, in one league, by year: shares, as the run has them. */
export interface LeagueShares {
  readonly code: string
  readonly sharingClass: SharingClass | undefined
  readonly region: readonly (number | null)[]
}

export function leagueShares(catalogue: Catalogue, { layout, expenditure }: ReadableResult): readonly LeagueShares[] {
  const { areas, years } = layout
  const shared = catalogue.items.flatMap((item, i) => (item.shares?.rule === 'by-class' ? [i] : []))
  const root = catalogue.regions.find(({ parent }) => parent === null)
  const paid = (item: number, area: number, payer: number, k: number): number =>
    tableAt(expenditure, expenditureIndex(layout, item, area, payer, k)) ?? 0
  return catalogue.regions
    .filter(({ parent }) => parent === root?.code)
    .map((league): LeagueShares => {
      const area = areas.indexOf(league.code)
      const region = years.map((_, k) => {
        let [part, local] = [0, 0]
        for (const item of shared) {
          part += paid(item, area, 1, k)
          local += paid(item, area, 1, k) + paid(item, area, 2, k) + paid(item, area, 3, k)
        }
        return local > 0 ? part / local : null
      })
      return { code: league.code, sharingClass: sharingClassOf(catalogue, league), region }
    })
}
