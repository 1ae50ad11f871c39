import { computed, ref } from 'vue'
import type { ActualKind, ReadActual } from '../../electron/contract/commands'
import type { Grade } from '../../models/catalogue/schema'
import { useBridge } from '../bridge/current'
import { useCatalogue } from '../stores/catalogue'
import { usePreferences } from '../stores/preferences'
import { useScenario } from '../stores/scenario'
import type { ActualDraft } from '../stores/scenarioEntries'
import { useFiles } from './useFiles'
import { useRebase } from './useRebase'
import { useTableFlow } from './useTableFlow'
import { useWords } from './useWords'

/** Years for which figures are mostly brought: those after the base year, as many as a plan period has. */
const usualYears = 5

/** From a template to actual figures in the scenario. */
export function useActualsImport() {
  const bridge = useBridge()
  const catalogue = useCatalogue()
  const scenario = useScenario()
  const preferences = usePreferences()
  const files = useFiles()
  const { t } = useWords()
  const { yearsFor } = useRebase()

  const years = computed(() => {
    const { baseYear = 0, horizonYear = 0 } = catalogue.catalogue ?? {}
    return Array.from({ length: horizonYear - baseYear + 1 }, (_, k) => baseYear + k)
  })
  const from = ref(years.value[1] ?? 0)
  const to = ref(years.value[usualYears] ?? from.value)
  const flow = useTableFlow<'actuals:read'>((upload) => bridge.invoke('actuals:read', { document: scenario.document, ...upload }))
  const { preview, source, grade, reason, isSourced } = flow
  const figures = computed(() => preview.value?.actuals ?? [])
  /** Whether every row says its own source and grade. */
  const saysAll = computed(
    () => figures.value.length > 0 && figures.value.every((one) => one.source !== undefined && one.grade !== undefined),
  )
  const isComplete = computed(() => figures.value.length > 0 && (isSourced.value || saysAll.value))
  const replaced = computed(() => scenario.actualsInPlaceOf(figures.value.map(({ draft }) => draft)).length)

  /** Years that the run would be assessed between if it went on from the last account of the table. */
  const rebase = computed(() => yearsFor(figures.value.flatMap(({ draft }) => (draft.kind === 'account' ? [draft.year] : []))))
  const rebases = ref(true)

  async function writeTemplate(format: 'xlsx' | 'csv', kind?: ActualKind): Promise<void> {
    const { language } = preferences.preferences
    const [first, last] = [Math.min(from.value, to.value), Math.max(from.value, to.value)]
    const request = { format, from: first, to: last, language, document: scenario.document }
    flow.tellWritten(await bridge.invoke('actuals:template', kind === undefined ? request : { ...request, kind }))
  }

  const draftOf = (
    one: ReadActual,
    said: { readonly source: string; readonly grade: Grade | ''; readonly author: string },
  ): readonly ActualDraft[] => {
    const [from, letter] = [one.source ?? said.source, one.grade ?? said.grade]
    return letter === '' ? [] : [{ ...one.draft, source: from, grade: letter, reason: reason.value.trim(), author: said.author }]
  }

  /** Take the figures over, all of them as one step. @returns whether that was done. */
  function use(): boolean {
    if (!isComplete.value) return false
    const said = { source: source.value, grade: grade.value, author: scenario.document.author || preferences.preferences.author }
    scenario.addActuals(
      figures.value.flatMap((one) => draftOf(one, said)),
      rebases.value ? rebase.value : undefined,
    )
    files.note(t('actuals.used', { count: figures.value.length }))
    return true
  }

  return { ...flow, years, from, to, figures, saysAll, isComplete, replaced, rebase, rebases, writeTemplate, use }
}
