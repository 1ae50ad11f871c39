import type { Flag, Severity } from '../result'
import { excess, growthFlags, type GrowthTest, type Subject } from './flag'

/**
 * Low and high definitions of resources (METHOD section 5.5): general transfers grow slower and faster by the catalogue's
 * band. What the growth test says under each stands beside its answer; the answer is grey where a subject runs ahead of the
 * resources under one definition and behind them under the other.
 */
export interface Definitions {
  readonly low: Readonly<Float64Array>
  readonly high: Readonly<Float64Array>
}

const keyOf = (kind: string, id: string): string => `${kind} ${id}`
const under = (test: GrowthTest, resources: Readonly<Float64Array>): GrowthTest => ({ ...test, resources })

function severities(test: GrowthTest, whole: Subject, subjects: readonly Subject[]): ReadonlyMap<string, Severity> {
  return new Map(growthFlags(test, whole, subjects).map(({ subject, severity }) => [keyOf(subject.kind, subject.id), severity]))
}

/** The subject is ahead of the resources under one definition and not under the other. */
const disagree = (test: GrowthTest, { low, high }: Definitions, amounts: Readonly<Float64Array>): boolean =>
  excess(under(test, low), amounts) > 0 !== excess(under(test, high), amounts) > 0

/** The growth test's flags with what it says under both definitions; grey where these contradict each other. */
export function definedFlags(test: GrowthTest, definitions: Definitions, whole: Subject, subjects: readonly Subject[]): readonly Flag[] {
  const flags = growthFlags(test, whole, subjects)
  if (flags.length === 0) return flags
  const [low, high] = [
    severities(under(test, definitions.low), whole, subjects),
    severities(under(test, definitions.high), whole, subjects),
  ]
  const amounts = new Map([whole, ...subjects].map((subject) => [keyOf(subject.kind, subject.id), subject.amounts]))
  return flags.map((flag): Flag => {
    const key = keyOf(flag.subject.kind, flag.subject.id)
    const isGrey = disagree(test, definitions, amounts.get(key) ?? whole.amounts)
    return { ...flag, severity: isGrey ? 'grey' : flag.severity, low: low.get(key) ?? 'green', high: high.get(key) ?? 'green' }
  })
}

/** What the growth test says of a whole unit: its own severity, grey where the definitions contradict, and those of both. */
export function paceOf(
  test: GrowthTest,
  definitions: Definitions,
  whole: Subject,
): { readonly severity: Severity; readonly low: Severity; readonly high: Severity } {
  const of = (resources: Readonly<Float64Array>): Severity => growthFlags(under(test, resources), whole, [])[0]?.severity ?? 'green'
  const [own, low, high] = [of(test.resources), of(definitions.low), of(definitions.high)]
  const isGrey = [own, low, high].some((severity) => severity !== 'green') && disagree(test, definitions, whole.amounts)
  return { severity: isGrey ? 'grey' : own, low, high }
}
