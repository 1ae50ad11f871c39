import type { Ref } from 'vue'
import { percentChange } from '../format/number'
import { useCatalogue } from '../stores/catalogue'
import { useScreen } from '../stores/screen'
import type { ItemGroup, ItemRow } from './useItemGroups'
import type { SavedTable } from './useTableSave'
import { useWords } from './useWords'
import { useYears } from './useYears'

const joined = (...parts: readonly string[]): string => parts.join(' ').replace(/\s+/g, ' ').trim()

/** The list of items as a table to be saved, all of its rows: what stands in the list, of which only rows in sight are drawn. */
export function useItemTable(groups: Ref<readonly ItemGroup[]>): () => SavedTable {
  const { areaName, t, name, money, moneyUnit } = useWords()
  const { yearWords } = useYears()
  const catalogue = useCatalogue()
  const screen = useScreen()

  const domainCells = ({ domain, rows, first, now }: ItemGroup): readonly string[] => [
    joined(name(domain.name), t('standards.items', { count: rows.length })),
    '',
    moneyUnit.value,
    money(first),
    money(now),
    '',
    '',
  ]
  const itemCells = (row: ItemRow): readonly string[] => [
    joined(t(`severity.${row.severity}`), row.isChanged ? t('standards.changed') : '', name(row.item.name)),
    row.value,
    row.unit,
    ...(row.isFund
      ? [joined(t('standards.byFund'), money(row.fundFirst), '\u2192', money(row.fundNow)), '']
      : [money(row.first), money(row.now)]),
    percentChange(row.growth),
    row.grade,
  ]
  return () => ({
    title: `${t('nav.standards')} ${areaName(screen.area)}`,
    about: [],
    notes: [],
    unit: '',
    head: [
      t('standards.item'),
      t('standards.standard'),
      t('standards.unit'),
      String(catalogue.catalogue?.baseYear ?? ''),
      yearWords(screen.year),
      t('standards.perYear'),
      t('standards.grade'),
    ],
    rows: groups.value.flatMap((group) => [domainCells(group), ...group.rows.map(itemCells)]),
  })
}
