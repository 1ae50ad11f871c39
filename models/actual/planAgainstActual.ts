import type { Catalogue } from '../catalogue/schema'
import type { Scenario } from '../scenario/document'
import { simulate } from '../simulate'
import { againstPlan, type AgainstPlan } from './againstPlan'

/** Every actual figure of a scenario beside what the plan has for it: the same scenario, run without its actual figures. */
export function planAgainstActual(catalogue: Catalogue, scenario: Scenario, code?: string): AgainstPlan {
  const planned = simulate(catalogue, { ...scenario, actuals: [] })
  return againstPlan(catalogue, scenario.actuals, { planned, actual: simulate(catalogue, scenario) }, code)
}
