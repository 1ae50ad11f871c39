import type { Grade } from '../../models/catalogue/schema'
import type { ReadableResult } from '../../models/result'
import { useWords } from './useWords'

/** What insurance funds lack in the target year. */
interface Uncovered {
  /** Yuan; of funds whose balance is known. */
  readonly gap: number
  readonly known: number
  readonly all: number
  /** First year in which any of them lacks something. */
  readonly firstYear: number | null
  readonly grade: Grade
}

/** The uncovered gap of insurance funds, for the overview and the print: said always, also where it is nil. */
export function useUncovered() {
  const { t } = useWords()

  function uncoveredGap({ funds, layout, targetYear }: ReadableResult): Uncovered {
    const k = layout.years.indexOf(targetYear)
    const known = funds.filter(({ uncovered }) => uncovered !== null && !Number.isNaN(uncovered[k] ?? Number.NaN))
    const gapOf = (at: number): number => known.reduce((sum, { uncovered }) => sum + (uncovered?.[at] ?? 0), 0)
    return {
      gap: gapOf(k),
      known: known.length,
      all: funds.length,
      firstYear: layout.years.find((_, at) => gapOf(at) > 0) ?? null,
      grade: known.reduce<Grade>((worst, { grade }) => (grade > worst ? grade : worst), known.length === 0 ? 'D' : 'A'),
    }
  }
  /** From which year on there is a gap, and of how many funds that is known. */
  const uncoveredNote = ({ firstYear, known, all }: Uncovered): string =>
    [
      firstYear === null ? t('overview.uncoveredNever') : t('overview.uncoveredFrom', { year: firstYear }),
      t('overview.uncoveredKnown', { known, all }),
    ].join('')

  return { uncoveredGap, uncoveredNote }
}
