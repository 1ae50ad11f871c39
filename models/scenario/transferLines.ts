import { ownLevelCode } from '../structure'
import type { AccountFigures } from './accountForm'

/** General transfers of an account line by line, yuan: what comes in, what goes off, what is left. */
export interface TransferLines {
  readonly taxReturns: number
  readonly generalTransfers: number
  readonly remittedUp: number
  /** Of what the region's own level passes down, the part that general money has in all it receives. */
  readonly passedDown: number
  readonly net: number
}

/**
 * General transfers of a unit, without those for shared matters; undefined where the account does not give them.
 * @param root code of the whole region: what its own level passes down is no more its own.
 */
export function transferLines(
  { lines, area }: Pick<AccountFigures, 'lines'> & { readonly area: string },
  root: string,
): TransferLines | undefined {
  const { generalTransfers, taxReturns = 0, remittedUp = 0, transferredDown = 0, sharedMatterTransfers = 0, specialTransfers = 0 } = lines
  if (generalTransfers === undefined) return undefined
  const received = taxReturns + generalTransfers
  const all = received + sharedMatterTransfers + specialTransfers
  const passedDown = area === ownLevelCode(root) && all > 0 ? (transferredDown * received) / all : 0
  return { taxReturns, generalTransfers, remittedUp, passedDown, net: received - remittedUp - passedDown }
}
