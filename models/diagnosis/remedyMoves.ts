import type { Item } from '../catalogue/schema'
import { groupOfFlag } from '../fiscal/groups'
import { assembleResult } from '../assemble'
import { valueAt } from '../equation/explain'
import { runModel, type Model } from '../model'
import type { Flag, SimulationResult } from '../result'
import { expenditureIndex } from '../layout'
import type { Override, Scenario } from '../scenario/document'
import { phaseIn } from '../scenario/movePath'
import { Mover } from '../scenario/mover'
import { floorKindOf, floorYear } from '../service/floor'
import { growthRuleOf, ownLevelCode, standardId, type StandardEntry } from '../structure'
import { judgedYear, lastActualOf } from './flagCauses'
import { levelMove, movableTargets, reachMove } from './targetMoves'

/**
 * What a unit may do about a flag: `standard` and `sharing` by hundredths, `coverage` by points, `start` by years; about targets
 * outside the items: `reach` them later by years, or lower their `level` by hundredths.
 */
export const remedyKinds = ['standard', 'coverage', 'start', 'sharing', 'reach', 'level'] as const
export type RemedyKind = (typeof remedyKinds)[number]

/** A way to lessen a cost step by step; the first step that clears the flag is the remedy. */
export interface Move {
  readonly kind: RemedyKind
  /** How many steps the law and the catalogue leave. */
  readonly steps: number
  /** Changes of the scenario after some steps: those with the id of one of its changes stand in that one's place. */
  changes(step: number): readonly Override[]
  /** What is reached after some steps: the factor on the standards, points of coverage or of the region's part taken off, the year of the start. */
  value(step: number): number
}

/** The years of a move: from the first year that nothing is known of, in full force in the year that is judged. */
export interface Years {
  readonly from: number
  readonly year: number
  /** Number of the first id that the scenario has not used. */
  readonly freeId: number
}

/** Everything the flag's unit may do by law about the items behind it, the gentlest kind first. */
export function movesFor(model: Model, scenario: Scenario, result: SimulationResult, flag: Flag): readonly Move[] {
  const { catalogue } = model.structure
  const group = groupOfFlag(model.structure, flag)
  const items = group.items.flatMap((k) => catalogue.items[k] ?? [])
  const targets = movableTargets(catalogue, group.targets)
  const year = judgedYear(flag)
  const known = lastActualOf(result, flag)
  const since = flag.test === 'coverage' ? known : Math.max(flag.baseYear, known)
  const years = { from: Math.min(year, since + 1), year, freeId: freeId(scenario) }
  const raises = ownRaises(model, scenario, flag, items)
  if (!isOfRegion(model, flag)) {
    return [startMove(model, raises), standardMove(ownStandards(model, scenario, result, raises, years), flag.unit, years)].filter(possible)
  }
  return [
    startMove(model, raises),
    standardMove(regionalStandards(model, result, items, years), model.structure.root.code, years),
    coverageMove(model, scenario, items, years),
    ...(flag.unit === model.structure.root.code ? [] : [sharingMove(model, result, items, years)]),
    reachMove(model.structure, targets, years),
    levelMove(model.structure, result, targets, years),
  ].filter(possible)
}

const possible = ({ steps }: Move): boolean => steps > 0

/** Whether the unit is the region, consolidated or its own level. */
export const isOfRegion = ({ structure }: Model, { unit }: Flag): boolean =>
  unit === structure.root.code || unit === ownLevelCode(structure.root.code)

/** The scenario's own raises of what is behind a flag, made where the flag's unit decides. */
function ownRaises(model: Model, scenario: Scenario, flag: Flag, items: readonly Item[]): readonly Override[] {
  const targets = new Set(
    items.flatMap((item) => [item.id, ...(item.pool === undefined ? [] : [item.pool]), ...item.components.map((c) => standardId(item, c))]),
  )
  const area = isOfRegion(model, flag) ? model.structure.root.code : flag.unit
  return scenario.overrides.filter(
    (o) =>
      o.enabled &&
      o.mode !== 'series' &&
      (o.lever === 'standard' || o.lever === 'coverage') &&
      targets.has(o.target ?? '') &&
      o.area === area,
  )
}

/** Remedies that were taken over and kept their ids are not to be replaced by new ones. */
const freeId = ({ overrides }: Scenario): number =>
  overrides.reduce((next, { id }) => Math.max(next, 1 + Number(/^remedy-(\d{1,9})$/.exec(id)?.[1] ?? 0)), 1)

