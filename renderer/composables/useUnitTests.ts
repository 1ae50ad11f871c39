import type { MemoUnit, Severity, UnitResult } from '../../models/result'
import { fixed, percent } from '../format/number'
import { growthTo } from '../stores/select'
import { useSimulation } from '../stores/simulation'
import { useWords } from './useWords'

export const unitTests = ['pace', 'pay', 'room'] as const
export type UnitTest = (typeof unitTests)[number]
/** A unit with answers: a row of results, or a banner beside the leaves. */
type Answering = UnitResult | MemoUnit

/** The three tests of a unit in words: each answers its own question in its own words. */
export function useUnitTests() {
  const { t, money, moneyUnit } = useWords()
  const simulation = useSimulation()

  const severityOf = (unit: Answering, test: UnitTest): Severity | null => unit.tests[test].severity
  const verdict = (unit: Answering, test: UnitTest): string =>
    t(`capacity.verdict.${test === 'pay' && unit.tests.pay.level === 'mismatch' ? 'level-mismatch' : unit.tests[test].verdict}`)

  function paceSentence(unit: Answering): string {
    const result = simulation.result
    if (result === undefined) return ''
    const { reason } = unit.tests.pace
    if (reason !== null && reason !== 'definitions-disagree') return t(`capacity.reason.${reason}`)
    const first = result.assessedFrom
    const [from, k] = [result.layout.years.indexOf(first), result.layout.years.indexOf(result.targetYear)]
    const growth = (values: Readonly<Float64Array>): string => percent(growthTo(values[from] ?? 0, values[k] ?? 0, k - from), 2)
    const words = {
      from: first,
      to: result.targetYear,
      growth: growth(unit.required),
      resources: growth(unit.resources),
      low: growth(unit.lowResources),
      high: growth(unit.highResources),
    }
    return t(reason === 'definitions-disagree' ? 'capacity.sentence.disagree' : 'capacity.sentence.pace', words)
  }

  function paySentence(unit: Answering): string {
    const { verdict: answer, level, firstYear, reason } = unit.tests.pay
    const result = simulation.result
    if (reason !== null || result === undefined) return t(`capacity.reason.${reason ?? 'no-accounts'}`)
    if (answer === 'can-pay') return [t('capacity.sentence.can-pay', { to: result.layout.years.at(-1) ?? '' }), ownYear(unit)].join('')
    const k = result.layout.years.indexOf(firstYear ?? 0)
    const short = (unit.residual?.priorClaims[k] ?? 0) + (unit.required[k] ?? 0) - (unit.resources[k] ?? 0)
    const words = { year: firstYear ?? '', size: money(short), money: moneyUnit.value }
    return [t(level === 'mismatch' ? 'capacity.sentence.level-mismatch' : 'capacity.sentence.cannot-pay', words), ownYear(unit)].join('')
  }

  /** Where an account is later than the year that the run goes on from, the answer rests on it, and that is said. */
  const ownYear = (unit: Answering): string =>
    simulation.result !== undefined && unit.lastActualYear > simulation.result.lastActualYear
      ? t('capacity.sentence.ownYear', { year: unit.lastActualYear, from: simulation.result.lastActualYear })
      : ''

  function roomSentence(unit: Answering): string {
    const { verdict: answer, year, multiple, nature, reason } = unit.tests.room
    if (reason !== null) return t(`capacity.reason.${reason}`)
    if (answer === 'nothing-asked' || nature === null) return t('capacity.sentence.nothing-asked')
    return t('capacity.sentence.room', { year: year ?? '', multiple: fixed(multiple, 2), nature: t(`capacity.kind.${nature}`) })
  }

  const sentences: Readonly<Record<UnitTest, (unit: Answering) => string>> = { pace: paceSentence, pay: paySentence, room: roomSentence }
  const sentence = (unit: Answering, test: UnitTest): string => sentences[test](unit)

  return { tests: unitTests, severityOf, verdict, sentence }
}
