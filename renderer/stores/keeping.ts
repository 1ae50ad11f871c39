import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
import type { OpenedScenario, Refusal, ShelfId } from '../../electron/contract/commands'
import type { FileState, Holder, ProgramNotice, RecoveryEntry, TabNumber, WorkId } from '../../electron/contract/keeping'
import { scenarioToText } from '../../models/scenario/canonical'
import { compareSides, mergeSides, type Side } from '../../models/scenario/merge'
import { useBridge } from '../bridge/current'
import { createKeptWork } from './keptWork'
import { useScenario } from './scenario'
import { useTabs } from './tabs'

/** While the window is looked at, how often it is asked whether somebody else changed the file, milliseconds. */
const lookEvery = 30_000

/** Somebody who is asked whether to give up unsaved changes takes at least this long, milliseconds. */
const takesToAnswer = 500

/** How the file on the screen stands to what was read from it. */
interface Seen {
  readonly entry: ShelfId | undefined
  readonly stamp: string | undefined
  readonly file: FileState
  /** What it holds since somebody else changed it, once it was read. */
  readonly theirs?: OpenedScenario
}

/**
 * What keeps work: unsaved changes of every open scenario go to a file of their own while they are made, the file on the shelf
 * is watched for others' changes, and it is known who else has it open.
 */
