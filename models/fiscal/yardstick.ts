import type { Severity } from '../result'
import { compoundGrowth } from '../shared/growth'

/** What the growth test of a unit is held between and against. */
export interface GrowthSpan {
  /** First year of the arrays; the test runs from `baseYear` to `targetYear`. */
  readonly firstYear: number
  readonly baseYear: number
  readonly targetYear: number
  readonly thresholds: { readonly outpacesYellow: number; readonly outpacesOrange: number; readonly rolling: number }
}

const tolerance = 1e-9
const nearness = 1e-6
/** Years of a stretch that is looked at by itself. */
const stretchYears = 3

/** A unit's resources under one definition, as the money of its subjects is held against them (METHOD section 6). */
export class Yardstick {
  private readonly resources: Readonly<Float64Array>
  private readonly thresholds: GrowthSpan['thresholds']
  /** Positions of the years between which growth is judged. */
  private readonly from: number
  private readonly to: number
  /** What one yuan of the base year becomes that keeps pace. */
  private readonly pace: number
  private whole: number | undefined
  private orange: Lead | undefined
  private yellow: Lead | undefined
  /** Of the stretches that begin in the base year and after it. */
  private readonly rolling: Lead[] = []

  /** @param resources yuan by year. */
  constructor({ firstYear, baseYear, targetYear, thresholds }: GrowthSpan, resources: Readonly<Float64Array>) {
    this.resources = resources
    this.thresholds = thresholds
    this.from = baseYear - firstYear
    this.to = targetYear - firstYear
    this.pace = (resources[this.to] ?? 0) / (resources[this.from] ?? 0)
  }

  /** Whether it is held between these years and against these bounds, of the very same resources. */
  isOf({ firstYear, baseYear, targetYear, thresholds }: GrowthSpan, resources: Readonly<Float64Array>): boolean {
    const { outpacesYellow, outpacesOrange, rolling } = this.thresholds
    return (
      resources === this.resources &&
      this.from === baseYear - firstYear &&
      this.to === targetYear - firstYear &&
      outpacesYellow === thresholds.outpacesYellow &&
      outpacesOrange === thresholds.outpacesOrange &&
      rolling === thresholds.rolling
    )
  }

  /** Compound growth of the resources, per year; not a number where it cannot be said. */
  get growth(): number {
    return (this.whole ??= this.growthBetween(this.from, this.to))
  }

  /** Yuan of the target year above what would have kept pace with the resources since the base year. @param amounts yuan by year. */
  excess(amounts: Readonly<Float64Array>): number {
    return (amounts[this.to] ?? 0) - (amounts[this.from] ?? 0) * this.pace
  }

  /**
   * The growth test (METHOD section 6): does a subject grow faster than the unit's resources by more than the threshold? It
   * says nothing of the level and names no first year.
   */
  severityOf(amounts: Readonly<Float64Array>): Severity {
    const { from, to, thresholds } = this
    // Growing slower than the resources over the whole period and having no excess is the same thing.
    if (to <= from || this.excess(amounts) <= 0) return 'green'
    this.orange ??= new Lead(from, to, this.growth, thresholds.outpacesOrange)
    if (this.orange.isTakenBy(amounts)) return 'orange'
    this.yellow ??= new Lead(from, to, this.growth, thresholds.outpacesYellow)
    if (this.yellow.isTakenBy(amounts)) return 'yellow'
    for (let start = from; start + stretchYears <= to; start++) if (this.stretch(start).isTakenBy(amounts)) return 'yellow'
    return 'green'
  }

  private stretch(start: number): Lead {
    const [end, place] = [start + stretchYears, start - this.from]
    return (this.rolling[place] ??= new Lead(start, end, this.growthBetween(start, end), this.thresholds.rolling))
  }

  private growthBetween(from: number, to: number): number {
    return compoundGrowth(this.resources[from] ?? 0, this.resources[to] ?? 0, to - from) ?? Number.NaN
  }
}

/** Growing faster than resources do between two years, by more than a threshold. */
class Lead {
  private readonly from: number
  private readonly to: number
  private readonly growth: number
  private readonly threshold: number
  /** What one yuan becomes that is just as far ahead; not a number where the resources' growth is none. */
  private readonly factor: number

  constructor(from: number, to: number, growth: number, threshold: number) {
    this.from = from
    this.to = to
    this.growth = growth
    this.threshold = threshold
    let factor = Number.isNaN(growth) ? growth : 1
    for (let k = from; k < to; k++) factor *= 1 + growth + threshold
    this.factor = factor
  }

  /** A root is only taken where it is a near thing. */
  isTakenBy(amounts: Readonly<Float64Array>): boolean {
    const { from, to, factor } = this
    const first = amounts[from] ?? 0
    const last = amounts[to] ?? 0
    if (Number.isNaN(factor) || !(first > 0) || last < 0) return false
    if (last < first * factor * (1 - nearness)) return false
    if (last > first * factor * (1 + nearness)) return true
    const own = compoundGrowth(first, last, to - from)
    return own !== null && exceeds(own - this.growth, this.threshold)
  }
}

/** More than a threshold by more than rounding. */
const exceeds = (value: number, threshold: number): boolean => value > threshold + tolerance * Math.max(1, Math.abs(threshold))