/** Changes of one kind, a new one for each target. */
export const changeEach = (
  address: Pick<Override, 'lever' | 'area' | 'mode'>,
  { from, year, freeId: first }: Years,
  targets: readonly { readonly target: string; readonly value: number }[],
): readonly Override[] =>
  targets.map(({ target, value }, k) => ({
    id: `remedy-${String(first + k)}`,
    ...address,
    target,
    from,
    value,
    ...(year > from ? { fullFrom: year } : {}),
    enabled: true,
    reason: '',
    author: '',
    at: '',
  }))

interface MovableStandard {
  readonly id: string
  /** Smallest factor that keeps it at its floor. */
  readonly floor: number
}

/** What the region may move: what it alone decides, and its own part on top of a national amount. */
function regionalStandards(model: Model, result: SimulationResult, items: readonly Item[], years: Years): readonly MovableStandard[] {
  const { structure } = model
  const { year } = years
  const isMovable = (item: Item | undefined): item is Item =>
    item !== undefined && items.includes(item) && item.discretion !== 'national' && item.funding !== 'fund'
  const movable = new Set(structure.standards.filter(({ item }) => isMovable(item)).map(({ id }) => id))
  return structure.standards.flatMap((entry) => {
    const { id, item } = entry
    if (!isMovable(item)) return []
    const rule = growthRuleOf(structure, entry)
    // What follows a standard that is moved falls with it.
    if (rule.kind === 'linked' && movable.has(rule.standard)) return []
    const at = (when: number): number => standardIn(structure, result, id, structure.root.code, when)
    return at(year) > 0 ? [{ id, floor: floorFactor(model, entry, years, at) }] : []
  })
}

/** The smallest factor, phased in up to the judged year, that leaves a standard at or above its floor in every year. */
function floorFactor({ structure, compiled }: Model, entry: StandardEntry, { from, year }: Years, at: (when: number) => number): number {
  const kind = floorKindOf(structure, entry)
  if (kind === null) return 0.05
  const standard = structure.standards.indexOf(entry)
  return structure.years.reduce((most, when, k) => {
    if (when < from || at(when) <= 0) return most
    const low = valueAt(compiled, 'nationalStandard', { standard, year: floorYear(kind, k) })
    // Of a change that is phased in, only a part is in force.
    return Math.max(most, 1 - (1 - Math.min(1, low / at(when))) / phaseIn({ from, fullFrom: year }, when))
  }, 0)
}

/** What a league may move: what it raised on its own, down to what holds without that. */
function ownStandards(
  model: Model,
  scenario: Scenario,
  result: SimulationResult,
  raises: readonly Override[],
  years: Years,
): readonly MovableStandard[] {
  const own = raises.filter(({ lever }) => lever === 'standard')
  if (own.length === 0) return []
  const without = assembleResult(model, runModel(model, { ...scenario, overrides: scenario.overrides.filter((o) => !own.includes(o)) }))
  const at = (of: SimulationResult, { target, area }: Override): number => standardIn(model.structure, of, target ?? '', area, years.year)
  return own.flatMap((o) => (at(result, o) > 0 ? [{ id: o.target ?? '', floor: at(without, o) / at(result, o) }] : []))
}

/** A standard in an area and year, in its own unit. */
function standardIn(
  { standards, areas, years }: Model['structure'],
  result: SimulationResult,
  id: string,
  area: string,
  year: number,
): number {
  const [row, place] = [standards.findIndex((entry) => entry.id === id), areas.findIndex(({ code }) => code === area)]
  return result.standard[(row * areas.length + place) * years.length + years.indexOf(year)] ?? 0
}

function standardMove(standards: readonly MovableStandard[], area: string, years: Years): Move {
  const movable = standards.filter(({ floor }) => floor < 1)
  const lowest = movable.reduce((least, { floor }) => Math.min(least, floor), 1)
  const factor = (step: number): number => (100 - step) / 100
  return {
    kind: 'standard',
    steps: Math.floor((1 - lowest) * 100 + 1e-9),
    changes: (step) =>
      changeEach(
        { lever: 'standard', area, mode: 'scale' },
        years,
        movable.map(({ id, floor }) => ({ target: id, value: Math.max(factor(step), floor) })),
      ),
    value: factor,
  }
}

