import { defineStore } from 'pinia'
import { computed, ref } from 'vue'

export const views = ['overview', 'standards', 'population', 'fiscal', 'targets', 'equality', 'flags', 'comparison', 'print'] as const
export type ViewName = (typeof views)[number]

export const populationTabs = ['pyramid', 'change', 'dependency', 'groups', 'urban', 'backtest'] as const
export type PopulationTab = (typeof populationTabs)[number]

export const fiscalTabs = ['paths', 'tests', 'funds', 'claims', 'sharing', 'granted', 'insurance', 'plan'] as const
export type FiscalTab = (typeof fiscalTabs)[number]

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
  const populationTab = ref<PopulationTab>('pyramid')
  const fiscalTab = ref<FiscalTab>('paths')
  const dialog = ref<
    | 'shelf'
    | 'save'
    | 'changes'
    | 'compare'
    | 'population'
    | 'actuals'
    | 'workbook'
    | 'catalogue'
    | 'recovery'
    | 'merge'
    | 'held'
    | 'about'
    | null
  >(null)
  const message = ref<{ readonly kind: 'error' | 'note'; readonly text: string; readonly details: readonly string[] } | null>(null)

  function follow(): void {
    const name = /^#\/(\w+)/.exec(location.hash)?.[1]
    const found = views.find((known) => known === name)
    if (found !== undefined) view.value = found
  }

  function go(next: ViewName): void {
    view.value = next
    if (location.hash !== `#/${next}`) location.hash = `#/${next}`
  }

  /** Pyramids are the largest table of a run: it only brings them where they are looked at. */
  const showsPyramids = computed(() => view.value === 'population' || dialog.value === 'population')

  return { view, area, banner, year, item, populationTab, fiscalTab, dialog, message, showsPyramids, follow, go }
})
