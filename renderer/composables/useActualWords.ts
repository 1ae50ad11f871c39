import { computed } from 'vue'
import type { ActualKind } from '../../electron/contract/commands'
import { anyUnit } from '../../models/fiscal/unitFigures'
import { fundLines, headlineOf, mainFundLine } from '../../models/scenario/accountForm'
import type { ActualFigure } from '../../models/scenario/entries'
import { basisTarget, countedBases, standardId } from '../../models/structure'
import { plain } from '../format/number'
import { useCatalogue } from '../stores/catalogue'
import { quantityAt, standardPath, yearIndex } from '../stores/select'
import { useSimulation } from '../stores/simulation'
import { useWords } from './useWords'

/** Something that an actual figure can be given for. */
export interface ActualTarget {
  readonly id: string
  readonly name: string
  readonly unit: string
}
type TargetKind = Exclude<ActualKind, 'account'>

/** Actual figures in words: of what, in which unit, how much, and what the run has in their place. */
export function useActualWords() {
  const { t, name, unitName, money, moneyUnit } = useWords()
  const catalogue = useCatalogue()
  const simulation = useSimulation()

  const targets = computed((): Readonly<Record<TargetKind, readonly ActualTarget[]>> => {
    const c = catalogue.catalogue
    const components = (c?.items ?? []).flatMap((item) =>
      item.components.map((component) => ({
        component,
        id: standardId(item, component),
        name: [name(item.name), name(component.name)].join(' · '),
      })),
    )
    return {
      count: [
        ...components.map((entry) => ({ id: entry.id, name: entry.name, unit: unitName(entry.component.quantity.unit) })),
        ...countedBases.map((basis) => ({ id: basisTarget(basis), name: t(`basis.${basis}`), unit: unitName('person') })),
      ],
      standard: [
        ...components.flatMap(({ component, ...entry }) =>
          component.unitCost === undefined ? [] : [{ ...entry, unit: unitName(component.unitCost.unit) }],
        ),
        ...(c?.pools ?? []).map((pool) => ({ id: pool.id, name: name(pool.name), unit: unitName(pool.standard.unit) })),
      ],
      // A fund is entered as a whole, line by line.
      fund: (c?.funds ?? []).map((fund) => ({ id: fund.id, name: name(fund.name), unit: moneyUnit.value })),
      indicator: (c?.indicators ?? []).map((indicator) => ({ id: indicator.id, name: name(indicator.name), unit: name(indicator.unit) })),
    }
  })
  const byId = computed(
    () =>
      new Map(
        (['count', 'standard', 'indicator', 'fund'] as const).map((kind) => [
          kind,
          new Map(targets.value[kind].map((one) => [one.id, one])),
        ]),
      ),
  )
  const kindWord = (kind: ActualKind): string => t(`actuals.kind.${kind}`)
  const targetOf = (figure: ActualFigure): ActualTarget | undefined =>
    figure.kind === 'account' ? undefined : byId.value.get(figure.kind)?.get(figure.target)
  const subject = (figure: ActualFigure): string => {
    if (figure.kind === 'account') return t('actuals.ownRevenue')
    const of = targetOf(figure)?.name ?? figure.target
    return figure.kind === 'fund' ? `${of} · ${t(`fundAccount.${mainFundLine(figure)}`)}` : of
  }
  const unitWord = (figure: ActualFigure): string => (figure.kind === 'account' ? moneyUnit.value : (targetOf(figure)?.unit ?? ''))
  const shown = (kind: ActualKind, value: number | null | undefined): string =>
    kind === 'account' || kind === 'fund' ? money(value) : plain(value)
  const valueOf = (figure: ActualFigure): number => headlineOf(figure).value

  /** What the run on the screen has; of an indicator the last value that the catalogue knows. */
  function inRun(kind: ActualKind, target: string, area: string, year: number): number | null {
    const r = simulation.result
    if (kind === 'indicator') {
      const found = catalogue.catalogue?.indicators.find(({ id }) => id === target)
      const points = [...(found?.baselines ?? []), ...(found?.actuals ?? [])].sort((a, b) => a.year - b.year)
      return points.findLast((point) => point.year <= year)?.value ?? null
    }
    if (r === undefined || !r.layout.years.includes(year)) return null
    if (kind === 'account') return anyUnit(r, area)?.ownRevenue[yearIndex(r, year)] ?? null
    if (kind === 'fund') {
      const [id = '', part] = target.split('.')
      const line = fundLines.find((one) => one === part) ?? 'benefits'
      return r.funds.find((fund) => fund.id === id)?.[line]?.[yearIndex(r, year)] ?? null
    }
    if (!r.layout.areas.includes(area)) return null
    if (kind === 'count') return r.layout.components.includes(target) ? quantityAt(r, target, area, year) : null
    return r.layout.standards.includes(target) ? (standardPath(r, target, area)[yearIndex(r, year)] ?? null) : null
  }
  return { targets, kindWord, subject, unitWord, shown, valueOf, inRun }
}
