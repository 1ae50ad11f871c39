import { computed, type Ref } from 'vue'
import type { Catalogue, Item } from '../../models/catalogue/schema'
import type { Evidence, Severity, ReadableResult } from '../../models/result'
import { plain } from '../format/number'
import { useCatalogue } from '../stores/catalogue'
import { sinceBase } from '../stores/figurePaths'
import { useScenario } from '../stores/scenario'
import { useScreen } from '../stores/screen'
import { flagOf, fundAmount, growthTo, itemAmount, standardIn } from '../stores/select'
import { useSimulation } from '../stores/simulation'
import { useWords } from './useWords'

type Domain = Catalogue['domains'][number]

/** What of an item's row stays while its figures move: words, units, and the paths under which its figures open. */
interface RowHead {
  readonly item: Item
  /** Its standard; undefined where it has several. */
  readonly standard: string | undefined
  /** How many there are. */
  readonly several: string
  readonly unit: string
  /** Paid by an insurance fund: what that pays stands in the place of the two amounts. */
  readonly isFund: boolean
  readonly standardPath: string | undefined
  readonly firstPath: string
  readonly nowPath: string
  readonly growthPath: string | undefined
}

interface RowFigures {
  readonly isChanged: boolean
  readonly severity: Severity
  /** The standard, or how many there are. */
  readonly value: string
  readonly first: number
  readonly now: number
  readonly fundFirst: number
  readonly fundNow: number
  readonly growth: number | null
  readonly grade: ReadableResult['itemGrades'][number]
  readonly evidence: Evidence | undefined
}

/** An item with its figures of the area and year on the screen, yuan. */
export interface ItemRow extends RowFigures, Omit<RowHead, 'standard' | 'several'> {}

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

  const heads = computed((): readonly RowHead[] => {
    const c = catalogue.catalogue
    const { area, year } = screen
    return (c?.items ?? []).map((item) => {
      const own = catalogue.standardsOf(item)
      const standard = own.length === 1 ? own[0] : undefined
      const pool = c?.pools.find(({ id }) => id === item.pool)
      const isFund = item.funding === 'fund'
      const [baseYear, now] = [c?.baseYear ?? 0, `${isFund ? 'fundPaid' : 'expenditure'}/${item.id}/${area}`]
      return {
        item,
        standard,
        several: t('standards.several', { count: own.length }),
        unit: standard === undefined ? '' : unitName(item.components[0]?.unitCost?.unit ?? pool?.standard.unit ?? ''),
        isFund,
        standardPath: standard === undefined ? undefined : `standard/${standard}/${area}/${String(year)}`,
        firstPath: `expenditure/${item.id}/${area}/${String(baseYear)}`,
        nowPath: `${now}/${String(year)}`,
        growthPath: sinceBase(baseYear, now, year),
      }
    })
  })

  function figuresOf(r: ReadableResult, { item, standard, several, isFund }: RowHead, k: number, baseYear: number): RowFigures {
    const { area, year } = screen
    const [first, now] = [itemAmount(r, k, area, 'total', baseYear), itemAmount(r, k, area, 'total', year)]
    const [fundFirst, fundNow] = [fundAmount(r, k, area, baseYear), fundAmount(r, k, area, year)]
    return {
      isChanged: changed.value.has(item.id) || changed.value.has(item.pool ?? '-'),
      severity: flagOf(r, item.pool === undefined ? 'item' : 'pool', item.pool ?? item.id, area)?.severity ?? 'green',
      value: standard === undefined ? several : plain(standardIn(r, standard, area, year)),
      first,
      now,
      fundFirst,
      fundNow,
      growth: growthTo(isFund ? fundFirst : first, isFund ? fundNow : now, Math.max(1, year - baseYear)),
      grade: r.itemGrades[k] ?? 'D',
      evidence: r.evidence.byItem[k],
    }
  }

  interface Made {
    readonly head: RowHead
    readonly figures: RowFigures
    readonly row: ItemRow
  }
  /** Every row by the item's position. One of which nothing moved stays the same: in a drag only the others are drawn anew. */
  const made = computed((before?: readonly Made[]): readonly Made[] => {
    const [c, r] = [catalogue.catalogue, simulation.result]
    if (c === undefined || r === undefined) return []
    return heads.value.map((head, k) => {
      const figures = figuresOf(r, head, k, c.baseYear)
      const last = before?.[k]
      if (last?.head === head && isSame(last.figures, figures)) return last
      const { standard: _, several: __, ...shown } = head
      return { head, figures, row: { ...shown, ...figures } }
    })
  })
  const rows = computed(() => made.value.map(({ row }) => row))
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
function isSame(a: RowFigures, b: RowFigures): boolean {
  const others = Object.values(b)
  return Object.values(a).every((value, k) => Object.is(value, others[k]))
}
