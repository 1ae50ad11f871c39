import type { RunNotice } from '../result'
import type { Structure } from '../structure'
import { applyAccounts } from './applyActualAccounts'
import { applyCounts } from './applyActualCounts'
import { applyEnteredStandards } from './applyActualStandards'
import { checkActual, type ActualRemark } from './checkActual'
import { applyBasis } from './applyBasis'
import type { Override, Scenario } from './document'
import type { Actual } from './entries'
import type { Inputs } from './fiscalInputs'

/** What one kind of actual figures makes of the inputs; `say` tells a remark at the place of a figure. */
export type Say = (actual: Actual, level: ActualRemark['level'], code: ActualRemark['code'], params: ActualRemark['params']) => void

/** Actual figures that act; one kind, target, area and year is said once: the last in the list stands. */
function acting(structure: Structure, actuals: readonly Actual[], say: Say): readonly Actual[] {
  const places = new Map<string, Actual>()
  for (const actual of actuals) {
    if (!actual.enabled) continue
    const remarks = checkActual(actual, structure.catalogue)
    for (const { level, code, params } of remarks) say(actual, level, code, params)
    if (remarks.some(({ level }) => level === 'refuse')) continue
    const place = [actual.kind, actual.kind === 'account' ? '' : actual.target, actual.area, actual.year].join(' ')
    const before = places.get(place)
    if (before !== undefined) say(before, 'warn', 'actual-twice', { area: actual.area, year: String(actual.year) })
    places.set(place, actual)
  }
  return [...places.values()]
}

/**
 * Actual figures of a scenario laid over the catalogue's inputs: counts, accounts and standards. Values of indicators are
 * read where indicators are.
 *
 * @param ratios acting changes of ratios of persons to residents, which act on what was counted.
 */
export function applyActuals(
  structure: Structure,
  scenario: Scenario,
  inputs: Inputs,
  ratios: readonly Override[],
): { readonly notices: readonly RunNotice[]; readonly actuals: readonly Actual[] } {
  const notices: RunNotice[] = []
  const say: Say = ({ id }, _level, code, params) => notices.push({ code, overrideId: id, params })
  if (scenario.actuals.length === 0) {
    applyBasis(structure, ratios, [], inputs, say)
    return { notices, actuals: [] }
  }
  const actuals = acting(structure, scenario.actuals, say)
  applyCounts(structure, actuals, inputs, say)
  applyAccounts(structure, actuals, inputs, say)
  applyBasis(structure, ratios, actuals, inputs, say)
  applyEnteredStandards(structure, actuals, inputs)
  return { notices, actuals }
}
