import { computed } from 'vue'
import type { PopulationSummary, ReadableResult } from '../../models/result'
import { useCatalogue } from '../stores/catalogue'
import { summaryOf } from '../stores/populationFigures'
import { useScreen } from '../stores/screen'
import { hasPyramids } from '../stores/select'
import { useSimulation } from '../stores/simulation'
import { useStories } from './useStories'
import { useWords } from './useWords'

/** The area on the screen in the scenario and in the one it is compared with. */
export function usePopulation() {
  const { t, areaName } = useWords()
  const { nameOf } = useStories()
  const catalogue = useCatalogue()
  const simulation = useSimulation()
  const screen = useScreen()
  /** The region's own level has no people of its own. */
  const area = computed(() => (screen.area.endsWith('-own') ? (catalogue.root?.code ?? '') : screen.area))
  const of = (result: ReadableResult | undefined): PopulationSummary | undefined =>
    result === undefined ? undefined : summaryOf(result, area.value)
  const people = computed(() => of(simulation.result))
  const before = computed(() => of(simulation.base))
  const years = computed(() => simulation.result?.layout.years ?? [])
  const place = computed(() => areaName(area.value))
  const otherName = computed(() => (simulation.side.kind === 'plan' ? t('comparison.plan') : nameOf(simulation.side.document.name)))
  const source = computed(() => t('population.source'))
  const grade = computed(() => people.value?.grade ?? 'D')
  return {
    area,
    people,
    before,
    years,
    place,
    otherName,
    source,
    grade,
    result: computed(() => (hasPyramids(simulation.result) ? simulation.result : undefined)),
    base: computed(() => (hasPyramids(simulation.base) ? simulation.base : undefined)),
  }
}

/** Persons in units of ten thousand, for a chart. */
export const wan = (values: ArrayLike<number> | undefined): readonly number[] => Array.from(values ?? [], (persons) => persons / 1e4)
