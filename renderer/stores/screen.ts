import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import { viewNames, type ViewName } from '../../electron/contract/shortcuts'

export const views = viewNames
export type { ViewName }

export const populationTabs = ['pyramid', 'change', 'dependency', 'groups', 'urban', 'backtest'] as const
export type PopulationTab = (typeof populationTabs)[number]

export const fiscalTabs = ['paths', 'years', 'tests', 'funds', 'claims', 'sharing', 'granted', 'insurance', 'plan'] as const
export type FiscalTab = (typeof fiscalTabs)[number]

export const targetTabs = ['indicators', 'commitments', 'contradictions'] as const
export type TargetTab = (typeof targetTabs)[number]

/** Levers of the population, in the order of the screen. */
export const populationLevers = ['tfr', 'lifeExpectancy', 'netMigration', 'urbanShare', 'sexRatioAtBirth'] as const
export type PopulationLever = (typeof populationLevers)[number]

export type DialogName =
  | 'shelf'
  | 'save'
  | 'leave'
  | 'changes'
  | 'compare'
  | 'population'
  | 'actuals'
  | 'search'
  | 'help'
  | 'shortcuts'
  | 'workbook'
  | 'catalogue'
  | 'recovery'
  | 'merge'
  | 'held'
  | 'about'

/** What is on the screen: view, area, year and chosen item; shared by all views. */
export const useScreen = defineStore('screen', () => {
  const view = ref<ViewName>('overview')
  const area = ref('')
  const chosenBanner = ref({ area: '', code: '' })
  /** Banner beside the leaves, of the area, that the fiscal view is about; empty: it is about the area. */
  const banner = computed({
    get: () => (chosenBanner.value.area === area.value ? chosenBanner.value.code : ''),
    set: (code) => {
      chosenBanner.value = { area: area.value, code }
    },
  })
  const year = ref(0)
  const item = ref('')
  const indicator = ref('')
  const populationTab = ref<PopulationTab>('pyramid')
  const populationLever = ref<PopulationLever>('tfr')
  const fiscalTab = ref<FiscalTab>('paths')
  const targetTab = ref<TargetTab>('indicators')
  /** Standards as a list with a panel, or all years as a grid to type in. */
  const standardsMode = ref<'list' | 'years'>('list')
  /** The year that the hand is on, in any chart: all charts of the page mark it. */
  const cursor = ref<number | null>(null)
  const dialog = ref<DialogName | null>(null)
  /** Page of the help that stands open. */
  const helpPage = ref('')
  /** What is to be brought into sight, by the name it carries in `data-reveal`. */
  const reveal = ref('')
  /** The window is about to be loaded again, and unsaved work was asked about. */
  const isReopening = ref(false)
  const message = ref<{ readonly kind: 'error' | 'note'; readonly text: string; readonly details: readonly string[] } | null>(null)

  function follow(): void {
    const name = /^#\/(\w+)/.exec(location.hash)?.[1]
    const found = views.find((known) => known === name)
    if (found !== undefined) view.value = found
  }

  function go(next: ViewName): void {
    cursor.value = null
    view.value = next
    if (location.hash !== `#/${next}`) location.hash = `#/${next}`
  }

  /** Pyramids are the largest table of a run: it only brings them where they are looked at. */
  const showsPyramids = computed(() => view.value === 'population' || dialog.value === 'population')

  /** Open the help at a page, or where it was. */
  function help(page = helpPage.value): void {
    helpPage.value = page
    dialog.value = 'help'
  }

  return {
    view,
    area,
    banner,
    year,
    item,
    indicator,
    populationTab,
    populationLever,
    fiscalTab,
    targetTab,
    standardsMode,
    cursor,
    dialog,
    helpPage,
    reveal,
    isReopening,
    message,
    showsPyramids,
    follow,
    go,
    help,
  }
})
