import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { DiagnosedFlag, Request } from '../../electron/contract/commands'
import type { Flag } from '../../models/result'
import { useBridge } from '../bridge/current'
import { createQuestion } from './question'
import { useScenario } from './scenario'

type Wanted = NonNullable<Request<'flags:diagnose'>['of']>

/** Why the flags of the scenario on the screen are raised, and what would clear them. */
export const useDiagnosis = defineStore('diagnosis', () => {
  const scenario = useScenario()
  /** The flag, or the unit, that somebody looks at: remedies are sought for it alone. */
  const looked = shallowRef<Wanted>()
  const { answer, isRunning, isOlder, ask } = createQuestion<readonly DiagnosedFlag[]>(
    () => [scenario.document, looked.value],
    async () => {
      const of = looked.value
      const reply = await useBridge().invoke('flags:diagnose', { document: scenario.document, ...(of === undefined ? {} : { of }) })
      return reply.ok ? reply.value : undefined
    },
  )

  const of = (flag: Flag): DiagnosedFlag | undefined =>
    answer.value?.find(
      ({ unit, test, subject }) =>
        unit === flag.unit && test === flag.test && subject.kind === flag.subject.kind && subject.id === flag.subject.id,
    )

  /** Ask about a flag, or all of a unit, unless the answer is there already. */
  async function look(wanted: Wanted | undefined): Promise<void> {
    if (JSON.stringify(wanted) !== JSON.stringify(looked.value)) looked.value = wanted
    if (isOlder.value) await ask()
  }

  return { answer, isRunning, isOlder, look, of }
})
