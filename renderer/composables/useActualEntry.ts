import { computed, reactive, watch } from 'vue'
import type { ActualKind } from '../../electron/contract/commands'
import type { Grade } from '../../models/catalogue/schema'
import { fundLines, mainFundLine, ownParts, type FundLine } from '../../models/scenario/accountForm'
import { visibleText } from '../../models/shared/visible'
import { percentChange } from '../format/number'
import { useCatalogue } from '../stores/catalogue'
import { usePreferences } from '../stores/preferences'
import { useScenario } from '../stores/scenario'
import type { ActualDraft } from '../stores/scenarioEntries'
import { useScreen } from '../stores/screen'
import { useAccountEntry } from './useAccountEntry'
import { useActualWords } from './useActualWords'
import { useFiles } from './useFiles'
import { useRebase } from './useRebase'
import { typedNumber, useTypedMoney, type Typed } from './useTypedMoney'
import { useWords } from './useWords'

/** One actual figure typed by hand: checked as it is typed, entered as one undoable step. */
export function useActualEntry() {
  const catalogue = useCatalogue()
  const scenario = useScenario()
  const screen = useScreen()
  const preferences = usePreferences()
  const files = useFiles()
  const { t, areaName, moneyUnit } = useWords()
  const words = useActualWords()
  const account = useAccountEntry()
  const fund = useTypedMoney([])
  const { yearsFor } = useRebase()

  const form = reactive({
    kind: 'account' as ActualKind,
    target: '',
    area: screen.banner || screen.area,
    year: (catalogue.catalogue?.baseYear ?? 0) + 1,
    value: '',
    source: '',
    grade: '' as Grade | '',
    reason: '',
    /** Whether the run shall go on from the account's year, where it is later than what it goes on from. */
    rebases: true,
  })
  const options = computed(() => (form.kind === 'account' ? [] : words.targets.value[form.kind]))
  watch(
    () => form.kind,
    (kind) => {
      form.target = kind === 'account' ? '' : (options.value[0]?.id ?? '')
      form.value = ''
      // Funds are the whole region's; the region's own level and banners beside the leaves have accounts and nothing else.
      const isLeaf = catalogue.catalogue?.regions.some(({ code }) => code === form.area) === true
      if (kind === 'fund' || (kind !== 'account' && !isLeaf)) form.area = catalogue.root?.code ?? ''
    },
  )
  const needsResidents = computed(() => catalogue.catalogue?.banners.some(({ code }) => code === form.area) === true)
  /** Words for large units, in the unit of the field: a money field has its own. */
  const units = computed(() => ({ [t('unit.wanWord')]: 1e4, [t('unit.yiWord')]: 1e8 }))
  const single = computed(() => typedNumber(form.value, units.value, { isNeeded: true, isSigned: form.kind === 'indicator' }))
  const fundRows = computed(() => {
    const isPooled = (catalogue.catalogue?.funds.find(({ id }) => id === form.target)?.pooledFrom ?? null) !== null
    return fundLines.filter((line) => line !== 'localPart' || isPooled)
  })
  const fundGiven = computed(() => fund.given<FundLine>(fundRows.value))

  const isFigure = computed(() => {
    if (form.kind === 'account') return account.isComplete.value
    if (form.kind === 'fund') return form.target !== '' && fund.isSound(fundRows.value) && Object.keys(fundGiven.value).length > 0
    return single.value.ok && form.target !== ''
  })
  const isComplete = computed(() => isFigure.value && visibleText(form.source) !== '' && form.grade !== '')
  /** Why a field cannot be taken; nothing while it is still empty. */
  const trouble = (read: Typed | undefined): string =>
    read === undefined || read.ok || read.reason === 'empty' ? '' : t(`actuals.trouble.${read.reason}`)
  const unitWord = computed(() => options.value.find(({ id }) => id === form.target)?.unit ?? '')

  /** What was typed that the run has too: own revenue, the main line of a fund, or the value. */
  const compared = computed(() => {
    if (form.kind === 'account') return ownParts.reduce((sum, part) => sum + account.account.value[part], 0)
    if (form.kind === 'fund') return fundGiven.value[mainFundLine(fundGiven.value)] ?? 0
    return single.value.ok ? (single.value.value ?? 0) : 0
  })
  /** What the run on the screen has, and how far the typed figure is from it. */
  const beside = computed(() => {
    const line = mainFundLine(fundGiven.value)
    const other = words.inRun(form.kind, form.kind === 'fund' ? `${form.target}.${line}` : form.target, form.area, form.year)
    if (other === null || Number.isNaN(other)) return t('actuals.noModel')
    const change = !isFigure.value || other === 0 ? '' : percentChange(compared.value / other - 1)
    const value = [words.shown(form.kind, other), form.kind === 'account' || form.kind === 'fund' ? moneyUnit.value : unitWord.value].join(
      ' ',
    )
    const said =
      form.kind === 'account'
        ? t('actuals.besideRevenue', { value })
        : form.kind === 'fund'
          ? t('actuals.besideFund', { line: t(`fundAccount.${line}`), value })
          : t('actuals.beside', { value })
    return [said, change].filter(Boolean).join(' · ')
  })
  /** Years that the run would be assessed between if it went on from this account; undefined where it does already. */
  const rebase = computed(() => (form.kind === 'account' ? yearsFor([form.year]) : undefined))

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
    if (form.kind === 'account') return { kind: 'account', ...account.account.value, ...common }
    if (form.kind === 'fund') return { kind: 'fund', target: form.target, ...fundGiven.value, ...common }
    const value = single.value.ok ? single.value.value : undefined
    return value === undefined ? undefined : { kind: form.kind, target: form.target, value, ...common }
  }

  /** Enter the figure. @returns whether that was done. */
  function enter(): boolean {
    const entered = draft()
    if (entered === undefined) return false
    scenario.addActuals([entered], form.rebases ? rebase.value : undefined)
    files.note(t('actuals.entered', { kind: words.kindWord(form.kind), area: areaName(form.area), year: form.year }))
    form.value = ''
    account.clear()
    fund.clear()
    return true
  }

  return { form, options, single, account, fund, fundRows, needsResidents, trouble, unitWord, beside, rebase, isComplete, enter }
}
