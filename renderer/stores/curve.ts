import type { Override } from '../../models/scenario/document'
import type { LeverDefinition } from '../../models/scenario/levers'
import { readField } from '../format/readField'
import { readBlock } from '../table/block'

/** A lever's values over the years of the run, the base year first. */
export interface Curve {
  readonly baseYear: number
  /** What stands without a change in this area. */
  readonly inherited: readonly number[]
  /** What stands with it. */
  readonly values: readonly number[]
  /** Years before are published, and locked. */
  readonly firstFree: number
}

/** A change that gives single years; null where nothing is left to change. */
export type SeriesChange = Pick<Override, 'mode' | 'from' | 'values'>

export const yearsOf = ({ baseYear, values }: Curve): readonly number[] => values.map((_, k) => baseYear + k)
export const isLocked = ({ firstFree }: Curve, year: number): boolean => year < firstFree

/**
 * The curve with new values in some years, as one override: it lists the years that differ from what is inherited, so that all
 * others go on following it. @returns null where no year differs any more.
 */
export function withYears(curve: Curve, edits: ReadonlyMap<number, number>): SeriesChange | null {
  const listed = yearsOf(curve).flatMap((year, k): readonly (readonly [number, number])[] => {
    const value = isLocked(curve, year) ? curve.values[k] : (edits.get(year) ?? curve.values[k])
    return value === undefined || Math.abs(value - (curve.inherited[k] ?? 0)) < 1e-12 ? [] : [[year, value]]
  })
  const [first] = listed
  if (first === undefined) return null
  return { mode: 'series', from: first[0], values: Object.fromEntries(listed.map(([year, value]) => [String(year), value])) }
}

/** One year set to a value; with `onwards` every later year moves by as much, within what is possible. */
export function editsOf(
  curve: Curve,
  year: number,
  value: number,
  onwards: boolean,
  [low, high]: readonly [number, number],
): ReadonlyMap<number, number> {
  const shift = value - (curve.values[year - curve.baseYear] ?? 0)
  const within = (next: number): number => Math.min(high, Math.max(low, next))
  return new Map(
    yearsOf(curve).flatMap((each, k): readonly (readonly [number, number])[] =>
      each === year ? [[each, within(value)]] : onwards && each > year ? [[each, tidy(within((curve.values[k] ?? 0) + shift))]] : [],
    ),
  )
}

/** A value on the lever's steps, without the dust of binary fractions. */
export const onStep = (value: number, step: number): number => tidy(Math.round(value / step) * step)
const tidy = (value: number): number => Number(value.toPrecision(12))

export type Pasted =
  | { readonly ok: true; readonly edits: ReadonlyMap<number, number> }
  | { readonly ok: false; readonly year: number; readonly reason: 'empty' | 'not-a-number' | 'range' | 'too-many' }

/** How a lever's values are typed. */
export interface Typing {
  readonly lever: LeverDefinition
  readonly scale: number
  readonly units: Readonly<Record<string, number>>
}

/** What was typed for a year: a value, or arithmetic on the one that stands there. */
export const readYear = (curve: Curve, year: number, text: string, { lever, scale, units }: Typing): ReturnType<typeof readField> => {
  const [min, max] = lever.possible
  const value = curve.values[year - curve.baseYear] ?? 0
  const entry = readField(text, { value, min, max, scale, isPercent: scale === 100 }, units)
  return entry.ok ? { ok: true, value: tidy(entry.value) } : entry
}

/** A row or a column copied out of a spreadsheet, for a year and those after it: every cell or none. */
export function readPasted(curve: Curve, year: number, text: string, typing: Typing): Pasted {
  const cells = readBlock(text).flat()
  const horizon = curve.baseYear + curve.values.length - 1
  if (year + cells.length - 1 > horizon) return { ok: false, year: horizon + 1, reason: 'too-many' }
  const edits = new Map<number, number>()
  for (const [k, cell] of cells.entries()) {
    const entry = readYear(curve, year + k, cell, typing)
    if (!entry.ok) return { ok: false, year: year + k, reason: entry.reason }
    edits.set(year + k, entry.value)
  }
  return { ok: true, edits }
}

/** Years whose value is possible but not plausible. */
export const implausibleYears = (curve: Curve, [low, high]: readonly [number, number]): readonly number[] =>
  yearsOf(curve).filter((year, k) => !isLocked(curve, year) && ((curve.values[k] ?? 0) < low || (curve.values[k] ?? 0) > high))
