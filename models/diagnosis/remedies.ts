import { assembleResult, giveBackResult } from '../assemble'
import { valueAt } from '../equation/explain'
import { runModel, type Model } from '../model'
import { groupOfFlag } from '../fiscal/groups'
import type { Flag, Payer, SimulationResult } from '../result'
import type { Override, Scenario } from '../scenario/document'
import { floorKindOf, floorYear } from '../service/floor'
import { judgedYear } from './flagCauses'
import { isOfRegion, movesFor, type Move, type RemedyKind } from './remedyMoves'

/** A change that was run again and clears the flag; one step less does not. */
export interface Remedy {
  readonly kind: RemedyKind
  /**
   * `standard`: factor on the standards; `coverage`: the coverage, or points taken off several; `start`: the year; `sharing`:
   * points off the region's part; `reach`: the year in which targets are reached; `level`: factor on the targets.
   */
  readonly value: number
  /** Year from which it is in full force. */
  readonly year: number
  /** Changes to be made; one with the id of a change of the scenario stands in its place. */
  readonly changes: readonly Override[]
  /** Flags that it raises elsewhere because somebody has to bear more. */
  readonly raises: number
}

export type Relief = { readonly remedies: readonly Remedy[] } | { readonly noRemedy: { readonly who: Payer } }

const keyOf = ({ unit, test, subject }: Flag): string => `${unit} ${test} ${subject.kind} ${subject.id}`

/** The scenario with changes made. */
export function withChanges(scenario: Scenario, changes: readonly Override[]): Scenario {
  const byId = new Map(changes.map((o) => [o.id, o]))
  const kept = scenario.overrides.map((o) => byId.get(o.id) ?? o)
  const known = new Set(scenario.overrides.map(({ id }) => id))
  return { ...scenario, overrides: [...kept, ...changes.filter(({ id }) => !known.has(id))] }
}

/**
 * What would clear a flag (METHOD section 6.4): for each kind of change that the unit may make by law, the smallest that does,
 * found by running the scenario with it. None goes below a floor; where nothing at this level helps, who could is said.
 */
export function remediesOf(model: Model, scenario: Scenario, result: SimulationResult, flag: Flag): Relief {
  const before = new Set(result.flags.map(keyOf))
  const remedies = movesFor(model, scenario, result, flag).flatMap((move): readonly Remedy[] => {
    const clears = (k: number): boolean =>
      lookAfter(model, scenario, move, k, ({ flags }) => !flags.some((other) => keyOf(other) === keyOf(flag)))
    const step = smallestStep(move.steps, clears)
    if (step === null) return []
    const changes = move.changes(step)
    const raises = lookAfter(model, scenario, move, step, (after) =>
      keepsFloors(model, result, after)
        ? after.flags.filter((other) => !before.has(keyOf(other)) && other.amount > amountOf(model, result, other) * (1 + 1e-9)).length
        : null,
    )
    if (raises === null) return []
    const value = move.value(step)
    return [{ kind: move.kind, value, year: move.kind === 'start' || move.kind === 'reach' ? value : judgedYear(flag), changes, raises }]
  })
  return remedies.length > 0 ? { remedies } : { noRemedy: { who: whoCan(model, flag) } }
}

/** What is seen in the result after a step, which is let go of at once. */
function lookAfter<T>(model: Model, scenario: Scenario, move: Move, step: number, look: (after: SimulationResult) => T): T {
  const after = assembleResult(model, runModel(model, withChanges(scenario, move.changes(step))))
  const seen = look(after)
  giveBackResult(after)
  return seen
}

/**
 * Whether no standard has gone below what must be kept: nationally set ones stay where they were, others do not fall below their
 * floor. A standard that follows another may fall with it, so all are looked at.
 */
function keepsFloors({ structure, compiled }: Model, before: SimulationResult, after: SimulationResult): boolean {
  const years = structure.years.length
  const perStandard = structure.areas.length * years
  return structure.standards.every((entry, row) => {
    const kind = entry.item === undefined ? null : floorKindOf(structure, entry)
    if (kind === null) return true
    for (let at = row * perStandard; at < (row + 1) * perStandard; at++) {
      const was = before.standard[at] ?? 0
      const low = valueAt(compiled, 'nationalStandard', { standard: row, year: floorYear(kind, at % years) })
      const floor = kind === 'national-path' ? was : Math.min(was, low)
      if ((after.standard[at] ?? 0) < floor * (1 - 1e-9)) return false
    }
    return true
  })
}

/** What the subject of a flag costs the flag's unit in a run that brought its money outside the items, in the year the flag looks at; yuan. */
function amountOf(model: Model, { layout, borne, targets }: SimulationResult, flag: Flag): number {
  const [area, year] = [layout.areas.indexOf(flag.unit), layout.years.indexOf(judgedYear(flag))]
  const { items, targets: costs } = groupOfFlag(model.structure, flag)
  const at = (table: Float64Array, row: number): number => table[(row * layout.areas.length + area) * layout.years.length + year] ?? 0
  const inside = items.reduce((sum, item) => sum + at(borne, item), 0)
  const { borne: outside } = targets
  return outside === null ? inside : costs.reduce((sum, row) => sum + at(outside.capital, row) + at(outside.running, row), inside)
}

/** The first of 1 … `steps` that clears, given that more never flags what less has cleared; null where even the last does not. */
function smallestStep(steps: number, clears: (step: number) => boolean): number | null {
  if (!clears(steps)) return null
  let [flagged, cleared] = [0, steps]
  while (cleared - flagged > 1) {
    const middle = Math.floor((flagged + cleared) / 2)
    if (clears(middle)) cleared = middle
    else flagged = middle
  }
  return cleared
}

/** The level that could do what this one may not: the region for what it decides, the centre for the rest. */
function whoCan(model: Model, flag: Flag): Payer {
  const { items, targets } = groupOfFlag(model.structure, flag)
  const isNational = (k: number): boolean => model.structure.catalogue.items[k]?.discretion === 'national'
  // The plan's targets are the region's own, binding ones only together with the centre.
  return isOfRegion(model, flag) || (targets.length === 0 && items.every(isNational)) ? 'central' : 'region'
}
