import type { Flag, Severity } from '../result'
import { flagOf, judgeSubject, type GrowthTest, type Subject } from './flag'
import { Yardstick } from './yardstick'

/**
 * Low and high definitions of resources (METHOD section 5.5): general transfers grow slower and faster by the catalogue's
 * band. What the growth test says under each stands beside its answer; the answer is grey where a subject runs ahead of the
 * resources under one definition and behind them under the other.
 */
export interface Definitions {
  readonly low: Readonly<Float64Array>
  readonly high: Readonly<Float64Array>
}

/** The test, and the resources as they are and under both definitions: set up once for a unit and all its subjects. */
export interface DefinedTest {
  readonly test: GrowthTest
  readonly own: Yardstick
  readonly low: Yardstick
  readonly high: Yardstick
}

/** @param last of the same unit; its yardsticks serve again where they are of the same resources, with the growth they worked out. */
export function definedTest(test: GrowthTest, { low, high }: Definitions, last?: DefinedTest): DefinedTest {
  const of = (known: Yardstick | undefined, resources: Readonly<Float64Array>): Yardstick =>
    known?.isOf(test, resources) === true ? known : new Yardstick(test, resources)
  return { test, own: of(last?.own, test.resources), low: of(last?.low, low), high: of(last?.high, high) }
}

/** What the growth test says of a whole unit. */
export interface Pace {
  /** Grey where the definitions contradict each other. */
  readonly severity: Severity
  /** Under the resources as they are, and under both definitions. */
  readonly own: Severity
  readonly low: Severity
  readonly high: Severity
}

/** Whether a subject is ahead of the resources under one definition and not under the other. */
const isContradicted = ({ low, high }: DefinedTest, { amounts }: Subject): boolean => low.excess(amounts) > 0 !== high.excess(amounts) > 0

export function paceOf(tests: DefinedTest, whole: Subject): Pace {
  const { amounts } = whole
  const [own, low, high] = [tests.own.severityOf(amounts), tests.low.severityOf(amounts), tests.high.severityOf(amounts)]
  const isGrey = (own !== 'green' || low !== 'green' || high !== 'green') && isContradicted(tests, whole)
  return { severity: isGrey ? 'grey' : own, own, low, high }
}

/** The growth test's flags of a unit and its subjects, with what it says under both definitions; grey where these contradict each other. */
export function definedFlags(
  tests: DefinedTest,
  whole: Subject,
  subjects: readonly Subject[],
  pace = paceOf(tests, whole),
): readonly Flag[] {
  const flags = wholeFlag(tests, whole, pace)
  return [...flags, ...subjects.flatMap((subject) => subjectFlag(tests, pace, subject) ?? [])]
}

/** The flag of a whole unit, where it has one. */
export const wholeFlag = ({ test, own: resources }: DefinedTest, whole: Subject, { own, severity, low, high }: Pace): readonly Flag[] =>
  own === 'green' ? [] : [flagOf(test, resources, whole, { verdict: 'outpaces', severity }, { low, high, costs: null })]

/** The flag of one subject of a unit, given what is said of the whole unit; null where it has none. */
export function subjectFlag(tests: DefinedTest, pace: Pace, subject: Subject): Flag | null {
  const { test } = tests
  const judgement = judgeSubject(test, tests.own, pace.own, subject)
  if (judgement === null) return null
  const costs = costsOf(tests, subject)
  const isGrey = isContradicted(tests, subject) || costs?.disagree === true
  const severity = isGrey ? 'grey' : judgement.severity
  const low = judgeSubject(test, tests.low, pace.low, subject)?.severity ?? 'green'
  const high = judgeSubject(test, tests.high, pace.high, subject)?.severity ?? 'green'
  const under = { low, high, costs: costs === null ? null : costs.under }
  return flagOf(test, tests.own, subject, { verdict: judgement.verdict, severity }, under)
}

/** What the test says at low and high unit costs, where a subject has any; they disagree where only one of them runs ahead. */
function costsOf(
  { test, own }: DefinedTest,
  subject: Subject,
): { readonly under: NonNullable<Flag['costs']>; readonly disagree: boolean } | null {
  const { range } = subject
  if (range === undefined) return null
  const at = (amounts: Readonly<Float64Array>): Severity =>
    judgeSubject(test, own, 'green', { kind: subject.kind, amounts, binding: subject.binding ?? [] })?.severity ?? 'green'
  return {
    under: { low: at(range.low), high: at(range.high) },
    disagree: own.excess(range.low) > 0 !== own.excess(range.high) > 0,
  }
}
