import { defineStore } from 'pinia'
import { computed } from 'vue'
import { causeIndex, type CauseFigure, type CauseGroup, type Causes } from '../../models/difference/causeTable'
import { useBridge } from '../bridge/current'
import { useCompared } from './compared'
import { createQuestion } from './question'

/** What one group of changed inputs does to a figure, by year; yuan. */
export interface CauseRow {
  readonly group: CauseGroup
  readonly values: readonly number[]
}

/** Why one of the compared scenarios differs from the reference. */
export const useCauses = defineStore('causes', () => {
  const compared = useCompared()
  const base = computed(() => compared.find(compared.reference)?.document)
  const other = computed(() => compared.find(compared.subject)?.document)
  const {
    answer: causes,
    isRunning,
    isOlder,
    ask,
  } = createQuestion<Causes>(
    () => [base.value, other.value],
    async () => {
      if (base.value === undefined || other.value === undefined) return undefined
      const reply = await useBridge().invoke('comparison:causes', { base: base.value, other: other.value })
      return reply.ok ? reply.value : undefined
    },
  )

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

  return { base, other, causes, isRunning, isOlder, ask, rows }
})
