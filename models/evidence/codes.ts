import type { Grade, YearPath } from '../catalogue/schema'

/** Grades as numbers, so that many of them stand in one array: 0 is A, 3 is D. The worse of two is the larger. */
export const grades = ['A', 'B', 'C', 'D'] as const
export const codeOf = (grade: Grade): number => grades.indexOf(grade)
export const gradeOf = (code: number): Grade => grades[code] ?? 'D'
export const worst = 3

/** A value dated before the base year stands for it one grade lower. */
export const codeInBaseYear = (fact: { readonly grade: Grade; readonly year: number }, baseYear: number): number =>
  fact.year >= baseYear ? codeOf(fact.grade) : Math.min(codeOf(fact.grade) + 1, worst)

/** Of a point of a path, or of both between which a value lies on a straight line; D where the path says nothing. */
export function codeOfPath({ points, between }: Pick<YearPath, 'points' | 'between'>, year: number): number {
  const at = points.findLastIndex((point) => point.year <= year)
  const [last, next] = [points[at] ?? points[0], points[at + 1]]
  if (last === undefined) return worst
  const isBetween = between === 'linear' && at >= 0 && next !== undefined && last.year < year
  return Math.max(codeOf(last.grade), isBetween ? codeOf(next.grade) : 0)
}

/** The grade of a path by year. */
export const codesOfPath = (path: YearPath, years: readonly number[]): Uint8Array =>
  Uint8Array.from(years, (year) => codeOfPath(path, year))

/** Grades that stand in a byte: two bits tell four of them. */
const perByte = 4

/** One grade in each place of a byte, times the grade. */
const everyYear = 0b01010101
const highBits = 0b10101010

/** The worst of each of the four grades of two bytes: where the first is not better it is taken, else the second. */
function worstOf(a: number, b: number): number {
  const [highA, highB] = [a & highBits, b & highBits]
  const lowLess = ~a & b & everyYear
  // The second is worse where its high bit alone is set, or where these are the same and its low bit alone is.
  const isHighLess = ~highA & highB
  const isSameHigh = ~(highA ^ highB) & highBits
  const isLess = isHighLess | (isSameHigh & (lowLess << 1))
  const mask = isLess | (isLess >> 1)
  return (a & ~mask) | (b & mask)
}

/** Grades in rows of years: what is known of some sets of the catalogue. Of all places and years together there are many, so they are packed. */
export class Codes {
  readonly rows: number
  readonly years: number
  private readonly stride: number
  private readonly packed: Uint8Array

  /** All A until they are put down. */
  constructor(rows: number, years: number) {
    this.rows = rows
    this.years = years
    this.stride = Math.ceil(years / perByte)
    this.packed = new Uint8Array(rows * this.stride)
  }

  /** Put down the grades of a row, by year. */
  put(row: number, codes: Readonly<Uint8Array>): void {
    const first = row * this.stride
    this.packed.fill(0, first, first + this.stride)
    for (let year = 0; year < this.years; year++) {
      const place = first + Math.floor(year / perByte)
      this.packed[place] = (this.packed[place] ?? 0) | ((codes[year] ?? worst) << (2 * (year % perByte)))
    }
  }

  /** Put down the worst of two rows and of one grade for all years, a byte at a time: with packed grades that is far less work. */
  putWorst(row: number, [one, ofOne]: readonly [Codes, number], [other, ofOther]: readonly [Codes, number], code: number): void {
    const [to, from, beside] = [row * this.stride, ofOne * this.stride, ofOther * this.stride]
    const all = code * everyYear
    for (let k = 0; k < this.stride; k++)
      this.packed[to + k] = worstOf(worstOf(one.packed[from + k] ?? 0, other.packed[beside + k] ?? 0), all)
  }

  /** Take the grades of a row out, by year. @param into takes as many as there are years. */
  read(row: number, into: Uint8Array): Uint8Array {
    for (let year = 0; year < this.years; year++) into[year] = this.at(row, year)
    return into
  }

  at(row: number, year: number): number {
    const byte = this.packed[row * this.stride + Math.floor(year / perByte)]
    return byte === undefined ? worst : (byte >> (2 * (year % perByte))) & worst
  }
}
