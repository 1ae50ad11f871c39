import { computed } from 'vue'
import { headlineOf } from '../../models/scenario/accountForm'
import type { Actual } from '../../models/scenario/entries'
import { basisCounted } from '../../models/structure'
import { plain } from '../format/number'
import { useCatalogue } from '../stores/catalogue'
import { useScenario } from '../stores/scenario'
import { useWords } from './useWords'

/** Actual figures of the scenario in words: what, where, of which year, how much in which unit, from which source. */
export function useActuals() {
  const { t, name, areaName, componentName, unitName, money, moneyUnit } = useWords()
  const catalogue = useCatalogue()
  const scenario = useScenario()

  const claimName = (id: string): string => name(catalogue.catalogue?.fiscal.priorClaims.find((claim) => claim.id === id)?.name) || id
  /** A fund's line: `FUND.LINE`, or the fund alone. */
  const fundName = (target: string): string => {
    const [id = '', line] = target.split('.')
    const of = name(catalogue.catalogue?.funds.find((fund) => fund.id === id)?.name) || id
    return line === undefined ? of : `${of} · ${t(`fundAccount.${line}`)}`
  }
  function subject(kind: Actual['kind'], target: string): string {
    if (kind === 'account') return target.startsWith('claim:') ? claimName(target.slice(6)) : t(`actual.part.${target}`)
    if (kind === 'fund') return fundName(target)
    if (kind === 'indicator') return name(catalogue.catalogue?.indicators.find(({ id }) => id === target)?.name) || target
    return componentName(target) || target
  }

  function unit(kind: Actual['kind'], target: string): string {
    if (isMoney(kind)) return moneyUnit.value
    if (kind === 'indicator') return name(catalogue.catalogue?.indicators.find(({ id }) => id === target)?.unit)
    if (basisCounted(target) !== undefined) return unitName('person')
    const component = catalogue.catalogue?.items
      .flatMap((item) => item.components.map((entry) => ({ id: `${item.id}.${entry.id}`, entry })))
      .find(({ id }) => id === target)?.entry
    const pool = catalogue.catalogue?.pools.find(({ id }) => id === target)
    return unitName((kind === 'count' ? component?.quantity.unit : (component?.unitCost?.unit ?? pool?.standard.unit)) ?? '')
  }
  const isMoney = (kind: Actual['kind']): boolean => kind === 'account' || kind === 'fund'
  const figure = (kind: Actual['kind'], value: number | null): string => (isMoney(kind) ? money(value) : plain(value))

  const rows = computed(() =>
    scenario.document.actuals.map((entry) => {
      const { target, value } = headlineOf(entry)
      return {
        entry,
        kind: t(`actual.kind.${entry.kind}`),
        subject: subject(entry.kind, target),
        area: areaName(entry.area) || entry.area,
        year: t('actual.yearOf', { year: entry.year }),
        value: figure(entry.kind, value),
        unit: unit(entry.kind, target),
      }
    }),
  )
  /** Years of assessment in words; undefined where they are the catalogue's. */
  const assessment = computed(() => {
    const chosen = scenario.document.assessment
    const c = catalogue.catalogue
    if (chosen === undefined || c === undefined) return undefined
    const target = chosen.target ?? (chosen.from === undefined ? c.targetYear : Math.min(chosen.from + 5, c.horizonYear))
    return { before: `${String(c.baseYear)}–${String(c.targetYear)}`, after: `${String(chosen.from ?? c.baseYear)}–${String(target)}` }
  })
  return { rows, assessment, subject, unit, figure, isMoney }
}
