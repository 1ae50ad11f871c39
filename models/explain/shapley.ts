import { sizeOf, weightsBySize } from '../difference/shapley'
import { constant, pairOf, sumOf, type ShownTerm } from './term'

/** A change that is split over groups, told by the figures in the worlds in which some of them moved. */
export interface Split {
  readonly groups: readonly string[]
  /** The figure where the groups of a set have moved and the others have not; bit k is for group k. */
  readonly inWorld: (set: number) => ShownTerm
  /** A group's own part without what rounding leaves, as a figure. */
  readonly raw: (group: string) => ShownTerm
}

/**
 * A group's mean effect over all orders in which the groups could have moved: for every set of the others, its weight × what
 * the figure gains when the group moves too. In the order of `shapleyParts`.
 */
export function effectOf({ groups, inWorld }: Split, group: string): ShownTerm {
  const bit = 1 << groups.indexOf(group)
  const weights = weightsBySize(groups.length)
  const sets = Array.from({ length: 1 << groups.length }, (_, set) => set).filter((set) => (set & bit) === 0)
  return sumOf(
    'world',
    sets.map((set) => ({
      element: groups.filter((_, k) => (set & (1 << k)) !== 0).join('+'),
      term: pairOf('times', constant(weights[sizeOf(set)] ?? 0), pairOf('minus', inWorld(set | bit), inWorld(set))),
    })),
  )
}

/** A group's part: its effect, and for the largest of them what rounding leaves of the whole change. */
export function partOf(split: Split, group: string): ShownTerm {
  const { groups, inWorld, raw } = split
  const own = raw(group)
  const all = groups.map((one) => ({ element: one, term: raw(one) }))
  if (groups[largestOf(all.map(({ term }) => term.value))] !== group) return own
  const whole = pairOf('minus', inWorld((1 << groups.length) - 1), inWorld(0))
  return pairOf('plus', own, pairOf('minus', whole, sumOf('cause', all)))
}

/** Position of the largest by size, the first of equals. */
export const largestOf = (parts: readonly number[]): number =>
  parts.reduce((best, part, k) => (Math.abs(part) > Math.abs(parts[best] ?? 0) ? k : best), 0)
