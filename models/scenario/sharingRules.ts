import type { Item } from '../catalogue/schema'

/** Class of a leaf that the catalogue puts in none, and of the region's own level, in which programmes sit. */
export const usualClass = 'II'

type Shares = Item['shares']
const localOf = (shares: NonNullable<Shares>): number => shares.region + shares.league + shares.banner

/** Whether the class of a league says what the region pays: where anybody below the centre pays. */
export const isByClass = (shares: Shares): boolean => shares !== null && shares.rule === 'by-class' && localOf(shares) > 0

/** The region's part of the local money; all of it where the catalogue gives the levels below the centre nothing to pay. */
export const fixedPart = (shares: Shares): number => (shares === null || localOf(shares) === 0 ? 1 : shares.region / localOf(shares))