/** Coverage that the region may narrow: of what it alone decides. */
function coverageMove({ structure }: Model, scenario: Scenario, items: readonly Item[], years: Years): Move {
  // A binding target is a promise of whom is reached: nothing goes below it.
  const isBound = (id: string): boolean =>
    structure.catalogue.indicators.some(({ nature, linkedItems }) => nature === 'binding' && linkedItems.includes(id))
  const own = items.filter(({ id, discretion, funding }) => discretion === 'regional' && funding !== 'fund' && !isBound(id))
  const least = own.reduce((low, item) => Math.min(low, leastCoverage(structure, scenario, item, years)), own.length === 0 ? 0 : 1)
  return {
    kind: 'coverage',
    steps: Math.max(0, Math.round(least * 100) - 5),
    changes: (step) =>
      changeEach(
        { lever: 'coverage', area: structure.root.code, mode: 'add' },
        years,
        own.map(({ id }) => ({ target: id, value: -step / 100 })),
      ),
    value: (step) => (own.length === 1 ? Math.round((own[0]?.coverage.value ?? 0) * 1e4 - step * 100) / 1e4 : -step / 100),
  }
}

/** The least that an item covers anywhere from the first free year on, as the scenario moves it. */
function leastCoverage({ catalogue, years: all }: Model['structure'], { overrides }: Scenario, item: Item, { from }: Years): number {
  const acting = overrides.filter((o) => o.enabled && o.lever === 'coverage' && o.target === item.id)
  return acting.reduce((low, { area }) => {
    const path = new Float64Array(all.length).fill(item.coverage.value)
    const mover = new Mover(catalogue.baseYear)
    for (const o of acting) if (o.area === area) mover.move(o, [path], [0, item.coverage.max])
    return Math.min(low, ...path.slice(from - catalogue.baseYear))
  }, item.coverage.value)
}

/** The region's part of the local money, which leagues and banners would then pay. */
function sharingMove({ structure }: Model, result: SimulationResult, items: readonly Item[], years: Years): Move {
  const shared = items.filter(({ shares }) => shares !== null && shares.central < 1 && shares.region > 0)
  const least = shared.reduce((low, { id }) => Math.min(low, leastRegionShare(structure, result, id, years)), 0.5)
  return {
    kind: 'sharing',
    steps: shared.length === 0 ? 0 : Math.floor(least * 100 + 1e-9),
    changes: (step) =>
      changeEach(
        { lever: 'regionShare', area: structure.root.code, mode: 'add' },
        years,
        shared.map(({ id }) => ({ target: id, value: -step / 100 })),
      ),
    value: (step) => -step / 100,
  }
}

/** The least part of an item's local money that the region pays anywhere from the first free year on. */
function leastRegionShare(
  { areas, years: all, catalogue }: Model['structure'],
  result: SimulationResult,
  id: string,
  { from }: Years,
): number {
  const item = result.layout.items.indexOf(id)
  const paid = (area: number, payer: number, k: number): number =>
    result.expenditure[expenditureIndex(result.layout, item, area, payer, k)] ?? 0
  let least = 1
  areas.forEach(({ cells }, area) => {
    if (cells.length > 1) return
    for (let k = from - catalogue.baseYear; k < all.length; k++) {
      const local = paid(area, 1, k) + paid(area, 2, k) + paid(area, 3, k)
      if (local > 0) least = Math.min(least, paid(area, 1, k) / local)
    }
  })
  return least
}

/** The scenario's own raises, begun later by some years. */
function startMove({ structure }: Model, raises: readonly Override[]): Move {
  const first = raises.reduce((least, { from }) => Math.min(least, from), structure.catalogue.horizonYear)
  const later = (o: Override, step: number): Override => ({
    ...o,
    from: o.from + step,
    ...(o.to === undefined ? {} : { to: Math.max(o.to, o.from + step) }),
    ...(o.fullFrom === undefined ? {} : { fullFrom: o.fullFrom + step }),
  })
  const last = raises.reduce((most, { from, fullFrom, to }) => Math.max(most, from, fullFrom ?? from, to ?? from), first)
  return {
    kind: 'start',
    steps: raises.length === 0 ? 0 : Math.max(0, structure.catalogue.horizonYear - last),
    changes: (step) => raises.map((o) => later(o, step)),
    value: (step) => first + step,
  }
}
