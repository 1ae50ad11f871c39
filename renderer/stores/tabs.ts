import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { OpenedScenario, ShelfId } from '../../electron/contract/commands'
import type { Scenario } from '../../models/scenario/document'
import { usePreferences } from './preferences'
import { useScenario, type ParkedScenario } from './scenario'
import type { HeldRun } from './wholeRun'
import { useSimulation, type ComparisonSide } from './simulation'

/** What a scenario is compared with: another that is open is taken as it stands when it is looked at. */
export type ChosenSide = ComparisonSide | { readonly kind: 'tab'; readonly id: number }

interface Tab {
  readonly id: number
  readonly side: ChosenSide
  /** What it was opened from on the shelf: one that came with the program has no place of its own there. */
  readonly origin?: ShelfId | undefined
  /** Of a tab behind the one on the screen. */
  readonly parked?: ParkedScenario
  readonly reply?: HeldRun | undefined
}

/** Where a document came from. */
interface Place {
  readonly entry?: ShelfId | undefined
  readonly stamp?: string | undefined
  /** What was asked for on the shelf. */
  readonly origin?: ShelfId | undefined
}

/** An open scenario as its tab shows it. */
export interface OpenScenario {
  readonly id: number
  readonly document: Scenario
  readonly saved: Scenario
  /** Its own place on the shelf. */
  readonly entry: ShelfId | undefined
  readonly stamp: string | undefined
  /** Its place, or what it was opened from. */
  readonly origin: ShelfId | undefined
  readonly isDirty: boolean
  readonly isActive: boolean
}

/**
 * Scenarios that stand open at once. The one on the screen lives in the scenario store; the others are parked here, each with its
 * own history, what it is compared with and its last result.
 */
