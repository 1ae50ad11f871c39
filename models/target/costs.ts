import type { Grade, TargetCost } from '../catalogue/schema'
import { keptCopy } from '../kept'
import type { Model, Run } from '../model'
import type { Override } from '../scenario/document'
import { changesOf } from './aim'
import type { localPayers } from '../structure'
import { costPartId } from './inputs'
import { isUnread } from './readings'

export type LocalShares = Readonly<Record<(typeof localPayers)[number], number>>

/** Whether a part of a target's money is known, is there and nobody knows what it costs, or is not there. */
export type PartState = 'known' | 'unknown' | 'none'

/** What a target costs outside the items, yuan by year. */
export interface TargetCostResult {
  readonly id: string
  readonly indicator: string | null
  readonly commitment: string | null
  /** How many units there are to be, are added and are renewed in the year. */
  readonly units: Float64Array
  readonly added: Float64Array
  readonly renewed: Float64Array
  /** Null where no unit cost is known: nothing is said, which is not nothing. What is added, once; what was built, again. */
  readonly capital: Float64Array | null
  readonly renewal: Float64Array | null
  readonly running: Float64Array | null
  readonly parts: { readonly capital: PartState; readonly running: PartState }
  /** Whether anybody knows how many units are meant. */
  readonly isCounted: boolean
  /** Low and high over the central case; both parts move with them, renewal as capital. */
  readonly capitalRange: readonly [number, number]
  readonly runningRange: readonly [number, number]
  /** Parts of a yuan that the levels below the centre pay. */
  readonly localShares: { readonly capital: LocalShares; readonly running: LocalShares }
  /** Of the capital what is spent once; works and what is delivered once and for all. */
  readonly isOneOff: boolean
  /** What the base year's money paid for already. */
  readonly already: Float64Array
  readonly grade: Grade
}

type Part = TargetCost['capital']
const sharesOf = (part: Part): LocalShares => ({
  region: part?.payers.region ?? 0,
  league: part?.payers.league ?? 0,
  banner: part?.payers.banner ?? 0,
})
const partNames = ['capital', 'running'] as const

/** The costs of a run's targets, in the catalogue's order; what only another reading asks for has no money. */
export function targetCostsOf(
  { structure, compiled }: Model,
  { scenario, applied: { targetOverrides: overrides } }: Run,
): readonly TargetCostResult[] {
  const years = structure.years.length
  const rowsOf = (name: string): ((k: number) => Float64Array) => {
    const data = keptCopy(compiled, compiled.block(name))
    return (k) => data.subarray(k * years, (k + 1) * years)
  }
  const [units, added, renewed] = [rowsOf('targetUnits'), rowsOf('targetAdded'), rowsOf('targetRenewed')]
  const [capital, renewal, running] = [rowsOf('targetCapital'), rowsOf('targetRenewal'), rowsOf('targetRunning')]
  const already = rowsOf('targetAlready')
  return structure.catalogue.targetCosts.map((cost, k): TargetCostResult => {
    const isThere = !isUnread(cost, scenario.readings)
    const part = (name: 'capital' | 'running'): PartState => (isThere ? stateOf(cost, name, overrides) : 'none')
    const parts = { capital: part('capital'), running: part('running') }
    const isCounted = isCountKnown(cost, overrides)
    const isKnown = (name: 'capital' | 'running'): boolean => isCounted && parts[name] === 'known'
    return {
      id: cost.id,
      indicator: cost.indicator ?? null,
      commitment: cost.commitment ?? null,
      units: units(k),
      added: added(k),
      renewed: renewed(k),
      capital: isKnown('capital') ? capital(k) : null,
      renewal: isKnown('capital') ? renewal(k) : null,
      running: isKnown('running') ? running(k) : null,
      parts,
      isCounted,
      capitalRange: rangeOf(cost.capital, isEntered(cost, 'capital', overrides)),
      runningRange: rangeOf(cost.running, isEntered(cost, 'running', overrides)),
      localShares: { capital: sharesOf(cost.capital), running: sharesOf(cost.running) },
      isOneOff: cost.measure.kind === 'total',
      already: already(k),
      grade: gradeOf(cost, overrides),
    }
  })
}

const entered = (cost: TargetCost, part: 'capital' | 'running', overrides: readonly Override[]): readonly Override[] =>
  changesOf(overrides, 'targetUnitCost', costPartId(cost.id, part))
const isEntered = (cost: TargetCost, part: 'capital' | 'running', overrides: readonly Override[]): boolean =>
  entered(cost, part, overrides).some(({ mode }) => mode === 'set')

function stateOf(cost: TargetCost, part: 'capital' | 'running', overrides: readonly Override[]): PartState {
  const money = cost[part]
  if (money === null) return 'none'
  // What the services spend on the registered is known: the items say it.
  return money.cost !== null || cost.measure.kind === 'unregistered' || isEntered(cost, part, overrides) ? 'known' : 'unknown'
}

const isCountKnown = ({ id, measure }: TargetCost, overrides: readonly Override[]): boolean =>
  measure.kind !== 'total' || measure.amount !== null || changesOf(overrides, 'targetLevel', id).some(({ mode }) => mode === 'set')

/** A unit cost that the scenario enters has no range. */
function rangeOf(part: Part, isUsers: boolean): readonly [number, number] {
  const cost = part?.cost ?? null
  return isUsers || cost === null || cost.central === 0 ? [1, 1] : [cost.low / cost.central, cost.high / cost.central]
}

/** The worst grade of what is multiplied: unit costs and counts. What a scenario enters is taken as its word, D. */
function gradeOf(cost: TargetCost, overrides: readonly Override[]): Grade {
  const { measure } = cost
  const count = measure.kind === 'count' ? measure.count.grade : measure.kind === 'total' ? (measure.amount?.grade ?? 'A') : 'A'
  const own = changesOf(overrides, 'targetLevel', cost.id).length > 0 || partNames.some((part) => entered(cost, part, overrides).length > 0)
  const priced = partNames.flatMap((part): readonly Grade[] => {
    const grade = cost[part]?.cost?.grade
    return grade === undefined ? [] : [grade]
  })
  const grades: readonly Grade[] = [count, own ? 'D' : 'A', ...priced]
  return grades.reduce((worst, grade) => (grade > worst ? grade : worst), measure.kind === 'unregistered' ? 'D' : 'A')
}
