import type { Flag, SimulationResult, UnitResult } from '../result'

/** The answer that the figures give; people conclude. */
export const conclusions = ['support', 'adjust', 'not-now'] as const
export type Conclusion = (typeof conclusions)[number]

/** Why, each with the unit it is of and what fills its sentence. */
export interface ConclusionReason {
  readonly code:
    | 'cannot-pay'
    | 'no-room'
    | 'little-room'
    | 'unit-cannot-pay'
    | 'outpaces'
    | 'new-flags'
    | 'can-pay'
    | 'has-room'
    | 'room-unknown'
    | 'asks-nothing'
    | 'keeps-pace'
  readonly unit: string
  readonly year?: number
  readonly multiple?: number
  readonly count?: number
}

export interface Concluded {
  readonly conclusion: Conclusion
  readonly reasons: readonly ConclusionReason[]
}

const keyOf = ({ unit, test, subject }: Flag): string => `${unit} ${test} ${subject.kind} ${subject.id}`
const weights = { green: 0, grey: 1, yellow: 2, orange: 3, red: 4 } as const

/** Flags that a scenario raises, or makes worse. */
export function raisedFlags(before: SimulationResult, after: SimulationResult): readonly Flag[] {
  const known = new Map(before.flags.map((flag) => [keyOf(flag), weights[flag.severity]]))
  return after.flags.filter((flag) => weights[flag.severity] > (known.get(keyOf(flag)) ?? -1))
}

/** Under this nothing more is asked of a unit, yuan a year. */
const nothing = 1

/**
 * What a scenario's changes come to (METHOD section 6): not now, where the region with all its levels cannot pay by the target year
 * and is asked for more, or has less room than is asked for; to be adjusted, where room is tight, a unit that cannot pay is asked for more,
 * or a flag is raised; else support. A unit that cannot be judged speaks neither for nor against.
 *
 * @param before the same scenario without its changes.
 */
export function concludedFrom(before: SimulationResult, after: SimulationResult): Concluded {
  const [whole, ...parts] = after.units
  const [wholeBefore] = before.units
  if (whole === undefined || wholeBefore === undefined) throw new RangeError('a result without units')
  const years = after.layout.years
  const assessed = years.flatMap((year, k) => (year > after.lastActualYear && year <= after.targetYear ? [k] : []))
  const asksMore = (unit: UnitResult): boolean => {
    const own = before.units.find(({ code }) => code === unit.code)
    return assessed.some((k) => (unit.required[k] ?? 0) - (own?.required[k] ?? 0) > nothing)
  }
  const against = [...payReasons(whole, after.targetYear, asksMore(whole)), ...roomReasons(whole, ['no-room'])]
  const raised = raisedFlags(before, after)
  const conditions: readonly ConclusionReason[] = [
    ...roomReasons(whole, ['little-room']),
    ...parts
      .filter(
        (unit) => unit.tests.pay.verdict === 'cannot-pay' && (unit.tests.pay.firstYear ?? Infinity) <= after.targetYear && asksMore(unit),
      )
      .map(({ code, tests }): ConclusionReason => ({ code: 'unit-cannot-pay', unit: code, year: tests.pay.firstYear ?? 0 })),
    ...raised
      .filter(({ test, subject, unit }) => test === 'growth' && subject.kind === 'unit' && unit === whole.code)
      .map(({ unit }): ConclusionReason => ({ code: 'outpaces', unit })),
    ...(raised.length === 0 ? [] : [{ code: 'new-flags', unit: whole.code, count: raised.length } as const]),
  ]
  const conclusion: Conclusion = against.length > 0 ? 'not-now' : conditions.length > 0 ? 'adjust' : 'support'
  return { conclusion, reasons: [...against, ...conditions, ...reasonsFor(whole, asksMore(whole))] }
}

const payReasons = ({ code, tests: { pay } }: UnitResult, targetYear: number, asksMore: boolean): readonly ConclusionReason[] =>
  pay.verdict === 'cannot-pay' && pay.firstYear !== null && pay.firstYear <= targetYear && asksMore
    ? [{ code: 'cannot-pay', unit: code, year: pay.firstYear }]
    : []

const roomReasons = ({ code, tests: { room } }: UnitResult, wanted: readonly string[]): readonly ConclusionReason[] =>
  (room.verdict === 'no-room' || room.verdict === 'little-room') &&
  wanted.includes(room.verdict) &&
  room.year !== null &&
  room.multiple !== null
    ? [{ code: room.verdict, unit: code, year: room.year, multiple: room.multiple }]
    : []

function reasonsFor({ code, tests: { pay, room, pace } }: UnitResult, asksMore: boolean): readonly ConclusionReason[] {
  return [
    ...(asksMore ? [] : [{ code: 'asks-nothing', unit: code } as const]),
    ...(pay.verdict === 'can-pay' ? [{ code: 'can-pay', unit: code } as const] : []),
    ...(room.verdict === 'has-room' && room.year !== null && room.multiple !== null
      ? [{ code: 'has-room', unit: code, year: room.year, multiple: room.multiple } as const]
      : []),
    ...(room.verdict === 'cannot-say' ? [{ code: 'room-unknown', unit: code } as const] : []),
    ...(pace.verdict === 'keeps-pace' ? [{ code: 'keeps-pace', unit: code } as const] : []),
  ]
}
