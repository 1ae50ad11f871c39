import { computed, onMounted } from 'vue'
import type { Variable } from '../../models/equation/expression'
import type { Language } from '../i18n/index'
import { normal, type Findable } from '../search/rank'
import { useHelpPages, type HelpPage } from '../stores/help'
import { useEquationWords } from './useEquationWords'
import { useWords } from './useWords'

/** The help in the user's language: pages by group, the equations of a section, and what a word is found in. */
export function useHelp() {
  const { locale } = useWords()
  const help = useHelpPages()
  const { nameOf, formula } = useEquationWords()
  onMounted(() => void help.load())

  const pages = computed(() => help.pages[locale.value as Language])
  const equationsOf = (page: HelpPage): readonly Variable[] =>
    page.section === undefined
      ? []
      : help.equations.filter(({ section, expression }) => section === page.section && expression !== undefined)
  const inputsOf = (page: HelpPage): readonly Variable[] =>
    page.section === undefined
      ? []
      : help.equations.filter(({ section, expression }) => section === page.section && expression === undefined)
  /** Pages in whose title, text or equations all words of a query stand; those with it in the title first. */
  function search(query: string): readonly HelpPage[] {
    const words = normal(query).split(/\s+/).filter(Boolean)
    if (words.length === 0) return pages.value
    const textOf = (page: HelpPage): string =>
      normal(
        [
          page.title,
          ...page.text,
          ...equationsOf(page).map((one) => `${nameOf(one.name)} ${one.expression === undefined ? '' : formula(one.expression)}`),
        ].join('\n'),
      )
    const found = pages.value.filter((page) => words.every((word) => textOf(page).includes(word)))
    const isTitled = (page: HelpPage): boolean => words.every((word) => normal(page.title).includes(word))
    return [...found.filter(isTitled), ...found.filter((page) => !isTitled(page))]
  }
  /** Titles in both languages, for the search over everything. */
  const findable = computed((): readonly Findable[] =>
    help.pages['zh-CN'].map((page) => ({
      key: `help:${page.id}`,
      kind: 'help',
      zh: page.title,
      en: help.pages.en.find(({ id }) => id === page.id)?.title ?? page.title,
      more: page.section === undefined ? [] : [page.section],
    })),
  )
  return { pages, equationsOf, inputsOf, search, findable }
}
