import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { ShelfId } from '../../electron/contract/commands'
import { emptyScenario } from '../../models/scenario/canonical'
import type { Actual, Granted } from '../../models/scenario/entries'
import type { ImportedPopulation, Override, PopulationDraft, Scenario } from '../../models/scenario/document'
import { visibleText } from '../../models/shared/visible'
import { heldRef } from './heldRef'
import type { SeriesChange } from './curve'
import {
  atOnce,
  freshId,
  isSamePlace,
  ofMode,
  placeOfActual,
  said,
  soundPhase,
  type ActualDraft,
  type GrantedDraft,
  type Phase,
  type WithoutSource,
} from './scenarioEntries'

/** What an override acts on; one override per address and mode. */
export type Address = Pick<Override, 'lever' | 'area'> & { readonly target?: string | undefined }

/** What the user says of imported figures: where they are from, how far they can be trusted, why they are used. */
export type PopulationProvenance = Pick<ImportedPopulation, 'source' | 'grade' | 'reason' | 'author'>

/** A scenario that stands open behind another, with its own way back. */
export interface ParkedScenario {
  readonly document: Scenario
  readonly saved: Scenario
  readonly entry: ShelfId | undefined
  readonly stamp: string | undefined
  readonly past: readonly Scenario[]
  readonly future: readonly Scenario[]
}

/**
 * The scenario being edited: one immutable document. Undo and redo are snapshots; a drag is one step however many
 * values it passes.
 */
