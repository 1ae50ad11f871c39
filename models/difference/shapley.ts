/**
 * Split a change over the groups of inputs that were changed: each group's part is its mean effect over all orders in
 * which the groups could have been changed (Shapley 1953), by exact enumeration. Symmetric, and nothing is left over:
 * what rounding leaves goes to the largest part.
 *
 * @param groups number of groups, 0…12. @param worth figures when the groups of a set (bit k for group k) have been
 * changed and the others have not; asked once for every set, all answers of the same length.
 * @returns [group][figure]. @throws RangeError for more groups than can be enumerated.
 */
export function shapleyParts(groups: number, worth: (set: number) => Readonly<Float64Array>): readonly Float64Array[] {
  if (!Number.isInteger(groups) || groups < 0 || groups > 12) throw new RangeError(`${String(groups)} groups cannot be enumerated`)
  const sets = Array.from({ length: 1 << groups }, (_, set) => worth(set))
  const length = sets[0]?.length ?? 0
  const weights = weightsBySize(groups)
  const parts = Array.from({ length: groups }, (_, group) => {
    const part = new Float64Array(length)
    const bit = 1 << group
    sets.forEach((without, set) => {
      const withIt = sets[set | bit]
      if ((set & bit) !== 0 || withIt === undefined) return
      const weight = weights[sizeOf(set)] ?? 0
      for (let k = 0; k < length; k++) part[k] = (part[k] ?? 0) + weight * ((withIt[k] ?? 0) - (without[k] ?? 0))
    })
    return part
  })
  giveRest(parts, sets[0] ?? new Float64Array(), sets.at(-1) ?? new Float64Array())
  return parts
}

export const sizeOf = (set: number): number => {
  let size = 0
  for (let rest = set; rest > 0; rest >>= 1) size += rest & 1
  return size
}

/** s! (n − s − 1)! / n!: the part of all orders in which exactly a given set of s groups comes before a given one. */
export function weightsBySize(groups: number): readonly number[] {
  let weight = groups === 0 ? 0 : 1 / groups
  return Array.from({ length: groups }, (_, size) => {
    if (size > 0) weight = (weight * size) / (groups - size)
    return weight
  })
}

function giveRest(parts: readonly Float64Array[], before: Readonly<Float64Array>, after: Readonly<Float64Array>): void {
  for (let k = 0; k < before.length && parts.length > 0; k++) {
    let [sum, largest] = [0, 0]
    parts.forEach((part, group) => {
      sum += part[k] ?? 0
      if (Math.abs(part[k] ?? 0) > Math.abs(parts[largest]?.[k] ?? 0)) largest = group
    })
    const part = parts[largest]
    if (part !== undefined) part[k] = (part[k] ?? 0) + ((after[k] ?? 0) - (before[k] ?? 0) - sum)
  }
}
