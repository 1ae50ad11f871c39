import type { Catalogue, Region } from '../catalogue/schema'
import { expenditureIndex } from '../layout'
import type { SimulationResult } from '../result'

export type SharingClass = NonNullable<Region['sharingClass']>

/** Sharing class of a region with its source: its own, or that of the nearest region above it. */
export function sharingClassOf(catalogue: Pick<Catalogue, 'regions'>, region: Region): SharingClass | undefined {
  if (region.sharingClass !== undefined) return region.sharingClass
  const parent = catalogue.regions.find(({ code }) => code === region.parent)
  return parent === undefined ? undefined : sharingClassOf(catalogue, parent)
}

/** What the region pays of the local money of items shared by class, in one league, by year: shares, as the run has them. */
export interface LeagueShares {
  readonly code: string
  readonly sharingClass: SharingClass | undefined
  readonly region: readonly (number | null)[]
}

export function leagueShares(catalogue: Catalogue, { layout, expenditure }: SimulationResult): readonly LeagueShares[] {
  const { areas, years } = layout
  const shared = catalogue.items.flatMap((item, i) => (item.shares?.rule === 'by-class' ? [i] : []))
  const root = catalogue.regions.find(({ parent }) => parent === null)
  const paid = (item: number, area: number, payer: number, k: number): number =>
    expenditure[expenditureIndex(layout, item, area, payer, k)] ?? 0
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
