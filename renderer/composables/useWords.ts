import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import type { Bilingual, Fact, Grade } from '../../models/catalogue/schema'
import type { Fault } from '../../models/shared/outcome'
import { fixed, money, moneyChange, type MoneyUnit } from '../format/number'
import { useCatalogue } from '../stores/catalogue'
import { usePreferences } from '../stores/preferences'

/** Words and figures in the user's language and money unit, for templates. */
export function useWords() {
  const { t, te, locale } = useI18n()
  const preferences = usePreferences()
  const catalogue = useCatalogue()
  const unit = computed<MoneyUnit>(() => preferences.preferences.money)
  const moneyUnit = computed(() => t(`unit.${unit.value}`))
  /** A name of the catalogue in the language of the interface. */
  const name = (text: Bilingual | undefined): string => (text === undefined ? '' : locale.value === 'en' ? text.en : text.zh)
  const areaName = (code: string): string => {
    if (code.endsWith('-own')) return t('area.own')
    return name(catalogue.catalogue?.regions.find((region) => region.code === code)?.name)
  }
  const unitName = (code: string): string =>
    te(`unitCode.${code.replaceAll('/', '-')}`) ? t(`unitCode.${code.replaceAll('/', '-')}`) : code
  const sourceLine = (
    fact: Pick<Fact, 'source' | 'grade'> & { readonly year?: number; readonly basis?: Bilingual | undefined },
  ): string => {
    const title = catalogue.sources.get(fact.source)?.title ?? fact.source
    return [fact.year === undefined ? '' : String(fact.year), title, name(fact.basis)].filter((part) => part !== '').join(' · ')
  }
  const gradeWord = (grade: Grade): string => t(`grade.${grade}`)
  const faultText = (fault: Fault): string => {
    const words = te(`fault.${fault.code}`) ? t(`fault.${fault.code}`, { ...fault.params }) : fault.message
    return [fault.file, fault.path, words].filter((part) => part !== '').join(' · ')
  }
  return {
    t,
    te,
    locale,
    name,
    areaName,
    unitName,
    sourceLine,
    gradeWord,
    faultText,
    unit,
    moneyUnit,
    money: (yuan: number | null | undefined, decimals?: number) => money(yuan, unit.value, decimals),
    moneyChange: (yuan: number | null | undefined, decimals?: number) => moneyChange(yuan, unit.value, decimals),
    fixed,
  }
}
