import { computed, onScopeDispose, ref } from 'vue'
import type { Request } from '../../electron/contract/commands'
import type { WorkName, WorkProgress } from '../../electron/contract/exchange'
import { randomName } from '../bridge/bridge'
import { useBridge } from '../bridge/current'
import { usePreferences } from '../stores/preferences'
import { useScenario } from '../stores/scenario'
import { useFiles } from './useFiles'
import { useTableFlow } from './useTableFlow'
import { useWords } from './useWords'

/** The open scenario as a workbook, and what was changed in one as changes of the open scenario. */
export function useWorkbook() {
  const bridge = useBridge()
  const scenario = useScenario()
  const preferences = usePreferences()
  const files = useFiles()
  const { t } = useWords()
  /** What is being written, by its name, and for how many seconds already. */
  const writing = ref<string>()
  const seconds = ref(0)
  const progress = ref<WorkProgress | null>(null)
  const isWriting = computed(() => writing.value !== undefined)
  const flow = useTableFlow<'workbook:read'>((upload) => bridge.invoke('workbook:read', { document: scenario.document, ...upload }))
  const changes = computed(() => flow.preview.value?.changes ?? [])

  async function write(format: Request<'workbook:export'>['format']): Promise<void> {
    const { language } = preferences.preferences
    const work = randomName()
    writing.value = work
    seconds.value = 0
    progress.value = null
    const clock = setInterval(() => {
      seconds.value++
      void look(work)
    }, 1000)
    try {
      const reply = await bridge.invoke('workbook:export', { document: scenario.document, format, language, work })
      flow.tellWritten(reply)
      if (isClosed && reply.ok) files.note(t('scenario.exported', { name: reply.value.fileName }))
    } finally {
      clearInterval(clock)
      writing.value = undefined
    }
  }

  async function look(work: WorkName): Promise<void> {
    const reply = await bridge.invoke('work:progress', { work })
    if (reply.ok && writing.value === work) progress.value = reply.value ?? progress.value
  }

  /** Give up what is being written. */
  function stop(): void {
    if (writing.value !== undefined) void bridge.invoke('work:stop', { work: writing.value })
  }
  // A dialog may be closed meanwhile, and the scenario edited: then it is the window that says when the file is there.
  let isClosed = false
  onScopeDispose(() => {
    isClosed = true
  })

  /** Take the changes over, all of them as one step. @returns whether that was done. */
  function use(): boolean {
    if (changes.value.length === 0) return false
    scenario.addOverrides(changes.value.map(({ override }) => override))
    files.note(t('exchange.used', { count: changes.value.length }))
    return true
  }

  return { ...flow, isWriting, seconds, progress, changes, write, stop, use }
}

/** The catalogue as a workbook to fill in, and a filled-in one as a catalogue. */
export function useCatalogueExchange() {
  const bridge = useBridge()
  const preferences = usePreferences()
  const isWriting = ref(false)
  const language = computed(() => preferences.preferences.language)
  const flow = useTableFlow<'catalogue:import'>(async (upload) => {
    const reply = await bridge.invoke('catalogue:import', { language: language.value, ...upload })
    if (reply.ok && reply.value.exported !== undefined) bridge.deliver(reply.value.exported)
    return reply
  })

  async function write(): Promise<void> {
    isWriting.value = true
    flow.tellWritten(await bridge.invoke('catalogue:template', { language: language.value }))
    isWriting.value = false
  }

  return { ...flow, isWriting, write }
}
