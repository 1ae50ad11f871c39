import type { Refusal, ShelfId } from '../../electron/contract/commands'
import type { Side } from '../../models/scenario/merge'
import type { Fault } from '../../models/shared/outcome'
import { useBridge } from '../bridge/current'
import { useKeeping } from '../stores/keeping'
import { useReport } from '../stores/report'
import { useScenario } from '../stores/scenario'
import { useScreen } from '../stores/screen'
import { useSimulation } from '../stores/simulation'
import { usePreferences } from '../stores/preferences'
import { useWords } from './useWords'

/** Everything that is done with scenario files; every refusal becomes a message, and the open scenario stays as it is. */
export function useFiles() {
  const bridge = useBridge()
  const scenario = useScenario()
  const keeping = useKeeping()
  const screen = useScreen()
  const simulation = useSimulation()
  const preferences = usePreferences()
  const { t, te, faultText } = useWords()

  function tell(error: Refusal): void {
    if (error.code === 'cancelled') return
    const text = te(`failure.${error.code}`) ? t(`failure.${error.code}`, { ...error.params }) : error.code
    screen.message = { kind: 'error', text, details: (error.faults ?? []).map(faultText) }
  }
  const note = (text: string, details: readonly Fault[] = []): void => {
    screen.message = { kind: 'note', text, details: details.map(faultText) }
  }
  /** True when nothing would be lost, or the user agrees to lose it. */
  const mayLeave = (): boolean => !scenario.isDirty || window.confirm(t('scenario.leaveUnsaved', { name: scenario.document.name }))

  function create(): void {
    if (!mayLeave()) return
    scenario.open({ ...simulation.plan, name: t('scenario.newName'), author: preferences.preferences.author })
  }

  async function open(entry: ShelfId): Promise<boolean> {
    if (!mayLeave()) return false
    const reply = await bridge.invoke('scenario:open', { entry })
    if (!reply.ok) {
      tell(reply.error)
      return false
    }
    scenario.open(reply.value.document, reply.value)
    if (reply.value.warnings.length > 0) note(t('scenario.openedWithWarnings'), reply.value.warnings)
    await preferences.change({ lastEntry: reply.value.entry ?? null })
    return true
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
    const before = scenario.document
    const document = as === undefined ? before : { ...before, ...as }
    const place =
      as === undefined && scenario.entry !== undefined
        ? { entry: scenario.entry, ...(scenario.stamp === undefined ? {} : { stamp: scenario.stamp }) }
        : {}
    const reply = await bridge.invoke('scenario:save', { document, ...place })
    if (!reply.ok) {
      await keeping.keepNow()
      if (reply.error.code === 'file-changed') await showOthersChanges()
      else {
        if (reply.error.code === 'not-found') keeping.file = 'gone'
        tell(reply.error)
      }
      return false
    }
    // What was edited while the file was being written stays, unsaved, under the new name.
    if (as !== undefined) scenario.edit(scenario.document === before ? document : { ...scenario.document, ...as })
    scenario.markSaved(reply.value, document)
    note(t('scenario.saved', { name: document.name }))
    // Not done before the next start would know of it.
    if (as !== undefined) await preferences.change({ author: as.author, lastEntry: reply.value.entry })
    return true
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

  async function importFile(): Promise<boolean> {
    const upload = await bridge.pickFile().catch((): 'unreadable' => 'unreadable')
    if (upload === 'unreadable') tell({ code: 'file-unreadable' })
    if (upload === null || upload === 'unreadable' || !mayLeave()) return false
    const reply = await bridge.invoke('scenario:import', upload === undefined ? {} : { upload })
    if (!reply.ok) {
      tell(reply.error)
      return false
    }
    scenario.open(reply.value.document)
    if (reply.value.warnings.length > 0) note(t('scenario.openedWithWarnings'), reply.value.warnings)
    return true
  }

  async function exportFile(): Promise<void> {
    const reply = await bridge.invoke('scenario:export', { document: scenario.document })
    if (!reply.ok) return tell(reply.error)
    bridge.deliver(reply.value)
    note(t('scenario.exported', { name: reply.value.fileName }))
  }

  async function print(): Promise<void> {
    if (bridge.printsByItself) {
      screen.go('print')
      await useReport().make()
      // The pages have to be drawn before the browser takes its copy of them.
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 50)))
      window.print()
      return
    }
    const { documents, language } = useReport()
    const reply = await bridge.invoke('print:pdf', { documents, language })
    if (!reply.ok) return tell(reply.error)
    note(t('scenario.exported', { name: reply.value.fileName }))
  }

  /** What is on the print page, as a file that an office can edit. */
  async function exportReport(): Promise<void> {
    const { documents, language } = useReport()
    const reply = await bridge.invoke('report:docx', { documents, language })
    if (!reply.ok) return tell(reply.error)
    bridge.deliver(reply.value)
    note(t('scenario.exported', { name: reply.value.fileName }))
  }

  return {
    tell,
    note,
    mayLeave,
    create,
    open,
    save,
    saveAnew,
    showOthersChanges,
    mergeAndSave,
    importFile,
    exportFile,
    exportReport,
    print,
  }
}
