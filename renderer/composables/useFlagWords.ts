import type { Flag } from '../../models/result'
import { fixed, percent } from '../format/number'
import { useCatalogue } from '../stores/catalogue'
import { useWords } from './useWords'

/** A flag in one plain sentence, made from the computation. */
export function useFlagWords() {
  const { t, name, areaName, money, moneyUnit } = useWords()
  const catalogue = useCatalogue()

  function subject(flag: Flag): string {
    const c = catalogue.catalogue
    const { kind, id } = flag.subject
    if (kind === 'unit') return t('flag.whole')
    const found =
      kind === 'item'
        ? c?.items.find((item) => item.id === id)
        : kind === 'pool'
          ? c?.pools.find((pool) => pool.id === id)
          : c?.domains.find((domain) => domain.id === id)
    return name(found?.name) || id
  }

  function sentence(flag: Flag): string {
    const words = {
      subject: subject(flag),
      unit: areaName(flag.unit),
      from: flag.baseYear,
      to: flag.targetYear,
      growth: percent(flag.growth),
      resources: percent(flag.resourcesGrowth),
      points: percent(flag.growth - flag.resourcesGrowth),
      size: money(flag.size),
      money: moneyUnit.value,
      year: flag.firstYear ?? '',
      payer: t(`payer.${flag.payer}`),
      tightest: flag.room?.year ?? '',
      multiple: fixed(flag.room?.multiple, 2),
      nature: t(`capacity.kind.${flag.room?.nature ?? 'recurrent'}`),
    }
    const sentence = t(`flag.sentence.${flag.verdict}`, words)
    return flag.severity === 'grey' ? `${sentence} ${t('flag.definitionsDisagree')}` : sentence
  }

  return { subject, sentence }
}
