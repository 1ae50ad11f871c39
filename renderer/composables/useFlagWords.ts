import type { Flag } from '../../models/result'
import { fixed, percent } from '../format/number'
import { useCatalogue } from '../stores/catalogue'
import { useWords } from './useWords'

/** A flag in one plain sentence, made from the computation. */
export function useFlagWords() {
  const { t, name, areaName, money, moneyUnit } = useWords()
  const catalogue = useCatalogue()

  const subject = ({ subject: { kind, id } }: Flag): string => subjectOf(kind, id)

  function subjectOf(kind: Flag['subject']['kind'], id: string): string {
    const c = catalogue.catalogue
    if (kind === 'unit') return t('flag.whole')
    if (kind === 'block') return t('flag.block')
    const found =
      kind === 'item'
        ? c?.items.find((item) => item.id === id)
        : kind === 'pool'
          ? c?.pools.find((pool) => pool.id === id)
          : kind === 'indicator'
            ? c?.indicators.find((indicator) => indicator.id === id)
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
      share: flag.taken?.share === null ? t('flag.allOfIt') : percent(flag.taken?.share),
    }
    return [t(`flag.sentence.${isPart(flag) ? 'takes-part' : flag.verdict}`, words), ...besides(flag)].join(' ')
  }

  const isPart = ({ test, verdict }: Flag): boolean => test === 'new-resources' && verdict === 'contributes'

  /** Why nothing can be said, whose money it is too, and which indicators are behind. */
  function besides(flag: Flag): readonly string[] {
    const { costs, low, high } = flag
    const costsDisagree = costs !== null && (costs.low === 'green') !== (costs.high === 'green')
    const definitionsDisagree = low !== undefined && high !== undefined && (low === 'green') !== (high === 'green')
    const behind = flag.standings.filter(({ state }) => state === 'behind').map(({ id }) => subjectOf('indicator', id))
    return [
      ...(flag.severity === 'grey' && costsDisagree ? [t('flag.costsDisagree')] : []),
      ...(flag.severity === 'grey' && (definitionsDisagree || !costsDisagree) ? [t('flag.definitionsDisagree')] : []),
      ...(flag.sameAs === null ? [] : [t('flag.sameAs', { name: subjectOf(flag.sameAs.kind, flag.sameAs.id) })]),
      ...(behind.length === 0 ? [] : [t('flag.behind', { names: behind.join('、') })]),
    ]
  }

  return { subject, sentence }
}
