/** Random numbers that are the same for the same seed: xorshift with a mixed start. */
export interface Random {
  /** A whole number below n. */
  below(n: number): number
  pick<T>(list: readonly T[]): T
  chance(share: number): boolean
}

export function createRandom(seed: number): Random {
  let state = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) | 1
  const next = (): number => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return state >>> 0
  }
  for (let k = 0; k < 8; k++) next()
  const below = (n: number): number => next() % Math.max(1, n)
  return {
    below,
    pick: <T>(list: readonly T[]): T => list[below(list.length)] as T,
    chance: (share) => next() / 2 ** 32 < share,
  }
}
