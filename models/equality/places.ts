import type { Catalogue, Region } from '../catalogue/schema'

/** A region without others below it, with the group that it is in, where there is one. */
export interface ComparedPlace {
  readonly region: Region
  readonly group: string | undefined
}

/** Groups that are the regions between the places and the root. */
export const byParent = 'league'

/**
 * The places over which equality is measured: the leaves of the region tree, in the catalogue's order.
 * @param grouping one of `groupingsOf`; absent: the first of them.
 */
export function comparedPlaces(catalogue: Catalogue, grouping = groupingsOf(catalogue)[0]): readonly ComparedPlace[] {
  const { regions } = catalogue
  const parents = new Map(regions.map(({ code, parent }) => [code, parent]))
  const leaves = regions.filter(({ code }) => !regions.some(({ parent }) => parent === code))
  const groups = catalogue.groupings.find(({ id }) => id === grouping)?.groups ?? []
  return leaves.map((region) => {
    const { code, parent } = region
    const above = parent === null || (parents.get(parent) ?? null) === null ? undefined : parent
    if (grouping === byParent) return { region, group: above }
    return { region, group: groups.find(({ regions: members }) => members.includes(code) || members.includes(above ?? code))?.id }
  })
}

/** Groupings that Theil's index can be split by: of the catalogue, and the leagues where places lie below them. */
export function groupingsOf({ groupings, regions }: Catalogue): readonly string[] {
  const hasBetween = regions.some(({ level }) => level === 'banner')
  return [...(hasBetween ? [byParent] : []), ...groupings.map(({ id }) => id)]
}
