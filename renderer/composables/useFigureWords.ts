import { computed } from 'vue'
import type { ExplainedFigure } from '../../models/explain/figure'
import { countedBases } from '../../models/structure'
import { fixed, money, type MoneyUnit, percent, plain, tenThousands } from '../format/number'
import { useCatalogue } from '../stores/catalogue'
import { useWords } from './useWords'

/** What a figure needs to be shown. */
type Shown = Pick<ExplainedFigure, 'figure' | 'value' | 'unit' | 'catalogueUnit'>

const percents =
  /(Share|Growth|Rate)$|^(growth|evidence|lead|phase|benchmark|coverage|coverageChange|producerPrice|producerPriceWeight)$|^population\/urbanShare|^threshold\/(outpaces|materiality|rolling)/
const marks = /^(is[A-Z]\w*|followsSteps)$/

/** A figure's name, place and value in the user's words and units. @param always money unit of paper; absent: the user's. */
export function useFigureWords(always?: MoneyUnit) {
  const { t, te, name, areaName, unitName, unit } = useWords()
  const catalogue = useCatalogue()

  const first = (figure: string): string => figure.split('/', 1)[0] ?? ''
  const isMark = (figure: string): boolean => marks.test(first(figure))
  const figureName = (figure: string): string => {
    const [head = '', measure = ''] = figure.split('/')
    if (head === 'population') return t(`explain.measure.${measure}`)
    return te(`equation.${head}`) ? t(`equation.${head}`) : head
  }

  /** Names of the catalogue by id, for the places that a kind of figure has. */
  const names = computed(() => {
    const c = catalogue.catalogue
    const table = (entries: readonly { readonly id: string; readonly name: { readonly zh: string; readonly en: string } }[] = []) =>
      new Map(entries.map((entry) => [entry.id, entry.name]))
    const components = c?.items.flatMap((item) =>
      item.components.map((component) => ({
        id: `${item.id}.${component.id}`,
        name: {
          zh: item.components.length > 1 ? `${item.name.zh}·${component.name.zh}` : item.name.zh,
          en: item.components.length > 1 ? `${item.name.en}: ${component.name.en}` : item.name.en,
        },
      })),
    )
    return {
      index: table(c?.indices),
      claim: table(c?.fiscal.priorClaims),
      grant: table(c?.grants),
      driver: table(c?.drivers),
      domain: table(c?.domains),
      linked: table(c?.indicators),
      other: new Map([...table(c?.domains), ...table(c?.pools), ...table(components), ...table(c?.items)]),
    }
  })
  const placeWord = (head: string, place: string): string => {
    // A group of other persons than residents: on which basis, and whom.
    const [basis = '', ...group] = place.split('.')
    if (countedBases.some((one) => one === basis))
      return [t(`basis.${basis}`), name(names.value.driver.get(group.join('.')))].filter((part) => part !== '').join(' ')
    if (/^\d{6}/.test(place)) return areaName(place) || place
    // A span of years.
    if (/^\d{4}-\d{4}$/.test(place)) return place.replace('-', '–')
    if (place === 'consolidated') return areaName(catalogue.root?.code ?? '')
    if (['central', 'region', 'league', 'banner'].includes(place)) return t(`payer.${place}`)
    if (place === 'total') return t('overview.allPayers')
    if (head === 'evidence' && /^[A-D]$/.test(place)) return t(`grade.${place}`)
    if (head === 'threshold') return t(`threshold.${place}`)
    const known = Object.entries(names.value).find(
      ([kind]) => head === kind || head.startsWith(kind) || head.endsWith(`${kind[0]?.toUpperCase() ?? ''}${kind.slice(1)}`),
    )
    return name(known?.[1].get(place) ?? names.value.other.get(place)) || place
  }
  /** Where and when: area, subject, year. */
  const figurePlace = (figure: string): string => {
    const [head = '', ...places] = figure.split('/')
    const own =
      head === 'population' ? places.slice(1) : ['burden', 'excess', 'growth', 'lead', 'evidence'].includes(head) ? subject(places) : places
    return own.map((place) => placeWord(head, place)).join(' · ')
  }
  /** The kind of a group says nothing that its name does not; a whole is its unit. */
  const subject = ([kind = '', ...rest]: readonly string[]): readonly string[] => (kind === 'unit' || kind === 'all' ? rest.slice(1) : rest)

  const yuan = (value: number): string => {
    const own = always ?? unit.value
    const small = own === 'yi' && Math.abs(value) < 1e7 && value !== 0
    return small ? `${fixed(value / 1e4, 2)} ${t('unit.wan')}` : `${money(value, own)} ${t(`unit.${own}`)}`
  }
  const persons = (value: number): string =>
    Math.abs(value) >= 1e4 ? t('explain.persons', { value: tenThousands(value, 2) }) : t('explain.fewPersons', { value: fixed(value, 0) })
  const pure = (figure: string, value: number): string => {
    if (isMark(figure)) return value === 0 ? t('explain.no') : t('explain.yes')
    return percents.test(figure) || percents.test(first(figure)) ? percent(value, 2) : plain(value)
  }
  /** Persons, counties, or a pure number for programmes and trends. */
  const driverValue = (id: string, value: number): string => {
    const kind = catalogue.catalogue?.drivers.find((driver) => driver.id === id)?.kind
    if (kind === 'population' || kind === 'births' || kind === 'enrolment') return persons(value)
    return kind === 'counties' ? `${plain(value)} ${unitName('county')}` : plain(value)
  }
  /** The value in a reader's unit. */
  const figureValue = ({ figure, value, unit: of, catalogueUnit }: Shown): string => {
    if (of === 'CNY/year') return yuan(value)
    if (of === 'person' || (of === 'delivery' && catalogueUnit === 'person')) return persons(value)
    if (first(figure) === 'driver') return driverValue(figure.split('/')[1] ?? '', value)
    if (of === 'year') return String(value)
    if (catalogueUnit !== null) return `${plain(value)} ${unitName(catalogueUnit)}`
    return pure(figure, value)
  }
  /** The value as it was computed, in its own unit. */
  const exactValue = ({ value, unit: of, catalogueUnit }: Shown): string =>
    [String(value), of === 'CNY/year' ? t('explain.yuan') : unitName(catalogueUnit ?? of)].filter((part) => part !== '').join(' ')

  return { figureName, figurePlace, figureValue, exactValue, isMark }
}
