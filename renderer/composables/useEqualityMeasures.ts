import { equalityOf, type Equality } from '../../models/equality/measure'
import { fixed, money as inMoney, percent, type MoneyUnit } from '../format/number'
import { useCatalogue } from '../stores/catalogue'
import { useScenario } from '../stores/scenario'
import { useSimulation } from '../stores/simulation'
import { useWords } from './useWords'

type Show = (equality: Equality) => string
const index = (value: number | null | undefined): string => fixed(value, 4)
const ratio = (value: number | null | undefined): string => fixed(value, 2)

/** The measures of equality in their order, each as it is shown. @param always money unit of paper; absent: the user's. */
export function useEqualityMeasures(always?: MoneyUnit) {
  const { t, unit } = useWords()
  const catalogue = useCatalogue()
  const scenario = useScenario()
  const simulation = useSimulation()

  const all: readonly (readonly [string, Show])[] = [
    ['variationWeighted', ({ measures }) => index(measures.variationWeighted)],
    ['variationPlain', ({ measures }) => index(measures.variationPlain)],
    ['gini', ({ measures }) => index(measures.gini)],
    ['giniPlain', ({ measures }) => index(measures.giniPlain)],
    ['theil', ({ measures }) => index(measures.theil?.total)],
    ['theilPlain', ({ measures }) => index(measures.theilPlain)],
    ['between', ({ measures }) => index(measures.theil?.split?.between)],
    ['within', ({ measures }) => index(measures.theil?.split?.within)],
    ['largestToSmallest', ({ measures }) => ratio(measures.largestToSmallest)],
    ['topToBottom', ({ measures }) => ratio(measures.topToBottom)],
    ['share', ({ measures }) => percent(measures.at?.share)],
    ['depth', ({ measures }) => percent(measures.at?.depth, 2)],
    ['money', ({ measures }) => inMoney(measures.at?.money, always ?? unit.value)],
    ['lowest', ({ lowest }) => fixed(lowest?.perHead, 1)],
  ]

  /** Parts between and within groups only where there are groups. */
  function measuresOf(years: readonly Equality[]): typeof all {
    const isGrouped = years.some(({ measures }) => (measures.theil?.split ?? null) !== null)
    return all.filter(([name]) => isGrouped || (name !== 'between' && name !== 'within'))
  }

  /** All items together in some years, as rows of paper: the measure, its formula, its values. */
  function onPaper(years: readonly number[]): { readonly rows: readonly (readonly string[])[]; readonly basis: Equality['basis'] } {
    const [result, entries] = [simulation.result, catalogue.catalogue]
    if (result === undefined || entries === undefined) return { rows: [], basis: 'spread' }
    const found = years.map((year) => equalityOf(result, entries, scenario.document, { kind: 'total', id: '' }, year))
    const count = found[0]?.places.length ?? 0
    const rows = measuresOf(found).map(([name, show]) => [
      t(`equality.name.${name}`),
      t(`equality.formulaOf.${name}`, { count }),
      ...found.map(show),
    ])
    return { rows, basis: found.some(({ basis }) => basis === 'spread') ? 'spread' : 'counted' }
  }

  return { measuresOf, onPaper }
}
