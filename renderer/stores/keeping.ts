import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
import type { OpenedScenario, Refusal } from '../../electron/contract/commands'
import type { FileState, Holder, ProgramNotice, RecoveryEntry, WindowId } from '../../electron/contract/keeping'
import { scenarioToText } from '../../models/scenario/canonical'
import { compareSides, mergeSides, type Side } from '../../models/scenario/merge'
import { useBridge } from '../bridge/current'
import { createAutosave } from './autosave'
import { useScenario } from './scenario'

/** While the window is looked at, how often it is asked whether somebody else changed the file, milliseconds. */
const lookEvery = 30_000

/** Somebody who is asked whether to give up unsaved changes takes at least this long, milliseconds. */
const takesToAnswer = 500

/**
 * What keeps work: unsaved changes go to a file of their own while they are made, the file on the shelf is watched for
 * others' changes, and it is known who else has it open.
 */
export const useKeeping = defineStore('keeping', () => {
  const bridge = useBridge()
  const scenario = useScenario()
  const isConnected = ref(true)
  /** Who had the scenario open before this window. */
  const holder = shallowRef<Holder | null>(null)
  const file = ref<FileState>('same')
  /** What the file holds since somebody else changed it, once it was read. */
  const theirs = shallowRef<OpenedScenario>()
  /** Unsaved work of windows that are gone. */
  const left = shallowRef<readonly RecoveryEntry[]>([])
  const notices = shallowRef<readonly ProgramNotice[]>([])
  /** Why unsaved work could not be kept; undefined where it is. */
  const trouble = shallowRef<Refusal>()
  /** Whether anything of this window is kept just now. */
  let isKept = false
  let last: Promise<unknown> = Promise.resolve()

  const autosave = createAutosave(() => inTurn(keepNow))
  /** A late reply must not bring back what was thrown away. */
  function inTurn(work: () => Promise<void>): Promise<void> {
    const turn = last.then(work, work)
    last = turn
    return turn
  }

  async function keepNow(): Promise<void> {
    const { document, saved, entry, stamp, isDirty } = scenario
    if (!isDirty) return
    const place = { ...(entry === undefined ? {} : { entry }), ...(stamp === undefined ? {} : { stamp }) }
    const reply = await bridge.invoke('recovery:write', { window: bridge.window, document, saved, ...place })
    isKept ||= reply.ok
    trouble.value = reply.ok || reply.error.code === 'connection-lost' ? undefined : reply.error
    await learnNotices()
  }

  async function forget(): Promise<void> {
    trouble.value = undefined
    if (!isKept) return
    isKept = false
    await bridge.invoke('recovery:discard', { id: bridge.window })
  }

  async function hold(): Promise<void> {
    const entry = scenario.entry ?? null
    const reply = await bridge.invoke('window:hold', { window: bridge.window, entry })
    if (reply.ok && entry === (scenario.entry ?? null)) holder.value = reply.value
  }

  /** Ask how the file stands, and whether whoever had it let go. */
  async function look(): Promise<void> {
    const { entry, stamp } = scenario
    if (entry === undefined || stamp === undefined) return
    const reply = await bridge.invoke('scenario:check', { entry, stamp })
    if (reply.ok && scenario.entry === entry && scenario.stamp === stamp) file.value = reply.value
    if (holder.value !== null) await hold()
  }

  async function listLeft(): Promise<void> {
    const reply = await bridge.invoke('recovery:list', null)
    if (reply.ok) left.value = reply.value
  }

  async function learnNotices(): Promise<void> {
    const reply = await bridge.invoke('program:notices', null)
    if (reply.ok) notices.value = reply.value
  }

  /** Bring back work that was left over, as unsaved changes. @returns why it could not be. */
  async function restore(id: WindowId): Promise<Refusal | undefined> {
    const reply = await bridge.invoke('recovery:open', { id })
    if (!reply.ok) return reply.error
    const { document, saved, entry, stamp } = reply.value
    const isGone = left.value.find((known) => known.id === id)?.file === 'gone'
    scenario.open(saved, isGone ? undefined : { entry, stamp })
    scenario.edit(document)
    await inTurn(keepNow)
    // Kept under this window's name now; only then may the other go.
    if (isKept) await discard(id)
    await look()
    return undefined
  }

  async function discard(id: WindowId): Promise<void> {
    await bridge.invoke('recovery:discard', { id })
    left.value = left.value.filter((known) => known.id !== id)
  }

  /** Read what the file holds now. @returns why it cannot be. */
  async function readTheirs(): Promise<Refusal | undefined> {
    if (scenario.entry === undefined) return { code: 'not-found' }
    const reply = await bridge.invoke('scenario:open', { entry: scenario.entry })
    if (!reply.ok) return reply.error
    theirs.value = reply.value
    file.value = reply.value.stamp === scenario.stamp ? 'same' : 'changed'
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
    theirs.value = undefined
    file.value = 'same'
  }

  /** The document as a file made in the window itself, for when the service is gone. */
  const rescued = (): Blob => new Blob([scenarioToText(scenario.document)], { type: 'application/json' })

  async function start(): Promise<void> {
    bridge.listen((now) => {
      isConnected.value = now
      if (now) void hold()
    })
    watch(
      () => scenario.entry,
      () => void hold(),
    )
    watch(
      () => [scenario.entry, scenario.stamp],
      () => {
        file.value = 'same'
        theirs.value = undefined
      },
    )
    watch(
      () => [scenario.document, scenario.saved],
      () => {
        if (scenario.isDirty) return autosave.touch()
        autosave.rest()
        void inTurn(forget)
      },
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
      bridge.leave(!scenario.isDirty || performance.now() - leavingAt > takesToAnswer)
    })
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'hidden') void autosave.flush()
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
    trouble,
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
    keepNow: () => inTurn(keepNow),
  }
})
