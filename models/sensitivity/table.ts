import type { ResultLayout } from '../result'
import type { Scenario } from '../scenario/document'
import { figureOf, outpacing, type RunSummary } from './summary'
import { moved, variations, type Variation } from './variations'

/** What becomes of a unit when one assumption is moved one way. */
export interface Outcome {
  /** How far, in the unit of the assumption; 0 for the scenario itself. */
  readonly by: number
  /** Yuan of the target year, and less the scenario's own. */
  readonly margin: number
  readonly change: number
  /** First year in which the unit cannot pay; null where it can, or where it cannot be told. */
  readonly firstYear: number | null
  /** Items and pools that outpace the unit's resources. */
  readonly outpacing: number
  /** The move was refused: it would lead out of what the assumption can be. */
  readonly isRefused: boolean
}

export interface SensitivityRow {
  readonly id: string
  readonly less: Outcome
  readonly more: Outcome
}

export interface Sensitivity {
  readonly unit: string
  readonly targetYear: number
  readonly from: number
  readonly base: Outcome
  /** The widest swing of the margin first. */
  readonly rows: readonly SensitivityRow[]
}

/** Everything that has to be run: the scenario itself, then each assumption moved both ways. */
export const runsOf = (scenario: Scenario, root: string, from: number): readonly Scenario[] => [
  scenario,
  ...variations(from).flatMap(({ less, more }) => [moved(scenario, less, root, from), moved(scenario, more, root, from)]),
]

/**
 * @param summaries of `runsOf`, in its order.
 * @param unit code of an area. @param from as given to `runsOf`. @throws RangeError for an unknown unit or year.
 */
export function sensitivityOf(
  summaries: readonly RunSummary[],
  { areas, years }: Pick<ResultLayout, 'areas' | 'years'>,
  unit: string,
  targetYear: number,
  from: number,
): Sensitivity {
  const [row, k] = [areas.indexOf(unit), years.indexOf(targetYear)]
  const [own] = summaries
  if (row < 0 || k < 0 || own === undefined) throw new RangeError(`no ${unit} in ${String(targetYear)}`)
  const margin = (of: RunSummary): number => figureOf(of, row, 'margin', k, years.length)
  const outcome = (of: RunSummary | undefined, by: number): Outcome => {
    if (of === undefined) throw new RangeError('a run is missing')
    const firstYear = of.firstYear[row] ?? -1
    return {
      by,
      margin: margin(of),
      change: margin(of) - margin(own),
      firstYear: firstYear > 0 ? firstYear : null,
      outpacing: outpacing(of, row),
      isRefused: of.refused > own.refused,
    }
  }
  const rows = variations(from).map(({ id, less, more }: Variation, n): SensitivityRow => ({
    id,
    less: outcome(summaries[1 + 2 * n], less.by),
    more: outcome(summaries[2 + 2 * n], more.by),
  }))
  const swing = ({ less, more }: SensitivityRow): number => Math.max(Math.abs(less.change), Math.abs(more.change))
  return { unit, targetYear, from, base: outcome(own, 0), rows: rows.toSorted((a, b) => swing(b) - swing(a)) }
}
