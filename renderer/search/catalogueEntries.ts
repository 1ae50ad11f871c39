import type { Bilingual, Catalogue } from '../../models/catalogue/schema'
import type { Findable } from './rank'

const named = ({ zh, en }: Bilingual): Pick<Findable, 'zh' | 'en'> => ({ zh, en })
const both = ({ zh, en }: Bilingual): readonly string[] => [zh, en]

/** What of a catalogue can be found: items, indicators, commitments and regions. */
export function catalogueEntries(catalogue: Catalogue): readonly Findable[] {
  const domain = new Map(catalogue.domains.map(({ id, name }) => [id, name]))
  const domainWords = (id: string): readonly string[] => both(domain.get(id) ?? { zh: '', en: '' })
  const pool = new Map(catalogue.pools.map(({ id, name }) => [id, name]))
  return [
    ...catalogue.items.map((item): Findable => {
      const ownPool = pool.get(item.pool ?? '')
      return {
        key: `item:${item.id}`,
        kind: 'item',
        ...named(item.name),
        more: [
          ...item.components.flatMap(({ name }) => both(name)),
          ...(ownPool === undefined ? [] : both(ownPool)),
          item.department,
          item.budgetFunction.name,
          item.budgetFunction.code,
          `#${String(item.order)}`,
          ...both(item.beneficiary),
          ...domainWords(item.domain),
        ],
      }
    }),
    ...catalogue.indicators.map((indicator): Findable => ({
      key: `indicator:${indicator.id}`,
      kind: 'indicator',
      ...named(indicator.name),
      more: [...both(indicator.unit), ...domainWords(indicator.domain)],
    })),
    ...catalogue.commitments.map((commitment): Findable => ({
      key: `commitment:${commitment.id}`,
      kind: 'commitment',
      ...named(commitment.summary),
      more: [commitment.asPrinted],
    })),
    ...catalogue.regions.map((region): Findable => ({
      key: `area:${region.code}`,
      kind: 'area',
      ...named(region.name),
      more: [region.code],
    })),
  ]
}
