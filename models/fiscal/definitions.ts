import type { Flag, Severity } from '../result'
import { excess, flagOf, judge, type GrowthTest, type Judgement, type Subject } from './flag'

/**
 * Low and high definitions of resources (METHOD section 5.5): general transfers grow slower and faster by the catalogue's
 * band. What the growth test says under each stands beside its answer; the answer is grey where a subject runs ahead of the
 * resources under one definition and behind them under the other.
 */
export interface Definitions {
  readonly low: Readonly<Float64Array>
  readonly high: Readonly<Float64Array>
}

const under = (test: GrowthTest, resources: Readonly<Float64Array>): GrowthTest => ({ ...test, resources })

/** The growth test's flags with what it says under both definitions; grey where these contradict each other. */
export function definedFlags(test: GrowthTest, definitions: Definitions, whole: Subject, subjects: readonly Subject[]): readonly Flag[] {
  const judged = judge(test, whole, subjects)
  if (judged.unit === null && judged.subjects.every((judgement) => judgement === null)) return []
  const [lowTest, highTest] = [under(test, definitions.low), under(test, definitions.high)]
  const [low, high] = [judge(lowTest, whole, subjects), judge(highTest, whole, subjects)]
  return [whole, ...subjects].flatMap((subject, k): readonly Flag[] => {
    const of = (all: typeof judged): Judgement => (k === 0 ? all.unit : all.subjects[k - 1]) ?? null
    const judgement = of(judged)
    if (judgement === null) return []
    // The subject is ahead of the resources under one definition and not under the other.
    const isGrey = excess(lowTest, subject.amounts) > 0 !== excess(highTest, subject.amounts) > 0
    const flag = flagOf(test, subject, judgement)
    const severity = isGrey ? 'grey' : flag.severity
    return [{ ...flag, severity, low: of(low)?.severity ?? 'green', high: of(high)?.severity ?? 'green' }]
  })
}

/** What the growth test says of a whole unit: its own severity, grey where the definitions contradict, and those of both. */
export function paceOf(
  test: GrowthTest,
  definitions: Definitions,
  whole: Subject,
): { readonly severity: Severity; readonly low: Severity; readonly high: Severity } {
  const [lowTest, highTest] = [under(test, definitions.low), under(test, definitions.high)]
  const of = (each: GrowthTest): Severity => judge(each, whole, []).unit?.severity ?? 'green'
  const [own, low, high] = [of(test), of(lowTest), of(highTest)]
  const isGrey =
    [own, low, high].some((severity) => severity !== 'green') && excess(lowTest, whole.amounts) > 0 !== excess(highTest, whole.amounts) > 0
  return { severity: isGrey ? 'grey' : own, low, high }
}
