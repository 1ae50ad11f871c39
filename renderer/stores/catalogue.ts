import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { CatalogueView } from '../../electron/contract/commands'
import type { Catalogue, Item, Region, Source } from '../../models/catalogue/schema'
import { standardId } from '../../models/structure'
import { useBridge } from '../bridge/current'

/** The catalogue as the service loaded it: facts, read once. */
export const useCatalogue = defineStore('catalogue', () => {
  const view = shallowRef<CatalogueView>()
  const catalogue = computed<Catalogue | undefined>(() => view.value?.catalogue)
  const root = computed(() => catalogue.value?.regions.find((region) => region.parent === null))
  /** Regions just below the root. */
  const leagues = computed(
    () => catalogue.value?.regions.filter((region) => region.parent !== null && region.parent === root.value?.code) ?? [],
  )
  const parentOf = (code: string): string | undefined =>
    catalogue.value?.regions.find((region) => region.code === code)?.parent ?? undefined
  /** Regions below a region, in catalogue order. */
  const within = (code: string): readonly Region[] => catalogue.value?.regions.filter((region) => region.parent === code) ?? []
  const sources = computed(() => new Map<string, Source>(catalogue.value?.sources.map((source) => [source.id, source])))
  const itemById = computed(() => new Map<string, Item>(catalogue.value?.items.map((item) => [item.id, item])))

  async function load(): Promise<string | undefined> {
    const reply = await useBridge().invoke('catalogue:read', null)
    if (!reply.ok) return reply.error.code
    view.value = reply.value
    return undefined
  }

  /** Standards an item is paid by: its components', or its pool's. */
  function standardsOf(item: Item): readonly string[] {
    if (item.pool !== undefined) return [item.pool]
    return item.components.map((component) => standardId(item, component))
  }

  return { view, catalogue, root, leagues, within, parentOf, sources, itemById, load, standardsOf }
})
