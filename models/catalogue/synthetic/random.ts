/**
 * A source of made-up numbers that gives the same ones for the same seed on every machine: the multiplicative generator
 * of Park and Miller (1988, multiplier 48271), exact in doubles. For synthetic data only, never for a figure.
 */
export class MadeUp {
  private state: number

  /** @param seed a whole number from 1 to 2 147 483 646. @throws RangeError for another. */
  constructor(seed: number) {
    if (!Number.isInteger(seed) || seed < 1 || seed > 2_147_483_646)
      throw new RangeError(`the seed ${String(seed)} is not a whole number from 1 to 2147483646`)
    this.state = seed
    for (let k = 0; k < 8; k++) this.next()
  }

  /** Above 0 and below 1. */
  next(): number {
    this.state = (this.state * 48_271) % 2_147_483_647
    return this.state / 2_147_483_647
  }

  between(low: number, high: number): number {
    return low + (high - low) * this.next()
  }

  /** Positive parts that sum to 1, none more than about `spread` times another. */
  parts(count: number, spread: number): readonly number[] {
    const weights = Array.from({ length: count }, () => this.between(1, spread))
    const sum = weights.reduce((all, weight) => all + weight, 0)
    return weights.map((weight) => weight / sum)
  }
}
