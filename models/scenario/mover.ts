import type { Override } from './document'
import { leverNamed } from './levers'
import { movePath, span } from './movePath'

/** Where a moved path leaves a range first. */
export interface Overshoot {
  readonly year: number
  readonly value: number
  readonly low: number
  readonly high: number
}

/** What has to be said of a change once it is known where it leads. `refuse` keeps it out of the run. */
export interface Told {
  readonly override: Override
  readonly level: 'refuse' | 'warn'
  readonly place: Overshoot
}

type Range = readonly [low: number, high: number]

/** What rounding may add to a bound. */
const slack = (bound: number): number => 1e-9 * Math.max(1, Math.abs(bound))

export const isInRange = (value: number, range: Range): boolean =>
  value >= range[0] - slack(range[0]) && value <= range[1] + slack(range[1])

/** Moves paths by the changes of a scenario, and none of them where that would lead out of what the lever can be. */
export class Mover {
  readonly told: Told[] = []
  private readonly firstYear: number

  constructor(firstYear: number) {
    this.firstYear = firstYear
  }

  /**
   * Move several paths together in place, or none of them. What rounding adds to a bound is taken off.
   * @param range what the values can be; the lever's, if nothing narrower.
   */
  move(override: Override, paths: readonly Float64Array[], range: Range = leverNamed(override.lever).possible): void {
    const lever = leverNamed(override.lever)
    const moved = paths.map((path) => {
      const copy = path.slice()
      movePath(copy, override, this.firstYear, override.after ?? lever.after)
      return copy
    })
    if (this.tell('refuse', override, moved, range)) return
    // A value that was given directly has been held against it already.
    if (override.mode === 'add' || override.mode === 'scale') this.tell('warn', override, moved, lever.plausible)
    moved.forEach((values, k) => {
      paths[k]?.set(values.map((value, year) => (value === paths[k]?.[year] ? value : Math.min(Math.max(value, range[0]), range[1]))))
    })
  }

  /** @returns whether something had to be said. */
  private tell(level: Told['level'], override: Override, moved: readonly Float64Array[], [low, high]: Range): boolean {
    for (const values of moved) {
      const { first, last } = span(override, this.firstYear, values.length)
      for (let k = first; k <= last; k++) {
        const value = values[k] ?? 0
        if (isInRange(value, [low, high])) continue
        this.told.push({ override, level, place: { year: this.firstYear + k, value, low, high } })
        return true
      }
    }
    return false
  }
}
