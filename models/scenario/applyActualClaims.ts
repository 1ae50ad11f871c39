import type { Structure } from '../structure'
import type { Actual } from './entries'
import type { Inputs } from './fiscalInputs'
import { give, overlay } from './overlay'

type Account = Extract<Actual, { kind: 'account' }>

/** Position of an account's unit among the units of the equations; -1 for a banner that the model was made without. */
export const unitRow = ({ space, root }: Structure, area: string): number =>
  space.elements.unit.indexOf(area === root.code ? 'consolidated' : area)

/** Prior claims and debt as they were booked, unit by unit; a claim that an account leaves out goes on as it was. */
export function applyClaims(structure: Structure, accounts: readonly Account[], inputs: Inputs): void {
  const { catalogue } = structure
  const claims = catalogue.fiscal.priorClaims
  const patches = {
    isClaimAccounted: overlay(structure, 'isClaimAccounted'),
    accountClaim: overlay(structure, 'accountClaim'),
    isDebtAccounted: overlay(structure, 'isDebtAccounted'),
    accountDebt: overlay(structure, 'accountDebt'),
  }
  for (const account of accounts) {
    const [unit, k] = [unitRow(structure, account.area), account.year - catalogue.baseYear]
    if (unit < 0) continue
    claims.forEach(({ id }, claim) => {
      const amount = account.claims[id]
      if (amount === undefined) return
      patches.isClaimAccounted.row(unit * claims.length + claim)[k] = 1
      patches.accountClaim.row(unit * claims.length + claim)[k] = amount
    })
    const debt = account.beside?.generalDebt
    if (debt === undefined) continue
    patches.isDebtAccounted.row(unit)[k] = 1
    patches.accountDebt.row(unit)[k] = debt
  }
  give(inputs, patches)
}
