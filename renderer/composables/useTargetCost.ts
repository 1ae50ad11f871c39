import { computed, type ComputedRef } from 'vue'
import type { Grade, TargetCost } from '../../models/catalogue/schema'
import type { TargetCostResult } from '../../models/target/costs'
import { useCatalogue } from '../stores/catalogue'
import { yearly } from '../stores/figurePaths'
import { useSimulation } from '../stores/simulation'
import { useTargetDetail } from '../stores/targetDetail'
import { useWords } from './useWords'

/** One line of what a target costs, by year; null where nobody knows. */
export interface CostLine {
  readonly key: string
  readonly label: string
  readonly values: readonly (number | null)[]
  /** Paths under which they open. */
  readonly figures: readonly string[]
  readonly isMoney: boolean
  readonly isSum?: boolean
  readonly grade?: Grade | undefined
  readonly source?: string
}
export const costViews = ['parts', 'payers', 'places'] as const
export type CostView = (typeof costViews)[number]

const payers = ['central', 'region', 'league', 'banner', 'others'] as const

/** What a target costs outside the items: by part, by who pays, by where it is borne; every year. */
export function useTargetCost(cost: ComputedRef<TargetCostResult>) {
  const { t, name, areaName, sourceLine } = useWords()
  const catalogue = useCatalogue()
  const simulation = useSimulation()
  const detail = useTargetDetail()
  const entry = computed((): TargetCost | undefined => catalogue.catalogue?.targetCosts.find(({ id }) => id === cost.value.id))
  const years = computed(() => simulation.result?.layout.years ?? [])

  const known = (part: Float64Array | null): readonly (number | null)[] => years.value.map((_, k) => part?.[k] ?? null)
  const counted = (units: Float64Array): readonly (number | null)[] => known(cost.value.isCounted ? units : null)
  /** Null only where nothing of it is known. */
  const add = (parts: readonly (readonly (number | null)[])[]): readonly (number | null)[] =>
    years.value.map((_, k) => (parts.every((part) => part[k] === null) ? null : parts.reduce((sum, part) => sum + (part[k] ?? 0), 0)))
  const times = (part: readonly (number | null)[], factor: number): readonly (number | null)[] =>
    part.map((value) => (value === null ? null : value * factor))

  const capital = computed(() => known(cost.value.capital))
  const renewal = computed(() => known(cost.value.renewal))
  const running = computed(() => known(cost.value.running))
  const line = (key: string, name: string, values: CostLine['values'], more: Partial<CostLine> = {}): CostLine => ({
    key,
    label: t(`targets.line.${key}`),
    values,
    figures: yearly(name, cost.value.id, years.value),
    isMoney: true,
    ...more,
  })

  function proof(part: 'capital' | 'running'): Pick<CostLine, 'grade' | 'source'> {
    const fact = entry.value?.[part]?.cost ?? null
    return fact === null ? {} : { grade: fact.grade, source: sourceLine({ ...fact, year: entry.value?.[part]?.year ?? 0 }) }
  }

  const parts = computed((): readonly CostLine[] => {
    const { capitalRange, runningRange } = cost.value
    const of = (k: 0 | 1): CostLine['values'] =>
      add([times(capital.value, capitalRange[k]), times(renewal.value, capitalRange[k]), times(running.value, runningRange[k])])
    return [
      line('units', 'targetUnits', counted(cost.value.units), { isMoney: false, label: name(entry.value?.name) }),
      line('added', 'targetAdded', counted(cost.value.added), { isMoney: false }),
      ...(cost.value.parts.capital === 'none'
        ? []
        : [line('capital', 'targetCapital', capital.value, proof('capital')), line('renewal', 'targetRenewal', renewal.value)]),
      ...(cost.value.parts.running === 'none' ? [] : [line('running', 'targetRunning', running.value, proof('running'))]),
      line('sum', 'targetMoney/central', add([capital.value, renewal.value, running.value]), { isSum: true, grade: cost.value.grade }),
      line('low', 'targetMoney/low', of(0)),
      line('high', 'targetMoney/high', of(1)),
    ]
  })

  const byPayer = computed((): readonly CostLine[] => {
    const shareOf = (part: 'capital' | 'running', payer: (typeof payers)[number]): number => entry.value?.[part]?.payers[payer] ?? 0
    const lines = payers.map((payer) =>
      line(
        payer,
        `targetPaid/${payer}`,
        add([
          times(capital.value, shareOf('capital', payer)),
          times(renewal.value, shareOf('capital', payer)),
          times(running.value, shareOf('running', payer)),
        ]),
        { label: payer === 'others' ? t('targets.line.others') : t(`payer.${payer}`) },
      ),
    )
    const sum = line('sum', 'targetMoney/central', add([capital.value, renewal.value, running.value]), { isSum: true })
    return [...lines.filter(({ values }) => values.some((value) => value !== 0)), sum]
  })

  const byPlace = computed((): readonly CostLine[] => {
    const [borne, areas] = [detail.answer?.borne, simulation.result?.layout.areas ?? []]
    const row = simulation.result?.targets.costs.findIndex(({ id }) => id === cost.value.id) ?? -1
    if (borne === undefined || row < 0) return []
    const count = years.value.length
    const of = (table: Float64Array, area: number): readonly number[] => [
      ...table.subarray((row * areas.length + area) * count, (row * areas.length + area + 1) * count),
    ]
    const lineOf = (code: string, area: number, isSum: boolean): CostLine =>
      line(code, '', add([of(borne.capital, area), of(borne.running, area)]), {
        figures: yearly('targetBorne', `${cost.value.id}/${code}`, years.value),
        label: isSum ? t('targets.line.borne') : areaName(code),
        isSum,
      })
    return [...areas.slice(1).map((code, k) => lineOf(code, k + 1, false)), ...areas.slice(0, 1).map((code) => lineOf(code, 0, true))]
  })

  const linesOf = (view: CostView): readonly CostLine[] =>
    view === 'parts' ? parts.value : view === 'payers' ? byPayer.value : byPlace.value

  return { entry, years, linesOf }
}
