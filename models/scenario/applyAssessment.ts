import type { Catalogue } from '../catalogue/schema'
import type { RunNotice } from '../result'
import type { Scenario } from './document'

/** Years between which a run is assessed. */
export interface Assessment {
  /** Growth is counted from this year: the catalogue's base year, or the scenario's last actual year. */
  readonly from: number
  readonly target: number
  /** Years up to this one were as they were: they carry no flag. */
  readonly lastActualYear: number
}

/** Years from the last actual year to the target year where the scenario names none. */
const usual = 5

/** What is wrong with a scenario's years of assessment; undefined where they can be used. */
export function checkAssessment(
  { from, target }: NonNullable<Scenario['assessment']>,
  { baseYear, horizonYear, targetYear }: Catalogue,
): RunNotice | undefined {
  const first = from ?? baseYear
  const last = target ?? (from === undefined ? targetYear : Math.min(from + usual, horizonYear))
  if (first >= baseYear && last <= horizonYear && first < last) return undefined
  const years = { from: String(first), target: String(last), first: String(baseYear), last: String(horizonYear) }
  return { code: 'assessment-years', params: years }
}

/** @param accounted last year for which the catalogue has accounts of every unit. */
export function applyAssessment(
  catalogue: Catalogue,
  assessment: Scenario['assessment'],
  accounted: number,
): { readonly assessment: Assessment; readonly notices: readonly RunNotice[] } {
  const usualYears = { from: catalogue.baseYear, target: catalogue.targetYear, lastActualYear: accounted }
  if (assessment === undefined) return { assessment: usualYears, notices: [] }
  const notice = checkAssessment(assessment, catalogue)
  if (notice !== undefined) return { assessment: usualYears, notices: [notice] }
  const { from, target } = assessment
  return {
    assessment: {
      from: from ?? catalogue.baseYear,
      target: target ?? (from === undefined ? catalogue.targetYear : Math.min(from + usual, catalogue.horizonYear)),
      lastActualYear: Math.max(accounted, from ?? accounted),
    },
    notices: [],
  }
}
