import { shapleyParts } from '../difference/shapley'
import type { Model } from '../model'
import type { Flag, SimulationResult } from '../result'
import { groupOfFlag } from '../fiscal/groups'
import { inWorlds, worldCount, worldGroups, type InWorlds } from './worlds'

/** What a flag's figure moved by, in the order of the story: who is served, at what price, what was decided, who pays, what there is. */
export const flagCauses = [...worldGroups, 'revenue'] as const
export type FlagCause = (typeof flagCauses)[number]

/** Why a flag is raised. */
export interface FlagChange {
  /**
   * Yuan by which the tested figure moved since the flag's base year. Growth test: the excess over what kept pace with the
   * resources (nothing in the base year, so it is the flag's size). Residual test: what is missing, or left (negative). Coverage
   * test: what is lacking to the green bound since the last year with accounts, the size too. New resources: what is taken
   * above the bound, of a part its new money.
   */
  readonly change: number
  /** Parts of the change; they add up to it. `revenue` is the resources' part, less what has to be paid first. */
  readonly causes: Readonly<Record<FlagCause, number>>
}

/**
 * Split each flag's movement over its causes (METHOD section 8). The model must hold the run that gave the result: the
 * costs are read from it.
 */
export function causesOfFlags(
  model: Model,
  result: Pick<SimulationResult, 'flags' | 'units' | 'layout' | 'lastActualYear'>,
): readonly FlagChange[] {
  const { layout } = result
  const splits = new Map<string, Split>()
  const splitOf = (from: number, to: number): Split => {
    const key = `${String(from)} ${String(to)}`
    const known = splits.get(key)
    if (known !== undefined) return known
    const made = split(inWorlds(model, from, to))
    splits.set(key, made)
    return made
  }
  return result.flags.map((flag) => {
    // Room is counted from the unit's last year with accounts.
    const since = flag.test === 'coverage' ? lastActualOf(result, flag) : flag.baseYear
    const [from, to] = [layout.years.indexOf(since), layout.years.indexOf(judgedYear(flag))]
    const { borne, targets, newTargets } = splitOf(from, to)
    const area = layout.areas.indexOf(flag.unit)
    const group = groupOfFlag(model.structure, flag)
    const sum = (part: Float64Array | undefined, rows: readonly number[]): number =>
      rows.reduce((all, row) => all + (part?.[row * layout.areas.length + area] ?? 0), 0)
    const outside = flag.test === 'new-resources' ? newTargets : targets
    const parts = worldGroups.map((_, k) => sum(borne[k], group.items) + sum(outside[k], group.targets))
    return withRevenue(flag, parts, revenueOf(result, flag, from, to))
  })
}

/** Last year that is known of a flag's unit. */
export const lastActualOf = (
  { units, lastActualYear }: Pick<SimulationResult, 'units' | 'lastActualYear'>,
  { unit }: Pick<Flag, 'unit'>,
): number => units.find(({ code }) => code === unit)?.lastActualYear ?? lastActualYear

/** The year that a flag is about. */
export const judgedYear = ({ room, firstYear, targetYear }: Flag): number => room?.year ?? firstYear ?? targetYear

/** [group] of each table: parts of the movement of what units bear. */
type Split = Readonly<Record<keyof InWorlds, readonly Float64Array[]>>

function split({ borne, targets, newTargets }: InWorlds): Split {
  const of = (table: Float64Array): readonly Float64Array[] => {
    const figures = table.length / worldCount
    return shapleyParts(worldGroups.length, (set) => Float64Array.from({ length: figures }, (_, k) => table[k * worldCount + set] ?? 0))
  }
  return { borne: of(borne), targets: of(targets), newTargets: of(newTargets) }
}

/** What the unit's resources did to the tested figure, yuan: more of them makes it smaller. */
function revenueOf({ units }: Pick<SimulationResult, 'units'>, flag: Flag, from: number, to: number): number {
  const unit = units.find(({ code }) => code === flag.unit)
  const [before, after] = [unit?.resources[from] ?? 0, unit?.resources[to] ?? 0]
  // What the bound leaves of the resources that were added; a part of the block has no bound of its own.
  if (flag.test === 'new-resources') return flag.size - (flag.amount - flag.baseAmount)
  if (flag.test === 'growth') return flag.baseAmount - flag.baseAmount * (after / before)
  const claims = unit?.residual?.priorClaims
  return before - after + ((claims?.[to] ?? 0) - (claims?.[from] ?? 0))
}

/** The parts by name; what rounding leaves goes to the largest, so that they add up to the change. */
function withRevenue(flag: Flag, parts: readonly number[], revenue: number): FlagChange {
  const scale = [...parts, revenue].reduce((most, part) => Math.max(most, Math.abs(part)), 0)
  // What is nothing but rounding is nothing.
  const all = [...parts, revenue].map((part) => (Math.abs(part) < 1e-12 * scale ? 0 : part))
  const sum = all.reduce((total, part) => total + part, 0)
  // The growth test's excess starts from nothing: its movement is the size itself.
  const change = flag.test === 'residual' ? sum : flag.size
  const largest = all.reduce((best, part, k) => (Math.abs(part) > Math.abs(all[best] ?? 0) ? k : best), 0)
  // The multiple that a request must be covered by, and what was granted before, are decisions.
  const taker = flag.test === 'coverage' ? flagCauses.indexOf('standard') : largest
  all[taker] = (all[taker] ?? 0) + (change - sum)
  const of = (cause: FlagCause): number => all[flagCauses.indexOf(cause)] ?? 0
  return {
    change,
    causes: {
      population: of('population'),
      price: of('price'),
      standard: of('standard'),
      coverage: of('coverage'),
      sharing: of('sharing'),
      revenue: of('revenue'),
    },
  }
}
