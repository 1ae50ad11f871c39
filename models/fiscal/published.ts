import type { Catalogue, Grade } from '../catalogue/schema'

/** One figure of a table with what it rests on; money is yuan. */
export interface Figure {
  readonly value: number
  readonly grade: Grade
  /** Published or entered account, estimate behind the accounts, or the run's own path. */
  readonly nature: 'account' | 'estimate' | 'path'
  /** Id of the catalogue's source; null where the run computed it. */
  readonly source: string | null
}

/** Published series of money stand in units of 100 million yuan. */
const yuanPerUnit = 1e8
const moneyGroups: readonly string[] = ['revenue', 'expenditure', 'transfer', 'debt']

/** A published figure of the whole region in a year, or nothing where none is known. */
export function published(catalogue: Catalogue, id: string, year: number): Figure | null {
  const root = catalogue.regions.find(({ parent }) => parent === null)
  const series = catalogue.series.find((known) => known.id === id && known.region === root?.code && moneyGroups.includes(known.group))
  const found = series?.values.find((known) => known.year === year)
  if (found === undefined) return null
  return {
    value: found.value * yuanPerUnit,
    grade: found.grade,
    // What was worked out, by whomever, is not called an account.
    nature: found.grade === 'D' ? 'estimate' : 'account',
    source: found.source,
  }
}

const worst = (figures: readonly Figure[]): Grade =>
  figures.reduce<Grade>((grade, figure) => (figure.grade > grade ? figure.grade : grade), 'A')

/** Sum with signs; nothing where one of the figures is not known. */
export function combined(parts: readonly (readonly [1 | -1, Figure | null])[]): Figure | null {
  const known = parts.flatMap(([, figure]) => (figure === null ? [] : [figure]))
  if (known.length < parts.length) return null
  const isAccount = known.every(({ nature }) => nature === 'account')
  return {
    value: parts.reduce((sum, [sign, figure]) => sum + sign * (figure?.value ?? 0), 0),
    grade: worst(known),
    nature: isAccount ? 'account' : known.some(({ nature }) => nature === 'path') ? 'path' : 'estimate',
    source: isAccount ? (known[0]?.source ?? null) : null,
  }
}

/** Sum of what is known; nothing where nothing is. */
export const sumOfKnown = (parts: readonly (readonly [1 | -1, Figure | null])[]): Figure | null => {
  const known = parts.filter(([, figure]) => figure !== null)
  return known.length === 0 ? null : combined(known)
}
