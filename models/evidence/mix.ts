import type { Evidence } from '../result'
import { grades } from './codes'

/** Shares that come up over and over: no money, and money of one grade alone. */
const nothing: Evidence = { A: 0, B: 0, C: 0, D: 0 }
const pure: readonly Evidence[] = grades.map((grade) => ({ ...nothing, [grade]: 1 }))

/** Money by grade. */
export class Mix {
  readonly sums = new Float64Array(grades.length)

  add(code: number, amount: number): this {
    this.sums[code] = (this.sums[code] ?? 0) + amount
    return this
  }

  /** Begin anew. */
  clear(): this {
    this.sums.fill(0)
    return this
  }

  get total(): number {
    let all = 0
    for (let code = 0; code < this.sums.length; code++) all += this.sums[code] ?? 0
    return all
  }

  /** The one grade that carries any money; none where several do. */
  private get only(): number | undefined {
    let only: number | undefined
    for (let code = 0; code < this.sums.length; code++) {
      if (this.sums[code] === 0) continue
      if (only !== undefined) return undefined
      only = code
    }
    return only
  }

  /** As shares of their sum; all zero where there is no money. */
  shares(): Evidence {
    const { sums, total } = this
    if (total === 0) return nothing
    const only = total > 0 ? this.only : undefined
    if (only !== undefined) return pure[only] ?? nothing
    const of = (code: number): number => (sums[code] ?? 0) / total
    return { A: of(0), B: of(1), C: of(2), D: of(3) }
  }

  /** The worst grade that carries any money; the best where there is none. */
  get worst(): number {
    let code = this.sums.length - 1
    while (code > 0 && this.sums[code] === 0) code--
    return code
  }
}

/**
 * Of a product or a quotient of two sums: no better than the worse side. The part that rests on a grade or a better one is
 * the smaller of both sides', so that a side that stands twice in a formula makes nothing worse.
 */
export function worseOf(one: Evidence, other: Evidence): Evidence {
  let [ofOne, ofOther, before] = [0, 0, 0]
  const parts = grades.map((grade) => {
    ofOne += one[grade]
    ofOther += other[grade]
    const upTo = Math.min(ofOne, ofOther)
    const part = Math.max(0, upTo - before)
    before = upTo
    return part
  })
  const of = (code: number): number => parts[code] ?? 0
  return { A: of(0), B: of(1), C: of(2), D: of(3) }
}

/** Of a sum or a difference: by the money of both sides, whatever its sign. */
export function byMoney(parts: readonly { readonly evidence: Evidence; readonly amount: number }[]): Evidence {
  const mix = new Mix()
  for (const { evidence, amount } of parts) grades.forEach((grade, code) => mix.add(code, evidence[grade] * Math.abs(amount)))
  return mix.shares()
}
