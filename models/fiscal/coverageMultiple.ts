import type { Catalogue } from '../catalogue/schema'
import type { Granted } from '../scenario/entries'
import type { Severity } from '../result'

/**
 * The third test (METHOD section 5.6): has the unit room for what is asked? What the resources gain since the last year with
 * accounts, less what prior claims and the 81 items on the catalogue's path take of it, less what was granted already, over
 * what is asked beyond that path.
 */
export interface RoomInput {
  readonly years: readonly number[]
  readonly lastActualYear: number
  /** Yuan by year. */
  readonly resources: Readonly<Float64Array>
  readonly priorClaims: Readonly<Float64Array>
  /** The 81 items with the catalogue's standards, coverage and sharing, in the scenario's population and economy. */
  readonly cataloguePath: Readonly<Float64Array>
  readonly granted: Money
  /** What the scenario asks beyond the catalogue's path; below zero it asks for less. */
  readonly request: Money
}

/** Yuan by year: what stands for good, and what is paid while a project is built. */
export interface Money {
  readonly recurrent: Readonly<Float64Array>
  readonly oneOff: Readonly<Float64Array>
}

export interface Room {
  /** Room over request; NaN where nothing is asked and in years with accounts. */
  readonly multiple: Float64Array
  readonly oneOffMultiple: Float64Array
  /** What is left for a standing request: yuan beyond the last year with accounts. */
  readonly headroom: Float64Array
  /** What is left in the single year for a one-off request, after the standing one. */
  readonly oneOffHeadroom: Float64Array
  readonly granted: Money
  readonly request: Money
}

export function roomOf({ years, lastActualYear, resources, priorClaims, cataloguePath, granted, request }: RoomInput): Room {
  const base = years.indexOf(lastActualYear)
  const rigid = (k: number): number => (priorClaims[k] ?? 0) + (cataloguePath[k] ?? 0)
  const empty = (): Float64Array => new Float64Array(years.length)
  const [headroom, oneOffHeadroom] = [empty(), empty()]
  const [multiple, oneOffMultiple] = [empty().fill(Number.NaN), empty().fill(Number.NaN)]
  for (let k = base + 1; k < years.length; k++) {
    const gained = (resources[k] ?? 0) - (resources[base] ?? 0)
    const asked = request.recurrent[k] ?? 0
    headroom[k] = gained - (rigid(k) - rigid(base)) - (granted.recurrent[k] ?? 0)
    oneOffHeadroom[k] = (headroom[k] ?? 0) - Math.max(0, asked) - (granted.oneOff[k] ?? 0)
    multiple[k] = multipleOf(headroom[k] ?? 0, asked)
    oneOffMultiple[k] = multipleOf(oneOffHeadroom[k] ?? 0, request.oneOff[k] ?? 0)
  }
  return { multiple, oneOffMultiple, headroom, oneOffHeadroom, granted, request }
}

/** Under one yuan a year nothing is asked: what is left of sums of equal parts. */
const multipleOf = (room: number, asked: number): number => (asked > 1 ? room / asked : Number.NaN)

/** What a unit has granted already, by year; switched-off entries do not count. */
export function grantedOf(granted: readonly Granted[], unit: string, years: readonly number[]): Money {
  const sum = (kind: Granted['kind']): Float64Array =>
    Float64Array.from(years, (year) =>
      granted.reduce(
        (total, entry) =>
          entry.enabled && entry.area === unit && entry.kind === kind && entry.from <= year && year <= (entry.to ?? year)
            ? total + entry.amount
            : total,
        0,
      ),
    )
  return { recurrent: sum('recurrent'), oneOff: sum('one-off') }
}

export type CoverageBounds = Pick<
  Readonly<Record<keyof Catalogue['fiscal']['thresholds'], number>>,
  'coverageGreen' | 'coverageYellow' | 'coverageOrange'
>

const tolerance = 1e-9

/** Colour of a multiple; no room at all is red whatever is asked. */
export function multipleSeverity(multiple: number, bounds: CoverageBounds): Severity {
  if (multiple <= 0 || multiple < bounds.coverageOrange - tolerance) return 'red'
  if (multiple < bounds.coverageYellow - tolerance) return 'orange'
  return multiple < bounds.coverageGreen - tolerance ? 'yellow' : 'green'
}

/** Bounds for a league: stricter for class III, the weakest. */
export const boundsFor = (
  thresholds: CoverageBounds & { readonly coverageWeaker: number },
  sharingClass: 'I' | 'II' | 'III' | undefined,
): CoverageBounds => {
  const more = sharingClass === 'III' ? thresholds.coverageWeaker : 0
  return {
    coverageGreen: thresholds.coverageGreen + more,
    coverageYellow: thresholds.coverageYellow + more,
    coverageOrange: thresholds.coverageOrange + more,
  }
}

/** The hardest year of a stretch of years for a request, standing or one-off; null where nothing is asked in it. */
export interface Tightest {
  readonly year: number
  readonly multiple: number
  readonly nature: Granted['kind']
  readonly asked: number
  readonly headroom: number
}

export function tightest(room: Room, years: readonly number[], from: number, to: number): Tightest | null {
  const found = years.flatMap((year, k): readonly Tightest[] => {
    if (year < from || year > to) return []
    const [multiple = Number.NaN, oneOff = Number.NaN] = [room.multiple[k], room.oneOffMultiple[k]]
    return [
      { year, multiple, nature: 'recurrent' as const, asked: room.request.recurrent[k] ?? 0, headroom: room.headroom[k] ?? 0 },
      {
        year,
        // Where the standing request has no room, the one-off one is not what is short.
        multiple: multiple < 1 ? Number.NaN : oneOff,
        nature: 'one-off' as const,
        asked: room.request.oneOff[k] ?? 0,
        headroom: room.oneOffHeadroom[k] ?? 0,
      },
    ].filter((entry) => !Number.isNaN(entry.multiple))
  })
  return found.reduce<Tightest | null>((least, entry) => (least === null || entry.multiple < least.multiple ? entry : least), null)
}
