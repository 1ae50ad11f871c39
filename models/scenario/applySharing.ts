import { Repeated } from '../equation/repeated'
import { scalarValue } from '../equation/scalar'
import { localPayers, type Structure } from '../structure'
import { cellsOf, Patches } from './applyStandards'
import type { Override } from './document'
import { localShares, type Inputs } from './fiscalInputs'
import { movePath } from './movePath'
import { bannerPart, leaguePart, splitMarks } from './sharingSplit'

const bases = new WeakMap<Structure, Repeated>()

/** [item][payer][cell][year] as the catalogue has it: parts of the local money. */
function baseOf(structure: Structure): Repeated {
  const base = bases.get(structure) ?? new Repeated(localShares(structure), structure.years.length)
  bases.set(structure, base)
  return base
}

/** How region, league and banner split the local money, as the scenario moves the region's part. */
export function applySharing(structure: Structure, overrides: readonly Override[], inputs: Inputs): void {
  const { catalogue, cells, years } = structure
  const shares = new Patches(baseOf(structure), years.length)
  for (const override of overrides) {
    const item = catalogue.items.findIndex(({ id }) => id === override.target)
    for (const cell of cellsOf(structure, override.area)) {
      const [region, league, banner] = localPayers.map((_, payer) => shares.row((item * localPayers.length + payer) * cells.length + cell))
      if (region === undefined || league === undefined || banner === undefined) continue
      movePath(region, override, catalogue.baseYear, 'hold')
      const [leagueOfCatalogue = 0, bannerOfCatalogue = 0] = [league[0], banner[0]]
      const known: Record<string, number> = { leagueOfCatalogue, bannerOfCatalogue, ...splitMarks(leagueOfCatalogue, bannerOfCatalogue) }
      const read = (name: string): number => known[name] ?? 0
      for (let k = 1; k < years.length; k++) {
        region[k] = known['regionPart'] = Math.min(1, Math.max(0, region[k] ?? 0))
        league[k] = known['leaguePart'] = scalarValue(leaguePart, read)
        banner[k] = scalarValue(bannerPart, read)
      }
    }
  }
  inputs.set('localShare', shares.values())
}
