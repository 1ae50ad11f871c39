import type { Flag } from '../../models/result'

/** Paths under which figures of a flag open: its own unit's, from its own base year on. */
const places = (flag: Flag, year: string): string => [flag.subject.kind, flag.subject.id, flag.unit, year].join('/')
const judged = (flag: Flag): string => String(flag.firstYear ?? flag.targetYear)
const span = (flag: Flag): string => `${String(flag.baseYear)}-${judged(flag)}`

export function sizePath(flag: Flag): string {
  if (flag.test === 'residual') return `shortfall/${flag.unit}/${judged(flag)}`
  if (flag.test !== 'new-resources') return `excess/${places(flag, judged(flag))}`
  return flag.subject.kind === 'block' ? `takenExcess/${flag.unit}/${judged(flag)}` : `newMoneySince/${places(flag, judged(flag))}`
}
export const growthPath = (flag: Flag): string => `growth/${places(flag, span(flag))}`
export const resourcesGrowthPath = (flag: Flag): string => `resourcesGrowth/${flag.unit}/${span(flag)}`
export const firstYearPath = (flag: Flag): string => `firstYear/${flag.unit}`

/** Paths of a figure in every year: NAME/PLACE/YEAR. */
export const yearly = (name: string, place: string, years: readonly number[]): readonly string[] =>
  years.map((year) => `${name}/${place === '' ? '' : `${place}/`}${String(year)}`)
