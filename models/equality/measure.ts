import { tableAt } from '../partedTable'
import type { Catalogue } from '../catalogue/schema'
import { totalIndex } from '../layout'
import type { ReadableResult } from '../result'
import type { Scenario } from '../scenario/document'
import { isOneOff } from '../structure'
import { atStandard, type AtStandard } from './atStandard'
import { countedMoney } from './counted'
import { gini } from './gini'
import { comparedPlaces } from './places'
import { theil, type Theil } from './theil'
import { evenly, largestToSmallest, topToBottom, variation, weightedMean, type Place } from './variation'

/** What is compared: the spending on all items, on those of a domain, or on one item. */
export interface EqualitySubject {
  readonly kind: 'total' | 'domain' | 'item'
  /** Id of the domain or item; empty for the total. */
  readonly id: string
}

export interface EqualityPlace {
  readonly code: string
  /** Id of its group: of the grouping chosen, else the region between it and the root; undefined where there is none. */
  readonly group: string | undefined
  /** At the end of the year, persons. */
  readonly residents: number
  /** Yuan of all payers, the centre's part too; funds and programmes on the region's own level left out. */
  readonly spending: number
  /** Yuan per resident. */
  readonly perHead: number
  /** Part of the spending whose quantity was counted in the place itself. */
  readonly counted: number
  /** Yuan that would lift it to the standard. */
  readonly gap: number
}

export interface Equality {
  readonly year: number
  readonly places: readonly EqualityPlace[]
  /** Yuan per resident over all places: what the money comes to if spread evenly. */
  readonly mean: number
  /** The yardstick of `at`: the mean, or what the user set; yuan per resident. */
  readonly standard: number
  /** Nulls where a measure cannot be made: nothing spent, a value of zero or below. */
  readonly measures: {
    readonly variationWeighted: number | null
    readonly variationPlain: number | null
    readonly gini: number | null
    readonly giniPlain: number | null
    readonly theil: Theil | null
    readonly theilPlain: number | null
    readonly largestToSmallest: number | null
    readonly topToBottom: number | null
    readonly at: AtStandard | null
  }
  /** The lowest spending per head: an index that falls because the well-off were cut is no progress. */
  readonly lowest: { readonly code: string; readonly perHead: number } | null
  /**
   * `spread`: quantities are mostly the region's, spread over the places by age groups, so that the measures show who
   * lives where and nothing else. `counted`: every place's own counts carry most of its spending.
   */
  readonly basis: 'spread' | 'counted'
  /** Part of all the spending that rests on places' own counts. */
  readonly counted: number
}

const ends = 3
/** From which part of a place's spending on it is known by its own counts. */
const mostly = 0.5

export interface EqualityOptions {
  /** Yardstick in yuan per resident; absent: the mean of all places. */
  readonly standard?: number | undefined
  /** Grouping of the catalogue for Theil's parts; absent: the regions between places and root, else the catalogue's first. */
  readonly grouping?: string | undefined
  /** Without items that are works: what is spent once would make a place look rich. */
  readonly recurrentOnly?: boolean | undefined
}

/**
 * How evenly spending per head is spread over the places (leaves of the region tree) in a year (METHOD, Equality). Not part
 * of a run: worked out for what is looked at.
 */
export function equalityOf(
  result: ReadableResult,
  catalogue: Catalogue,
  scenario: Pick<Scenario, 'actuals'>,
  subject: EqualitySubject,
  year: number,
  { standard, grouping, recurrentOnly = false }: EqualityOptions = {},
): Equality {
  const items = itemsOf(catalogue, subject).filter((k) => !recurrentOnly || !isWorks(catalogue, k))
  const bare = barePlaces(result, catalogue, scenario, { items, grouping }, result.layout.years.indexOf(year))
  const weighed = bare.map(({ perHead, residents }): Place => ({ value: perHead, weight: residents }))
  const mean = weightedMean(weighed)
  const yardstick = standard ?? mean
  const lowest = bare.reduce<Bare | null>((low, place) => (low === null || place.perHead < low.perHead ? place : low), null)
  const groups = bare.flatMap(({ group }) => (group === undefined ? [] : [group]))
  const all = bare.reduce((sum, { spending }) => sum + spending, 0)
  const places = bare.map(({ known, ...place }) => ({
    ...place,
    counted: place.spending > 0 ? Math.min(1, known / place.spending) : 0,
    gap: Math.max(0, yardstick - place.perHead) * place.residents,
  }))
  return {
    year,
    places,
    mean,
    standard: yardstick,
    measures: {
      variationWeighted: variation(weighed),
      variationPlain: variation(evenly(weighed)),
      gini: gini(weighed),
      giniPlain: gini(evenly(weighed)),
      theilPlain: theil(evenly(weighed))?.total ?? null,
      theil: theil(weighed, groups.length === weighed.length && groups.length > 0 ? groups : undefined),
      largestToSmallest: largestToSmallest(weighed),
      topToBottom: topToBottom(weighed, ends),
      at: atStandard(weighed, yardstick),
    },
    lowest: lowest === null ? null : { code: lowest.code, perHead: lowest.perHead },
    basis: all > 0 && places.every(({ counted, spending }) => spending === 0 || counted >= mostly) ? 'counted' : 'spread',
    counted: all > 0 ? bare.reduce((sum, { known }) => sum + known, 0) / all : 0,
  }
}

type Bare = Omit<EqualityPlace, 'counted' | 'gap'> & { readonly known: number }

/** Every place with its residents and what is spent there; `known` in yuan. */
function barePlaces(
  result: ReadableResult,
  catalogue: Catalogue,
  scenario: Pick<Scenario, 'actuals'>,
  { items, grouping }: { readonly items: readonly number[]; readonly grouping: string | undefined },
  k: number,
): readonly Bare[] {
  const { areas } = result.layout
  return comparedPlaces(catalogue, grouping).map(({ region: { code }, group }) => {
    const area = areas.indexOf(code)
    const residents = result.population.find(({ region }) => region === code)?.total[k] ?? 0
    const spending = items.reduce((sum, item) => sum + (tableAt(result.expenditure, totalIndex(result.layout, item, area, k)) ?? 0), 0)
    const known = countedMoney(result, catalogue, scenario, items, code, k)
    return {
      code,
      group,
      residents,
      spending,
      perHead: residents > 0 ? spending / residents : 0,
      known,
    }
  })
}

/** Whether an item is nothing but works. @param k its position in the catalogue. */
export function isWorks({ items, drivers }: Catalogue, k: number): boolean {
  const works = new Set(drivers.filter(isOneOff).map(({ id }) => id))
  return items[k]?.components.every(({ driver }) => works.has(driver)) === true
}

/** Positions of a subject's items. */
const itemsOf = (catalogue: Catalogue, { kind, id }: EqualitySubject): readonly number[] =>
  catalogue.items.flatMap((item, k) => (kind === 'total' || (kind === 'domain' ? item.domain : item.id) === id ? [k] : []))
