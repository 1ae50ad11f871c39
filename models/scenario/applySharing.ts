import { localPayers, type Structure } from '../structure'
import { cellsOf, Patches } from './applyStandards'
import type { Override } from './document'
import { localShares, type Inputs } from './fiscalInputs'
import type { Mover } from './mover'

const bases = new WeakMap<Structure, Float64Array>()

/** [item][payer][cell][year] as the catalogue has it: parts of the local money. */
function baseOf(structure: Structure): Float64Array {
  const known = bases.get(structure)
  if (known !== undefined) return known
  const shares = localShares(structure)
  const years = structure.years.length
  const base = new Float64Array(shares.length * years)
  shares.forEach((share, row) => base.fill(share, row * years, (row + 1) * years))
  bases.set(structure, base)
  return base
}

/**
 * How region, league and banner split the local money, as the scenario moves the region's part; league and banner split
 * what is left as the catalogue has it, and where it gives neither a part, the league pays.
 */
export function applySharing(structure: Structure, overrides: readonly Override[], inputs: Inputs, mover: Mover): void {
  const { catalogue, cells, years } = structure
  const shares = new Patches(baseOf(structure), years.length)
  for (const override of overrides) {
    const item = catalogue.items.findIndex(({ id }) => id === override.target)
    const rows = cellsOf(structure, override.area).map((cell) =>
      localPayers.map((_, payer) => shares.row((item * localPayers.length + payer) * cells.length + cell)),
    )
    mover.move(
      override,
      rows.flatMap(([region]) => region ?? []),
    )
    for (const [region, league, banner] of rows) {
      if (region === undefined || league === undefined || banner === undefined) continue
      for (let k = 1; k < years.length; k++) {
        const part = region[k] ?? 0
        const below = (league[0] ?? 0) + (banner[0] ?? 0)
        league[k] = below === 0 ? 1 - part : ((1 - part) * (league[0] ?? 0)) / below
        banner[k] = below === 0 ? 0 : 1 - part - (league[k] ?? 0)
      }
    }
  }
  inputs.set('localShare', shares.values())
}
