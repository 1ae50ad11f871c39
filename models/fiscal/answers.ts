import type { Flag, Payer, Severity, UnitResult, UnitTests } from '../result'
import { multipleSeverity, tightest, type CoverageBounds, type Room, type Tightest } from './coverageMultiple'
import type { Pace } from './definitions'
import type { Subject } from './flag'
import type { NoAnswer } from './unitClaims'

/** The answers of the three tests of a unit, each in its own words (METHOD sections 5.3, 5.4 and 5.6). */

interface Stretch {
  readonly years: readonly number[]
  readonly lastActualYear: number
  readonly targetYear: number
}

/** The tightest year of what is asked, and its colour. */
export interface AskedRoom extends Tightest {
  readonly severity: Severity
}

/**
 * The tightest year up to the target year; where nothing is asked until then, of the years after it, which are a scenario
 * and no assessment: yellow at most.
 */
export function askedRoom(
  room: Room | null,
  { years, lastActualYear, targetYear }: Stretch,
  boundsIn: (year: number) => CoverageBounds,
): AskedRoom | null {
  if (room === null) return null
  const assessed = tightest(room, years, lastActualYear + 1, targetYear)
  if (assessed !== null) return { ...assessed, severity: multipleSeverity(assessed.multiple, boundsIn(assessed.year)) }
  const later = tightest(room, years, Math.max(lastActualYear, targetYear) + 1, years.at(-1) ?? targetYear)
  if (later === null) return null
  return { ...later, severity: multipleSeverity(later.multiple, boundsIn(later.year)) === 'green' ? 'green' : 'yellow' }
}

interface Asking {
  readonly unit: Pick<UnitResult, 'code' | 'grade'>
  readonly payers: readonly Payer[]
  readonly whole: Pick<Subject, 'payer' | 'evidence'>
  readonly targetYear: number
  readonly boundsIn: (year: number) => CoverageBounds
}

const verdictOf = (asked: AskedRoom): 'no-room' | 'little-room' | 'has-room' =>
  asked.multiple < 1 ? 'no-room' : asked.severity === 'green' ? 'has-room' : 'little-room'

/** The flag of a request for which there is too little room; its size is what is lacking to the green bound. */
export function coverageFlag(asked: AskedRoom | null, { unit, payers, whole, targetYear, boundsIn }: Asking): Flag | null {
  if (asked === null || asked.severity === 'green') return null
  const { year, multiple, nature } = asked
  return {
    subject: { kind: 'unit', id: unit.code },
    unit: unit.code,
    payer: whole.payer,
    payers,
    test: 'coverage',
    verdict: verdictOf(asked) === 'no-room' ? 'no-room' : 'little-room',
    severity: asked.severity,
    binding: [],
    standings: [],
    sameAs: null,
    costs: null,
    taken: null,
    room: { year, multiple, nature },
    firstYear: null,
    size: boundsIn(year).coverageGreen * asked.asked - asked.headroom,
    growth: 0,
    resourcesGrowth: 0,
    baseYear: year,
    targetYear,
    amount: asked.asked,
    baseAmount: 0,
    // Prior claims are an estimate.
    grade: 'D',
    evidence: whole.evidence,
  }
}

export function paceAnswer(pace: Pace | null): UnitTests['pace'] {
  if (pace === null) return { verdict: 'cannot-say', severity: 'grey', low: 'grey', high: 'grey', reason: 'target-passed' }
  const { severity, low, high } = pace
  if (severity === 'grey') return { severity, low, high, verdict: 'cannot-say', reason: 'definitions-disagree' }
  return { severity, low, high, verdict: severity === 'green' ? 'keeps-pace' : 'outpaces', reason: null }
}

/** The growth test where what it compares is not known. */
export const paceUnknown = (reason: NoAnswer): UnitTests['pace'] => ({
  verdict: 'cannot-say',
  severity: 'grey',
  low: 'grey',
  high: 'grey',
  reason,
})

/** @param isRegion the unit is the region with all its levels, which no other level could help. */
export function payAnswer(
  { residual }: Pick<UnitResult, 'residual'>,
  flag: Flag | null,
  noAnswer: NoAnswer | null,
  isRegion: boolean,
): UnitTests['pay'] {
  const level = (of: 'matches' | 'mismatch' | 'cannot-say'): UnitTests['pay']['level'] => (isRegion ? null : of)
  if (residual === null || noAnswer !== null)
    return { verdict: 'cannot-say', level: level('cannot-say'), severity: 'grey', firstYear: null, reason: noAnswer ?? 'no-accounts' }
  if (flag === null) return { verdict: 'can-pay', level: level('matches'), severity: 'green', firstYear: null, reason: null }
  const { severity, firstYear, verdict } = flag
  return { verdict: 'cannot-pay', level: level(verdict === 'level-mismatch' ? 'mismatch' : 'matches'), severity, firstYear, reason: null }
}

export function roomAnswer(room: Room | null, asked: AskedRoom | null, noAnswer: NoAnswer | null): UnitTests['room'] {
  if (room === null || noAnswer !== null)
    return { verdict: 'cannot-say', severity: 'grey', year: null, multiple: null, nature: null, reason: noAnswer ?? 'no-accounts' }
  if (asked === null) return { verdict: 'nothing-asked', severity: null, year: null, multiple: null, nature: null, reason: null }
  const { severity, year, multiple, nature } = asked
  return { verdict: verdictOf(asked), severity, year, multiple, nature, reason: null }
}
