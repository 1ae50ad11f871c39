import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { ShelfId } from '../../electron/contract/commands'
import { emptyScenario } from '../../models/scenario/canonical'
import type { Override, Scenario } from '../../models/scenario/document'

/** What an override acts on; one override per address and mode. */
export type Address = Pick<Override, 'lever' | 'area'> & { readonly target?: string | undefined }

/**
 * The scenario being edited: one immutable document. Undo and redo are snapshots; a drag is one step however many
 * values it passes.
 */
export const useScenario = defineStore('scenario', () => {
  const document = shallowRef<Scenario>(emptyScenario({ id: '', version: '', sha256: '0'.repeat(64) }, '', ''))
  const saved = shallowRef<Scenario>(document.value)
  const entry = ref<ShelfId>()
  const stamp = ref<string>()
  const revision = ref(0)
  const past = shallowRef<readonly Scenario[]>([])
  const future = shallowRef<readonly Scenario[]>([])
  const dragStart = shallowRef<Scenario>()

  const isDirty = computed(() => document.value !== saved.value)
  const canUndo = computed(() => past.value.length > 0 || (dragStart.value !== undefined && dragStart.value !== document.value))
  const canRedo = computed(() => future.value.length > 0)

  function show(next: Scenario): void {
    document.value = next
    revision.value++
  }

  /** Replace the document as one undoable step. */
  function edit(next: Scenario): void {
    drop()
    past.value = [...past.value.slice(-199), document.value]
    future.value = []
    show(next)
  }

  /** Open a document: history starts anew. */
  function open(next: Scenario, from?: { readonly entry?: ShelfId | undefined; readonly stamp?: string | undefined }): void {
    past.value = []
    future.value = []
    dragStart.value = undefined
    saved.value = next
    entry.value = from?.entry
    stamp.value = from?.stamp
    show(next)
  }

  function markSaved(now: { readonly entry: ShelfId; readonly stamp: string }, what: Scenario): void {
    entry.value = now.entry
    stamp.value = now.stamp
    saved.value = what
  }

  function undo(): void {
    drop()
    const previous = past.value.at(-1)
    if (previous === undefined) return
    past.value = past.value.slice(0, -1)
    future.value = [document.value, ...future.value]
    show(previous)
  }

  function redo(): void {
    drop()
    const [next, ...rest] = future.value
    if (next === undefined) return
    future.value = rest
    past.value = [...past.value, document.value]
    show(next)
  }

  const find = (address: Address): Override | undefined =>
    document.value.overrides.find((o) => o.lever === address.lever && o.area === address.area && o.target === address.target)

  const withOverride = (address: Address, change: Partial<Override>): Scenario => {
    const known = find(address)
    const { target, ...place } = address
    const at = new Date().toISOString()
    const next: Override =
      known === undefined
        ? {
            id: freshId(document.value),
            ...place,
            ...(target === undefined ? {} : { target }),
            mode: 'set',
            from: 0,
            enabled: true,
            reason: '',
            author: document.value.author,
            at,
            ...change,
          }
        : { ...ofMode(known, change.mode), ...change, at }
    const overrides =
      known === undefined ? [...document.value.overrides, next] : document.value.overrides.map((o) => (o === known ? next : o))
    return { ...document.value, overrides }
  }

  /** While a slider is dragged: shown at once, not yet a step of its own. */
  function drag(address: Address, change: Partial<Override>): void {
    dragStart.value ??= document.value
    show(withOverride(address, change))
  }

  /** The end of a drag: everything since its start is one step. */
  function drop(): void {
    const start = dragStart.value
    if (start === undefined) return
    dragStart.value = undefined
    if (start === document.value) return
    past.value = [...past.value.slice(-199), start]
    future.value = []
  }

  function setOverride(address: Address, change: Partial<Override>): void {
    edit(withOverride(address, change))
  }

  function removeOverride(id: string): void {
    edit({ ...document.value, overrides: document.value.overrides.filter((o) => o.id !== id) })
  }

  function changeOverride(id: string, change: Partial<Override>): void {
    edit({ ...document.value, overrides: document.value.overrides.map((o) => (o.id === id ? { ...o, ...change } : o)) })
  }

  /** Choose a population outlook, or with undefined the catalogue's first, as one step. */
  function setOutlook(id: string | undefined, reason = ''): void {
    const { outlook, ...rest } = document.value
    if (id === outlook?.id && reason === (outlook?.reason ?? '')) return
    const at = new Date().toISOString()
    edit(id === undefined ? rest : { ...rest, outlook: { id, reason, author: document.value.author, at } })
  }

  function rename(change: Pick<Scenario, 'name'> & Partial<Pick<Scenario, 'author' | 'note'>>): void {
    edit({ ...document.value, ...change })
  }

  return {
    document,
    saved,
    entry,
    stamp,
    revision,
    isDirty,
    canUndo,
    canRedo,
    open,
    edit,
    markSaved,
    undo,
    redo,
    find,
    drag,
    drop,
    setOverride,
    removeOverride,
    changeOverride,
    setOutlook,
    rename,
  }
})

/** An override that is to change its mode, without what only the old mode knows. */
function ofMode(override: Override, mode: Override['mode'] = override.mode): Override {
  if (mode === override.mode) return override
  const { id, lever, target, area, from, enabled, reason, author, at } = override
  return { id, lever, ...(target === undefined ? {} : { target }), area, mode, from, enabled, reason, author, at }
}

/** Short, readable and unused in this document. */
function freshId(document: Scenario): string {
  const taken = new Set(document.overrides.map(({ id }) => id))
  let k = document.overrides.length + 1
  while (taken.has(`o-${String(k)}`)) k++
  return `o-${String(k)}`
}
