import type { Coordinates } from '../equation/explain'
import type { Provenance } from '../provenance'
import { bases, basisTarget, countedBases, type Structure } from '../structure'
import { setByNation } from './applyActualStandards'
import type { Scenario } from './document'
import type { Actual } from './entries'
import { accountedYears } from './fiscalInputs'

/** Kind of actual figures behind an input of the equations. */
function kindOf(name: string): Actual['kind'] | undefined {
  if (['hasCounts', 'isCounted', 'counted', 'isTotalCounted', 'totalCounted'].includes(name)) return 'count'
  if (['isBasisCounted', 'basisPersons'].includes(name)) return 'count'
  if (['hasEntered', 'isEntered', 'entered', 'isFact', 'fact'].includes(name)) return 'standard'
  if (/^(account(?!Claim)|total[A-Z]|is(Transfer)?Accounted)/.test(name)) return 'account'
  return undefined
}

/** The scenario's own actual figure behind an input at a place; null where the catalogue's entry holds. */
export function enteredProvenance(structure: Structure, scenario: Scenario, name: string, position: Coordinates): Provenance | null {
  const kind = kindOf(name)
  if (kind === undefined) return null
  const { catalogue, components, standards, cells, root } = structure
  const year = catalogue.baseYear + (position.year ?? 0)
  const basis = countedBases.find((one) => one === bases[position.basis ?? -1])
  const counted = basis === undefined ? components[position.component ?? -1]?.id : basisTarget(basis)
  const target = kind === 'count' ? counted : standards[position.standard ?? -1]?.id
  const cell = position.cell === undefined ? undefined : cells[position.cell]
  const isThere = (actual: Actual): boolean =>
    actual.enabled &&
    actual.kind === kind &&
    (actual.kind === 'account' || actual.target === target) &&
    (actual.area === root.code || actual.area === cell) &&
    // A standard holds until the next one; all else is of its year.
    (position.year === undefined || (kind === 'standard' ? actual.year <= year : actual.year === year))
  // A count of the whole region stands beside the leagues', it is not theirs; its account is theirs where the catalogue has
  // accounts of the year, which it scales.
  const accounted = name === 'accountGeneralTransfers' || name === 'isTransferAccounted' ? 1 : accountedYears(structure)
  const mayBeWhole = cell === undefined || kind === 'standard' || (kind === 'account' && (position.year ?? 0) < accounted)
  const found = scenario.actuals
    .filter((actual) => isThere(actual) && (actual.area !== root.code || mayBeWhole))
    .sort((a, b) => Number(a.area !== root.code) - Number(b.area !== root.code) || a.year - b.year)
    .at(-1)
  if (found === undefined || (kind === 'standard' && position.cell === undefined && !isOfNation(structure, found))) return null
  return { entry: `actuals(${found.id})`, source: found.source, grade: found.grade, year: found.year }
}

/** Whether a standard that was entered is the national path's: the region's, where the nation alone moves it. */
function isOfNation(structure: Structure, actual: Actual): boolean {
  const { root, standards } = structure
  if (actual.kind !== 'standard' || actual.area !== root.code) return false
  const entry = standards.find(({ id }) => id === actual.target)
  return entry !== undefined && setByNation(structure, entry)
}
