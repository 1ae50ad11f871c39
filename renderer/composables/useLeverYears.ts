import { computed } from 'vue'
import type { LeverId } from '../../models/scenario/document'
import { leverNamed } from '../../models/scenario/levers'
import { useCatalogue } from '../stores/catalogue'
import { firstFreeYear, inheritedValues, movedValues } from '../../models/scenario/leverPaths'
import { useScenario } from '../stores/scenario'
import { populationLevers, useScreen } from '../stores/screen'
import type { YearRow } from '../stores/yearRows'
import { useWords } from './useWords'

const revenueLevers = [
  'realGrowth',
  'producerPrice',
  'taxElasticity',
  'resourceVolumeGrowth',
  'nonTaxGrowth',
  'generalTransferGrowth',
] as const

/** Levers of population, revenue, claims and prices by year in the area on the screen, as rows to type in. */
export function useLeverYears() {
  const { t, name } = useWords()
  const catalogue = useCatalogue()
  const scenario = useScenario()
  const screen = useScreen()
  const root = computed(() => catalogue.root?.code ?? '')
  const area = computed(() => (screen.area.endsWith('-own') ? root.value : screen.area))

  /** How figures of a lever are shown, and in which unit. */
  function shownAs(lever: LeverId): { readonly scale: number; readonly note: string } {
    if (lever === 'netMigration') return { scale: 1000, note: '‰' }
    const { unit } = leverNamed(lever)
    if (unit === 'rate' || lever === 'urbanShare') return { scale: 100, note: '%' }
    return { scale: 1, note: unit === 'share' || unit === 'own' ? '' : t(`leverUnit.${unit.replaceAll('/', '-')}`) }
  }

  const rows = computed((): readonly YearRow[] => {
    const c = catalogue.catalogue
    if (c === undefined) return []
    const row = (group: YearRow['groups'][number], lever: LeverId, label: string, texts: readonly string[], target?: string): YearRow => {
      const address = { lever, area: area.value, ...(target === undefined ? {} : { target }) }
      const inherited = inheritedValues(c, scenario.document, address)
      const { possible, plausible } = leverNamed(lever)
      const { scale, note } = shownAs(lever)
      return {
        id: target === undefined ? lever : `${lever}:${target}`,
        label,
        note,
        groups: [group],
        address,
        curve: {
          baseYear: c.baseYear,
          inherited: [...inherited],
          values: [...movedValues(c, scenario.document, address, inherited)],
          firstFree: firstFreeYear(c, address, scenario.document),
        },
        scale,
        isPercent: note === '%',
        possible,
        plausible,
        given: {},
        carries: 'shift',
        texts: [...texts, label],
      }
    }
    const group = (id: string, label: string): YearRow['groups'][number] => ({ id, label })
    const people = group('population', t('nav.population'))
    const revenue = group('revenue', t('fiscal.revenue'))
    const isRoot = area.value === root.value
    return [
      // A league's urban share is a result of the run, not a path.
      ...populationLevers.filter((lever) => isRoot || lever !== 'urbanShare').map((lever) => row(people, lever, t(`lever.${lever}`), [])),
      ...revenueLevers.map((lever) => row(revenue, lever, t(`lever.${lever}`), [])),
      ...(isRoot
        ? [
            ...c.fiscal.priorClaims.map((claim) =>
              row(group('claims', t('fiscal.claims')), 'priorClaimsGrowth', name(claim.name), [claim.name.zh, claim.name.en], claim.id),
            ),
            ...c.indices.map((index) =>
              row(group('prices', t('fiscal.prices')), 'priceIndex', name(index.name), [index.name.zh, index.name.en], index.id),
            ),
          ]
        : []),
    ]
  })
  return { rows, area }
}
