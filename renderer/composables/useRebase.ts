import { computed } from 'vue'
import { useCatalogue } from '../stores/catalogue'
import { useScenario } from '../stores/scenario'
import { useSimulation } from '../stores/simulation'

/** Years from the last actual year to the target year where nobody names one. */
const usualSpan = 5
export interface RebasedYears {
  readonly from: number
  readonly target: number
}

/** Accounts later than the year that a run goes on from are no base until the scenario says so: the years it would say. */
export function useRebase() {
  const catalogue = useCatalogue()
  const scenario = useScenario()
  const simulation = useSimulation()

  /** Last year for which the catalogue has accounts of every unit: what a run goes on from where nobody says otherwise. */
  const accounted = computed(() => {
    const last = (catalogue.catalogue?.fiscal.accounts ?? []).map(({ years }) => Math.max(...years.map(({ year }) => year)))
    return Math.min(...last, catalogue.catalogue?.horizonYear ?? 0)
  })

  /** Years of assessment for accounts of some years; undefined where the run goes on from them already, or there is nothing left after them. */
  function yearsFor(years: readonly number[]): RebasedYears | undefined {
    const { horizonYear = 0 } = catalogue.catalogue ?? {}
    const from = Math.max(0, ...years.filter((year) => year < horizonYear))
    if (from <= (simulation.result?.lastActualYear ?? accounted.value)) return undefined
    return { from, target: Math.min(from + usualSpan, horizonYear) }
  }
  /** Of what is entered already. */
  const proposed = computed(() => yearsFor((simulation.result?.accounts ?? []).map(({ year }) => year)))
  function accept(): void {
    if (proposed.value !== undefined) scenario.setAssessment(proposed.value)
  }
  return { yearsFor, proposed, accept }
}
