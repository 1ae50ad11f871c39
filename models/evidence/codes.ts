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

/** Grades in rows of years: what is known of some sets of the catalogue. */
export class Codes {
  readonly data: Uint8Array
  readonly years: number

  constructor(rows: number, years: number) {
    this.data = new Uint8Array(rows * years)
    this.years = years
  }

  row(row: number): Uint8Array {
    return this.data.subarray(row * this.years, (row + 1) * this.years)
  }

  at(row: number, year: number): number {
    return this.data[row * this.years + year] ?? worst
  }
}
