/** Share after a shift in logits with w = e^delta; rational, and never outside 0…1. */
export const shiftedShare = (share: number, w: number): number => {
  const odds = share * w
  return odds === 0 ? 0 : odds / (1 - share + odds)
}

/**
 * The one shift w = e^delta by which all shares move so that together they meet a total share (METHOD section 1.6).
 *
 * The total is increasing and concave in w: Newton's step never lands right of the root and climbs to it; a step from the
 * right that would leave w > 0 is cut to a quarter of w.
 *
 * @param persons by cell. @param shares base urban share of each cell, 0…1. @param total share to be met, 0.001…0.999.
 * @returns w; 1 where no shift can meet the total (nobody there, or too many shares of exactly 0 or 1).
 */
export function residenceShift(persons: Readonly<Float64Array>, shares: Readonly<Float64Array>, total: number): number {
  let all = 0
  let movable = 0
  let urbanAnyway = 0
  for (let k = 0; k < persons.length; k++) {
    const here = persons[k] ?? 0
    const share = shares[k] ?? 0
    all += here
    if (share >= 1) urbanAnyway += here
    else if (share > 0) movable += here
  }
  const wanted = total * all
  if (!(wanted > urbanAnyway && wanted < urbanAnyway + movable)) return 1
  let w = 1
  for (let step = 0; step < 200; step++) {
    let urban = 0
    let slope = 0
    for (let k = 0; k < persons.length; k++) {
      const here = persons[k] ?? 0
      const share = shares[k] ?? 0
      const divisor = 1 - share + share * w
      if (share > 0) {
        urban += (here * share * w) / divisor
        slope += (here * share * (1 - share)) / (divisor * divisor)
      }
    }
    const miss = urban - wanted
    if (Math.abs(miss) <= 1e-15 * all) return w
    const next = w - miss / slope
    if (next === w) return w
    w = next > w / 4 ? next : w / 4
  }
  return w
}
