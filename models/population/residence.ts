import { regulaFalsi } from './mortality'

/** Share after a shift in logits with w = e^delta; rational, and never outside 0…1. */
export const shiftedShare = (share: number, w: number): number => {
  const odds = share * w
  return odds === 0 ? 0 : odds / (1 - share + odds)
}

/**
 * The one shift w = e^delta by which all shares move so that together they meet a total share (METHOD section 1.6).
 *
 * @param persons by cell. @param shares base urban share of each cell, 0…1. @param total share to be met, 0.001…0.999.
 * @returns w; 1 where there are no persons or every share is 0 or 1, so that no shift can move the total.
 */
export function residenceShift(persons: Readonly<Float64Array>, shares: Readonly<Float64Array>, total: number): number {
  let [all, movable, fixed] = [0, 0, 0]
  for (let k = 0; k < persons.length; k++) {
    const [here, share] = [persons[k] ?? 0, shares[k] ?? 0]
    all += here
    if (share > 0 && share < 1) movable += here
    else if (share >= 1) fixed += here
  }
  if (movable <= 0 || total * all <= fixed || total * all >= fixed + movable) return 1
  const miss = (w: number): number => {
    let urban = 0
    for (let k = 0; k < persons.length; k++) urban += (persons[k] ?? 0) * shiftedShare(shares[k] ?? 0, w)
    return urban / all - total
  }
  let [low, high] = [1, 1]
  while (miss(low) > 0 && low > 1e-30) low /= 4
  while (miss(high) < 0 && high < 1e30) high *= 4
  return regulaFalsi(miss, low, high, 1e-14)
}
