import { computed, ref } from 'vue'
import type { PopulationKind } from '../../electron/contract/commands'
import { useBridge } from '../bridge/current'
import { useCatalogue } from '../stores/catalogue'
import { usePreferences } from '../stores/preferences'
import { useScenario } from '../stores/scenario'
import { isSamePlace } from '../stores/scenarioEntries'
import { useScreen } from '../stores/screen'
import { useFiles } from './useFiles'
import { useTableFlow } from './useTableFlow'
import { useWords } from './useWords'

/** From a template to figures in the scenario: what is chosen, what a table was found to hold, and what is said of it. */
export function usePopulationImport() {
  const bridge = useBridge()
  const catalogue = useCatalogue()
  const scenario = useScenario()
  const screen = useScreen()
  const preferences = usePreferences()
  const files = useFiles()
  const { t, areaName } = useWords()

  const kind = ref<PopulationKind>('base')
  const codes = computed(() => [catalogue.root?.code ?? '', ...catalogue.leagues.map(({ code }) => code)])
  const areas = ref<readonly string[]>(codes.value.includes(screen.area) ? [screen.area] : codes.value.slice(0, 1))
  /** Whose figures they are where the table does not say. */
  const onlyArea = computed(() => (areas.value.length === 1 ? areas.value[0] : undefined))
  const flow = useTableFlow<'population:read'>((upload) => {
    const area = onlyArea.value
    return bridge.invoke('population:read', { kind: kind.value, ...(area === undefined ? {} : { area }), ...upload })
  })
  const { preview, source, grade, reason, isSourced, forget } = flow

  const listOf = (entries: readonly { readonly kind: PopulationKind; readonly area: string }[]): string =>
    entries.map((entry) => `${areaName(entry.area)} ${kindWord(entry.kind)}`).join(' · ')
  const kindWord = (of: PopulationKind): string => t(of === 'base' ? 'populationImport.kindBase' : 'populationImport.kindProjection')
  const drafts = computed(() => preview.value?.populations ?? [])
  /** Populations of the scenario that would have to go. */
  const replaced = computed(() => scenario.document.populations.filter((known) => drafts.value.some((draft) => isSamePlace(known, draft))))
  const isComplete = computed(() => drafts.value.length > 0 && isSourced.value)

  function chooseKind(next: PopulationKind): void {
    kind.value = next
    forget()
  }

  function toggle(code: string): void {
    const chosen = new Set(areas.value)
    if (!chosen.delete(code)) chosen.add(code)
    areas.value = codes.value.filter((known) => chosen.has(known))
  }

  async function writeTemplate(format: 'xlsx' | 'csv'): Promise<void> {
    const { language } = preferences.preferences
    const reply = await bridge.invoke('population:template', { kind: kind.value, format, areas: areas.value, language })
    flow.tellWritten(reply)
  }

  /** Take the figures over, all areas as one step. @returns whether that was done. */
  function use(): boolean {
    if (grade.value === '' || !isComplete.value) return false
    const said = {
      source: source.value,
      grade: grade.value,
      reason: reason.value.trim(),
      author: scenario.document.author || preferences.preferences.author,
    }
    scenario.addPopulations(drafts.value, said)
    files.note(t('populationImport.used', { list: listOf(drafts.value) }))
    return true
  }

  return {
    ...flow,
    kind,
    codes,
    areas,
    onlyArea,
    drafts,
    replaced,
    isComplete,
    listOf,
    kindWord,
    chooseKind,
    toggle,
    writeTemplate,
    use,
  }
}
