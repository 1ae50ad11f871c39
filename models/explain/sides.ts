import { mixedScenario } from '../difference/causes'
import { causeGroups, type CauseGroup } from '../difference/causeTable'
import { policyLevers } from '../scenario/apply'
import type { Scenario } from '../scenario/document'
import { scenarioOfStep } from './remedies'
import { Answers, openRun, UnknownFigure, type OpenRun } from './run'

/**
 * Runs beside the one that is open, by the word before the colon of a path: `plan:quantity/…` is the figure in the run
 * without actual figures. Sides of sides are written one before the other.
 */
const namedSides = {
  /** The scenario that this one is compared with. */
  other: ({ other }: OpenRun): Scenario => needed(other, 'no scenario to compare with was given'),
  /** This scenario without its actual figures. */
  plan: ({ scenario }: OpenRun): Scenario => ({ ...scenario, actuals: [] }),
  /** This scenario's people and economy with standards, coverage and sharing as the catalogue has them. */
  policy: ({ scenario }: OpenRun): Scenario => ({
    ...scenario,
    overrides: scenario.overrides.filter(({ lever }) => !policyLevers.includes(lever)),
  }),
} satisfies Readonly<Record<string, (open: OpenRun) => Scenario>>
export const sideNames = ['other', 'plan', 'policy'] as const

function needed<T>(value: T | undefined, why: string): T {
  if (value === undefined) throw new UnknownFigure(why)
  return value
}

/** Where sides with parameters have theirs: `mixed~population+price`. */
const parameter = '~'

/** The other scenario with this one's inputs in some groups: what a difference is split over. */
export const mixedSide = (groups: readonly CauseGroup[]): string => `mixed${parameter}${groups.join('+')}`

function scenarioOf(open: OpenRun, side: string): Scenario {
  const [head = '', ...parameters] = side.split(parameter)
  const name = sideNames.find((known) => known === head)
  if (name !== undefined && parameters.length === 0) return namedSides[name](open)
  if (head === 'mixed' && parameters.length === 1) {
    const wanted = (parameters[0] ?? '').split('+').filter((group) => group !== '')
    const groups = causeGroups.filter((group) => wanted.includes(group))
    if (groups.length < wanted.length) throw new UnknownFigure(`groups of causes are ${causeGroups.join(', ')}`)
    return mixedScenario(namedSides.other(open), open.scenario, groups)
  }
  const step = scenarioOfStep(open, side)
  if (step !== undefined) return step
  throw new UnknownFigure(`there is no run ${side}; one of: ${sideNames.join(', ')}, mixed${parameter}GROUP+GROUP`)
}

/** The side of a path, and the path there. */
export function sideOf(path: string): readonly [side: string | undefined, rest: string] {
  const at = path.indexOf(':')
  return at < 0 ? [undefined, path] : [path.slice(0, at), path.slice(at + 1)]
}

const opened = new Answers<OpenRun>()

/** The run beside the open one that a word names. */
export const besides = (open: OpenRun, side: string): OpenRun => opened.of(open, side, () => openRun(open.model, scenarioOf(open, side)))
