import { computed, type Ref } from 'vue'
import type { Catalogue, Item } from '../../models/catalogue/schema'
import type { Evidence, Severity, ReadableResult } from '../../models/result'
import { plain } from '../format/number'
import { useCatalogue } from '../stores/catalogue'
import { sinceBase } from '../stores/figurePaths'
import { useScenario } from '../stores/scenario'
import { useScreen } from '../stores/screen'
import { flagOf, fundAmount, growthTo, itemAmount, standardPath, yearIndex } from '../stores/select'
import { useSimulation } from '../stores/simulation'
import { useWords } from './useWords'

type Domain = Catalogue['domains'][number]

/** An item with its figures of the area and year on the screen, yuan, and the paths under which they open. */
export interface ItemRow {
  readonly item: Item
  readonly isChanged: boolean
  readonly severity: Severity
  /** The standard, or how many there are. */
  readonly value: string
  readonly unit: string
  readonly first: number
  readonly now: number
  /** Paid by an insurance fund: what that pays stands in the place of the two amounts. */
  readonly isFund: boolean
  readonly fundFirst: number
  readonly fundNow: number
  readonly growth: number | null
  readonly grade: ReadableResult['itemGrades'][number]
  readonly evidence: Evidence | undefined
  readonly standardPath: string | undefined
  readonly firstPath: string
  readonly nowPath: string
  readonly growthPath: string | undefined
}

/** A domain with the sums of those of its items that are shown. */
export interface ItemGroup {
  readonly domain: Domain
  readonly evidence: Evidence | undefined
  readonly rows: readonly ItemRow[]
  readonly first: number
  readonly now: number
}

/** Items by domain: all of them, and those that are looked for. */
export function useItemGroups(wanted: Ref<string>) {
  const { t, unitName } = useWords()
  const catalogue = useCatalogue()
  const simulation = useSimulation()
  const scenario = useScenario()
  const screen = useScreen()
  const changed = computed((): ReadonlySet<string> => new Set(scenario.document.overrides.map((o) => o.target?.split('.')[0] ?? '')))

  function rowOf(r: ReadableResult, item: Item, k: number, baseYear: number): ItemRow {
    const { area, year } = screen
    const [first, now] = [itemAmount(r, k, area, 'total', baseYear), itemAmount(r, k, area, 'total', year)]
    const [fundFirst, fundNow] = [fundAmount(r, k, area, baseYear), fundAmount(r, k, area, year)]
    const isFund = item.funding === 'fund'
    const [standard, ...others] = catalogue.standardsOf(item)
    const only = others.length === 0 ? standard : undefined
    const pool = catalogue.catalogue?.pools.find(({ id }) => id === item.pool)
    return {
      item,
      isChanged: changed.value.has(item.id) || changed.value.has(item.pool ?? '-'),
      severity: flagOf(r, item.pool === undefined ? 'item' : 'pool', item.pool ?? item.id, area)?.severity ?? 'green',
      value:
        only === undefined
          ? t('standards.several', { count: catalogue.standardsOf(item).length })
          : plain(standardPath(r, only, area)[yearIndex(r, year)]),
      unit: only === undefined ? '' : unitName(item.components[0]?.unitCost?.unit ?? pool?.standard.unit ?? ''),
      first,
      now,
      isFund,
      fundFirst,
      fundNow,
      growth: growthTo(isFund ? fundFirst : first, isFund ? fundNow : now, Math.max(1, year - baseYear)),
      grade: r.itemGrades[k] ?? 'D',
      evidence: r.evidence.byItem[k],
      standardPath: only === undefined ? undefined : `standard/${only}/${area}/${String(year)}`,
      firstPath: `expenditure/${item.id}/${area}/${String(baseYear)}`,
      nowPath: `${isFund ? 'fundPaid' : 'expenditure'}/${item.id}/${area}/${String(year)}`,
      growthPath: sinceBase(baseYear, `${isFund ? 'fundPaid' : 'expenditure'}/${item.id}/${area}`, year),
    }
  }

  /** Every row by the item's position. One of which nothing moved stays the same: in a drag only the others are drawn anew. */
  const rows = computed((before?: readonly ItemRow[]): readonly ItemRow[] => {
    const [c, r] = [catalogue.catalogue, simulation.result]
    if (c === undefined || r === undefined) return []
    return c.items.map((item, k) => {
      const row = rowOf(r, item, k, c.baseYear)
      const last = before?.[k]
      return last !== undefined && isSame(last, row) ? last : row
    })
  })
  const grouped = (isShown: (item: Item, domain: Domain) => boolean): readonly ItemGroup[] =>
    (catalogue.catalogue?.domains ?? []).flatMap((domain, d) => {
      const own = rows.value.filter(({ item }) => item.domain === domain.id && isShown(item, domain))
      if (own.length === 0) return []
      return [
        {
          domain,
          evidence: simulation.result?.evidence.byDomain[d],
          rows: own,
          first: own.reduce((sum, row) => sum + row.first, 0),
          now: own.reduce((sum, row) => sum + row.now, 0),
        },
      ]
    })
  const all = computed(() => grouped(() => true))
  const groups = computed(() => {
    const needle = wanted.value.trim().toLowerCase()
    if (needle === '') return all.value
    return grouped((item, domain) =>
      [item.name.zh, item.name.en, item.department, domain.name.zh, domain.name.en].some((text) => text.toLowerCase().includes(needle)),
    )
  })
  return { all, groups }
}

/** Both are made in one place, their entries in one order. */
function isSame(a: ItemRow, b: ItemRow): boolean {
  const others = Object.values(b)
  return Object.values(a).every((value, k) => Object.is(value, others[k]))
}
