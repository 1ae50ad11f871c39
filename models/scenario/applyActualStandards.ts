import type { StandardEntry, Structure } from '../structure'
import { growthRuleOf } from '../structure'
import type { Actual } from './entries'
import { heldFacts, publishedOf, type Inputs } from './fiscalInputs'
import { give, overlay } from './overlay'

type Entered = Extract<Actual, { kind: 'standard' }>
type Facts = ReadonlyMap<number, number>
type Held = ReturnType<typeof heldFacts>

/**
 * Standards in force as they were entered. The region's are facts like the published ones; where the nation alone sets the
 * standard they are the national path too. A league's hold there from their first year on, before what was published.
 */
export function applyEnteredStandards(structure: Structure, actuals: readonly Actual[], inputs: Inputs): void {
  const { standards, cells, root } = structure
  const patches = {
    isFact: overlay(structure, 'isFact'),
    fact: overlay(structure, 'fact'),
    hasEntered: overlay(structure, 'hasEntered', 1),
    isEntered: overlay(structure, 'isEntered'),
    entered: overlay(structure, 'entered'),
  }
  for (const [id, entries] of byStandard(actuals)) {
    const row = standards.findIndex((entry) => entry.id === id)
    const entry = standards[row]
    if (entry === undefined) continue
    const everywhere = factsOf(entries, root.code)
    const published = publishedOf(structure, entry)
    const isNational = everywhere.size > 0 && setByNation(structure, entry)
    if (isNational) {
      const held = heldFacts(structure, published, everywhere)
      patches.isFact.row(row).set(held.is)
      patches.fact.row(row).set(held.value)
    }
    cells.forEach((code, cell) => {
      const own = factsOf(entries, code)
      if (own.size === 0 && (everywhere.size === 0 || isNational)) return
      const held = nearest(structure, heldFacts(structure, published, everywhere), own)
      const place = row * cells.length + cell
      patches.isEntered.row(place).set(held.is)
      patches.entered.row(place).set(held.value)
      // A standard that follows another has its facts on its own path.
      if (growthRuleOf(structure, entry).kind !== 'linked') patches.hasEntered.row(place)[0] = 1
    })
  }
  give(inputs, patches)
}

const factsOf = (entries: readonly Entered[], area: string): Facts =>
  new Map(entries.flatMap((entry) => (entry.area === area ? [[entry.year, entry.value] as const] : [])))

/** The region's facts up to the first of the area's own; from there on the area's alone, each for its year. */
function nearest({ catalogue }: Structure, region: Held, own: Facts): Held {
  if (own.size === 0) return region
  const first = Math.min(...own.keys()) - catalogue.baseYear
  const [is, value] = [region.is.slice().fill(0, first), region.value.slice().fill(0, first)]
  for (const [year, fact] of own) {
    is[year - catalogue.baseYear] = 1
    value[year - catalogue.baseYear] = fact
  }
  return { is, value }
}

/** Whether the nation alone moves the standard; of a pool, where it does so for all its items. */
export function setByNation({ catalogue }: Structure, entry: StandardEntry): boolean {
  if (entry.item !== undefined) return entry.item.discretion === 'national'
  const slices = catalogue.items.filter(({ pool }) => pool === entry.id)
  return slices.every(({ discretion }) => discretion === 'national')
}

function byStandard(actuals: readonly Actual[]): ReadonlyMap<string, readonly Entered[]> {
  const groups = new Map<string, Entered[]>()
  for (const actual of actuals) {
    if (actual.kind !== 'standard') continue
    const group = groups.get(actual.target)
    if (group === undefined) groups.set(actual.target, [actual])
    else group.push(actual)
  }
  return groups
}
