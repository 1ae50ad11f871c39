import { computed, reactive, watch } from 'vue'
import type { ActualKind } from '../../electron/contract/commands'
import type { Grade } from '../../models/catalogue/schema'
import { visibleText } from '../../models/shared/visible'
import { moneyDivisor, percentChange } from '../format/number'
import { parseNumber } from '../format/parseNumber'
import { useCatalogue } from '../stores/catalogue'
import { usePreferences } from '../stores/preferences'
import { useScenario, type ActualDraft } from '../stores/scenario'
import { useScreen } from '../stores/screen'
import { useActualWords } from './useActualWords'
import { useFiles } from './useFiles'
import { useWords } from './useWords'

export const ownParts = ['ordinaryTax', 'resourceTax', 'nonTax'] as const

/** What was typed for one figure. */
type Typed =
  { readonly ok: true; readonly value: number | undefined } | { readonly ok: false; readonly reason: 'empty' | 'not-a-number' | 'negative' }

/** One actual figure typed by hand: checked as it is typed, entered as one undoable step. */
export function useActualEntry() {
  const catalogue = useCatalogue()
  const scenario = useScenario()
  const screen = useScreen()
  const preferences = usePreferences()
  const files = useFiles()
  const { t, areaName, unit, moneyUnit } = useWords()
  const words = useActualWords()

  const form = reactive({
    kind: 'account' as ActualKind,
    target: '',
    area: screen.area,
    year: (catalogue.catalogue?.baseYear ?? 0) + 1,
    value: '',
    money: Object.fromEntries([...ownParts, 'expenditure'].map((part) => [part, ''])) as Record<string, string>,
    source: '',
    grade: '' as Grade | '',
    reason: '',
  })
  const options = computed(() => (form.kind === 'account' ? [] : words.targets.value[form.kind]))
  watch(
    () => form.kind,
    (kind) => {
      form.target = kind === 'account' ? '' : (options.value[0]?.id ?? '')
      form.value = ''
      // The region's own level has accounts and nothing else.
      if (kind !== 'account' && form.area.endsWith('-own')) form.area = catalogue.root?.code ?? ''
    },
  )
  /** Words for large units, in the unit of the field: yuan are typed in the money unit of the screen. */
  const units = computed(() => {
    const field = form.kind === 'account' ? moneyDivisor[unit.value] : 1
    return { [t('unit.wanWord')]: 1e4 / field, [t('unit.yiWord')]: 1e8 / field }
  })

  const typed = (text: string, isNeeded: boolean, isSigned: boolean): Typed => {
    const read = parseNumber(text, 0, units.value, false)
    if (!read.ok) return read.reason === 'empty' && !isNeeded ? { ok: true, value: undefined } : read
    return read.value < 0 && !isSigned ? { ok: false, reason: 'negative' } : read
  }
  const single = computed(() => typed(form.value, true, form.kind === 'indicator'))
  const parts = computed(() => new Map(Object.entries(form.money).map(([part, text]) => [part, typed(text, part !== 'expenditure', true)])))
  const yuan = (part: string): number => {
    const read = parts.value.get(part)
    // To the hundredth of a yuan, as accounts are kept.
    return read?.ok === true ? Math.round((read.value ?? 0) * moneyDivisor[unit.value] * 100) / 100 : 0
  }
  const isFigure = computed(() =>
    form.kind === 'account' ? [...parts.value.values()].every(({ ok }) => ok) : single.value.ok && form.target !== '',
  )
  const isComplete = computed(() => isFigure.value && visibleText(form.source) !== '' && form.grade !== '')
  /** Why a field cannot be taken; nothing while it is still empty. */
  const trouble = (read: Typed | undefined): string =>
    read === undefined || read.ok || read.reason === 'empty' ? '' : t(`actuals.trouble.${read.reason}`)
  const unitWord = computed(() => options.value.find(({ id }) => id === form.target)?.unit ?? '')

  const fieldUnit = computed(() => (form.kind === 'account' ? moneyUnit.value : unitWord.value))
  /** What the run on the screen has, and how far the typed figure is from it. */
  const beside = computed(() => {
    const other = words.inRun(form.kind, form.target, form.area, form.year)
    if (other === null) return t('actuals.noModel')
    const own =
      form.kind === 'account' ? ownParts.reduce((sum, part) => sum + yuan(part), 0) : single.value.ok ? (single.value.value ?? 0) : 0
    const change = !isFigure.value || other === 0 ? '' : percentChange(own / other - 1)
    return [
      t(form.kind === 'account' ? 'actuals.besideRevenue' : 'actuals.beside', {
        value: [words.shown(form.kind, other), fieldUnit.value].join(' '),
      }),
      change,
    ]
      .filter(Boolean)
      .join(' · ')
  })

  function draft(): ActualDraft | undefined {
    if (form.grade === '' || !isComplete.value) return undefined
    const common = {
      area: form.area,
      year: form.year,
      source: form.source,
      grade: form.grade,
      reason: form.reason.trim(),
      author: scenario.document.author || preferences.preferences.author,
    }
    if (form.kind !== 'account') {
      const value = single.value.ok ? single.value.value : undefined
      return value === undefined ? undefined : { kind: form.kind, target: form.target, value, ...common }
    }
    const spent = parts.value.get('expenditure')
    const lines = spent?.ok === true && spent.value !== undefined ? { expenditure: yuan('expenditure') } : {}
    const [ordinaryTax, resourceTax, nonTax] = [yuan('ordinaryTax'), yuan('resourceTax'), yuan('nonTax')]
    return { kind: 'account', ordinaryTax, resourceTax, nonTax, lines, claims: {}, ...common }
  }

  /** Enter the figure. @returns whether that was done. */
  function enter(): boolean {
    const entered = draft()
    if (entered === undefined) return false
    scenario.addActuals([entered])
    files.note(t('actuals.entered', { kind: words.kindWord(form.kind), area: areaName(form.area), year: form.year }))
    form.value = ''
    for (const part of Object.keys(form.money)) form.money[part] = ''
    return true
  }

  return { form, options, single, parts, trouble, unitWord, beside, isComplete, enter }
}
