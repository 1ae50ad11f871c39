import { where, type Variable } from '../equation/expression'
import { equations } from '../model'
import { localShares } from '../scenario/fiscalInputs'
import { bannerPart, leaguePart, splitMarks } from '../scenario/sharingSplit'
import { localPayers, type Structure } from '../structure'

/**
 * The equations as a workbook has them: those of the model, and how league and banner split what the region leaves of the
 * local money, which a run is given and a workbook works out, so that the region's part may be changed there.
 */
const section = '4'
const share = (name: string, dimensions: Variable['dimensions']): Variable => ({ name, dimensions, unit: {}, section })

const sharing: readonly Variable[] = [
  share('regionPart', ['item', 'cell', 'year']),
  share('leagueOfCatalogue', ['item', 'cell']),
  share('bannerOfCatalogue', ['item', 'cell']),
  share('isSplit', ['item', 'cell']),
  share('isOfBanner', ['item', 'cell']),
  share('isRegionsPart', ['payer']),
  share('isLeaguesPart', ['payer']),
  { ...share('leaguePart', ['item', 'cell', 'year']), expression: leaguePart },
  { ...share('bannerPart', ['item', 'cell', 'year']), expression: bannerPart },
  {
    ...share('localShare', ['item', 'payer', 'cell', 'year']),
    expression: where('isRegionsPart', 'regionPart', where('isLeaguesPart', 'leaguePart', 'bannerPart')),
  },
]

export const workbookEquations: readonly Variable[] = [...equations.filter(({ name }) => name !== 'localShare'), ...sharing]

/** Figures of the split: each level's part as the run has it, and what the catalogue gives the levels below the region. */
export function sharingValues(structure: Structure, localShare: Readonly<Float64Array>): ReadonlyMap<string, Float64Array> {
  const { cells, years, catalogue } = structure
  const width = cells.length * years.length
  const payers = localPayers.length
  /** [item][payer]… of one payer. */
  const ofPayer = (all: Readonly<Float64Array>, payer: (typeof localPayers)[number], size: number): Float64Array => {
    const part = new Float64Array(catalogue.items.length * size)
    catalogue.items.forEach((_, item) => {
      const start = (item * payers + localPayers.indexOf(payer)) * size
      part.set(all.subarray(start, start + size), item * size)
    })
    return part
  }
  const shares = localShares(structure)
  const [league, banner] = [ofPayer(shares, 'league', cells.length), ofPayer(shares, 'banner', cells.length)]
  const mark = (name: 'isSplit' | 'isOfBanner'): Float64Array => league.map((part, row) => splitMarks(part, banner[row] ?? 0)[name])
  const isPart = (of: (typeof localPayers)[number]): Float64Array => Float64Array.from(localPayers, (payer) => (payer === of ? 1 : 0))
  return new Map([
    ['regionPart', ofPayer(localShare, 'region', width)],
    ['leaguePart', ofPayer(localShare, 'league', width)],
    ['bannerPart', ofPayer(localShare, 'banner', width)],
    ['leagueOfCatalogue', league],
    ['bannerOfCatalogue', banner],
    ['isSplit', mark('isSplit')],
    ['isOfBanner', mark('isOfBanner')],
    ['isRegionsPart', isPart('region')],
    ['isLeaguesPart', isPart('league')],
  ])
}
