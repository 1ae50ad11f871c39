import type { Grade } from '../catalogue/schema'
import type { Coordinates } from '../equation/explain'
import type { LeverId } from '../scenario/document'
import { kernelInputs } from './kernel'
import type { OpenRun } from './run'

/** A change of the scenario that acts on an input at a place. */
export interface FigureChange {
  readonly id: string
  readonly reason: string
  readonly author: string
  /** ISO 8601 of the edit. */
  readonly at: string
  /** How far it can be trusted: what a scenario decides or assumes is D unless it says more. */
  readonly grade: Grade
}

const standardInputs = ['isAdjusted', 'isReplaced', 'replacement', 'isHeld', 'phase', 'standardScale', 'standardShift']
const ratioInputs = ['ratioPhase', 'ratioReplacement', 'ratioScale', 'ratioShift']
const peopleLevers = ['tfr', 'lifeExpectancy', 'netMigration', 'urbanShare', 'sexRatioAtBirth'] as const

/** Levers that act on an input of the equations. */
function leversOf(name: string): readonly string[] {
  if (standardInputs.includes(name)) return ['standard']
  if (name === 'indexGrowth') return ['priceIndex']
  if (name === 'claimGrowth') return ['priorClaimsGrowth']
  if (/ContributionGrowth/.test(name)) return ['fundContributionGrowth']
  if (/BenefitGrowth/.test(name)) return ['fundBenefitGrowth']
  if (ratioInputs.includes(name)) return ['basisRatio']
  if (['isPartMoved', 'movedPart', 'isIncrementShared', 'incrementPart'].includes(name)) return ['regionShare']
  if (name === 'isInClass') return ['sharingClass']
  // No lever moves what is asked for without any.
  if (name.startsWith('plain')) return []
  if (kernelInputs.has(name)) return peopleLevers
  return [name]
}

/** Enabled changes behind an input. */
export function changesBehind(open: OpenRun, name: string, at: Coordinates): readonly FigureChange[] {
  const { elements } = open.model.structure.space
  const targets: readonly (string | undefined)[] = [
    elements.standard[at.standard ?? -1],
    elements.item[at.item ?? -1],
    elements.index[at.index ?? -1],
    elements.claim[at.claim ?? -1],
    elements.basis[at.basis ?? -1],
    elements.fund[at.fund ?? -1],
  ]
  const target = targets.find((id) => id !== undefined)
  const leaf = at.cell
  const found = overridesOf(open, leversOf(name), leaf).filter((o) => o.target === undefined || o.target === target)
  return [...(kernelInputs.has(name) ? populationChanges(open, leaf) : []), ...found.map(change)]
}

/** Changes behind the people of a leaf: outlook, imported populations and levers. */
export const changesOfPeople = (open: OpenRun, leaf: number): readonly FigureChange[] => [
  ...populationChanges(open, leaf),
  ...overridesOf(open, peopleLevers, leaf).map(change),
]

export const changesOfThreshold = (open: OpenRun, id: string): readonly FigureChange[] =>
  overridesOf(open, ['threshold'], undefined)
    .filter(({ target }) => target === id)
    .map(change)

type Said = Omit<FigureChange, 'grade'> & { readonly grade?: Grade | undefined }
const change = ({ id, reason, author, at, grade = 'D' }: Said): FigureChange => ({ id, reason, author, at, grade })

function overridesOf({ model: { structure }, scenario }: OpenRun, levers: readonly (LeverId | string)[], cell: number | undefined) {
  return scenario.overrides
    .filter((o) => o.enabled && levers.includes(o.lever))
    .filter((o) => cell === undefined || o.area === structure.root.code || (structure.leavesIn.get(o.area) ?? []).includes(cell))
}

function populationChanges({ model: { structure }, scenario }: OpenRun, leaf: number | undefined): readonly FigureChange[] {
  const imported = scenario.populations.filter(
    ({ enabled, area }) => enabled && (leaf === undefined || (structure.leavesIn.get(area) ?? []).includes(leaf)),
  )
  return [...(scenario.outlook === undefined ? [] : [{ ...scenario.outlook, id: 'outlook' }]), ...imported].map(change)
}
