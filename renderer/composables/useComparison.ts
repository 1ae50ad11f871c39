import { computed } from 'vue'
import { difference, type Difference } from '../../models/compare'
import { useCatalogue } from '../stores/catalogue'
import { useScenario } from '../stores/scenario'
import { useScreen } from '../stores/screen'
import { itemAmount, itemsAmount, itemsOfDomain, unitOf, yearIndex } from '../stores/select'
import { useSimulation } from '../stores/simulation'
import { useStories } from './useStories'
import { useWords } from './useWords'

export interface ComparedRow {
  readonly id: string
  readonly label: string
  readonly years: readonly Difference[]
}

/** The scenario on the screen against the one it is compared with: totals, domains and the items that differ. */
export function useComparison() {
  const { t, name } = useWords()
  const { nameOf } = useStories()
  const catalogue = useCatalogue()
  const simulation = useSimulation()
  const scenario = useScenario()
  const screen = useScreen()

  const names = computed(() => ({
    own: nameOf(scenario.document.name),
    other: simulation.side.kind === 'plan' ? t('comparison.plan') : nameOf(simulation.side.document.name),
  }))
  const years = computed(() => {
    const c = catalogue.catalogue
    return c === undefined
      ? []
      : [c.targetYear, 2030, c.horizonYear].filter((year, k, all) => all.indexOf(year) === k && year <= c.horizonYear)
  })
  const both = computed(() =>
    simulation.result === undefined || simulation.base === undefined ? undefined : { own: simulation.result, other: simulation.base },
  )

  const totals = computed((): readonly ComparedRow[] => {
    const results = both.value
    if (results === undefined) return []
    const [own, other] = [unitOf(results.own, screen.area), unitOf(results.other, screen.area)]
    return (['required', 'resources', 'capacity', 'margin'] as const).map((key) => ({
      id: key,
      label: t(`figure.${key}`),
      years: years.value.map((year) =>
        difference(other?.[key][yearIndex(results.other, year)] ?? 0, own?.[key][yearIndex(results.own, year)] ?? 0),
      ),
    }))
  })
  const compared = (items: readonly number[]): readonly Difference[] => {
    const results = both.value
    return results === undefined
      ? []
      : years.value.map((year) =>
          difference(
            itemsAmount(results.other, items, screen.area, 'total', year),
            itemsAmount(results.own, items, screen.area, 'total', year),
          ),
        )
  }
  const domains = computed((): readonly ComparedRow[] => {
    const c = catalogue.catalogue
    if (c === undefined || both.value === undefined) return []
    const rows = c.domains.map((domain) => ({ id: domain.id, label: name(domain.name), years: compared(itemsOfDomain(c, domain.id)) }))
    return [...rows, { id: 'all', label: t('figure.total'), years: compared(c.items.map((_, k) => k)) }]
  })
  const items = computed((): readonly ComparedRow[] => {
    const c = catalogue.catalogue
    const results = both.value
    if (c === undefined || results === undefined) return []
    return c.items.flatMap((item, k) => {
      const row = years.value.map((year) =>
        difference(itemAmount(results.other, k, screen.area, 'total', year), itemAmount(results.own, k, screen.area, 'total', year)),
      )
      return row.some((d) => Math.abs(d.change) >= 0.5) ? [{ id: item.id, label: name(item.name), years: row }] : []
    })
  })
  return { names, years, totals, domains, items, both }
}
