import { tableAt } from './partedTable'
import { expenditureIndex } from './layout'
import type { ResultLayout, ReadableResult } from './result'

/** Two amounts and what lies between them; `relative` is null where the base is zero. Yuan, or shares where so named. */
export interface Difference {
  readonly base: number
  readonly other: number
  readonly change: number
  readonly relative: number | null
}

export const difference = (base: number, other: number): Difference => ({
  base,
  other,
  change: other - base,
  relative: base === 0 ? null : (other - base) / base,
})

/** One item of the comparison, for one area and payer, in every year. */
export interface ItemDifference {
  readonly id: string
  readonly area: string
  readonly payer: ResultLayout['payers'][number]
  readonly years: readonly Difference[]
}

export interface UnitDifference {
  readonly code: string
  readonly required: readonly Difference[]
  readonly resources: readonly Difference[]
  readonly capacity: readonly Difference[]
  readonly margin: readonly Difference[]
}

export interface Comparison {
  readonly years: readonly number[]
  readonly items: readonly ItemDifference[]
  readonly units: readonly UnitDifference[]
  /** Flags of one side that the other has not, by subject, unit and test. */
  readonly flagsGone: readonly string[]
  readonly flagsNew: readonly string[]
}

/**
 * Two results side by side.
 * @param areas rows to compare; all where absent. @throws RangeError when the results have different layouts.
 */
export function compareResults(base: ReadableResult, other: ReadableResult, areas: readonly string[] = base.layout.areas): Comparison {
  const { layout } = base
  if (JSON.stringify(layout) !== JSON.stringify(other.layout)) throw new RangeError('the results belong to different catalogues')
  const items = layout.items.flatMap((id, item) =>
    areas.flatMap((area) =>
      layout.payers.map((payer, p): ItemDifference => {
        const start = expenditureIndex(layout, item, layout.areas.indexOf(area), p, 0)
        return {
          id,
          area,
          payer,
          years: layout.years.map((_, k) =>
            difference(tableAt(base.expenditure, start + k) ?? 0, tableAt(other.expenditure, start + k) ?? 0),
          ),
        }
      }),
    ),
  )
  const units = base.units.flatMap((unit, k): readonly UnitDifference[] => {
    const against = other.units[k]
    if (against === undefined || !areas.includes(unit.code)) return []
    const row = (key: 'required' | 'resources' | 'capacity' | 'margin'): readonly Difference[] =>
      layout.years.map((_, year) => difference(unit[key][year] ?? 0, against[key][year] ?? 0))
    return [{ code: unit.code, required: row('required'), resources: row('resources'), capacity: row('capacity'), margin: row('margin') }]
  })
  const [before, after] = [flagKeys(base), flagKeys(other)]
  return {
    years: layout.years,
    items,
    units,
    flagsGone: before.filter((key) => !after.includes(key)),
    flagsNew: after.filter((key) => !before.includes(key)),
  }
}

const flagKeys = (result: ReadableResult): readonly string[] =>
  result.flags.map((flag) => `${flag.unit} ${flag.test} ${flag.subject.kind} ${flag.subject.id}`)
