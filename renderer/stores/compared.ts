import { defineStore } from 'pinia'
import { computed, nextTick, ref, shallowRef, watch } from 'vue'
import type { ReadableResult } from '../../models/result'
import type { ShelfId } from '../../electron/contract/commands'
import type { Scenario } from '../../models/scenario/document'
import { useBridge } from '../bridge/current'
import { usePreferences } from './preferences'
import { useScenario } from './scenario'
import { useSideRuns } from './sideRuns'
import { useSimulation, type ComparisonSide } from './simulation'
import { useTabs, type ChosenSide } from './tabs'

/** Scenarios that stand beside one another, and on one paper, at most. */
export const mostCompared = 6

/** A scenario in the comparison: the one on the screen, the one that the whole program compares it with, or one beside them. */
export interface ComparedColumn {
  readonly key: string
  readonly kind: 'own' | 'other' | 'more'
  readonly isPlan: boolean
  readonly document: Scenario
  /** Absent until its run has ended, and where it failed. */
  readonly result: ReadableResult | undefined
}

interface Added {
  readonly key: string
  readonly side: ChosenSide
}

/** The two to six scenarios that stand beside one another, which of them is the reference, and their results. */
export const useCompared = defineStore('compared', () => {
  const scenario = useScenario()
  const simulation = useSimulation()
  const tabs = useTabs()
  const sideRuns = useSideRuns()
  const preferences = usePreferences()
  const added = shallowRef<readonly Added[]>([])
  const chosenReference = ref('other')
  const chosenSubject = ref('')
  const results = shallowRef<ReadonlyMap<Scenario, ReadableResult | undefined>>(new Map())
  let lastKey = 0

  const isSame = (a: ChosenSide, b: ChosenSide): boolean =>
    a.kind === 'tab'
      ? b.kind === 'tab' && a.id === b.id
      : a.kind === 'plan'
        ? b.kind === 'plan'
        : a === b || (b.kind === 'scenario' && a.entry !== undefined && a.entry === b.entry)
  /** What an added one stands for now; a tab that was closed, or that has its column already, for nothing. */
  function resolve(side: ChosenSide): ComparisonSide | undefined {
    if (side.kind !== 'tab') return isSame(side, tabs.side) ? undefined : side
    if (side.id === tabs.active || isSame(side, tabs.side)) return undefined
    const tab = tabs.find(side.id)
    return tab === undefined ? undefined : { kind: 'scenario', document: tab.document }
  }
  const documentOf = (side: ComparisonSide): Scenario => (side.kind === 'plan' ? simulation.plan : side.document)

  const columns = computed((): readonly ComparedColumn[] => {
    const { side } = simulation
    const more = added.value.flatMap(({ key, side: chosen }): readonly ComparedColumn[] => {
      const found = resolve(chosen)
      if (found === undefined) return []
      const document = documentOf(found)
      return [{ key, kind: 'more', isPlan: found.kind === 'plan', document, result: results.value.get(document) }]
    })
    const columns: readonly ComparedColumn[] = [
      { key: 'own', kind: 'own', isPlan: false, document: scenario.document, result: simulation.result },
      { key: 'other', kind: 'other', isPlan: side.kind === 'plan', document: documentOf(side), result: simulation.base },
      ...more,
    ]
    return columns.slice(0, mostCompared)
  })
  const isFull = computed(() => columns.value.length >= mostCompared)

  const place = computed(() => {
    const at = columns.value.findIndex(({ key }) => key === chosenReference.value)
    return at < 0 ? 1 : at
  })
  /** Column that all others are measured against. */
  const reference = computed({
    get: () => columns.value[place.value]?.key ?? 'other',
    set: (key) => {
      chosenReference.value = key
    },
  })
  /** Column whose difference from the reference is told by its causes. */
  const subject = computed({
    get: () => {
      const others = columns.value.filter(({ key }) => key !== reference.value)
      return (others.find(({ key }) => key === chosenSubject.value) ?? others[0])?.key ?? 'own'
    },
    set: (key) => {
      chosenSubject.value = key
    },
  })
  const find = (key: string): ComparedColumn | undefined => columns.value.find((column) => column.key === key)

  /** Open scenarios that have no column yet. */
  const openOnes = computed(() =>
    tabs.open.filter(({ id, isActive }) => {
      const side: ChosenSide = { kind: 'tab', id }
      return !isActive && !isSame(side, tabs.side) && !added.value.some((known) => isSame(known.side, side))
    }),
  )
  const hasPlan = computed(() => columns.value.some(({ isPlan }) => isPlan))

  /** Put a scenario beside the others. The one on the screen stays among them when another tab comes to the front. */
  function add(side: ChosenSide): void {
    if (isFull.value) return
    put([{ kind: 'tab', id: tabs.active }, side])
  }
  function put(wanted: readonly ChosenSide[]): void {
    const fresh = wanted.filter((one) => !added.value.some((known) => isSame(known.side, one)))
    added.value = [
      ...added.value,
      ...fresh.map((one) => {
        lastKey += 1
        return { key: `more-${String(lastKey)}`, side: one }
      }),
    ]
  }
  function remove(key: string): void {
    added.value = added.value.filter((known) => known.key !== key)
  }

  /** What of the added ones can be found again after a restart: the plan, and what stands on the shelf. */
  const kept = computed(() =>
    added.value.flatMap(({ side }): readonly (ShelfId | 'plan')[] => {
      const entry = side.kind === 'plan' ? 'plan' : side.kind === 'tab' ? tabs.find(side.id)?.origin : side.entry
      return entry === undefined ? [] : [entry]
    }),
  )
  let isRestoring = false
  watch(kept, (now, before) => {
    if (!isRestoring && now.join() !== before.join()) void preferences.change({ compared: now })
  })

  /** Put what stood beside one another before the restart there again; what can no longer be read stays away, and is kept for later. */
  async function restore(): Promise<void> {
    isRestoring = true
    const sides = await Promise.all(
      preferences.preferences.compared.map(async (entry): Promise<readonly ChosenSide[]> => {
        if (entry === 'plan') return [{ kind: 'plan' }]
        const tab = tabs.open.find(({ origin }) => origin === entry)
        if (tab !== undefined) return [{ kind: 'tab', id: tab.id }]
        const reply = await useBridge().invoke('scenario:open', { entry })
        return reply.ok ? [{ kind: 'scenario', document: reply.value.document, entry }] : []
      }),
    )
    put(sides.flat())
    await nextTick()
    isRestoring = false
  }

  /** Changes only where one of them does, and not with every result. */
  const documents = computed((before?: readonly Scenario[]): readonly Scenario[] => {
    const now = columns.value.map(({ document }) => document)
    return before?.length === now.length && now.every((document, k) => document === before[k]) ? before : now
  })

  /** Run what stands beside the two that the program runs by itself, and forget what does so no longer. */
  async function run(): Promise<void> {
    const wanted = columns.value.flatMap(({ kind, document }) => (kind === 'more' ? [document] : []))
    const known = results.value
    const fresh = await Promise.all(
      wanted
        .filter((document) => !known.has(document))
        .map(async (document): Promise<readonly [Scenario, ReadableResult | undefined]> => [document, await sideRuns.run(document)]),
    )
    const all = new Map([...results.value, ...fresh])
    const current = new Set(columns.value.map(({ document }) => document))
    results.value = new Map([...all].filter(([document]) => current.has(document)))
  }
  const hasFailed = ({ kind, document, result }: ComparedColumn): boolean =>
    kind === 'more' && result === undefined && results.value.has(document)

  return { columns, documents, isFull, place, reference, subject, openOnes, hasPlan, find, add, remove, restore, run, hasFailed }
})
