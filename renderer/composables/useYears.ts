import { computed } from 'vue'
import { useCatalogue } from '../stores/catalogue'
import { useSimulation } from '../stores/simulation'
import { useWords } from './useWords'

/** Years up to the target year are assessed; what comes after them is a scenario and is called so wherever a year is read. */
export function useYears() {
  const { t } = useWords()
  const catalogue = useCatalogue()
  const simulation = useSimulation()
  const assessedTo = computed(() => simulation.result?.targetYear ?? catalogue.catalogue?.targetYear ?? 0)
  const isScenario = (year: number): boolean => year > assessedTo.value
  const yearWords = (year: number): string => (isScenario(year) ? t('year.scenario', { year }) : String(year))
  /** The mark of a chart over these years; none where all are assessed. */
  const scenarioMark = computed(() => ({ after: assessedTo.value, label: t('year.mark') }))
  return { assessedTo, isScenario, yearWords, scenarioMark }
}
