import { computed } from 'vue'
import { menuChoices, type MenuChoice, type ViewName } from '../../electron/contract/shortcuts'
import { catalogueEntries } from '../search/catalogueEntries'
import { ranked, type Findable } from '../search/rank'
import { useCatalogue } from '../stores/catalogue'
import { usePreferences } from '../stores/preferences'
import { fiscalTabs, populationLevers, populationTabs, targetTabs, useScreen, views } from '../stores/screen'
import { useTabs } from '../stores/tabs'
import { useHelp } from './useHelp'
import { useSpell } from './useSpell'
import { useWords } from './useWords'

const fiscalLevers = [
  'realGrowth',
  'producerPrice',
  'taxElasticity',
  'resourceVolumeGrowth',
  'nonTaxGrowth',
  'generalTransferGrowth',
] as const
const mostKept = 8
/** Views that show one area: a region that was found is shown there. */
const areaViews: readonly string[] = ['standards', 'costs', 'population', 'fiscal', 'flags']

/** Everything that can be found, by Chinese, pinyin, initials or English, and the way to it. */
export function useSearch(choose: (choice: MenuChoice) => void) {
  const { t } = useWords()
  const catalogue = useCatalogue()
  const preferences = usePreferences()
  const screen = useScreen()
  const tabs = useTabs()
  const help = useHelp()
  const spell = useSpell()

  const inLanguage = (key: string, locale: 'zh-CN' | 'en'): string => t(key, {}, { locale })
  const entry = (key: string, kind: Findable['kind'], words: string, more: readonly string[] = []): Findable => ({
    key,
    kind,
    zh: inLanguage(words, 'zh-CN'),
    en: inLanguage(words, 'en'),
    more,
  })
  const under = (view: string): readonly string[] => [inLanguage(`nav.${view}`, 'zh-CN'), inLanguage(`nav.${view}`, 'en')]

  const levers = computed((): readonly Findable[] => {
    const c = catalogue.catalogue
    if (c === undefined) return []
    const of = (lever: 'priceIndex' | 'priorClaimsGrowth', list: typeof c.indices | typeof c.fiscal.priorClaims): readonly Findable[] =>
      list.map(({ id, name }) => ({ key: `lever:${lever}:${id}`, kind: 'lever', ...name, more: under('fiscal') }))
    return [
      ...populationLevers.map((lever) => entry(`lever:${lever}`, 'lever', `lever.${lever}`, under('population'))),
      ...fiscalLevers.map((lever) => entry(`lever:${lever}`, 'lever', `lever.${lever}`, under('fiscal'))),
      ...of('priorClaimsGrowth', c.fiscal.priorClaims),
      ...of('priceIndex', c.indices),
      ...Object.keys(c.fiscal.thresholds).map((id) => entry(`threshold:${id}`, 'lever', `threshold.${id}`, under('fiscal'))),
    ]
  })
  const places = computed((): readonly Findable[] => [
    ...views.map((view) => entry(`view:${view}`, 'view', `nav.${view}`)),
    ...populationTabs.map((tab) => entry(`population:${tab}`, 'view', `population.tab.${tab}`, under('population'))),
    ...fiscalTabs.map((tab) => entry(`fiscal:${tab}`, 'view', `capacity.tab.${tab}`, under('fiscal'))),
    ...targetTabs.map((tab) => entry(`targets:${tab}`, 'view', `targets.tab.${tab}`, under('targets'))),
    entry('standards:years', 'view', 'standards.years', under('standards')),
    ...menuChoices
      .filter((choice) => !choice.startsWith('go:') && choice !== 'search')
      .map((choice) => entry(`command:${choice}`, 'command', `menu.${choice}`)),
  ])
  const open = computed((): readonly Findable[] =>
    tabs.open.map(({ id, document }) => ({
      key: `scenario:${String(id)}`,
      kind: 'scenario',
      zh: document.name,
      en: document.name,
      more: [document.note],
    })),
  )
  const entries = computed((): readonly Findable[] => [
    ...places.value,
    ...open.value,
    ...(catalogue.catalogue === undefined ? [] : catalogueEntries(catalogue.catalogue)),
    ...levers.value,
    ...help.findable.value,
  ])
  const find = (query: string): readonly Findable[] => ranked(entries.value, query, spell.value)
  /** What was gone to before, as far as it is still there. */
  const recent = computed(() => preferences.preferences.recent.flatMap((key) => entries.value.find((known) => known.key === key) ?? []))

  const among = <T extends string>(list: readonly T[], id: string, first: T): T => list.find((known) => known === id) ?? first
  /** What each kind of thing sets on the screen, and the view that shows it. */
  const ways: Readonly<Record<string, (id: string, target: string | undefined) => ViewName | undefined>> = {
    view: (id) => among(views, id, 'overview'),
    population(id) {
      screen.populationTab = among(populationTabs, id, 'pyramid')
      return 'population'
    },
    fiscal(id) {
      screen.fiscalTab = among(fiscalTabs, id, 'paths')
      return 'fiscal'
    },
    targets(id) {
      screen.targetTab = among(targetTabs, id, 'indicators')
      return 'targets'
    },
    standards() {
      screen.standardsMode = 'years'
      return 'standards'
    },
    item(id) {
      screen.item = id
      screen.standardsMode = 'list'
      return 'standards'
    },
    indicator(id) {
      screen.indicator = id
      screen.targetTab = 'indicators'
      return 'targets'
    },
    commitment() {
      screen.targetTab = 'commitments'
      return 'targets'
    },
    threshold() {
      screen.fiscalTab = 'tests'
      return 'fiscal'
    },
    area(id) {
      screen.area = id
      return areaViews.includes(screen.view) ? screen.view : 'costs'
    },
    lever(id, target) {
      const population = populationLevers.find((known) => known === id)
      if (population !== undefined) {
        screen.populationLever = population
        return 'population'
      }
      screen.fiscalTab = 'paths'
      // Prices and prior claims are moved for the whole region alone.
      if (target !== undefined) screen.area = catalogue.root?.code ?? screen.area
      return 'fiscal'
    },
    scenario: (id) => void tabs.select(Number(id)),
    help: (id) => void screen.help(id),
    command(id) {
      const choice = menuChoices.find((known) => known === id)
      if (choice !== undefined) choose(choice)
      return undefined
    },
  }
  function go({ key }: Findable): void {
    const [kind = '', id = '', target] = key.split(':')
    if (kind !== 'scenario')
      void preferences.change({ recent: [key, ...preferences.preferences.recent.filter((known) => known !== key)].slice(0, mostKept) })
    screen.dialog = null
    const view = ways[kind]?.(id, target)
    if (view === undefined) return
    screen.go(view)
    screen.reveal = key
  }
  return { find, recent, go }
}
