import type { Catalogue, Region } from '../catalogue/schema'

/** A region without others below it, and the code of the one between it and the root, where there is one. */
export interface ComparedPlace {
  readonly region: Region
  readonly group: string | undefined
}

/** The places over which equality is measured: the leaves of the region tree, in the catalogue's order. */
export function comparedPlaces({ regions }: Catalogue): readonly ComparedPlace[] {
  const parents = new Map(regions.map(({ code, parent }) => [code, parent]))
  const leaves = regions.filter(({ code }) => !regions.some(({ parent }) => parent === code))
  return leaves.map((region) => {
    const { parent } = region
    return { region, group: parent === null || (parents.get(parent) ?? null) === null ? undefined : parent }
  })
}
