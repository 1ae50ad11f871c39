import { computed, ref, shallowRef } from 'vue'
import type { PopulationKind, PopulationPreview, Refusal } from '../../electron/contract/commands'
import type { Grade } from '../../models/catalogue/schema'
import { visibleText } from '../../models/shared/visible'
import { useBridge } from '../bridge/current'
import { useCatalogue } from '../stores/catalogue'
import { usePreferences } from '../stores/preferences'
import { isSamePlace, useScenario } from '../stores/scenario'
import { useScreen } from '../stores/screen'
import { useFiles } from './useFiles'
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
  const isReading = ref(false)
  const written = ref('')
  const preview = shallowRef<PopulationPreview>()
  const refusal = shallowRef<Refusal>()
  const source = ref('')
  const grade = ref<Grade | ''>('')
  const reason = ref('')

  const listOf = (entries: readonly { readonly kind: PopulationKind; readonly area: string }[]): string =>
    entries.map((entry) => `${areaName(entry.area)} ${kindWord(entry.kind)}`).join(' · ')
  const kindWord = (of: PopulationKind): string => t(of === 'base' ? 'populationImport.kindBase' : 'populationImport.kindProjection')
  const drafts = computed(() => preview.value?.populations ?? [])
  /** Populations of the scenario that would have to go. */
  const replaced = computed(() => scenario.document.populations.filter((known) => drafts.value.some((draft) => isSamePlace(known, draft))))
  const isComplete = computed(() => drafts.value.length > 0 && visibleText(source.value) !== '' && grade.value !== '')

  function forget(): void {
    preview.value = undefined
    refusal.value = undefined
  }

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
    if (!reply.ok) return files.tell(reply.error)
    bridge.deliver(reply.value)
    written.value = reply.value.fileName
  }

  async function read(): Promise<void> {
    const upload = await bridge.pickTable().catch((): 'unreadable' => 'unreadable')
    if (upload === null) return
    if (upload === 'unreadable') {
      forget()
      refusal.value = { code: 'file-unreadable' }
      return
    }
    isReading.value = true
    const area = onlyArea.value
    const reply = await bridge.invoke('population:read', {
      kind: kind.value,
      ...(area === undefined ? {} : { area }),
      ...(upload === undefined ? {} : { upload }),
    })
    isReading.value = false
    if (!reply.ok && reply.error.code === 'cancelled') return
    forget()
    if (reply.ok) preview.value = reply.value
    else refusal.value = reply.error
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
    kind,
    codes,
    areas,
    onlyArea,
    isReading,
    written,
    preview,
    refusal,
    source,
    grade,
    reason,
    drafts,
    replaced,
    isComplete,
    listOf,
    kindWord,
    forget,
    chooseKind,
    toggle,
    writeTemplate,
    read,
    use,
  }
}
