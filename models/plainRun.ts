import type { Figures } from './equation/block'
import type { CompiledModel } from './equation/compile'
import type { InputValues } from './equation/inputs'
import { allOf, type Repeated } from './equation/repeated'
import type { Scenario } from './scenario/document'
import type { Inputs } from './scenario/fiscalInputs'

/** Facts of a scenario that move claims and residents, as text. */
const factsOf = ({ outlook, populations, actuals }: Scenario): string =>
  JSON.stringify([
    outlook?.id,
    populations.filter(({ enabled }) => enabled),
    actuals.filter(({ enabled, kind }) => enabled && (kind === 'count' || kind === 'standard')),
  ])

/** The scenario with its facts and without its levers. */
const withoutLevers = (scenario: Scenario): Scenario => ({ ...scenario, overrides: [] })

const noClaims = new WeakMap<CompiledModel, Repeated>()

const last = new WeakMap<CompiledModel, { readonly facts: string; readonly spread: Inputs }>()

/**
 * Inputs by which money of the whole region is spread over the leagues: what they would claim of the centre's grants, and how
 * many live there, with the scenario's facts (outlook, imported populations, counts, standards in force) and none of its
 * levers. So no lever that one league pulls moves another league (METHOD sections 4 and 5.1). Worked out anew only where the
 * facts have changed.
 * @param inputsOf inputs of a scenario, but for those that are sought.
 */
export function spreadOf(compiled: CompiledModel, scenario: Scenario, inputsOf: (scenario: Scenario) => Inputs): Inputs {
  const facts = factsOf(scenario)
  const known = last.get(compiled)
  if (known?.facts === facts) return known.spread
  const plain = inputsOf(withoutLevers(scenario))
  const residents = plain.get('residents')
  if (!(residents instanceof Float64Array)) throw new RangeError('residents are no plain array')
  const none = noClaims.get(compiled) ?? allOf(0, compiled.block('plainClaim').rows * compiled.block('plainClaim').years)
  noClaims.set(compiled, none)
  // Claims do not hang on how they are met.
  compiled.run(new Map<string, InputValues>([...plain, ['plainClaim', none], ['plainResidents', residents]]))
  const spread: Inputs = new Map<string, InputValues>([
    ['plainClaim', { base: none, rows: claimsIn(compiled.figures('grantClaim'), compiled.space.elements.cell.length) }],
    ['plainResidents', residents],
  ])
  last.set(compiled, { facts, spread })
  return spread
}

/**
 * Rows in which anything is claimed: most items are paid out of no grant. Parts of one array for each item, since many small ones
 * cost more to make than to fill.
 * @param cells rows of an item, which are looked at together.
 */
function claimsIn(claims: Figures, cells: number): ReadonlyMap<number, Float64Array> {
  const { rows, years } = claims
  const found = new Map<number, Float64Array>()
  for (let first = 0; first < rows; first += cells) {
    const data = claims.part(first, cells)
    if (data.every((value) => value === 0)) continue
    const room = data.slice()
    for (let cell = 0; cell < cells; cell++) {
      const row = room.subarray(cell * years, (cell + 1) * years)
      if (row.some((value) => value !== 0)) found.set(first + cell, row)
    }
  }
  return found
}
