import { keptCopy } from '../kept'
import type { Model } from '../model'
import type { Structure } from '../structure'
import type { Actual } from '../scenario/entries'

/**
 * Why a unit's questions cannot be answered: no account of its own acts; its accounts leave out a prior claim; its last account
 * is of the target year or later, so that nothing is left to judge; of a banner beside the leaves, for whom nothing stands
 * in: general transfers or residents are not given.
 */
export const noAnswers = ['no-accounts', 'claims-missing', 'account-later', 'transfers-missing', 'residents-missing'] as const
export type NoAnswer = (typeof noAnswers)[number]

/** Prior claims of a unit, yuan by year; not a number in years before its first account. */
export interface KnownClaims {
  readonly priorClaims: Float64Array
  /** By claim, in the catalogue's order. */
  readonly byClaim: readonly Readonly<Float64Array>[]
  readonly ratio: Float64Array
  /** First year for which every claim is known. */
  readonly knownFrom: number
}

/** Prior claims of a unit in the last run; null where some claim is never known. @param unit position among the units of the equations. */
export function claimsOfUnit({ structure, compiled }: Pick<Model, 'structure' | 'compiled'>, unit: number): KnownClaims | null {
  const { years, catalogue } = structure
  const length = years.length
  const first = compiled
    .block('areClaimsKnown')
    .data.subarray(unit * length, (unit + 1) * length)
    .indexOf(1)
  const knownFrom = years[first]
  if (knownFrom === undefined) return null
  const rowsOf =
    (name: string) =>
    (row: number): Float64Array => {
      const data = keptCopy(compiled, compiled.block(name)).subarray(row * length, (row + 1) * length)
      return first === 0 ? data : data.map((value, k) => (k < first ? Number.NaN : value))
    }
  const claims = catalogue.fiscal.priorClaims
  const claim = rowsOf('claim')
  return {
    priorClaims: rowsOf('priorClaims')(unit),
    byClaim: claims.map((_, k) => claim(unit * claims.length + k)),
    ratio: rowsOf('residualRatio')(unit),
    knownFrom,
  }
}

/** How far a unit is known from accounts that were entered. */
export interface Booked {
  /** Last year with an account of the unit, or of all its parts; at least the last actual year of the run. */
  readonly whole: number
  /** Last year with an account of any part: up to it the unit carries no flag. */
  readonly partly: number
  /** Whether the scenario has any account of the unit itself. */
  readonly hasOwn: boolean
}

type Account = Extract<Actual, { kind: 'account' }>

/** @param actuals those that act. @param last last actual year of the run. @returns by unit of the equations. */
export function bookedYears({ areas, space, root }: Structure, actuals: readonly Actual[], last: number): readonly Booked[] {
  const accounts = actuals.filter((entry): entry is Account => entry.kind === 'account')
  const plain: Booked = { whole: last, partly: last, hasOwn: false }
  if (accounts.length === 0) return space.elements.unit.map(() => plain)
  const cellsOf = new Map(areas.map(({ code, cells }) => [code, cells]))
  const booked = new Map<number, Set<number>>()
  for (const { area, year } of accounts) {
    const cells = booked.get(year) ?? new Set<number>()
    for (const cell of cellsOf.get(area) ?? []) cells.add(cell)
    booked.set(year, cells)
  }
  return space.elements.unit.map((element, unit): Booked => {
    const code = unit === 0 ? root.code : element
    const members = cellsOf.get(code) ?? []
    const own = accounts.flatMap(({ area, year }) => (area === code ? [year] : []))
    // A leaf's share of its league's account is no account of its own.
    const of = (test: (cells: ReadonlySet<number>) => boolean): readonly number[] =>
      members.length < 2 ? [] : [...booked].flatMap(([year, cells]) => (test(cells) ? [year] : []))
    const whole = Math.max(last, ...own, ...of((cells) => members.every((cell) => cells.has(cell))))
    const partly = Math.max(whole, ...of((cells) => members.some((cell) => cells.has(cell))))
    return { whole, partly, hasOwn: own.length > 0 }
  })
}
