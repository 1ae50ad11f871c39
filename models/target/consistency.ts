import type { Catalogue, Indicator } from '../catalogue/schema'
import type { Projection } from '../population/project'
import { contradictionKinds, type Contradiction } from './contradiction'
import { knownValues, type KnownValue, type Told } from './readings'
import { rulesAgainstKnown } from './rules/againstKnown'
import { rulesOfPeople, rulesOfWhom } from './rules/ofWhom'
import type { Evidence, Rule } from './rules/rule'
import { rulesWithinPlan } from './rules/withinPlan'

const rules: readonly Rule[] = [...rulesWithinPlan, ...rulesAgainstKnown, ...rulesOfWhom]

type Found = readonly Contradiction[]
/** What was found last, with what was entered and for whom: most runs ask about the same plan, many about other people. */
const lastFound = new WeakMap<Catalogue, { readonly entered: string; readonly ofPlan: Found }>()
const lastOfPeople = new WeakMap<Projection, { readonly ofPlan: Found; readonly all: Found }>()

const order = new Map(contradictionKinds.map((kind, k) => [kind, k]))
const inOrder = (found: Found): Found => [...found].sort((a, b) => (order.get(a.kind) ?? 0) - (order.get(b.kind) ?? 0))

/**
 * Everything in the plan that does not agree, in the order of the kinds. Readings that a scenario chose take nothing away:
 * the plan still says both.
 */
export function contradictionsOf(catalogue: Catalogue, projection: Projection, told: Pick<Told, 'actuals'>): Found {
  const root = catalogue.regions.find(({ parent }) => parent === null)?.code ?? ''
  const entered = JSON.stringify(told.actuals.filter(({ kind, enabled }) => enabled && kind === 'indicator'))
  const known = new Map<Indicator, readonly KnownValue[]>()
  const evidence: Evidence = {
    catalogue,
    projection,
    knownOf: (indicator) => {
      const values = known.get(indicator) ?? knownValues(indicator, told, root)
      known.set(indicator, values)
      return values
    },
  }
  const last = lastFound.get(catalogue)
  const ofPlan = last?.entered === entered ? last.ofPlan : rules.flatMap((rule) => rule(evidence))
  if (ofPlan !== last?.ofPlan) lastFound.set(catalogue, { entered, ofPlan })
  const ofPeople = lastOfPeople.get(projection)
  if (ofPeople?.ofPlan === ofPlan) return ofPeople.all
  const all = inOrder([...ofPlan, ...rulesOfPeople.flatMap((rule) => rule(evidence))])
  lastOfPeople.set(projection, { ofPlan, all })
  return all
}
