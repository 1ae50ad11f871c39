import { defineStore } from 'pinia'
import { computed, markRaw, ref, shallowRef } from 'vue'
import { causeIndex, type CauseFigure, type CauseGroup, type Causes } from '../../models/difference/causeTable'
import { useBridge } from '../bridge/current'
import { useScenario } from './scenario'
import { useSimulation } from './simulation'

/** What one group of changed inputs does to a figure, by year; yuan. */
export interface CauseRow {
  readonly group: CauseGroup
  readonly values: readonly number[]
}

/**
 * Why the scenario on the screen differs from the one it is compared with. Asked for only while somebody looks, since it
 * takes many runs; one question at a time, and an answer to an older one is passed over.
 */
export const useCauses = defineStore('causes', () => {
  const scenario = useScenario()
  const simulation = useSimulation()
  const causes = shallowRef<Causes>()
  /** What the causes shown belong to. */
  const of = shallowRef<readonly unknown[]>([])
  const isRunning = ref(false)
  let isWaiting = false

  const question = (): readonly unknown[] => [scenario.document, simulation.side]
  const isOlder = computed(() => question().some((part, k) => part !== of.value[k]))

  async function ask(): Promise<void> {
    isWaiting = isRunning.value
    if (isRunning.value) return
    isRunning.value = true
    do {
      isWaiting = false
      const asked = question()
      const base = simulation.side.kind === 'plan' ? simulation.plan : simulation.side.document
      const answer = await useBridge().invoke('comparison:causes', { base, other: scenario.document })
      if (answer.ok && !isWaiting) {
        causes.value = markRaw(answer.value)
        of.value = asked
      }
    } while (isWaiting)
    isRunning.value = false
  }

  /** Parts of a figure's difference in an area, in the given years; they add up to the difference. */
  function rows(figure: CauseFigure, area: string, years: readonly number[]): readonly CauseRow[] {
    const known = causes.value
    const place = known?.areas.indexOf(area) ?? -1
    if (known === undefined || place < 0) return []
    return known.groups.map((group, k) => ({
      group,
      values: years.map((year) => known.parts[k]?.[causeIndex(known, figure, place, known.years.indexOf(year))] ?? 0),
    }))
  }

  return { causes, isRunning, isOlder, ask, rows }
})
