import { defineStore } from 'pinia'
import { causeIndex, type CauseFigure, type CauseGroup, type Causes } from '../../models/difference/causeTable'
import { useBridge } from '../bridge/current'
import { createQuestion } from './question'
import { useScenario } from './scenario'
import { useSimulation } from './simulation'

/** What one group of changed inputs does to a figure, by year; yuan. */
export interface CauseRow {
  readonly group: CauseGroup
  readonly values: readonly number[]
}

/** Why the scenario on the screen differs from the one it is compared with. */
export const useCauses = defineStore('causes', () => {
  const scenario = useScenario()
  const simulation = useSimulation()
  const {
    answer: causes,
    isRunning,
    isOlder,
    ask,
  } = createQuestion<Causes>(
    () => [scenario.document, simulation.side],
    async () => {
      const base = simulation.side.kind === 'plan' ? simulation.plan : simulation.side.document
      const reply = await useBridge().invoke('comparison:causes', { base, other: scenario.document })
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

  return { causes, isRunning, isOlder, ask, rows }
})
