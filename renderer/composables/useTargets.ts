import { computed } from 'vue'
import type { Indicator } from '../../models/catalogue/schema'
import type { TargetCostResult } from '../../models/target/costs'
import type { IndicatorResult } from '../../models/target/targets'
import { plain } from '../format/number'
import { useCatalogue } from '../stores/catalogue'
import { useScreen } from '../stores/screen'
import { itemsAmount } from '../stores/select'
import { useSimulation } from '../stores/simulation'
import { useWords } from './useWords'

/** An indicator with how it stands in the run and what it costs. */
export interface IndicatorRow {
  readonly indicator: Indicator
  readonly standing: IndicatorResult
  readonly cost: TargetCostResult | undefined
  /** Money of the linked items in the year on the screen, yuan; null where there are none. */
  readonly inside: number | null
  /** Money outside the items in the year on the screen, yuan: low, central, high; null where it cannot be said. */
  readonly outside: readonly [number, number, number] | null
}

/** There is something to draw beside the target itself: a year that is known, or a path to it. */
export const hasPath = ({ known, path }: Pick<IndicatorResult, 'known' | 'path'>): boolean =>
  known.length > 0 || (path?.some((value) => Number.isFinite(value)) ?? false)

/** Targets of the run, as the screens show them. */
export function useTargets() {
  const { t, name } = useWords()
  const catalogue = useCatalogue()
  const simulation = useSimulation()
  const screen = useScreen()

  const at = computed(() => simulation.result?.layout.years.indexOf(screen.year) ?? 0)
  const targets = computed(() => simulation.result?.targets)
  const positions = (ids: readonly string[]): readonly number[] =>
    ids.map((id) => catalogue.catalogue?.items.findIndex((item) => item.id === id) ?? -1).filter((k) => k >= 0)

  /** What the linked items cost in the whole region. */
  const insideOf = (ids: readonly string[]): number | null =>
    simulation.result === undefined || ids.length === 0
      ? null
      : itemsAmount(simulation.result, positions(ids), catalogue.root?.code ?? '', 'total', screen.year)

  function outsideOf(cost: TargetCostResult | undefined): IndicatorRow['outside'] {
    if (cost === undefined) return null
    if (cost.capital === null && cost.running === null) return null
    const capital = (cost.capital?.[at.value] ?? 0) + (cost.renewal?.[at.value] ?? 0)
    const running = cost.running?.[at.value] ?? 0
    const with_ = (k: 0 | 1): number => capital * cost.capitalRange[k] + running * cost.runningRange[k]
    return [with_(0), capital + running, with_(1)]
  }

  const indicators = computed((): readonly IndicatorRow[] =>
    (targets.value?.indicators ?? []).flatMap((standing) => {
      const indicator = catalogue.catalogue?.indicators.find(({ id }) => id === standing.id)
      if (indicator === undefined) return []
      const cost = targets.value?.costs.find((entry) => entry.indicator === standing.id)
      return [{ indicator, standing, cost, inside: insideOf(indicator.linkedItems), outside: outsideOf(cost) }]
    }),
  )

  const why = ({ state, reason, last, asked }: IndicatorResult): string => {
    if (state === 'cannot-say') return t(`targets.why.${reason ?? 'no-actual'}`)
    if (state === 'not-constraining') return t('targets.why.not-constraining')
    return t(`targets.why.${state === 'met' ? 'met' : 'asked'}`, { year: last?.year ?? '', value: plain(last?.value), asked: plain(asked) })
  }

  const nameOf = (id: string): string => {
    const c = catalogue.catalogue
    return name(c?.indicators.find((one) => one.id === id)?.name ?? c?.commitments.find((one) => one.id === id)?.summary) || id
  }

  return { targets, indicators, insideOf, outsideOf, why, nameOf, at }
}
