import en from '../../renderer/i18n/en.json'
import zh from '../../renderer/i18n/zh-CN.json'

export type TextLanguage = 'zh' | 'en'

/** Texts of the program in one language, by key; a key without a text gives itself. */
export type Texts = (key: string) => string

type Tree = { readonly [key: string]: string | Tree }

function lookUp(tree: Tree, key: string): string | undefined {
  const found = key.split('.').reduce<string | Tree | undefined>((here, step) => (typeof here === 'object' ? here[step] : undefined), tree)
  return typeof found === 'string' ? found : undefined
}

/** The window's own words, for what the service writes for people. */
export const textsIn =
  (language: TextLanguage): Texts =>
  (key) =>
    lookUp(language === 'zh' ? zh : en, key) ?? key
