import { withYears, type Curve, type SeriesChange } from './curve'
import type { Address } from './scenario'

/** A lever over the years as a row of a grid to type in. */
export interface YearRow {
  readonly id: string
  readonly label: string
  readonly note: string
  readonly groups: readonly { readonly id: string; readonly label: string }[]
  readonly address: Address
  readonly curve: Curve
  /** Figures are shown times this. */
  readonly scale: number
  readonly isPercent: boolean
  readonly possible: readonly [number, number]
  readonly plausible: readonly [number, number]
  /** Years that the scenario gives already: known before the next run has ended. */
  readonly given: Readonly<Record<string, number>>
  /** How later years are carried along: by as much, or as a standard in proportion. */
  readonly carries: 'shift' | 'proportion'
  /** What it is found by. */
  readonly texts: readonly string[]
  /** Path under which the figure of a year opens. */
  readonly figure?: (year: number) => string
}

/** The change that gives a row the values of some years; null where nothing differs any more. */
export function changeOf(row: YearRow, edits: ReadonlyMap<number, number>, onwards: boolean): SeriesChange | null {
  const curve = withGiven(row)
  return withYears(curve, onwards ? carried(row, curve, edits) : edits)
}

/** The curve as the scenario says it; the last run may be of before. */
const withGiven = ({ curve, given }: YearRow): Curve => ({
  ...curve,
  values: curve.values.map((value, k) => given[String(curve.baseYear + k)] ?? value),
})

/** The last year that was given carries those after it along, within what is possible. */
function carried(
  { carries, possible }: YearRow,
  { baseYear, values }: Curve,
  edits: ReadonlyMap<number, number>,
): ReadonlyMap<number, number> {
  const last = Math.max(...edits.keys())
  const [from, to] = [values[last - baseYear] ?? 0, edits.get(last) ?? 0]
  const moved = (value: number): number => (carries === 'proportion' && from > 0 ? (value * to) / from : value + to - from)
  const within = (value: number): number => Number(Math.min(possible[1], Math.max(possible[0], value)).toPrecision(12))
  const later = values.flatMap((value, k): readonly (readonly [number, number])[] =>
    baseYear + k > last ? [[baseYear + k, within(moved(value))]] : [],
  )
  return new Map([...edits, ...later])
}
