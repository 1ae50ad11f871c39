import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import type { Bilingual, Fact, Grade } from '../../models/catalogue/schema'
import type { Fault } from '../../models/shared/outcome'
import { unitParts } from '../../models/explain/pathParts'
import { basisCounted } from '../../models/structure'
import { fixed, money, moneyChange, plain, type MoneyUnit } from '../format/number'
import { plainText } from '../i18n/index'
import { useCatalogue } from '../stores/catalogue'
import { usePreferences } from '../stores/preferences'

/** Words and figures in the user's language and money unit, for templates. */
export function useWords() {
  const { t: translate, te, locale } = useI18n()
  const t = (key: string, params?: Readonly<Record<string, unknown>>, options: { readonly locale?: string } = {}): string =>
    params === undefined ? plainText(locale.value, key, translate) : translate(key, params, options)
  const preferences = usePreferences()
  const catalogue = useCatalogue()
  const unit = computed<MoneyUnit>(() => preferences.preferences.money)
  const moneyUnit = computed(() => t(`unit.${unit.value}`))
  /** A name of the catalogue in the language of the interface. */
  const name = (text: Bilingual | undefined): string => (text === undefined ? '' : locale.value === 'en' ? text.en : text.zh)
  const areaName = (code: string): string => {
    if (code.endsWith('-own')) return t('area.own')
    const { regions = [], banners = [] } = catalogue.catalogue ?? {}
    return name((regions.find((region) => region.code === code) ?? banners.find((banner) => banner.code === code))?.name)
  }
  /** A league without its kind, for narrow places. */
  const shortAreaName = (code: string): string => areaName(code).replace(/ League$|[\u5e02\u76df]$/, '')
  /** A component or standard by its id: the item's name, with the component's where there are several; or the pool's. */
  const componentName = (id: string): string => {
    for (const item of catalogue.catalogue?.items ?? []) {
      const component = item.components.find((entry) => `${item.id}.${entry.id}` === id)
      if (component !== undefined) return item.components.length > 1 ? `${name(item.name)} · ${name(component.name)}` : name(item.name)
    }
    const basis = basisCounted(id)
    if (basis !== undefined) return t(`basis.${basis}`)
    return name(catalogue.catalogue?.pools.find((pool) => pool.id === id)?.name)
  }
  /** A unit of the catalogue, or dimensions, in words; nothing for a pure number. */
  const unitName = (code: string): string => {
    if (['', 'share', 'index', 'rate/year', 'children/woman', 'males/female'].includes(code)) return ''
    const key = `unitCode.${code.replaceAll('/', '-')}`
    if (te(key)) return t(key)
    const { above, below } = unitParts(code)
    const words = (parts: readonly string[]): string =>
      parts.map((part) => (te(`unitBase.${part}`) ? t(`unitBase.${part}`) : part)).join('·')
    return below.length === 0 ? words(above) : `${words(above) || '1'}/${words(below)}`
  }
  const sourceLine = (
    fact: Pick<Fact, 'source' | 'grade'> & { readonly year?: number; readonly basis?: Bilingual | undefined },
  ): string => {
    const title = catalogue.sources.get(fact.source)?.title ?? fact.source
    return [fact.year === undefined ? '' : String(fact.year), title, name(fact.basis)].filter((part) => part !== '').join(' · ')
  }
  const gradeWord = (grade: Grade): string => t(`grade.${grade}`)
  /** What is wrong or to be noted, without its place: codes of areas, sexes and columns become words, persons are grouped. */
  const faultWords = (
    { code, params, message }: Pick<Fault, 'code' | 'params' | 'message'>,
    first: 'fault' | 'notice' = 'fault',
  ): string => {
    const worded = Object.fromEntries(Object.entries(params ?? {}).map(([key, value]) => [key, wordOf(key, value)]))
    // A run's notices and a table's faults share some codes; each has words of its own first.
    const keys = first === 'fault' ? [`fault.${code}`, `notice.${code}`] : [`notice.${code}`, `fault.${code}`]
    const key = keys.find((known) => te(known))
    return key === undefined ? message : t(key, worded)
  }
  /** A component, standard or indicator by name. */
  const targetName = (id: string): string => {
    const [itemId = '', part] = id.split('.')
    const item = catalogue.itemById.get(itemId)
    if (item !== undefined && part !== undefined)
      return [item.name, item.components.find((component) => component.id === part)?.name].map(name).filter(Boolean).join(' · ')
    const { pools = [], indicators = [] } = catalogue.catalogue ?? {}
    return name([...indicators, ...pools].find((known) => known.id === id)?.name) || id
  }
  const wordOf = (key: string, value: string | number): string | number => {
    if (key === 'component' && typeof value === 'string') return componentName(value) || value
    if (key === 'part') return t(`actual.part.${String(value)}`)
    if (['known', 'sum', 'total'].includes(key) && typeof value === 'number') return plain(value)
    if (key === 'area' && typeof value === 'string') return areaName(value) || value
    if (key === 'target') return targetName(String(value))
    if (key === 'part') return t(`actuals.line.${String(value)}`)
    if (key === 'sex') return t(`population.${String(value)}`)
    if (key === 'source') return catalogue.sources.get(String(value))?.title ?? value
    if (key === 'floor') return t(`floor.${String(value)}`)
    if (key === 'wanted') return t(`populationImport.column.${String(value)}`)
    return typeof value === 'number' && Math.abs(value) >= 10_000 ? plain(value) : value
  }
  /** Row and column of a table as a spreadsheet shows them; the path as it is where there are none. */
  const faultPlace = ({ path, params }: Fault): string => {
    const [row, column] = [params?.['row'], params?.['column']]
    if (row === undefined) return path
    const sheet = path.includes('!') ? `${path.slice(0, path.lastIndexOf('!'))} ` : ''
    return `${sheet}${column === undefined ? t('populationImport.placeRow', { row }) : t('populationImport.place', { row, column })}`
  }
  const faultText = (fault: Fault): string => [fault.file, faultPlace(fault), faultWords(fault)].filter((part) => part !== '').join(' · ')
  return {
    t,
    te,
    locale,
    name,
    areaName,
    shortAreaName,
    componentName,
    unitName,
    sourceLine,
    gradeWord,
    faultText,
    faultWords,
    faultPlace,
    unit,
    moneyUnit,
    money: (yuan: number | null | undefined, decimals?: number) => money(yuan, unit.value, decimals),
    moneyChange: (yuan: number | null | undefined, decimals?: number) => moneyChange(yuan, unit.value, decimals),
    fixed,
  }
}
