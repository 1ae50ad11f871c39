import { minus, over, plus, times, where, type Expression } from '../equation/expression'

/**
 * How league and banner split what the region leaves of the local money (METHOD section 4): as the catalogue has it; where
 * it gives only one of them a part, that one pays all, and where it gives neither a part, the league pays.
 */
const left = minus(1, 'regionPart')

export const leaguePart: Expression = where(
  'isSplit',
  over(times(left, 'leagueOfCatalogue'), plus('leagueOfCatalogue', 'bannerOfCatalogue')),
  where('isOfBanner', 0, left),
)
export const bannerPart: Expression = where('isSplit', minus(left, 'leaguePart'), where('isOfBanner', left, 0))

/** Marks of the split, from the catalogue's parts. */
export const splitMarks = (league: number, banner: number): { readonly isSplit: number; readonly isOfBanner: number } => ({
  isSplit: league > 0 && banner > 0 ? 1 : 0,
  isOfBanner: league <= 0 && banner > 0 ? 1 : 0,
})
