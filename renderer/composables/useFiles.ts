import type { OpenedScenario, Refusal, ShelfId } from '../../electron/contract/commands'
import type { Side } from '../../models/scenario/merge'
import type { Fault } from '../../models/shared/outcome'
import { useBridge } from '../bridge/current'
import { useKeeping } from '../stores/keeping'
import { useScenario } from '../stores/scenario'
import { useScreen } from '../stores/screen'
import { useSimulation } from '../stores/simulation'
import { usePreferences } from '../stores/preferences'
import { useTabs } from '../stores/tabs'
import { useWords } from './useWords'

/** Everything that is done with scenario files; every refusal becomes a message, and the open scenario stays as it is. */
export function useFiles() {
  const bridge = useBridge()
  const scenario = useScenario()
  const keeping = useKeeping()
  const screen = useScreen()
  const simulation = useSimulation()
  const preferences = usePreferences()
  const tabs = useTabs()
  const { t, te, faultText } = useWords()

  function tell(error: Refusal): void {
    if (error.code === 'cancelled') return
    const text = te(`failure.${error.code}`) ? t(`failure.${error.code}`, { ...error.params }) : error.code
    screen.message = { kind: 'error', text, details: (error.faults ?? []).map(faultText) }
  }
  const note = (text: string, details: readonly Fault[] = []): void => {
    screen.message = { kind: 'note', text, details: details.map(faultText) }
  }

  /** A new scenario with a name that no other open one has. */
  function create(): void {
    const taken = new Set(tabs.open.map(({ document }) => document.name))
    const [first] = Array.from({ length: taken.size + 1 }, (_, k) => [t('scenario.newName'), ...(k === 0 ? [] : [k + 1])].join(' ')).filter(
      (name) => !taken.has(name),
    )
    tabs.show({ ...simulation.plan, name: first ?? '', author: preferences.preferences.author })
  }

  async function open(entry: ShelfId): Promise<boolean> {
    const known = tabs.open.find((tab) => tab.entry === entry)
    if (known !== undefined) {
      tabs.select(known.id)
      return true
    }
    const reply = await bridge.invoke('scenario:open', { entry })
    if (!reply.ok) {
      tell(reply.error)
      return false
    }
    tabs.show(reply.value.document, { ...reply.value, origin: entry })
    // Not said to be open before its own figures are there.
    await simulation.settled()
    if (reply.value.warnings.length > 0) note(t('scenario.openedWithWarnings'), reply.value.warnings)
    return true
  }

  /** A scenario that came with the program and changes something: to see how it is done. */
  async function openExample(): Promise<boolean> {
    const reply = await bridge.invoke('shelf:list', null)
    if (!reply.ok) {
      tell(reply.error)
      return false
    }
    const example = reply.value.entries.find(({ readOnly, overrides }) => readOnly && overrides > 0)
    return example !== undefined && open(example.id)
  }

  /** @param inSpiteOf somebody else who has the scenario open; else the user is told of him first. */
  async function save(as?: { readonly name: string; readonly author: string; readonly note: string }, inSpiteOf = false): Promise<boolean> {
    if (as === undefined && scenario.entry === undefined) {
      screen.dialog = 'save'
      return false
    }
    if (as === undefined && keeping.holder !== null && !inSpiteOf) {
      screen.dialog = 'held'
      return false
    }
    const id = tabs.active
    const before = scenario.document
    const document = as === undefined ? before : { ...before, ...as }
    const place =
      as === undefined && scenario.entry !== undefined
        ? { entry: scenario.entry, ...(scenario.stamp === undefined ? {} : { stamp: scenario.stamp }) }
        : {}
    const reply = await bridge.invoke('scenario:save', { document, ...place })
    if (!reply.ok) {
      tabs.leaving = undefined
      await keeping.keepNow()
      // What is done about it is done to the scenario on the screen.
      if (tabs.active !== id) tell(reply.error)
      else if (reply.error.code === 'file-changed') await showOthersChanges()
      else {
        if (reply.error.code === 'not-found') keeping.markGone()
        tell(reply.error)
      }
      return false
    }
    // Another scenario may have come to the screen while the file was being written.
    if (tabs.active !== id) tabs.markParked(id, reply.value, before, document)
    else {
      // What was edited meanwhile stays, unsaved, under the new name.
      if (as !== undefined) scenario.edit(scenario.document === before ? document : { ...scenario.document, ...as })
      scenario.markSaved(reply.value, document)
    }
    note(t('scenario.saved', { name: document.name }))
    if (as !== undefined) await preferences.change({ author: as.author })
    // Not done before the next start would know of it.
    await tabs.keep()
    if (tabs.leaving === id) leave()
    return true
  }

  /** Close an open scenario; what is not saved is asked about first. */
  function close(id: number = tabs.active): void {
    tabs.leaving = id
    if (tabs.find(id)?.isDirty === true) screen.dialog = 'leave'
    else leave()
  }
  /** Close the scenario that was asked about, whatever is not saved. */
  function leave(): void {
    const { leaving } = tabs
    tabs.leaving = undefined
    if (leaving !== undefined) tabs.close(leaving)
  }
  /** Save the scenario that was asked about, and close it when that is done. */
  async function saveAndLeave(): Promise<void> {
    const { leaving } = tabs
    if (leaving === undefined) return
    tabs.select(leaving)
    screen.dialog = null
    await save()
  }

  /** What somebody else made of the file, beside one's own changes; without any of one's own theirs is simply opened. */
  async function showOthersChanges(): Promise<void> {
    const refusal = await keeping.readTheirs()
    if (refusal !== undefined) return tell(refusal)
    if (scenario.isDirty) screen.dialog = 'merge'
    else if (keeping.theirs !== undefined) {
      scenario.open(keeping.theirs.document, keeping.theirs)
      note(t('keeping.reloaded', { name: scenario.document.name }))
    }
  }

  /** Both sides' changes become one scenario, which is saved. */
  async function mergeAndSave(choices: ReadonlyMap<string, Side>): Promise<boolean> {
    keeping.merge(choices)
    return save(undefined, true)
  }

  /** The file went away: written anew, under its name. */
  const saveAnew = (): Promise<boolean> => {
    const { name, author, note: story } = scenario.document
    return save({ name, author, note: story })
  }

  /** A scenario from a file that the user picks; nothing where none was picked or it cannot be read. */
  async function readFile(): Promise<OpenedScenario | undefined> {
    const upload = await bridge.pickFile().catch((): 'unreadable' => 'unreadable')
    if (upload === 'unreadable') tell({ code: 'file-unreadable' })
    if (upload === null || upload === 'unreadable') return undefined
    const reply = await bridge.invoke('scenario:import', upload === undefined ? {} : { upload })
    if (!reply.ok) {
      tell(reply.error)
      return undefined
    }
    if (reply.value.warnings.length > 0) note(t('scenario.openedWithWarnings'), reply.value.warnings)
    return reply.value
  }

  async function importFile(): Promise<boolean> {
    const opened = await readFile()
    if (opened === undefined) return false
    tabs.show(opened.document)
    await simulation.settled()
    return true
  }

  async function exportFile(): Promise<void> {
    const reply = await bridge.invoke('scenario:export', { document: scenario.document })
    if (!reply.ok) return tell(reply.error)
    bridge.deliver(reply.value)
    note(t('scenario.exported', { name: reply.value.fileName }))
  }

  return {
    tell,
    note,
    create,
    open,
    openExample,
    save,
    saveAnew,
    showOthersChanges,
    mergeAndSave,
    close,
    leave,
    saveAndLeave,
    importFile,
    readFile,
    exportFile,
  }
}
