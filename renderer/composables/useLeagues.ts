import { computed, ref } from 'vue'
import { isRankable, leagueFigures, leagueMeasures, type LeagueFigure, type LeagueMeasure } from '../../models/equality/leagues'
import { fixed, percent, tenThousands } from '../format/number'
import { useCatalogue } from '../stores/catalogue'
import { useScenario } from '../stores/scenario'
import { useScreen } from '../stores/screen'
import { useSimulation } from '../stores/simulation'
import { useWords } from './useWords'

export const leagueOrders = ['catalogue', 'value', 'change'] as const

/** Any measure by league and year. */
export function useLeagues() {
  const { t, money, moneyUnit } = useWords()
  const catalogue = useCatalogue()
  const scenario = useScenario()
  const simulation = useSimulation()
  const screen = useScreen()
  const chosen = ref('spendingPerHead')
  const order = ref<(typeof leagueOrders)[number]>('catalogue')

  const measure = computed(() => leagueMeasures.find(({ id }) => id === chosen.value) ?? (leagueMeasures[0] as LeagueMeasure))
  const places = computed(() => catalogue.leagues.map(({ code }) => code))
  const years = computed(() => simulation.result?.layout.years ?? [])

  const figuresIn = (year: number): readonly LeagueFigure[] => {
    const [result, entries] = [simulation.result, catalogue.catalogue]
    return result === undefined || entries === undefined
      ? []
      : leagueFigures(result, entries, scenario.document, measure.value, { year, places: places.value })
  }
  /** [year][league] */
  const table = computed(() => years.value.map(figuresIn))
  const shown = computed(() => table.value[years.value.indexOf(screen.year)] ?? [])
  const rankable = computed(() => shown.value.length > 0 && isRankable(shown.value))
  /** What is missing somewhere before the leagues can be ranked. */
  const missing = computed(() => [...new Set(shown.value.flatMap((figure) => figure.missing))])

  const valueOf = (league: number, year: number): number | null => table.value[year]?.[league]?.value ?? null
  const rows = computed(() => {
    const now = Math.max(0, years.value.indexOf(screen.year))
    const made = places.value.map((code, k) => ({
      code,
      values: years.value.map((_, year) => valueOf(k, year)),
      missing: shown.value[k]?.missing ?? [],
    }))
    const by = (values: readonly (number | null)[]): number => {
      const [value, first] = [values[now] ?? null, values.find((one) => one !== null) ?? null]
      if (value === null) return Number.NEGATIVE_INFINITY
      return order.value === 'value' ? value : value - (first ?? 0)
    }
    return order.value === 'catalogue' || !rankable.value ? made : [...made].sort((a, b) => by(b.values) - by(a.values))
  })

  function say(value: number | null): string {
    switch (measure.value.unit) {
      case 'CNY':
        return money(value)
      case 'CNY/person':
        return fixed(value, 1)
      case 'share':
      case 'rate':
        return percent(value, 2)
      case 'ratio':
        return fixed(value, 3)
      case 'person':
        return tenThousands(value, 2)
      case 'permille':
        return fixed(value, 2)
    }
  }
  const unit = computed(() => (measure.value.unit === 'CNY' ? moneyUnit.value : t(`league.unit.${measure.value.unit.replace('/', '-')}`)))

  return { measures: leagueMeasures, chosen, order, measure, years, rows, shown, rankable, missing, say, unit }
}
