import { computed, ref, shallowRef } from 'vue'
import { compoundGrowth } from '../../models/shared/growth'
import { fixed, moneyDecimals, moneyDivisor, percentChange } from '../format/number'
import { filterOf } from '../search/rank'
import { useCatalogue } from '../stores/catalogue'
import { costLeaves, costOf, costPath, type ColumnChoice, type PayerChoice, type RowChoice } from '../stores/costs'
import { useScenario } from '../stores/scenario'
import { useScreen } from '../stores/screen'
import { useSimulation } from '../stores/simulation'
import type { GridCell, GridColumn, GridLine } from '../table/grid'
import { shownOf, type Parts } from '../table/shown'
import { listed, sumsOf, treeOf, type Sort } from '../table/tree'
import { useSpell } from './useSpell'
import { useWords } from './useWords'

/** Payers as columns: the whole first, then its parts. */
const payerOrder: readonly PayerChoice[] = ['total', 'central', 'region', 'league', 'banner']
const payerParts: Parts = { whole: 0, parts: [1, 2, 3, 4] }

/** What items cost, by area, payer and year: rows and columns as chosen, in groups with their sums. */
export function useCosts() {
  const { t, name, areaName, locale, unit, moneyUnit } = useWords()
  const catalogue = useCatalogue()
  const scenario = useScenario()
  const simulation = useSimulation()
  const screen = useScreen()
  const spell = useSpell()
  const rows = ref<RowChoice>('items')
  const columnsBy = ref<ColumnChoice>('years')
  const payer = ref<PayerChoice>('total')
  const query = ref('')
  const onlyChanged = ref(false)
  const sort = shallowRef<Sort>()
  const closed = shallowRef<ReadonlySet<string>>(new Set())

  const result = computed(() => simulation.result)
  const years = computed(() => result.value?.layout.years ?? [])
  const area = computed(() => (rows.value === 'items' ? screen.area : (catalogue.root?.code ?? '')))
  const leaves = computed(() => {
    const [c, layout] = [catalogue.catalogue, result.value?.layout]
    if (c === undefined || layout === undefined) return []
    return costLeaves(c, layout, rows.value, area.value, { of: name, area: areaName })
  })
  const changed = computed(() => new Set(scenario.document.overrides.map(({ target }) => target?.split('.')[0] ?? '')))
  const isChanged = (position: number): boolean => {
    const item = catalogue.catalogue?.items[position]
    return item !== undefined && (changed.value.has(item.id) || changed.value.has(item.pool ?? '-'))
  }
  /** Rows that are asked for; sums and totals are of these. */
  const chosen = computed(() => {
    const isFound = filterOf(query.value, spell.value)
    return leaves.value.filter((leaf) => isFound(leaf.texts) && (!onlyChanged.value || isChanged(leaf.item)))
  })
  const isWhole = computed(() => chosen.value.length === leaves.value.length)
  const tree = computed(() => treeOf(chosen.value, t(isWhole.value ? 'figure.total' : 'costs.totalOfShown')))
  const figureColumns = computed(() => (columnsBy.value === 'years' ? years.value.length : payerOrder.length))
  const year = computed(() => Math.max(0, years.value.indexOf(screen.year)))
  const sums = computed(() => {
    const r = result.value
    if (r === undefined) return new Float64Array()
    const payerAt = (column: number): number =>
      r.layout.payers.indexOf(columnsBy.value === 'years' ? payer.value : (payerOrder[column] ?? 'total'))
    const yearAt = (column: number): number => (columnsBy.value === 'years' ? column : year.value)
    return sumsOf(tree.value, figureColumns.value, (position, column) => {
      const leaf = chosen.value[position]
      return leaf === undefined ? 0 : costOf(r, leaf, payerAt(column), yearAt(column))
    })
  })
  const decimals = computed(() => moneyDecimals[unit.value])
  const step = computed(() => moneyDivisor[unit.value] / Number(`1e${String(decimals.value)}`))
  const shown = computed(() =>
    shownOf(tree.value, sums.value, figureColumns.value, step.value, columnsBy.value === 'payers' ? payerParts : undefined),
  )
  /** Growth a year from the base year to the last; null where there was nothing. */
  const growthOf = (line: number): number | null => {
    const start = line * figureColumns.value
    return compoundGrowth(sums.value[start] ?? 0, sums.value[start + years.value.length - 1] ?? 0, years.value.length - 1)
  }
  const isGrowth = (column: number): boolean => column === figureColumns.value

  const columns = computed((): readonly GridColumn[] =>
    columnsBy.value === 'years'
      ? [
          ...years.value.map((each) => ({ id: String(each), head: String(each), width: unit.value === 'wan' ? 92 : 70 })),
          {
            id: 'growth',
            head: t('standards.perYear'),
            unit: '%',
            width: 74,
            title: t('costs.growthOf', { first: years.value[0] ?? '', last: years.value.at(-1) ?? '' }),
          },
        ]
      : payerOrder.map((each) => ({ id: each, head: each === 'total' ? t('overview.allPayers') : t(`payer.${each}`), width: 124 })),
  )
  const collator = computed(() => new Intl.Collator(locale.value))
  const order = computed(() => [
    0,
    ...listed(
      tree.value,
      closed.value,
      sort.value,
      (line, column) => (isGrowth(column) ? growthOf(line) : (sums.value[line * figureColumns.value + column] ?? 0)),
      (a, b) => collator.value.compare(a, b),
    ),
  ])
  /** What is said behind a row's name. */
  const noteOf = (item: number): Pick<GridLine, 'note'> => {
    const isFund = catalogue.catalogue?.items[item]?.funding === 'fund'
    const words = [isFund ? t('costs.fund') : '', isChanged(item) ? t('standards.changed') : ''].filter((word) => word !== '')
    return words.length === 0 ? {} : { note: words.join(' · ') }
  }
  const lines = computed((): readonly GridLine[] =>
    order.value.map((position) => {
      const node = tree.value[position]
      const leaf = chosen.value[node?.leaf ?? -1]
      const label = node?.label ?? ''
      const above = leaf?.groups.at(-1)?.label
      return {
        id: node?.id ?? '',
        label,
        level: Math.max(1, node?.level ?? 1),
        ...(leaf === undefined ? { isGroup: true } : {}),
        ...(leaf === undefined && position > 0
          ? { isOpen: !closed.value.has(node?.id ?? ''), note: t('costs.rows', { count: node?.children.length ?? 0 }) }
          : {}),
        ...(leaf !== undefined && rows.value !== 'items' && above !== undefined ? { fullName: `${above} · ${label}` } : {}),
        ...(leaf === undefined ? {} : noteOf(leaf.item)),
      }
    }),
  )

  /** Sums over rows that were left out open into nothing: the figure behind the path is another. */
  function figureAt(position: number, column: number): string | undefined {
    const node = tree.value[position]
    const leaf = chosen.value[node?.leaf ?? -1]
    const [who, when] = columnsBy.value === 'years' ? [payer.value, years.value[column] ?? 0] : [payerOrder[column] ?? 'total', screen.year]
    const items = catalogue.catalogue?.items
    if (leaf !== undefined) return costPath('item', items?.[leaf.item]?.id ?? '', who, leaf.area, when)
    if (!isWhole.value || node === undefined) return undefined
    if (position === 0) return costPath('all', '', who, area.value, when)
    const ids = node.id.split('/').slice(1)
    const id = ids.at(-1) ?? ''
    if (rows.value === 'areaItems') return costPath('all', '', who, id, when)
    return ids.length === 1 ? costPath('domain', id, who, area.value, when) : costPath('item', id, who, area.value, when)
  }
  const cell = computed(() => {
    const [at, figures, view] = [order.value, figureColumns.value, shown.value]
    return (line: number, column: number): GridCell => {
      const position = at[line] ?? 0
      if (isGrowth(column)) {
        const whole = growthOf(position) === null ? undefined : figureAt(position, years.value.length - 1)
        const figure = whole === undefined ? undefined : `growthOf/${String(years.value[0])}/${whole}`
        return { text: percentChange(growthOf(position)), look: 'soft', figure }
      }
      if (column > figures) return { text: '' }
      const units = view.units(position, column)
      return { text: fixed((units * step.value) / moneyDivisor[unit.value], decimals.value), figure: figureAt(position, column) }
    }
  })
  function toggle(id: string): void {
    const next = new Set(closed.value)
    if (!next.delete(id)) next.add(id)
    closed.value = next
  }
  /** Fold all groups of the innermost kind, or unfold everything. */
  const groups = computed(() => tree.value.filter(({ leaf, level }) => leaf < 0 && level > 0))
  function foldAll(): void {
    const deepest = Math.max(0, ...groups.value.map(({ level }) => level))
    closed.value = closed.value.size > 0 ? new Set() : new Set(groups.value.filter(({ level }) => level === deepest).map(({ id }) => id))
  }
  return {
    rows,
    columnsBy,
    payer,
    query,
    onlyChanged,
    sort,
    closed,
    area,
    columns,
    lines,
    cell,
    toggle,
    foldAll,
    moneyUnit,
    rowCount: computed(() => chosen.value.length),
    isWhole,
  }
}
