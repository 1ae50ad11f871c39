import { computed } from 'vue'
import type { RunNotice } from '../../models/result'
import { useSimulation } from '../stores/simulation'
import { useWords } from './useWords'

/** What the last run had to say: of a change of the scenario, of its outlook, of the run as a whole. */
export function useNotices() {
  const { faultWords } = useWords()
  const simulation = useSimulation()
  const words = ({ code, params }: RunNotice): string => faultWords({ code, params: params ?? {}, message: code }, 'notice')
  const all = computed(() => simulation.result?.notices ?? [])
  /** Of a change, by its id. */
  const noticesOf = (id: string): readonly string[] => all.value.filter(({ overrideId }) => overrideId === id).map(words)
  const ofOutlook = computed(() => all.value.filter(({ code }) => code === 'outlook-unknown').map(words))
  const ofRun = computed(() =>
    all.value.filter(({ code, overrideId }) => overrideId === undefined && code !== 'outlook-unknown').map(words),
  )
  return { count: computed(() => all.value.length), noticesOf, ofOutlook, ofRun }
}
