import { allOf } from '../equation/repeated'
import { isOneOff, type Structure } from '../structure'
import type { Inputs } from './fiscalInputs'

/** Inputs of the equations of units: who belongs to them, what they booked, what they must pay first; as the catalogue has them. */
export function addUnits(structure: Structure, inputs: Inputs): void {
  const { catalogue, years, areas, space } = structure
  const { unit, cell, memo, claim, between } = space.elements
  const one = Float64Array.of(1)
  const members = areas.flatMap(({ cells }, k) => cells.map((member) => [k * cell.length + member, one] as const))
  inputs.set('isMember', { base: allOf(0, unit.length * cell.length), rows: new Map(members) })
  inputs.set(
    'isMemo',
    Float64Array.from(unit, (_, k) => (k < areas.length ? 0 : 1)),
  )
  const nil = (length: number, ...names: readonly string[]): void => {
    for (const name of names) inputs.set(name, new Float64Array(length * years.length))
  }
  const titles = ['OrdinaryTax', 'ResourceTax', 'NonTax', 'GeneralTransfers']
  nil(
    memo.length,
    'isMemoAccounted',
    'isMemoTransferAccounted',
    'isMemoCounted',
    'memoResidents',
    ...titles.map((title) => `memoAccount${title}`),
  )
  nil(between.length, 'isAccountedInLeague', 'isTransferAccountedInLeague', ...titles.map((title) => `league${title}`))
  nil(unit.length, 'isDebtAccounted', 'accountDebt')
  nil(unit.length * claim.length, 'isClaimAccounted', 'accountClaim')
  addClaims(structure, inputs)
  addResidents(structure, inputs)
  const works = new Set(catalogue.drivers.filter(isOneOff).map(({ id }) => id))
  inputs.set(
    'isOnce',
    Float64Array.from(catalogue.items, (item) => (item.components.every(({ driver }) => works.has(driver)) ? 1 : 0)),
  )
}

/** Claims of the base year are the whole region's; a unit's own come from its accounts. */
function addClaims({ catalogue, years }: Structure, inputs: Inputs): void {
  const { priorClaims, debtRate } = catalogue.fiscal
  const [is, of] = [inputs.get('isClaimAccounted'), inputs.get('accountClaim')]
  if (!(is instanceof Float64Array) || !(of instanceof Float64Array)) throw new RangeError('no room for claims')
  priorClaims.forEach(({ amount }, k) => {
    is[k * years.length] = 1
    of[k * years.length] = amount.value
  })
  inputs.set(
    'isOfDebt',
    Float64Array.from(priorClaims, ({ ofDebt }) => (ofDebt ? 1 : 0)),
  )
  inputs.set('usualDebtRate', Float64Array.of(debtRate?.value ?? 0))
}

/** Residents of banners beside the leaves, where the catalogue has a figure that can be used. */
function addResidents({ banners, years }: Structure, inputs: Inputs): void {
  const [is, of] = [inputs.get('isMemoCounted'), inputs.get('memoResidents')]
  if (!(is instanceof Float64Array) || !(of instanceof Float64Array)) throw new RangeError('no room for residents')
  banners.forEach(({ residents }, k) => {
    if (residents === undefined) return
    is[k * years.length] = 1
    of[k * years.length] = residents.value
  })
}