export const useKeeping = defineStore('keeping', () => {
  const bridge = useBridge()
  const scenario = useScenario()
  const tabs = useTabs()
  const isConnected = ref(true)
  /** What each tab holds, and who had that before this window. */
  const held = shallowRef<ReadonlyMap<TabNumber, { readonly entry: ShelfId | null; readonly holder: Holder | null }>>(new Map())
  const seen = shallowRef<Seen>()
  /** Unsaved work of windows that are gone. */
  const left = shallowRef<readonly RecoveryEntry[]>([])
  const notices = shallowRef<readonly ProgramNotice[]>([])
  const work = createKeptWork(bridge, () => tabs.open, learnNotices)

  /** Who had the scenario on the screen open before this window. */
  const holder = computed(() => {
    const known = held.value.get(tabs.active)
    return known?.entry === (scenario.entry ?? null) ? known.holder : null
  })
  /** What was seen of a file says nothing of another, nor of what was saved since. */
  const seenNow = computed(() => (seen.value?.entry === scenario.entry && seen.value?.stamp === scenario.stamp ? seen.value : undefined))
  const file = computed((): FileState => seenNow.value?.file ?? 'same')
  const theirs = computed(() => seenNow.value?.theirs)
  function see(state: FileState, what: Partial<Seen> = {}): void {
    seen.value = { entry: scenario.entry, stamp: scenario.stamp, file: state, ...what }
  }

  async function holdOne(tab: TabNumber, entry: ShelfId | null): Promise<void> {
    const reply = await bridge.invoke('window:hold', { window: bridge.window, tab, entry })
    const now = tabs.find(tab)
    const next = new Map(held.value)
    if (now === undefined) next.delete(tab)
    else if (reply.ok && entry === (now.entry ?? null)) next.set(tab, { entry, holder: reply.value })
    held.value = next
  }

  /** Say of every tab what it holds: the service may not know it any more. */
  async function hold(): Promise<void> {
    await Promise.all(tabs.open.map(({ id, entry }) => holdOne(id, entry ?? null)))
  }
  /** Say it of those alone that came, went or changed. */
  function followTabs(): void {
    for (const { id, entry } of tabs.open) if (held.value.get(id)?.entry !== (entry ?? null)) void holdOne(id, entry ?? null)
    for (const id of held.value.keys()) if (tabs.find(id) === undefined) void holdOne(id, null)
  }

  /** Ask how the file stands, and whether whoever had it let go. */
  async function look(): Promise<void> {
    const { entry, stamp } = scenario
    if (entry === undefined || stamp === undefined) return
    const reply = await bridge.invoke('scenario:check', { entry, stamp })
    const isSame = scenario.entry === entry && scenario.stamp === stamp
    if (reply.ok && isSame && reply.value !== file.value) see(reply.value)
    if (holder.value !== null) await holdOne(tabs.active, entry)
  }

  async function listLeft(): Promise<void> {
    const reply = await bridge.invoke('recovery:list', null)
    if (reply.ok) left.value = reply.value
  }

  async function learnNotices(): Promise<void> {
    const reply = await bridge.invoke('program:notices', null)
    if (reply.ok) notices.value = reply.value
  }

  /** Bring back work that was left over, as unsaved changes in a tab of its own. @returns why it could not be. */
  async function restore(id: WorkId): Promise<Refusal | undefined> {
    const reply = await bridge.invoke('recovery:open', { id })
    if (!reply.ok) return reply.error
    const { document, saved, entry, stamp } = reply.value
    const isGone = left.value.find((known) => known.id === id)?.file === 'gone'
    tabs.bringBack(document, saved, isGone ? {} : { entry, stamp })
    const tab = tabs.active
    await work.keepNow()
    // Kept under this window's name now; only then may the other go.
    if (work.has(tab)) await discard(id)
    await look()
    return undefined
  }

  async function discard(id: WorkId): Promise<void> {
    await bridge.invoke('recovery:discard', { id })
    left.value = left.value.filter((known) => known.id !== id)
  }

  /** Read what the file holds now. @returns why it cannot be. */
  async function readTheirs(): Promise<Refusal | undefined> {
    if (scenario.entry === undefined) return { code: 'not-found' }
    const reply = await bridge.invoke('scenario:open', { entry: scenario.entry })
    if (!reply.ok) return reply.error
    if (scenario.entry === reply.value.entry) see(reply.value.stamp === scenario.stamp ? 'same' : 'changed', { theirs: reply.value })
    return undefined
  }

  const sides = computed(() => (theirs.value === undefined ? [] : compareSides(scenario.saved, scenario.document, theirs.value.document)))

  /** Both sides' changes become the document, as one step that can be undone; what is saved is now what they saved. */
  function merge(choices: ReadonlyMap<string, Side>): void {
    const { entry } = scenario
    if (entry === undefined || theirs.value?.stamp === undefined) return
    const { document, stamp } = theirs.value
    const merged = mergeSides(scenario.saved, scenario.document, document, choices)
    scenario.markSaved({ entry, stamp }, document)
    scenario.edit(merged)
  }

  /** The document as a file made in the window itself, for when the service is gone. */
  const rescued = (): Blob => new Blob([scenarioToText(scenario.document)], { type: 'application/json' })

  async function start(): Promise<void> {
    bridge.listen((now) => {
      isConnected.value = now
      if (now) void hold()
    })
    watch(() => tabs.open.map(({ id, entry }) => `${String(id)} ${entry ?? ''}`).join(), followTabs)
    watch(() => tabs.open, work.follow)
    watch(
      () => tabs.active,
      () => void look(),
    )
    await hold()
    await Promise.all([listLeft(), learnNotices()])
    watchPage()
  }

  function watchPage(): void {
    let leavingAt = Number.POSITIVE_INFINITY
    window.addEventListener('focus', () => void look())
    window.addEventListener('beforeunload', () => {
      leavingAt = performance.now()
    })
    // A page that is closed without anybody being asked (the system goes down, say) keeps its unsaved work.
    window.addEventListener('pagehide', () => {
      bridge.leave(!tabs.isAnyDirty || performance.now() - leavingAt > takesToAnswer)
    })
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'hidden') void work.flush()
    })
    setInterval(() => {
      if (document.visibilityState === 'visible') void look()
    }, lookEvery)
  }

  return {
    isConnected,
    holder,
    file,
    theirs,
    left,
    notices,
    trouble: work.trouble,
    sides,
    start,
    look,
    hold,
    listLeft,
    restore,
    discard,
    readTheirs,
    merge,
    rescued,
    markGone: () => {
      see('gone')
    },
    keepNow: work.keepNow,
  }
})
