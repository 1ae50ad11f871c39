import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { DiagnosedFlag, FlagName } from '../../electron/contract/commands'
import type { Flag } from '../../models/result'
import { useBridge } from '../bridge/current'
import { createQuestion } from './question'
import { useScenario } from './scenario'

/** Why the flags of the scenario on the screen are raised, and what would clear them. */
export const useDiagnosis = defineStore('diagnosis', () => {
  const scenario = useScenario()
  /** The flag that somebody looks at: remedies are sought for it alone. */
  const looked = shallowRef<FlagName>()
  const { answer, isRunning, isOlder, ask } = createQuestion<readonly DiagnosedFlag[]>(
    () => [scenario.document, looked.value],
    async () => {
      const flag = looked.value
      const reply = await useBridge().invoke('flags:diagnose', { document: scenario.document, ...(flag === undefined ? {} : { flag }) })
      return reply.ok ? reply.value : undefined
    },
  )

  const of = (flag: Flag): DiagnosedFlag | undefined =>
    answer.value?.find(
      ({ unit, test, subject }) =>
        unit === flag.unit && test === flag.test && subject.kind === flag.subject.kind && subject.id === flag.subject.id,
    )

  /** Ask about a flag, unless the answer is there already. */
  async function look(flag: Flag | undefined): Promise<void> {
    const name = flag === undefined ? undefined : { unit: flag.unit, test: flag.test, subject: flag.subject }
    if (JSON.stringify(name) !== JSON.stringify(looked.value)) looked.value = name
    if (isOlder.value) await ask()
  }

  return { answer, isRunning, isOlder, look, of }
})