export const useScenario = defineStore('scenario', () => {
  const held = heldRef<Scenario>(emptyScenario({ id: '', version: '', sha256: '0'.repeat(64) }, '', ''))
  const document = held.value
  const saved = shallowRef<Scenario>(document.value)
  const entry = ref<ShelfId>()
  const stamp = ref<string>()
  const revision = ref(0)
  /** How often another document came to the screen: what was asked of the one before is not shown as this one's. */
  const openings = ref(0)
  const past = shallowRef<readonly Scenario[]>([])
  const future = shallowRef<readonly Scenario[]>([])
  const dragStart = shallowRef<Scenario>()

  const isDirty = computed(() => document.value !== saved.value)
  /** Everything in which the scenario differs from the catalogue: levers, populations, and the outlook if it is not the first. */
  const changeCount = computed(() => {
    const { overrides, populations, granted, outlook, readings, actuals, assessment } = document.value
    const lists = [overrides, populations, granted, actuals, Object.keys(readings)]
    const single = [outlook, assessment].filter((entry) => entry !== undefined)
    return lists.reduce((count, list) => count + list.length, single.length)
  })
  const canUndo = computed(() => past.value.length > 0 || (dragStart.value !== undefined && dragStart.value !== document.value))
  const canRedo = computed(() => future.value.length > 0)

  function show(next: Scenario): void {
    // First, so that the run is asked for before the screen draws the document.
    revision.value++
    document.value = next
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
    resume({ document: next, saved: next, entry: from?.entry, stamp: from?.stamp, past: [], future: [] })
  }

  /** What another scenario is to be put in the place of, for `resume` later. */
  function park(): ParkedScenario {
    drop()
    return {
      document: document.value,
      saved: saved.value,
      entry: entry.value,
      stamp: stamp.value,
      past: past.value,
      future: future.value,
    }
  }

  function resume(parked: ParkedScenario): void {
    dragStart.value = undefined
    past.value = parked.past
    future.value = parked.future
    saved.value = parked.saved
    entry.value = parked.entry
    stamp.value = parked.stamp
    openings.value++
    show(parked.document)
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

  const find = (address: Address, on: Scenario = document.value): Override | undefined =>
    on.overrides.find((o) => o.lever === address.lever && o.area === address.area && o.target === address.target)

  const withOverride = (address: Address, change: Partial<Override>, on: Scenario = document.value): Scenario => {
    const known = find(address, on)
    const { target, ...place } = address
    const at = new Date().toISOString()
    const next: Override =
      known === undefined
        ? {
            id: freshId('o', on.overrides),
            ...place,
            ...(target === undefined ? {} : { target }),
            mode: 'set',
            from: 0,
            enabled: true,
            reason: '',
            author: on.author,
            at,
            ...change,
          }
        : soundPhase({ ...ofMode(known, change.mode), ...change, at })
    const overrides = known === undefined ? [...on.overrides, next] : on.overrides.map((o) => (o === known ? next : o))
    return { ...on, overrides }
  }

  /**
   * While a slider is dragged: not yet a step of its own. It is drawn with its figures where these are there by the
   * next frame but one, and then anyhow: drawn by itself it would keep them waiting. The hand's move comes twice, ahead of its frame and with it.
   */
  function drag(address: Address, change: Partial<Override>): void {
    const known = find(address)
    if (known !== undefined && Object.entries(change).every(([name, value]) => Object.is(known[name as keyof Override], value))) return
    dragStart.value ??= document.value
    revision.value++
    held.hold(withOverride(address, change))
  }

  /** The end of a drag: everything since its start is one step. */
  function drop(): void {
    held.tell()
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

  /** Give single years of several levers, all as one step; null takes a change away. */
  function setSeries(changes: readonly { readonly address: Address; readonly change: SeriesChange | null }[]): void {
    let next = document.value
    for (const { address, change } of changes) {
      const known = find(address, next)
      if (change !== null) next = withOverride(address, { ...change, enabled: true }, next)
      else if (known !== undefined) next = { ...next, overrides: next.overrides.filter((o) => o !== known) }
    }
    if (next !== document.value) edit(next)
  }

  function removeOverride(id: string): void {
    edit({ ...document.value, overrides: document.value.overrides.filter((o) => o.id !== id) })
  }

  function changeOverride(id: string, change: Partial<Override>): void {
    edit({ ...document.value, overrides: document.value.overrides.map((o) => (o.id === id ? soundPhase({ ...o, ...change }) : o)) })
  }

  /** Let a change come into force over some years; without a phase at once. */
  function setPhase(id: string, phase: Phase | undefined): void {
    const phased = (override: Override): Override => ({ ...atOnce(override), ...phase })
    edit({ ...document.value, overrides: document.value.overrides.map((o) => (o.id === id ? phased(o) : o)) })
  }

  /** Whether a change of the region's part is of what is borne beyond the catalogue's path alone. */
  function setIncrement(id: string, only: boolean): void {
    const changed = ({ onlyIncrement: _, ...o }: Override): Override => (only ? { ...o, onlyIncrement: true } : o)
    edit({ ...document.value, overrides: document.value.overrides.map((o) => (o.id === id ? changed(o) : o)) })
  }

  /** Take over changes that were worked out, all as one step; one with the id of a change stands in its place. */
  function takeOver(changes: readonly Override[], reason: string): void {
    const { overrides, author } = document.value
    const at = new Date().toISOString()
    const said = (o: Override): Override => ({ ...o, reason: o.reason === '' ? reason : `${o.reason}; ${reason}`, author, at })
    const moved = overrides.map((known) => {
      const change = changes.find(({ id }) => id === known.id)
      return change === undefined ? known : said(change)
    })
    const added: Override[] = []
    for (const change of changes)
      if (!overrides.some(({ id }) => id === change.id)) added.push({ ...said(change), id: freshId('o', [...moved, ...added]) })
    edit({ ...document.value, overrides: [...moved, ...added] })
  }

  /** Take over changes that say themselves why, by whom and when, all of them as one step: they act on top of those that are there. */
  function addOverrides(drafts: readonly Omit<Override, 'id'>[]): void {
    const { overrides } = document.value
    const added: Override[] = []
    for (const draft of drafts) added.push({ ...draft, id: freshId('o', [...overrides, ...added]) })
    edit({ ...document.value, overrides: [...overrides, ...added] })
  }

  /** Use populations of the user's own, all of them as one step; those of the same area and kind are replaced. */
  function addPopulations(drafts: readonly PopulationDraft[], provenance: PopulationProvenance): void {
    const at = new Date().toISOString()
    const kept = document.value.populations.filter((known) => !drafts.some((draft) => isSamePlace(known, draft)))
    const added: ImportedPopulation[] = []
    for (const draft of drafts) {
      const id = freshId('p', [...document.value.populations, ...added])
      // What cannot be seen would keep the saved file from being read again.
      added.push({ ...draft, ...provenance, file: visibleText(draft.file), source: visibleText(provenance.source), id, enabled: true, at })
    }
    edit({ ...document.value, populations: [...kept, ...added] })
  }

  function changePopulation(id: string, change: Partial<PopulationProvenance & Pick<ImportedPopulation, 'enabled'>>): void {
    const said = change.source === undefined ? change : { ...change, source: visibleText(change.source) }
    const populations = document.value.populations.map((p) => (p.id === id ? { ...p, ...said } : p))
    edit({ ...document.value, populations })
  }

  function removePopulation(id: string): void {
    edit({ ...document.value, populations: document.value.populations.filter((p) => p.id !== id) })
  }

  /**
   * Enter actual figures, all of them as one step; one of the same kind, place and year is replaced.
   * @param assessment years of assessment that come with them.
   */
  function addActuals(drafts: readonly ActualDraft[], assessment?: Scenario['assessment']): void {
    const at = new Date().toISOString()
    const places = new Set(drafts.map(placeOfActual))
    const kept = document.value.actuals.filter((known) => !places.has(placeOfActual(known)))
    const ids = new Set(document.value.actuals.map(({ id }) => id))
    let next = document.value.actuals.length
    const added = drafts.map((draft): Actual => {
      do next++
      while (ids.has(`a-${String(next)}`))
      const { author } = document.value
      // What cannot be seen would keep the saved file from being read again.
      const said = { source: visibleText(draft.source), file: visibleText(draft.file ?? ''), reason: draft.reason ?? '' }
      return { ...draft, ...said, id: `a-${String(next)}`, enabled: true, author: draft.author ?? author, at }
    })
    edit({ ...document.value, actuals: [...kept, ...added], ...(assessment === undefined ? {} : { assessment }) })
  }

  /** Figures of the scenario that would have to go for others. */
  function actualsInPlaceOf(drafts: readonly WithoutSource[]): readonly Actual[] {
    const places = new Set(drafts.map(placeOfActual))
    return document.value.actuals.filter((known) => places.has(placeOfActual(known)))
  }

  function setActualEnabled(id: string, enabled: boolean): void {
    edit({ ...document.value, actuals: document.value.actuals.map((actual) => (actual.id === id ? { ...actual, enabled } : actual)) })
  }

  /** Take out one actual figure, or several as one step. */
  function removeActual(...ids: readonly string[]): void {
    edit({ ...document.value, actuals: document.value.actuals.filter(({ id }) => !ids.includes(id)) })
  }

  /** Years between which the run is assessed; with undefined as the catalogue has them. */
  function setAssessment(assessment: Scenario['assessment']): void {
    const { assessment: _, ...rest } = document.value
    edit(assessment === undefined || Object.keys(assessment).length === 0 ? rest : { ...rest, assessment })
  }

  /** Read the plan in one of two ways where it contradicts itself; the plan's own reading is not written down. */
  function setReading(id: string, reading: string | undefined): void {
    const { [id]: _, ...rest } = document.value.readings
    edit({ ...document.value, readings: reading === undefined ? rest : { ...rest, [id]: reading } })
  }

  /** Back to the catalogue's first outlook. */
  function removeOutlook(): void {
    const { outlook: _, ...rest } = document.value
    edit(rest)
  }

  /** Choose a population outlook, or with undefined the catalogue's first, as one step. */
  function setOutlook(id: string | undefined, reason = ''): void {
    const { outlook, ...rest } = document.value
    if (id === outlook?.id && reason === (outlook?.reason ?? '')) return
    const at = new Date().toISOString()
    edit(id === undefined ? rest : { ...rest, outlook: { id, reason, author: document.value.author, at } })
  }

  /** Enter a policy that was accepted already: it uses up room at once. */
  function addGranted(draft: GrantedDraft): void {
    const { granted, author } = document.value
    const entry: Granted = { ...said(draft), id: freshId('g', granted), author, at: new Date().toISOString() }
    edit({ ...document.value, granted: [...granted, entry] })
  }

  /** Change a granted policy; with `to` undefined it is paid to the horizon. */
  function changeGranted(id: string, change: Partial<GrantedDraft>): void {
    const at = new Date().toISOString()
    const granted = document.value.granted.map((entry) => (entry.id === id ? { ...entry, ...said(change), at } : entry))
    edit({ ...document.value, granted })
  }

  function removeGranted(id: string): void {
    edit({ ...document.value, granted: document.value.granted.filter((entry) => entry.id !== id) })
  }

  function rename(change: Pick<Scenario, 'name'> & Partial<Pick<Scenario, 'author' | 'note'>>): void {
    edit({ ...document.value, ...change })
  }

  return {
    document,
    tell: held.tell,
    saved,
    entry,
    stamp,
    revision,
    openings,
    isDirty,
    changeCount,
    canUndo,
    canRedo,
    open,
    park,
    resume,
    edit,
    markSaved,
    undo,
    redo,
    find,
    drag,
    drop,
    setOverride,
    setSeries,
    removeOverride,
    changeOverride,
    setPhase,
    setIncrement,
    takeOver,
    addOverrides,
    addPopulations,
    changePopulation,
    removePopulation,
    addActuals,
    actualsInPlaceOf,
    setActualEnabled,
    removeActual,
    setAssessment,
    removeOutlook,
    setReading,
    setOutlook,
    addGranted,
    changeGranted,
    removeGranted,
    rename,
  }
})
