import { partsOfPath } from '../../models/explain/pathParts'
import { targetStates } from '../../models/target/states'
import type { ExplainedFigure } from '../../models/explain/figure'
import { fixed, money, type MoneyUnit, percent, plain, tenThousands } from '../format/number'
import { useFigureNames } from './useFigureNames'
import { useWords } from './useWords'

/** What a figure needs to be shown. */
type Shown = Pick<ExplainedFigure, 'figure' | 'value' | 'unit' | 'catalogueUnit'> & Partial<Pick<ExplainedFigure, 'unitName'>>

const percents =
  /(Share|Growth|Rate)$|^(growth|growthOf|evidence|evidenceOf|lead|taken|phase|benchmark|coverage|coverageChange|producerPrice|producerPriceWeight)$|^population\/urbanShare|^equality\/(share|depth)|^league\/(bill|ownShare|aged65|aged60|children|classShare)|^accountRatio\/(selfSufficiency|interestShare|debtRatio)|^remedy\/(coverage|sharing)|^threshold\/(outpaces|materiality|rolling|outside)/
const grades = ['A', 'B', 'C', 'D'] as const
const marks = /^(is[A-Z]\w*|followsSteps)$/

/** A figure's name, place and value in the user's words and units. @param always money unit of paper; absent: the user's. */
export function useFigureWords(always?: MoneyUnit) {
  const { t, name, unitName, unit } = useWords()
  const { figureName, figurePlace } = useFigureNames()

  const first = (figure: string): string => partsOfPath(figure).name
  const isMark = (figure: string): boolean => marks.test(first(figure))

  const yuan = (value: number): string => {
    const own = always ?? unit.value
    const small = own === 'yi' && Math.abs(value) < 1e7 && value !== 0
    return small ? `${fixed(value / 1e4, 2)} ${t('unit.wan')}` : `${money(value, own)} ${t(`unit.${own}`)}`
  }
  const persons = (value: number): string =>
    Math.abs(value) >= 1e4 ? t('explain.persons', { value: tenThousands(value, 2) }) : t('explain.fewPersons', { value: fixed(value, 0) })
  const pure = (figure: string, value: number): string => {
    if (isMark(figure)) return value === 0 ? t('explain.no') : t('explain.yes')
    const bare = figure.slice(figure.lastIndexOf(':') + 1)
    return percents.test(bare) || percents.test(first(figure)) ? percent(value, 2) : plain(value)
  }
  /** The unit in words: the catalogue's where the figure has one, else by its dimensions. */
  const unitOf = ({ unit: of, catalogueUnit, unitName: own }: Shown): string =>
    own === null || own === undefined ? unitName(catalogueUnit ?? of) : name(own)
  /** The value in a reader's unit. */
  const figureValue = (shown: Shown): string => {
    const { figure, value, unit: of, catalogueUnit } = shown
    if (of === 'CNY/year') return yuan(value)
    if (of === 'person' || catalogueUnit === 'person') return persons(value)
    if (of === 'year') return String(value)
    if (of === 'grade') return t(`grade.${grades[value] ?? 'D'}`)
    if (of === 'state') return t(`targets.state.${targetStates[value] ?? 'cannot-say'}`)
    const words = unitOf(shown)
    return words === '' ? pure(figure, value) : `${plain(value)} ${words}`
  }
  /** The value as it was computed, in its own unit. */
  const exactValue = (shown: Shown): string =>
    [String(shown.value), shown.unit === 'CNY/year' ? t('explain.yuan') : unitOf(shown)].filter((part) => part !== '').join(' ')

  return { figureName, figurePlace, figureValue, exactValue, isMark }
}
