import type { Coordinates } from '../equation/explain'
import type { Provenance } from '../provenance'
import { bases, basisTarget, countedBases, type Structure } from '../structure'
import { setByNation } from './applyActualStandards'
import { fundLines } from './accountForm'
import type { Actual } from './entries'
import { accountedYears } from './fiscalInputs'

/** Kind of actual figures behind an input of the equations. */
function kindOf(name: string): Actual['kind'] | undefined {
  if (['hasCounts', 'isCounted', 'counted', 'isTotalCounted', 'totalCounted'].includes(name)) return 'count'
  if (['isBasisCounted', 'basisPersons'].includes(name)) return 'count'
  if (['hasEntered', 'isEntered', 'entered', 'isFact', 'fact'].includes(name)) return 'standard'
  if (/^(is|booked)(Opening|Contributions|Subsidy|Benefits|LocalPart)(Booked)?$/.test(name)) return 'fund'
  if (
    /^(account|total[A-Z]|league[A-Z]|memo(Account|Residents)|is(Transfer|Claim|Debt|Memo|MemoTransfer)?Accounted|isMemoCounted)/.test(name)
  )
    return 'account'
  return undefined
}

/** An actual figure as what stands behind a value. */
export const enteredAs = ({ id, source, grade, year }: Actual): Provenance => ({ entry: `actuals(${id})`, source, grade, year })

/**
 * The scenario's own actual figure behind an input at a place; null where the catalogue's entry holds.
 * @param actuals those that act: what was refused stands behind nothing.
 */
export function enteredProvenance(
  structure: Structure,
  actuals: readonly Actual[],
  name: string,
  position: Coordinates,
): Provenance | null {
  const kind = kindOf(name)
  if (kind === undefined) return null
  const { catalogue, components, standards, root } = structure
  const year = catalogue.baseYear + (position.year ?? 0)
  const basis = countedBases.find((one) => one === bases[position.basis ?? -1])
  const counted = basis === undefined ? components[position.component ?? -1]?.id : basisTarget(basis)
  const target =
    kind === 'count' ? counted : kind === 'fund' ? catalogue.funds[position.fund ?? -1]?.id : standards[position.standard ?? -1]?.id
  const cell = placeOf(structure, position)
  // What a unit has is entered for itself.
  const isUnit = position.unit !== undefined || position.memo !== undefined || position.between !== undefined
  const isThere = (actual: Actual): boolean =>
    actual.kind === kind &&
    (actual.kind === 'account' || actual.target === target) &&
    (actual.area === cell || (actual.area === root.code && !isUnit)) &&
    // A standard holds until the next one; all else is of its year.
    (position.year === undefined || (kind === 'standard' ? actual.year <= year : actual.year === year))
  // A count of the whole region stands beside the leagues', it is not theirs; its account is theirs where the catalogue has
  // accounts of the year, which it scales.
  const accounted = name === 'accountGeneralTransfers' || name === 'isTransferAccounted' ? 1 : accountedYears(structure)
  const mayBeWhole =
    cell === undefined || cell === root.code || kind === 'standard' || (kind === 'account' && (position.year ?? 0) < accounted)
  const found = actuals
    .filter((actual) => isThere(actual) && says(actual, structure, name, position) && (actual.area !== root.code || mayBeWhole))
    .sort((a, b) => Number(a.area !== root.code) - Number(b.area !== root.code) || a.year - b.year)
    .at(-1)
  if (found === undefined || (kind === 'standard' && position.cell === undefined && !isOfNation(structure, found))) return null
  return enteredAs(found)
}

/** Code of the place that an input stands for: a cell, a unit, a banner beside the leaves, a league above them. */
function placeOf({ cells, space, root }: Structure, { cell, unit, memo, between }: Coordinates): string | undefined {
  const { elements } = space
  if (unit !== undefined) return unit === 0 ? root.code : elements.unit[unit]
  if (memo !== undefined) return elements.memo[memo]
  if (between !== undefined) return elements.between[between]
  return cell === undefined ? undefined : cells[cell]
}

/** Whether an account gives what the input stands for: claims, debt and residents are not in every account. */
function says(actual: Actual, { catalogue }: Structure, name: string, { claim }: Coordinates): boolean {
  if (actual.kind === 'fund') return fundLines.some((line) => actual[line] !== undefined && name.toLowerCase().includes(line.toLowerCase()))
  if (actual.kind !== 'account') return true
  if (/Claim/.test(name)) return actual.claims[catalogue.fiscal.priorClaims[claim ?? -1]?.id ?? ''] !== undefined
  if (/Debt/.test(name)) return actual.beside?.generalDebt !== undefined
  return !/Residents|MemoCounted/.test(name) || actual.residents !== undefined
}

/** Whether a standard that was entered is the national path's: the region's, where the nation alone moves it. */
function isOfNation(structure: Structure, actual: Actual): boolean {
  const { root, standards } = structure
  if (actual.kind !== 'standard' || actual.area !== root.code) return false
  const entry = standards.find(({ id }) => id === actual.target)
  return entry !== undefined && setByNation(structure, entry)
}