export const useTabs = defineStore('tabs', () => {
  const scenario = useScenario()
  const simulation = useSimulation()
  const preferences = usePreferences()
  const tabs = shallowRef<readonly Tab[]>([{ id: 1, side: { kind: 'plan' } }])
  const active = ref(1)
  /** A tab that is to be closed, while the user is asked about what is not saved. */
  const leaving = ref<number>()
  let lastId = 1

  const open = computed((): readonly OpenScenario[] =>
    tabs.value.map(({ id, parked, origin }) => {
      const shown = parked ?? scenario
      return {
        id,
        document: shown.document,
        saved: shown.saved,
        entry: shown.entry,
        stamp: shown.stamp,
        origin: shown.entry ?? origin,
        isDirty: shown.document !== shown.saved,
        isActive: id === active.value,
      }
    }),
  )
  const find = (id: number): OpenScenario | undefined => open.value.find((tab) => tab.id === id)
  const side = computed((): ChosenSide => tabs.value.find(({ id }) => id === active.value)?.side ?? { kind: 'plan' })
  const isAnyDirty = computed(() => open.value.some(({ isDirty }) => isDirty))
  const change = (id: number, what: (tab: Tab) => Tab): void => {
    tabs.value = tabs.value.map((tab) => (tab.id === id ? what(tab) : tab))
  }
  /** Which scenarios of the shelf stand open, for the next start. */
  function keep(): Promise<void> {
    const openEntries = open.value.flatMap(({ origin }) => (origin === undefined ? [] : [origin]))
    return preferences.change({ openEntries, lastEntry: find(active.value)?.origin ?? null })
  }

  /** The document behind a choice, as it stands now; a tab that is gone, or the scenario itself, gives the plan. */
  function resolve(chosen: ChosenSide): ComparisonSide {
    if (chosen.kind !== 'tab') return chosen
    const other = chosen.id === active.value ? undefined : find(chosen.id)
    return other === undefined ? { kind: 'plan' } : { kind: 'scenario', document: other.document }
  }
  /** Compare the scenario on the screen with another. @returns why it could not be run. */
  async function compareWith(chosen: ChosenSide) {
    const own = active.value
    const refusal = await simulation.compareWith(resolve(chosen))
    if (refusal === undefined) change(own, (tab) => ({ ...tab, side: chosen }))
    return refusal
  }

  /** Compare with what a tab is compared with; the plan is always the same. */
  async function follow(chosen: ChosenSide): Promise<void> {
    const next = resolve(chosen)
    if (next.kind !== 'plan' || simulation.side.kind !== 'plan') await simulation.compareWith(next)
  }

  function park(): void {
    const parked = scenario.park()
    change(active.value, (tab) => ({ ...tab, parked, reply: simulation.reply }))
  }
  function bring(id: number): void {
    const tab = tabs.value.find((known) => known.id === id)
    if (tab?.parked === undefined) return
    active.value = id
    change(id, ({ side: kept, origin }) => ({ id, side: kept, origin }))
    scenario.resume(tab.parked)
    if (tab.reply !== undefined) simulation.reply = tab.reply
    void follow(tab.side)
  }
  function select(id: number): void {
    if (id === active.value || find(id) === undefined) return
    park()
    bring(id)
    void keep()
  }
  /** A scenario behind the one on the screen was saved as `what`, being `before` when that began. */
  function markParked(id: number, now: { readonly entry: ShelfId; readonly stamp: string }, before: Scenario, what: Scenario): void {
    change(id, (tab) => {
      const { parked } = tab
      if (parked === undefined) return tab
      const document = parked.document === before ? what : parked.document
      return { ...tab, parked: { ...parked, document, saved: what, entry: now.entry, stamp: now.stamp } }
    })
  }
  /** The tab so many places further, round and round. */
  function step(by: 1 | -1): void {
    const ids = tabs.value.map(({ id }) => id)
    const next = ids[(ids.indexOf(active.value) + by + ids.length) % ids.length]
    if (next !== undefined) select(next)
  }

  /** Show a document in a tab of its own; one that nobody touched makes room, one that is open already comes to the front. */
  function show(document: Scenario, from: Place = {}): void {
    const { origin = from.entry } = from
    const known = origin === undefined ? undefined : open.value.find((tab) => tab.origin === origin)
    if (known !== undefined) return select(known.id)
    const isUntouched = scenario.entry === undefined && !scenario.isDirty && !scenario.canUndo && !scenario.canRedo
    const isPlan = isUntouched && scenario.document === simulation.plan
    if (!isPlan) {
      park()
      lastId += 1
      const at = tabs.value.findIndex(({ id }) => id === active.value) + 1
      tabs.value = tabs.value.toSpliced(at, 0, { id: lastId, side: { kind: 'plan' } })
      active.value = lastId
      void follow({ kind: 'plan' })
    }
    change(active.value, ({ id, side: kept }) => ({ id, side: kept, origin }))
    scenario.open(document, from)
    void keep()
  }

  /** Show unsaved work again: in the tab of its file if nothing is unsaved there, else in one of its own, without a place. */
  function bringBack(document: Scenario, saved: Scenario, from: Place): void {
    const known = from.entry === undefined ? undefined : open.value.find((tab) => tab.entry === from.entry)
    if (known?.isDirty === false) {
      select(known.id)
      scenario.open(saved, from)
    } else show(saved, known === undefined ? from : {})
    scenario.edit(document)
  }

  /** Scenarios that stood open when the program ended, the given entry to the front. */
  function restore(opened: readonly (OpenedScenario & { readonly origin: ShelfId })[], front: ShelfId | null): void {
    if (opened.length === 0) return
    tabs.value = opened.map(({ document, entry, stamp, origin }) => {
      lastId += 1
      return { id: lastId, side: { kind: 'plan' }, origin, parked: { document, saved: document, entry, stamp, past: [], future: [] } }
    })
    const chosen = tabs.value.find(({ origin }) => origin === front) ?? tabs.value[0]
    if (chosen !== undefined) bring(chosen.id)
  }

  /** Close a tab without a question; the last one gives way to the plan. */
  function close(id: number): void {
    const gone = find(id)
    if (gone === undefined) return
    // What others are compared with stays as it was.
    const kept: ComparisonSide = { kind: 'scenario', document: gone.document }
    const unbound = tabs.value.map((tab) => (tab.side.kind === 'tab' && tab.side.id === id ? { ...tab, side: kept } : tab))
    const at = unbound.findIndex((tab) => tab.id === id)
    const rest = unbound.toSpliced(at, 1)
    const next = rest[Math.min(at, rest.length - 1)]
    if (next === undefined) {
      change(id, () => ({ id, side: { kind: 'plan' } }))
      scenario.open(simulation.plan)
      void follow({ kind: 'plan' })
    } else {
      tabs.value = rest
      if (gone.isActive) bring(next.id)
    }
    void keep()
  }

  return { open, active, side, leaving, isAnyDirty, find, compareWith, select, step, show, bringBack, markParked, restore, close, keep }
})
