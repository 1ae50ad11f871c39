import { computed, ref } from 'vue'
import type { Severity, ReadableResult } from '../../models/result'
import { fixed, moneyDecimals, moneyDivisor, percentChange, signed } from '../format/number'
import { useCatalogue } from '../stores/catalogue'
import { costPath } from '../stores/costs'
import { useCompared } from '../stores/compared'
import { useScreen } from '../stores/screen'
import { itemsAmount, itemsOfDomain, unitOf, yearIndex } from '../stores/select'
import { fromUnits, unitsBeside, unitsOf, type Shown } from '../table/besideUnits'
import { useWords } from './useWords'

/** A figure of one scenario, and how it stands to the reference's. */
export interface ComparedCell {
  readonly value: string
  /** Both empty in the reference's own column. */
  readonly change: string
  readonly relative: string
  /** Path under which it opens. */
  readonly figure?: string | undefined
}

export interface ComparedLine {
  readonly id: string
  readonly label: string
  readonly severity?: Severity
  readonly isTotal?: boolean
  /** By column; nothing where a scenario has no result. */
  readonly cells: readonly (ComparedCell | undefined)[]
}

export interface ComparedBlock {
  readonly id: 'totals' | 'flags' | 'domain' | 'payer' | 'area' | 'item'
  readonly title: string
  readonly lines: readonly ComparedLine[]
}

type PayerRow = ReadableResult['layout']['payers'][number]
interface Part {
  readonly id: string
  readonly label: string
  readonly figure?: string | undefined
  readonly amount: (result: ReadableResult) => number
}
export const payerRows: readonly PayerRow[] = ['total', 'central', 'region', 'league', 'banner']
const severities: readonly Severity[] = ['red', 'orange', 'yellow', 'grey']

