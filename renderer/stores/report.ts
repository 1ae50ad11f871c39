import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
import type { ReportDocument, ReportKind } from '../../models/report/document'
import type { Scenario } from '../../models/scenario/document'
import { useBridge } from '../bridge/current'
import { useCompared } from './compared'
import { usePreferences } from './preferences'
import { createQuestion } from './question'
import { useScenario } from './scenario'
import { useSimulation } from './simulation'

/** What is printed: the assessment of the scenario on the screen, or its comparison with others, the first of them the yardstick. */
export const useReport = defineStore('report', () => {
  const scenario = useScenario()
  const simulation = useSimulation()
  const preferences = usePreferences()
  const compared = useCompared()
  const chosen = ref<ReportKind>()
  /** It is on its way to a printer or into a file. */
  const isLeaving = ref(false)
  /** Scenarios beside the one on the screen and the one that it is compared with: those of the comparison, unless they are given. */
  const given = shallowRef<readonly Scenario[]>()
  const more = computed((before?: readonly Scenario[]): readonly Scenario[] => {
    const now = given.value ?? compared.columns.flatMap(({ kind: of, document }) => (of === 'more' ? [document] : []))
    return before?.length === now.length && now.every((document, k) => document === before[k]) ? before : now
  })

  const kind = computed<ReportKind>(
    () => chosen.value ?? (simulation.side.kind === 'plan' && more.value.length === 0 ? 'assessment' : 'comparison'),
  )
  const first = computed(() => (simulation.side.kind === 'plan' ? simulation.plan : simulation.side.document))
  const documents = computed<readonly Scenario[]>(() =>
    kind.value === 'assessment' ? [scenario.document] : [first.value, scenario.document, ...more.value],
  )
  const language = computed(() => preferences.preferences.language)
  const { answer, isRunning, isOlder, ask } = createQuestion<ReportDocument>(
    () => [kind.value, scenario.document, first.value, more.value, language.value],
    async () => {
      const reply = await useBridge().invoke('report:make', { documents: documents.value, language: language.value })
      return reply.ok ? reply.value : undefined
    },
  )

  /** The report of what is on the screen, made now where it is not yet. */
  async function make(): Promise<void> {
    if (!isOlder.value) return
    await ask()
    if (!isRunning.value) return
    await new Promise<void>((resolve) => {
      const stop = watch(isRunning, (runs) => {
        if (runs) return
        stop()
        resolve()
      })
    })
  }

  return { kind, chosen, given, more, documents, language, report: answer, isRunning, isOlder, isLeaving, make }
})
