import { defineStore } from 'pinia'
import type { ReadingEffect } from '../../models/target/contradiction'
import type { TargetDetail } from '../../models/target/detail'
import { useBridge } from '../bridge/current'
import { createQuestion } from './question'
import { useScenario } from './scenario'

/** What units bear of each target outside the items, and what follows from each reading of the plan: worked out while somebody looks. */
export const useTargetDetail = defineStore('targetDetail', () => {
  const scenario = useScenario()
  const { answer, isRunning, isOlder, ask } = createQuestion<TargetDetail>(
    () => [scenario.document],
    async () => {
      const reply = await useBridge().invoke('targets:detail', { document: scenario.document })
      return reply.ok ? reply.value : undefined
    },
  )

  async function look(): Promise<void> {
    if (isOlder.value) await ask()
  }
  const effectsOf = (id: string): readonly ReadingEffect[] => answer.value?.effects.find((entry) => entry.id === id)?.effects ?? []

  return { answer, isRunning, isOlder, look, effectsOf }
})