/** Results of the compared scenarios side by side, for an area, a year and a payer: what is shown adds up as it is shown. */
export function useComparedTable() {
  const { t, name, areaName, unit } = useWords()
  const catalogue = useCatalogue()
  const compared = useCompared()
  const screen = useScreen()
  const payer = ref<PayerRow>('total')

  const shown = computed((): Shown => ({ divisor: moneyDivisor[unit.value], decimals: moneyDecimals[unit.value] }))
  const results = computed(() => compared.columns.map(({ result }) => result))
  const base = computed(() => results.value[compared.place])

  /** Cells of a row from what is shown in each column: differences are those of what is shown, shares those of what is behind it. */
  function cellsOf(
    units: readonly number[],
    exact: readonly number[],
    say: { readonly value: (units: number) => string; readonly change: (units: number) => string; readonly figure?: string | undefined },
  ): readonly (ComparedCell | undefined)[] {
    const at = compared.place
    const [first, firstExact] = [units[at] ?? 0, exact[at] ?? 0]
    return results.value.map((result, k) => {
      if (result === undefined) return undefined
      const [own, ownExact] = [units[k] ?? 0, exact[k] ?? 0]
      const isReference = k === at
      return {
        value: say.value(own),
        change: isReference || base.value === undefined ? '' : say.change(own - first),
        relative:
          isReference || base.value === undefined
            ? ''
            : percentChange(firstExact === 0 ? null : (ownExact - firstExact) / Math.abs(firstExact)),
        figure: say.figure,
      }
    })
  }
  const inMoney = (figure?: string) => ({
    value: (units: number) => fixed(fromUnits(units, shown.value), shown.value.decimals),
    change: (units: number) => signed(fromUnits(units, shown.value), shown.value.decimals),
    figure,
  })
  const exactOf = (amount: (result: ReadableResult) => number): readonly number[] =>
    results.value.map((result) => (result === undefined ? 0 : amount(result)))

  /** Rows that add up to a last one, in every column as it is shown. */
  function added(parts: readonly Part[], total: { readonly label: string; readonly figure?: string | undefined }): readonly ComparedLine[] {
    const columns = results.value.map((result) => parts.map(({ amount }) => (result === undefined ? 0 : amount(result))))
    const units = unitsBeside(columns, compared.place, shown.value)
    const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0)
    return [
      ...parts.map(({ id, label, figure }, k) => ({
        id,
        label,
        cells: cellsOf(
          units.map((column) => column[k] ?? 0),
          columns.map((column) => column[k] ?? 0),
          inMoney(figure),
        ),
      })),
      { id: 'all', label: total.label, isTotal: true, cells: cellsOf(units.map(sum), columns.map(sum), inMoney(total.figure)) },
    ]
  }

  /** What is left is what can be borne less what is required, both as they are shown. */
  const totals = computed((): readonly ComparedLine[] => {
    const at = `${screen.area}/${String(screen.year)}`
    const figures = { required: 'unitRequired', resources: 'unitResources', capacity: 'capacity' } as const
    const exact = (key: keyof typeof figures | 'margin'): readonly number[] =>
      exactOf((result) => unitOf(result, screen.area)?.[key][yearIndex(result, screen.year)] ?? 0)
    const rounded = (key: keyof typeof figures): readonly number[] => exact(key).map((yuan) => unitsOf(yuan, shown.value))
    const [required, capacity] = [rounded('required'), rounded('capacity')]
    return [
      ...(Object.keys(figures) as (keyof typeof figures)[]).map((key) => ({
        id: key,
        label: t(`figure.${key}`),
        cells: cellsOf(rounded(key), exact(key), inMoney(`${figures[key]}/${at}`)),
      })),
      {
        id: 'margin',
        label: t('figure.margin'),
        isTotal: true,
        cells: cellsOf(
          capacity.map((value, k) => value - (required[k] ?? 0)),
          exact('margin'),
          inMoney(`margin/${at}`),
        ),
      },
    ]
  })

  const flags = computed((): readonly ComparedLine[] => {
    const count = (result: ReadableResult, severity: Severity): number =>
      result.flags.filter((flag) => flag.unit === screen.area && flag.severity === severity).length
    const rows = severities.map((severity) => {
      const counts = exactOf((result) => count(result, severity))
      const said = { value: String, change: (units: number) => signed(units, 0) }
      return { id: severity, severity, label: t(`severity.${severity}`), cells: cellsOf(counts, counts, said).map(withoutShare) }
    })
    return [...rows, firstYears.value]
  })
  const withoutShare = (cell: ComparedCell | undefined): ComparedCell | undefined =>
    cell === undefined ? undefined : { ...cell, relative: '' }

  /** First year that cannot be paid for; a year later is a difference of +1. */
  const firstYears = computed((): ComparedLine => {
    const asked = results.value.map((result) => (result === undefined ? undefined : unitOf(result, screen.area)?.tests.pay))
    const first = asked[compared.place]?.firstYear ?? null
    return {
      id: 'firstYear',
      label: t('comparison.firstYear'),
      cells: asked.map((pay, k) => {
        if (pay === undefined) return undefined
        const { firstYear, verdict } = pay
        const words = verdict === 'cannot-say' ? t('severity.grey') : t('comparison.never')
        const change = first === null || firstYear === null ? null : firstYear - first
        const isReference = k === compared.place
        return {
          value: firstYear === null ? words : String(firstYear),
          change: isReference || change === null ? '' : signed(change, 0),
          relative: '',
        }
      }),
    }
  })

  const amountOf =
    (items: readonly number[], area = screen.area, who: PayerRow = payer.value) =>
    (result: ReadableResult): number =>
      itemsAmount(result, items, area, who, screen.year)
  const opens = (kind: 'all' | 'domain' | 'item', id: string, area = screen.area, who: PayerRow = payer.value): string =>
    costPath(kind, id, who, area, screen.year)
  const all = computed(() => (catalogue.catalogue?.items ?? []).map((_, k) => k))
  const whole = computed(() => ({
    label: payer.value === 'total' ? t('figure.total') : t('comparison.totalOf', { payer: t(`payer.${payer.value}`) }),
    figure: opens('all', ''),
  }))

  const domains = computed((): readonly ComparedLine[] => {
    const c = catalogue.catalogue
    const parts = (c?.domains ?? []).map(({ id, name: words }): Part => ({
      id,
      label: name(words),
      figure: opens('domain', id),
      amount: amountOf(c === undefined ? [] : itemsOfDomain(c, id)),
    }))
    return added(parts, whole.value)
  })
  const payers = computed((): readonly ComparedLine[] =>
    added(
      payerRows.slice(1).map((who) => ({
        id: who,
        label: who === 'total' ? '' : t(`payer.${who}`),
        figure: opens('all', '', screen.area, who),
        amount: amountOf(all.value, screen.area, who),
      })),
      { label: t('figure.total'), figure: `all/total/${screen.area}/${String(screen.year)}` },
    ),
  )
  const areas = computed((): readonly ComparedLine[] => {
    const [root = '', ...codes] = base.value?.layout.areas ?? []
    if (screen.area !== root) return []
    return added(
      codes.map((code) => ({ id: code, label: areaName(code), figure: opens('all', '', code), amount: amountOf(all.value, code) })),
      whole.value,
    )
  })
  /** Items that differ somewhere, and what all others come to. */
  const items = computed((): readonly ComparedLine[] => {
    const c = catalogue.catalogue
    if (c === undefined) return []
    const differs = (item: number): boolean => {
      const values = results.value.flatMap((result) => (result === undefined ? [] : [amountOf([item])(result)]))
      return values.some((value) => Math.abs(value - (values[0] ?? 0)) >= 0.5)
    }
    const moved = all.value.filter(differs)
    if (moved.length === 0) return []
    const rest = all.value.filter((item) => !moved.includes(item))
    const parts = moved.flatMap((item): readonly Part[] => {
      const entry = c.items[item]
      return entry === undefined
        ? []
        : [{ id: entry.id, label: name(entry.name), figure: opens('item', entry.id), amount: amountOf([item]) }]
    })
    return added([...parts, { id: 'rest', label: t('comparison.otherItems', { count: rest.length }), amount: amountOf(rest) }], whole.value)
  })

  const blocks = computed((): readonly ComparedBlock[] => [
    { id: 'totals', title: t('comparison.balance'), lines: totals.value },
    { id: 'flags', title: t('comparison.flags'), lines: flags.value },
    { id: 'domain', title: t('comparison.byDomain'), lines: domains.value },
    ...(payer.value === 'total' ? [{ id: 'payer' as const, title: t('comparison.byPayer'), lines: payers.value }] : []),
    ...(areas.value.length === 0 ? [] : [{ id: 'area' as const, title: t('comparison.byLeague'), lines: areas.value }]),
    { id: 'item', title: t('comparison.byItem'), lines: items.value },
  ])
  return { payer, blocks, shown }
}
