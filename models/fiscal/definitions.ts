import type { Flag, Severity } from '../result'
import { excess, flagOf, Growths, judgeSubject, severityOf, type GrowthTest, type Subject } from './flag'

/**
 * Low and high definitions of resources (METHOD section 5.5): general transfers grow slower and faster by the catalogue's
 * band. What the growth test says under each stands beside its answer; the answer is grey where a subject runs ahead of the
 * resources under one definition and behind them under the other.
 */
export interface Definitions {
  readonly low: Readonly<Float64Array>
  readonly high: Readonly<Float64Array>
}

const under = (test: GrowthTest, resources: Readonly<Float64Array>): GrowthTest => ({ ...test, resources, growths: new Growths(resources) })

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
const isContradicted = (low: GrowthTest, high: GrowthTest, { amounts }: Subject): boolean =>
  excess(low, amounts) > 0 !== excess(high, amounts) > 0

export function paceOf(test: GrowthTest, definitions: Definitions, whole: Subject): Pace {
  const [lowTest, highTest] = [under(test, definitions.low), under(test, definitions.high)]
  const [own, low, high] = [severityOf(test, whole), severityOf(lowTest, whole), severityOf(highTest, whole)]
  const isGrey = [own, low, high].some((severity) => severity !== 'green') && isContradicted(lowTest, highTest, whole)
  return { severity: isGrey ? 'grey' : own, own, low, high }
}

/** The growth test's flags of a unit and its subjects, with what it says under both definitions; grey where these contradict each other. */
export function definedFlags(
  test: GrowthTest,
  definitions: Definitions,
  whole: Subject,
  subjects: readonly Subject[],
  pace = paceOf(test, definitions, whole),
): readonly Flag[] {
  const [lowTest, highTest] = [under(test, definitions.low), under(test, definitions.high)]
  const flags: Flag[] = []
  if (pace.own !== 'green')
    flags.push(flagOf(test, whole, { verdict: 'outpaces', severity: pace.severity }, { low: pace.low, high: pace.high, costs: null }))
  for (const subject of subjects) {
    const judgement = judgeSubject(test, pace.own, subject)
    if (judgement === null) continue
    const costs = costsOf(test, subject)
    const isGrey = isContradicted(lowTest, highTest, subject) || costs?.disagree === true
    const severity = isGrey ? 'grey' : judgement.severity
    const low = judgeSubject(lowTest, pace.low, subject)?.severity ?? 'green'
    const high = judgeSubject(highTest, pace.high, subject)?.severity ?? 'green'
    flags.push(flagOf(test, subject, { ...judgement, severity }, { low, high, costs: costs === null ? null : costs.under }))
  }
  return flags
}

/** What the test says at low and high unit costs, where a subject has any; they disagree where only one of them runs ahead. */
function costsOf(test: GrowthTest, subject: Subject): { readonly under: NonNullable<Flag['costs']>; readonly disagree: boolean } | null {
  const { range } = subject
  if (range === undefined) return null
  const at = (amounts: Readonly<Float64Array>): Severity =>
    judgeSubject(test, 'green', { kind: subject.kind, amounts, binding: subject.binding ?? [] })?.severity ?? 'green'
  return {
    under: { low: at(range.low), high: at(range.high) },
    disagree: excess(test, range.low) > 0 !== excess(test, range.high) > 0,
  }
}
