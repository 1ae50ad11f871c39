import { shallowRef } from 'vue'
import type { Refusal } from '../../electron/contract/commands'
import { workId, type TabNumber } from '../../electron/contract/keeping'
import type { Scenario } from '../../models/scenario/document'
import type { Bridge } from '../bridge/bridge'
import { createAutosave } from './autosave'
import type { OpenScenario } from './tabs'

/** Unsaved changes of every open scenario go to a file of their own while they are made, and it goes when they are saved or given up. */
export function createKeptWork(bridge: Bridge, open: () => readonly OpenScenario[], written: () => Promise<void>) {
  /** Why unsaved work could not be kept; undefined where it is. */
  const trouble = shallowRef<Refusal>()
  /** What is kept of each tab just now. */
  const kept = new Map<TabNumber, Scenario>()
  let last: Promise<unknown> = Promise.resolve()
  const autosave = createAutosave(() => inTurn(keepAll))
  /** A late reply must not bring back what was thrown away. */
  function inTurn(work: () => Promise<void>): Promise<void> {
    const turn = last.then(work, work)
    last = turn
    return turn
  }

  async function keepAll(): Promise<void> {
    const waiting = open().filter(({ id, document, isDirty }) => isDirty && kept.get(id) !== document)
    if (waiting.length === 0) return
    const refusals = []
    for (const tab of waiting) {
      const refusal = await keepOne(tab)
      if (refusal !== undefined) refusals.push(refusal)
    }
    trouble.value = refusals.find(({ code }) => code !== 'connection-lost')
    // Some may have been saved or closed while they were written.
    await forgetClean()
    await written()
  }

  async function keepOne({ id, document, saved, entry, stamp }: OpenScenario): Promise<Refusal | undefined> {
    const place = { ...(entry === undefined ? {} : { entry }), ...(stamp === undefined ? {} : { stamp }) }
    const reply = await bridge.invoke('recovery:write', { window: bridge.window, tab: id, document, saved, ...place })
    if (!reply.ok) return reply.error
    kept.set(id, document)
    return undefined
  }

  /** Throw away what was kept of scenarios that are saved now, as they were, or closed. */
  async function forgetClean(): Promise<void> {
    const dirty = new Set(open().flatMap(({ id, isDirty }) => (isDirty ? [id] : [])))
    if (dirty.size === 0) trouble.value = undefined
    for (const id of [...kept.keys()].filter((known) => !dirty.has(known))) {
      kept.delete(id)
      await bridge.invoke('recovery:discard', { id: workId(bridge.window, id) })
    }
  }

  /** Something changed in an open scenario, or one was opened, saved or closed. */
  function follow(): void {
    if (open().some(({ isDirty }) => isDirty)) autosave.touch()
    else autosave.rest()
    if ([...kept.keys()].some((id) => open().find((tab) => tab.id === id)?.isDirty !== true) || trouble.value !== undefined)
      void inTurn(forgetClean)
  }

  return { trouble, follow, flush: autosave.flush, keepNow: () => inTurn(keepAll), has: (id: TabNumber) => kept.has(id) }
}
