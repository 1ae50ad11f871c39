import type { Equality } from '../../models/equality/measure'
import { fixed, money as inMoney, percent } from '../format/number'
import { useWords } from './useWords'

type Show = (equality: Equality) => string
const index = (value: number | null | undefined): string => fixed(value, 4)
const ratio = (value: number | null | undefined): string => fixed(value, 2)

/** The measures of equality in their order, each as it is shown. */
export function useEqualityMeasures() {
  const { unit } = useWords()

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
    ['money', ({ measures }) => inMoney(measures.at?.money, unit.value)],
    ['lowest', ({ lowest }) => fixed(lowest?.perHead, 1)],
  ]

  /** Parts between and within groups only where there are groups. */
  function measuresOf(years: readonly Equality[]): typeof all {
    const isGrouped = years.some(({ measures }) => (measures.theil?.split ?? null) !== null)
    return all.filter(([name]) => isGrouped || (name !== 'between' && name !== 'within'))
  }

  return { measuresOf }
}
