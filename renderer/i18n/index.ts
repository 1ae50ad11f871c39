import { createI18n } from 'vue-i18n'
import en from './en.json'
import zh from './zh-CN.json'

export type Language = 'zh-CN' | 'en'

/** Texts of the interface; Chinese first. */
export const i18n = createI18n({
  legacy: false,
  locale: 'zh-CN',
  fallbackLocale: 'en',
  messages: { 'zh-CN': zh, en },
  missingWarn: false,
  fallbackWarn: false,
})

const plainTexts = new Map<string, Map<string, string>>()

/** A text without parameters, found once: screens ask for the same ones with every figure that moves. */
export function plainText(locale: string, key: string, find: (key: string) => string): string {
  let texts = plainTexts.get(locale)
  if (texts === undefined) plainTexts.set(locale, (texts = new Map()))
  let text = texts.get(key)
  if (text === undefined) texts.set(key, (text = find(key)))
  return text
}

/** Change the language of the texts and of the document, so that a screen reader speaks it. */
export function setLanguage(language: Language): void {
  i18n.global.locale.value = language
  document.documentElement.lang = language
}
