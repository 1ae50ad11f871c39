import type { Catalogue, Region } from '../catalogue/schema'

export type SharingClass = NonNullable<Region['sharingClass']>

/** Sharing class of a region with its source: its own, or that of the nearest region above it. */
export function sharingClassOf(catalogue: Pick<Catalogue, 'regions'>, region: Region): SharingClass | undefined {
  if (region.sharingClass !== undefined) return region.sharingClass
  const parent = catalogue.regions.find(({ code }) => code === region.parent)
  return parent === undefined ? undefined : sharingClassOf(catalogue, parent)
}
