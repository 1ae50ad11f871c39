import type { CompiledModel } from './equation/compile'
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
  // Claims do not hang on how they are met.
  compiled.run(
    new Map([...plain, ['plainClaim', new Float64Array(compiled.block('plainClaim').data.length)], ['plainResidents', residents]]),
  )
  const spread: Inputs = new Map([
    ['plainClaim', compiled.block('grantClaim').data.slice()],
    ['plainResidents', residents],
  ])
  last.set(compiled, { facts, spread })
  return spread
}
